"""An article's headings and the passages that search reads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.knowledge.rules.passages import MOST_WORDS, Passage, passages
from apps.knowledge.rules.reading import anchor_of, headings

ALERT = """Fires when the *disk* is full.

# Meaning

The `node` has **little** room, see [the guide](https://a.example) and [[ops/disks]].

- free some
- [ ] add a disk

## Steps {#steps}

```sh
df  -h
  rm -rf /tmp/x
```

| Who | When |
|-----|------|
| ops | now  |
"""


def test_a_passage_is_what_stands_under_one_heading():
    assert passages(ALERT) == [
        Passage("", "", "Fires when the disk is full."),
        Passage(
            "Meaning",
            "h-meaning",
            "The node has little room, see the guide and ops/disks."
            "\n\nfree some\n\nadd a disk",
        ),
        Passage(
            "Steps",
            "h-steps",
            "df  -h\n  rm -rf /tmp/x\n\nWho | When\n\nops | now",
        ),
    ]


def test_a_heading_has_an_id_of_its_own():
    found = headings("# Disk\n## Disk\n# Disk 1\n# Disk\n# ???\nSet\n===")

    assert [one.anchor for one in found] == [
        *("h-disk", "h-disk-1", "h-disk-1-1", "h-disk-2", "h-section", "h-set"),
    ]
    assert [one.level for one in found] == [1, 2, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("Restore the Database", "h-restore-the-database"),
        ("restore-the-database", "h-restore-the-database"),
        ("h-restore", "h-restore"),
        ("What's new in 1.2?", "h-whats-new-in-12"),
        ("max_connections & co", "h-max_connections--co"),
        ("Störung", "h-störung"),
        ("!", "h-section"),
    ],
)
def test_ids_are_made_as_public_forges_make_them(words, anchor):
    assert anchor_of(words) == anchor


@given(st.lists(st.sampled_from(["a", "a-1", "a-1-1", "b", "!", "A 1"]), max_size=40))
def test_no_two_headings_share_an_id(words):
    found = headings("\n".join(f"# {one}" for one in words))

    anchors = [one.anchor for one in found]
    assert len(set(anchors)) == len(anchors) == len(words)


def test_no_passage_is_long_and_none_loses_a_word():
    body = "\n\n".join(
        ["# Long", "word " * 900, "```\n" + "line of code\n" * 300 + "```", "end"]
    )

    cut = passages(body)

    assert max(len(one.text.split()) for one in cut) <= MOST_WORDS
    assert sum(len(one.text.split()) for one in cut) == 900 + 900 + 1
    assert {one.heading for one in cut} == {"Long"}


@given(st.text(max_size=300))
def test_any_text_can_be_cut(body):
    for one in passages(body):
        assert one.text.strip()
        assert len(one.text.split()) <= MOST_WORDS


@given(st.lists(st.text("abc", min_size=1, max_size=5), max_size=700))
def test_every_word_of_a_plain_text_is_in_one_passage(words):
    found = " ".join(one.text for one in passages(" ".join(words)))

    assert re.findall(r"\S+", found) == words
