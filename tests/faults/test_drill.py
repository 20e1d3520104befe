"""Whatever is killed, everybody is told of everything once; and the drill would notice."""

import os
import tempfile
from pathlib import Path

import pytest

from tests.faults.drill import Plan, drill, lay_ground

ITEMS = int(os.environ.get("DRILL_ITEMS", "200"))
STRIKES = int(os.environ.get("DRILL_STRIKES", "6"))
PAUSE = float(os.environ.get("DRILL_PAUSE", "1"))
SEED = int(os.environ.get("DRILL_SEED", "1"))
pytestmark = pytest.mark.slow


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


def test_nothing_is_missing_and_nothing_doubled(ground, place, capsys):
    plan = Plan(items=ITEMS, strikes=STRIKES, pause=PAUSE, seed=SEED)

    report = drill(ground, place, plan)

    with capsys.disabled():
        print(f"\nfault drill, seed {SEED}: {report}")
    assert report.counts["items"] == ITEMS
    assert report.wrong() == {}


@pytest.mark.parametrize(
    ("bug", "found"),
    [
        ("no-lease", "messages not sent"),
        ("no-key", "doubled notifications"),
        ("new-ids", "mails again under another id"),
    ],
)
def test_the_drill_notices_a_planted_bug(ground, bug, found, place, capsys):
    """Chance decides where a strike falls, so it may take a second or third drill."""
    wrong: set[str] = set()
    for turn in range(3):
        plan = Plan(
            *(100, 1, 0.5, SEED + turn),
            bug=bug,
            things=["workers"],
            moments=["in flight"],
            patience=15,
        )
        here = place / str(turn)
        here.mkdir()
        report = drill(ground, here, plan)
        with capsys.disabled():
            print(f"\nfault drill with {bug}: {report}")
        wrong |= set(report.wrong())
        if found in wrong:
            break

    assert found in wrong
