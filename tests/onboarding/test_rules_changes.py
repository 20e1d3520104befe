"""What changed between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from apps.onboarding.rules import changed_words


def test_a_word_replaced_is_shown_as_taken_and_put():
    assert changed_words("done in May by us", "done in June by us") == [
        ("same", "done in "),
        ("removed", "May"),
        ("added", "June"),
        ("same", " by us"),
    ]


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_texts_can_be_read_out_of_the_parts(old, new):
    parts = changed_words(old, new)

    assert "".join(words for kind, words in parts if kind != "added") == old
    assert "".join(words for kind, words in parts if kind != "removed") == new
