"""What the readers' pages show, gathered from the floors below."""

from apps.dashboard.queries.home import home
from apps.dashboard.queries.link_rate import link_charts, linked_months
from apps.dashboard.queries.logins import demo_logins
from apps.dashboard.queries.palette import find
from apps.dashboard.queries.vendors import looks_after_vendors, vendor_tiles

__all__ = [
    "demo_logins",
    "find",
    "home",
    "link_charts",
    "linked_months",
    "looks_after_vendors",
    "vendor_tiles",
]
