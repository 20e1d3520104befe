"""The addresses of vendors. Parts stand in `tests/access/vendor_*.py`, made of the
rows of `vendor_row`; each is found by its name.

Beside the columns of every app, a row may tell what those answers are that hang on the
vendor: of its own representative, of another vendor's, of a vendor manager of
everything, and of a vendor manager of another vendor only.
"""

from importlib import import_module
from pathlib import Path

from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import INTERNAL_BY_ROLE, VENDOR_COLUMNS, VendorRow
from tests.vendors.factories import LevelFactory, TicketFactory, VendorFactory

PARTS = tuple(
    import_module(f"tests.access.{file.stem}")
    for file in sorted(Path(__file__).parent.glob("vendor_*.py"))
    if file.stem != "vendor_row"
)
TABLE = {name: row for part in PARTS for name, row in part.TABLE.items()}

__all__ = [
    "INTERNAL_BY_ROLE",
    "NO_SUCH_METHOD",
    "TABLE",
    "VENDOR_COLUMNS",
    "VendorRow",
    "build",
]


def build(world, now):
    """A vendor with a contract, a service, a level and a ticket; then what parts add."""
    level = LevelFactory(slug="resolution", service__slug="platform-support")
    world["level"] = level
    world["service"] = level.service
    world["contract"] = level.service.contract
    world["vendor"] = level.service.contract.vendor
    world["other_vendor"] = VendorFactory(slug="elsewhere", name="Elsewhere")
    world["ticket"] = TicketFactory(service=level.service)
    for part in PARTS:
        if hasattr(part, "build"):
            part.build(world, now)
