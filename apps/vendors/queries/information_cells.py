"""How values stand in the cells of the register's packages."""

from datetime import date
from decimal import Decimal

from apps.vendors.models import Vendor
from apps.vendors.rules.register import NOT_APPLICABLE
from apps.vendors.rules.templates import BY_CODE

Cells = dict[str, str]
OPEN_END = "9999-12-31"
CODE_KINDS = {
    Vendor.CodeKind.LEI: "eba_qCO:qx2000",
    Vendor.CodeKind.EUID: "eba_qCO:qx2002",
    Vendor.CodeKind.NATIONAL: "eba_qCO:qx2003",
    Vendor.CodeKind.VAT: "eba_qCO:qx2004",
}


def row(template: str, *values: str) -> Cells:
    """The values by the columns of a template, in order."""
    return dict(zip(BY_CODE[template].columns, values, strict=True))


def country(code: str) -> str:
    """A country, empty if none."""
    return f"eba_GA:{code}" if code else ""


def country_of_key(code: str) -> str:
    """A country where the key needs one: "not applicable" if none."""
    return country(code) or NOT_APPLICABLE


def currency(code: str) -> str:
    """A currency, empty if none."""
    return f"eba_CU:{code}" if code else ""


def day(one: date | None) -> str:
    """A day; 9999-12-31 for one without an end, as others write it too."""
    return one.isoformat() if one else OPEN_END


def money(amount: Decimal | None) -> str:
    """An amount without exponent, empty if none."""
    return "" if amount is None else f"{amount:f}"


def number(one: int | None) -> str:
    """A number, empty if none."""
    return "" if one is None else str(one)


def service(kind: str) -> str:
    """An ICT service type, empty if none."""
    return f"eba_TA:{kind}" if kind else ""


def code_of(vendor: Vendor) -> tuple[str, str]:
    """A vendor's code and its kind."""
    return vendor.code, CODE_KINDS.get(Vendor.CodeKind(vendor.code_kind), "") if (
        vendor.code_kind
    ) else ""
