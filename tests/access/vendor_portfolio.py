"""The portfolio and a vendor's performance."""

from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import INTERNAL_BY_ROLE, VendorRow, vendor_slug

TABLE = {
    "vendors:portfolio": VendorRow(INTERNAL_BY_ROLE, NO_SUCH_METHOD, sees="OOOO"),
    "vendors:performance": VendorRow(
        INTERNAL_BY_ROLE, NO_SUCH_METHOD, args=vendor_slug, sees="OMOM"
    ),
}
