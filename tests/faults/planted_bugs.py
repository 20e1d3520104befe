"""The drill notices a bug that is put in. `make test-faults` runs this; it takes minutes."""

import pytest

from tests.faults.drill import Plan, drill
from tests.faults.test_drill import SEED, ground, place

__all__ = ["ground", "place"]
pytestmark = pytest.mark.slow


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
