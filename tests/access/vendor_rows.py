"""What a row of a vendor's address tells, for the parts in `vendor_*.py`.

Beside the columns of every app, a row may tell what those answers are that hang on the
vendor: of its own representative, of another vendor's, of a vendor manager of
everything, and of a vendor manager of another vendor only.
"""

from dataclasses import dataclass

from tests.access import Row

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


def vendor_slug(world):
    return [world["vendor"].slug]


def service_slug(world):
    return [world["service"].slug]
