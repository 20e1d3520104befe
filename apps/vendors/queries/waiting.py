"""What stands in the way of closing a month."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import F

from apps.vendors.models import Exclusion, Measurement, Period
from apps.vendors.queries.terms import zone_of
from apps.vendors.rules.months import bounds
from apps.vendors.states import ExclusionState, MeasurementState

NAMED = 5


def is_over(period: Period, now: datetime) -> bool:
    """Whether the month is past, by the service's calendar."""
    return now >= bounds(period.month, zone_of(period.service, period.month))[1]


def what_waits(period: Period, now: datetime) -> Iterator[str]:
    """In words, what has to be settled before the month is closed."""
    last = period.dispute_until_on
    if last and now.date() <= last:
        yield f"The vendor may dispute until {last:%-d %B %Y}."
    if numbers := _exclusions(period):
        yield f"Exclusions wait for an answer: {_listed(numbers)}."
    entered = Measurement.objects.filter(
        state=MeasurementState.ENTERED,
        level__service=period.service_id,
        month=period.month,
    )
    if names := list(entered.values_list("level__name", flat=True)):
        yield f"Measurements wait for approval: {_listed(names)}."
    if period.service.recounts.filter(finished_at=None).exists():
        yield "The figures are being worked out anew. Close it after that."


def _exclusions(period: Period) -> list[str]:
    """The numbers of the month's tickets that wait to be left out of a level."""
    rows = Exclusion.objects.filter(
        state=ExclusionState.PROPOSED,
        level__service=period.service_id,
        ticket__verdicts__level=F("level"),
        ticket__verdicts__month=period.month,
    )
    return list(rows.values_list("ticket__number", flat=True))


def _listed(names: Iterable[str]) -> str:
    """The first few by name, and how many more."""
    found = sorted(names)
    more = len(found) - NAMED
    return ", ".join(found[:NAMED]) + (f" and {more} more" if more > 0 else "")
