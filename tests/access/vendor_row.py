"""A row of vendors' addresses: the answers of every app's columns, and of each side."""

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
