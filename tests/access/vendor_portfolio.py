"""Vendors at once, side by side, inside and out; running months; when services breach."""

from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import (
    INTERNAL_BY_ROLE,
    VendorRow,
    service_slug,
    vendor_slug,
)

TABLE = {
    "vendors:portfolio": VendorRow(INTERNAL_BY_ROLE, NO_SUCH_METHOD, sees="OOOO"),
    "vendors:performance": VendorRow(
        INTERNAL_BY_ROLE, NO_SUCH_METHOD, args=vendor_slug, sees="OMOM"
    ),
    **{
        f"vendors:{name}": VendorRow(INTERNAL_BY_ROLE, NO_SUCH_METHOD, sees="OOOO")
        for name in ("compare", "watermelon", "forecasts")
    },
    **{
        f"vendors:{name}": VendorRow(
            INTERNAL_BY_ROLE, NO_SUCH_METHOD, args=service_slug, sees="OMOM"
        )
        for name in ("forecast", "patterns")
    },
}
