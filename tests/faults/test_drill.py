"""Whatever is killed, everybody is told of everything once; and the drill would notice."""

import os

import pytest

from tests.faults.drill import drill

ITEMS = int(os.environ.get("DRILL_ITEMS", "300"))
STRIKES = int(os.environ.get("DRILL_STRIKES", "12"))
PAUSE = float(os.environ.get("DRILL_PAUSE", "1"))
SEED = int(os.environ.get("DRILL_SEED", "1"))
pytestmark = pytest.mark.slow


def test_nothing_is_missing_and_nothing_doubled(tmp_path, capsys):
    report = drill(tmp_path, items=ITEMS, strikes=STRIKES, pause=PAUSE, seed=SEED)

    with capsys.disabled():
        print(f"\nfault drill, seed {SEED}: {report}")
    assert report.counts["items"] == ITEMS
    assert report.faults() == []


@pytest.mark.parametrize("bug", ["no-lease"])
def test_the_drill_notices_a_planted_bug(bug, tmp_path, capsys):
    report = drill(tmp_path, items=200, strikes=10, pause=0.8, seed=SEED, bug=bug)

    with capsys.disabled():
        print(f"\nfault drill with {bug}: {report}")
    assert report.faults()
