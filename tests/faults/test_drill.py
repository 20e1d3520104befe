"""Whatever is killed, everybody is told of everything once; and the drill would notice."""

import os
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.drill import Plan, drill, lay_ground
from tests.faults.report import COUNTS, Report

ITEMS = int(os.environ.get("DRILL_ITEMS", "200"))
STRIKES = int(os.environ.get("DRILL_STRIKES", "6"))
PAUSE = float(os.environ.get("DRILL_PAUSE", "1"))
SEED = int(os.environ.get("DRILL_SEED", "1"))


@pytest.fixture
def place():
    """An empty folder, outside pytest's, into which only their owner may look."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def ground():
    """A database with its tables and nothing in it, to be copied."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        yield lay_ground(Path(folder))


@pytest.mark.slow
def test_nothing_is_missing_and_nothing_doubled(ground, place, capsys):
    plan = Plan(items=ITEMS, strikes=STRIKES, pause=PAUSE, seed=SEED)

    report = drill(ground, place, plan)

    with capsys.disabled():
        print(f"\nfault drill, seed {SEED}: {report}")
    assert report.counts["items"] == ITEMS
    assert report.wrong() == {}


ALL_WELL = dict.fromkeys(COUNTS, 0) | dict.fromkeys(
    ("items", "told", "notifications", "noticed", "mails", "all mails"), 5
)


def told(at_sink: list[str], **counts: int) -> set[str]:
    """What is wrong once these mails are at the sink and these counts in the tables."""
    known = ALL_WELL | {name.replace("_", " "): one for name, one in counts.items()}
    report = Report(known, Counter(), Counter(at_sink), Counter(), seconds=1)
    return set(report.wrong())


def test_the_drill_tells_what_is_missing_doubled_or_sent_under_another_id():
    """That each real bug gets so far is proved by `planted_bugs.py`, where chance decides when."""
    assert told([*"abcde"]) == set()
    assert told([*"abcdee"]) == set()
    assert told([*"abcdef"]) == {"mails again under another id"}
    assert told([*"abcd"]) == {"mails lost"}
    assert told([*"abcde"], notifications=6) == {"doubled notifications"}
    assert told([*"abcde"], noticed=4, notifications=4) == {
        "steps without a notification"
    }
    assert told([*"abcd"], mails=4, unsent=1) == {"messages not sent"}
    assert told([*"abcde"], owed=2) == {"work still owed"}
    assert told([*"abcde"], told=4) == {"steps not told"}
    assert told([*"abcde"], mailed_twice=1) == {"notifications in two messages"}
