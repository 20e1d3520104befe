"""Scorecards, their levels, and the clocks of tickets."""

from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import INTERNAL_BY_ROLE, VendorRow, service_slug


def month(world):
    return [world["service"].slug, "2026-10"]


def level(world):
    return [*month(world), world["level"].slug]


TABLE = {
    name: VendorRow(INTERNAL_BY_ROLE, NO_SUCH_METHOD, args=args, sees="OMOM")
    for name, args in {
        "vendors:scorecard": month,
        "vendors:scorecard_level": level,
        "vendors:scorecard_level_now": level,
        "vendors:ticket": lambda w: [w["ticket"].pk],
    }.items()
}
TABLE["vendors:what_if"] = VendorRow(
    INTERNAL_BY_ROLE, NO_SUCH_METHOD, args=service_slug, sees="FMOM"
)
