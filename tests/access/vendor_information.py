"""The addresses of the register of information."""

from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import VendorRow
from tests.vendors.register import bank

SEEN = "LFFFFFFOO"
CHANGED = "LFFFFFFFS"
MANAGERS = "FFOF"
CHANGED_BY = "FFSF"


def build(world, now):
    """The entity that maintains the register."""
    world["register_entity"] = bank()


def kind(world):
    return ["branches"]


def entity(world):
    return ["entities", world["register_entity"].pk]


def changed(world):
    row = world["register_entity"]
    names = ("lei", "name", "country", "kind", "place", "authority", "currency")
    return {
        **{name: getattr(row, name) for name in names},
        "is_maintainer": "on",
        "total_assets": "1000",
        "updated_on": "2026-01-01",
        "since_on": "2025-01-01",
        "expected_version": row.version,
    }


TABLE = {
    "vendors:dora": VendorRow(SEEN, sees=MANAGERS),
    "vendors:dora_sheet": VendorRow(SEEN, args=lambda w: ["B_01.02"], sees=MANAGERS),
    "vendors:dora_export": VendorRow("LFFFFFFMM", sees="FFMF"),
    "vendors:dora_rows": VendorRow(SEEN, args=kind, sees=MANAGERS),
    "vendors:dora_row": VendorRow(SEEN, args=entity, sees=MANAGERS),
    "vendors:add_to_register": VendorRow(
        NO_SUCH_METHOD, "LFFFFFFFI", args=kind, does="FFIF"
    ),
    "vendors:amend_register": VendorRow(
        NO_SUCH_METHOD, CHANGED, args=entity, data=changed, does=CHANGED_BY
    ),
    "vendors:remove_from_register": VendorRow(
        NO_SUCH_METHOD, CHANGED, args=entity, does=CHANGED_BY
    ),
}
