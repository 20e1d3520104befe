"""A month in an address: 2026-10 is the first day of October 2026."""

from datetime import date

from django.urls import register_converter


class Month:
    """Of four digits and two, as pages of a period have it."""

    regex = r"[12][0-9]{3}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """The month's first day."""
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date | str) -> str:
        """Any day of it, or what stands in addresses already."""
        return value if isinstance(value, str) else f"{value:%Y-%m}"


register_converter(Month, "month")
MONTH = "<month:month>"
