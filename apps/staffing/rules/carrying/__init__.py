"""Schedules of PagerDuty, Opsgenie, Grafana OnCall and GoAlert, read from their JSON."""

from collections.abc import Callable
from datetime import datetime

from apps.staffing.rules.carrying import goalert, grafana, opsgenie, pagerduty
from apps.staffing.rules.carrying.terms import (
    Carried,
    CarryError,
    Change,
    Document,
    Turns,
    Who,
)

__all__ = ["Carried", "CarryError", "Change", "Document", "Turns", "Who", "read"]

READERS: dict[str, Callable[[Document, datetime], list[Carried]]] = {
    "pagerduty": pagerduty.read,
    "opsgenie": opsgenie.read,
    "grafana": grafana.read,
    "goalert": goalert.read,
}


def read(tool: str, document: object, now: datetime) -> list[Carried]:
    """The schedules of a tool's file. CarryError says what is wrong with it."""
    if not isinstance(document, dict):
        raise CarryError("This is not an object of JSON.")
    try:
        return READERS[tool](document, now)
    except CarryError:
        raise
    except (LookupError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise CarryError(f"This is not what the tool gives: {error!r}.") from error
