"""The addresses of staffing. Parts stand in `tests/access/staffing_*.py`, each found by
its name; one adds what its addresses need in `build(world, now)`.
"""

from importlib import import_module
from pathlib import Path

from tests.staffing.factories import PersonFactory, PostingFactory, SkillFactory

PARTS = tuple(
    import_module(f"tests.access.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("staffing_*.py"))
    if not file.stem.endswith("_row")
)
TABLE = {name: row for part in PARTS for name, row in part.TABLE.items()}


def build(world, now):
    """Somebody of the bank in a team, and a skill; then what parts add."""
    world["staff"] = PersonFactory(name="Amara Bose")
    world["posting"] = PostingFactory(person=world["staff"], team=world["team"])
    world["skill"] = SkillFactory(slug="ingress", name="Ingress")
    for part in PARTS:
        if hasattr(part, "build"):
            part.build(world, now)
