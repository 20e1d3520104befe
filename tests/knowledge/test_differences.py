"""What differs between two texts, and two texts made one."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.knowledge.rules.differences import by_lines, by_words
from apps.knowledge.rules.merging import BEGIN, END, MIDDLE, merge
from tests.clocks import own_seconds

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "d d", "e e e"]), max_size=12)
TEXTS = LINES.map("\n".join)


def test_lines_stand_side_by_side():
    assert by_lines("a\nb\nc", "a\nx\nc\nd") == [
        ("same", "a", "a"),
        ("changed", "b", "x"),
        ("same", "c", "c"),
        ("added", "", "d"),
    ]


def test_words_that_went_and_came_are_told():
    assert by_words("Stop the old writer.\nWait.", "Stop the new writer.\nWait.") == [
        ("same", "Stop the "),
        ("removed", "old"),
        ("added", "new"),
        ("same", " writer.\nWait."),
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_texts_can_be_read_off_the_comparison(old, new):
    words = by_words(old, new)

    assert "".join(text for kind, text in words if kind != "added") == old
    assert "".join(text for kind, text in words if kind != "removed") == new


@given(TEXTS, TEXTS)
def test_each_line_of_both_stands_in_its_column(old, new):
    rows = by_lines(old, new)

    assert [one for kind, one, _ in rows if kind != "added"] == old.split("\n")
    assert [one for kind, _, one in rows if kind != "removed"] == new.split("\n")


def test_long_texts_are_compared_quickly():
    old = [f"line {n % 700} of the text" if n % 3 else "" for n in range(5000)]
    new = [line if n % 11 else f"{line} changed" for n, line in enumerate(old)]

    def compare():
        by_lines("\n".join(old), "\n".join(new))
        by_words("\n".join(old), "\n".join(reversed(new)))
        merge("\n".join(old), "\n".join(new), "\n".join(old[::-1]))

    assert own_seconds(compare, enough=3) < 3


def test_changes_in_different_places_are_both_there():
    found = merge("a\nb\nc\nd", "a1\nb\nc\nd", "a\nb\nc\nd\ne")

    assert found.is_clean
    assert found.text == "a1\nb\nc\nd\ne"


def test_where_both_changed_the_same_line_both_stand():
    found = merge("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc")

    assert not found.is_clean
    assert found.text == f"a\n{BEGIN}\ntheirs\n{MIDDLE}\nmine\n{END}\nc"


@given(TEXTS, TEXTS)
def test_a_text_that_only_one_changed_is_theirs(base, text):
    assert merge(base, text, base).text == text
    assert merge(base, base, text).text == text
    assert merge(base, text, text).text == text


def kept_lines(found) -> Counter[str]:
    """Every line that stands in the result, the marks aside."""
    return Counter(
        line for part in found.parts for line in (*part.lines, *(part.theirs or ()))
    )


@settings(max_examples=500)
@given(TEXTS, TEXTS, TEXTS)
def test_nothing_that_either_typed_is_lost(base, mine, theirs):
    found = kept_lines(merge(base, mine, theirs))
    before = Counter(base.split("\n"))

    for text in (mine, theirs):
        typed = Counter(text.split("\n")) - before
        assert not typed - found


@given(TEXTS, TEXTS, TEXTS)
def test_who_comes_first_makes_no_difference_to_what_is_kept(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)

    assert one.is_clean == other.is_clean
    assert kept_lines(one) == kept_lines(other)
