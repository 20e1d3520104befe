"""The addresses of vendors. Parts stand in `tests/access/vendor_*.py`.

Beside the columns of every app, a row may tell what those answers are that hang on the
vendor: of its own representative, of another vendor's, of a vendor manager of
everything, and of a vendor manager of another vendor only.
"""

from dataclasses import dataclass

from tests.access import NO_SUCH_METHOD, Row
from tests.vendors.factories import LevelFactory, TicketFactory, VendorFactory

VENDOR_COLUMNS = (
    "own representative",
    "another vendor's representative",
    "vendor manager",
    "manager of another vendor",
)
INTERNAL_BY_ROLE = "LMOMMOOOO"  # inside, those who hold vendors.view


@dataclass(frozen=True)
class VendorRow(Row):
    """`sees` and `does` are the answers to GET and POST, by VENDOR_COLUMNS."""

    sees: str = "----"
    does: str = "----"


def build(world, now):
    """A vendor with a contract, a service, a level and a ticket."""
    level = LevelFactory(slug="resolution", service__slug="platform-support")
    world["level"] = level
    world["service"] = level.service
    world["contract"] = level.service.contract
    world["vendor"] = level.service.contract.vendor
    world["other_vendor"] = VendorFactory(slug="elsewhere", name="Elsewhere")
    world["ticket"] = TicketFactory(service=level.service)


def vendor_slug(world):
    return [world["vendor"].slug]


def service_slug(world):
    return [world["service"].slug]


PARTS = ()
TABLE = {name: row for part in PARTS for name, row in part.TABLE.items()}

__all__ = ["INTERNAL_BY_ROLE", "NO_SUCH_METHOD", "TABLE", "VendorRow", "build"]
