"""The figures are counted, and the page that shows them knows each."""

import re
from pathlib import Path

import pytest

from tests.security import tally
from tests.security.tally import FIGURES, Count, note, table, trying

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def counts(monkeypatch):
    """Counts of these tests alone, which the table at the end does not show."""
    known: dict[str, Count] = {}
    monkeypatch.setattr(tally, "COUNTS", known)
    return known


def test_what_fails_has_come_through_and_still_fails(counts):
    with trying("ssrf"):
        pass
    with pytest.raises(AssertionError), trying("ssrf", 2):
        raise AssertionError

    assert vars(counts["ssrf"]) == {"tried": 3, "wrong": 1, "words": ""}
    assert re.search(r"SSRF.* 3 +1 reached", "\n".join(table()))


def test_a_figure_that_nobody_counted_is_told_where_all_are_asked_for(monkeypatch):
    monkeypatch.setenv("SECURITY", "all")
    note("ssrf", 1)

    assert "\n".join(table()).count("NOT COUNTED") == len(FIGURES) - 1


def test_a_figure_without_a_name_is_none(counts):
    with pytest.raises(KeyError):
        note("ssfr", 1)

    assert counts == {}


def test_the_page_shows_every_figure_with_its_command():
    page = (ROOT / "docs" / "security.md").read_text()
    shown = re.findall(
        r"^\| ([^|]+) \| [\d,–]+ \| [^|]+ \| `([^`]+)` \|$", page, re.MULTILINE
    )

    assert shown == [(one.name, one.command) for one in FIGURES.values()]


def test_the_tests_of_every_figure_are_there_and_asked_by_the_command_for_all():
    makefile = (ROOT / "Makefile").read_text()
    asked = set(makefile.partition("\nsecurity:")[2].partition("\n\n")[0].split())
    named = {word for one in FIGURES.values() for word in one.command.split()}
    files = {word for word in named if word.startswith("tests/")}

    assert all((ROOT / one).exists() for one in files)
    assert {one for one in files if not {one, str(Path(one).parent)} & asked} == set()
