"""Whatever is killed, everybody is told of everything once. `planted_bugs.py` holds that the drill would notice."""

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
