"""The addresses of integrations. Parts stand in `tests/access/integrations_*.py`, each found by
its name; one adds what its addresses need in `build(world, now)`.
"""

from importlib import import_module
from pathlib import Path

PARTS = tuple(
    import_module(f"tests.access.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("integrations_*.py"))
    if not file.stem.endswith("_row")
)
TABLE = {name: row for part in PARTS for name, row in part.TABLE.items()}


def build(world, now):
    """What the parts add."""
    for part in PARTS:
        if hasattr(part, "build"):
            part.build(world, now)
