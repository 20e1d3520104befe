"""Whether what was given is evidence of the kind that a criterion asks for."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

SHORTEST_TEXT = 10


def fault(kind: str, value: str, wanted: Mapping[str, Any], *, has_file: bool) -> str:
    """Why this is no evidence of this kind, in words; empty when it is."""
    if kind == "file":
        return "" if has_file else "Attach the file."
    if not value.strip():
        return "Give the evidence before saving."
    return {
        "link": _link_fault,
        "text": _text_fault,
        "number": _number_fault,
        "choice": _choice_fault,
        "automatic": _automatic_fault,
    }[kind](value.strip(), wanted)


def _automatic_fault(value: str, wanted: Mapping[str, Any]) -> str:
    return "The portal checks this itself: put it right in the catalog."


def _link_fault(value: str, wanted: Mapping[str, Any]) -> str:
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    return (
        "" if is_web and " " not in value else "Give a link that starts with https://."
    )


def _text_fault(value: str, wanted: Mapping[str, Any]) -> str:
    if len(value) < SHORTEST_TEXT:
        return f"Say it in at least {SHORTEST_TEXT} characters."
    return ""


def _number_fault(value: str, wanted: Mapping[str, Any]) -> str:
    return "" if number(value) is not None else "Give a number, such as 99.5."


def _choice_fault(value: str, wanted: Mapping[str, Any]) -> str:
    return "" if value in wanted.get("choices", []) else "Choose one of the answers."


def number(value: str) -> Decimal | None:
    """The typed number; None if it is none. A comma may be the decimal point."""
    try:
        found = Decimal(value.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def meets_threshold(kind: str, value: str, wanted: Mapping[str, Any]) -> bool | None:
    """Whether a number or a choice meets what is asked; None where nothing is."""
    if kind == "choice" and wanted.get("accepted"):
        return value in wanted["accepted"]
    found = number(value) if kind == "number" else None
    if found is None or not {"at_least", "at_most"} & set(wanted):
        return None
    lowest, highest = wanted.get("at_least"), wanted.get("at_most")
    return (lowest is None or found >= Decimal(str(lowest))) and (
        highest is None or found <= Decimal(str(highest))
    )


def valid_until(given_on: date, valid_days: int | None) -> date | None:
    """The last day on which evidence counts; None when it does not decay."""
    return given_on + timedelta(days=valid_days) if valid_days else None


def _a_year_after(day: date) -> date:
    """The same day next year; the 28th for a 29 February."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if is_leap_day else day.day)


RENEWABLE = timedelta(days=60)


def waiver_fault(expires_on: date, today: date) -> str:
    """A waiver ends in the future and within twelve months."""
    if expires_on <= today:
        return "A waiver ends in the future."
    if expires_on > _a_year_after(today):
        return "A waiver lasts at most 12 months."
    return ""


def renewal_fault(expires_on: date, today: date) -> str:
    """A waiver is renewed in its last 60 days, or after its end."""
    if expires_on - today > RENEWABLE:
        return (
            f"This waiver is in force until {expires_on}: renew it in its last 60 days."
        )
    return ""
