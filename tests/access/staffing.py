"""The addresses of staffing. Parts stand in `tests/access/staffing_*.py`; each is found by its name."""

from importlib import import_module
from pathlib import Path

PARTS = tuple(
    import_module(f"tests.access.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("staffing_*.py"))
    if not file.stem.endswith("_row")
)
TABLE = {name: row for part in PARTS for name, row in part.TABLE.items()}


def build(world, now):
    """What each part adds."""
    for part in PARTS:
        if hasattr(part, "build"):
            part.build(world, now)
