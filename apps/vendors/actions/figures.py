"""The figures of a level's months, worked out anew from what they hang on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Count, Q

from apps.calendars.rules import working_seconds
from apps.vendors.models import (
    Exclusion,
    Maintenance,
    Measurement,
    MonthFigure,
    Outage,
    ServiceLevel,
    Verdict,
)
from apps.vendors.queries.terms import schedule_of_level, version_of_month
from apps.vendors.rules.availability import Span, down_seconds
from apps.vendors.rules.months import bounds, month_at, months_between
from apps.vendors.states import ExclusionState, MeasurementState, Outcome

MET, BREACHED = Q(outcome=Outcome.MET), Q(outcome=Outcome.BREACHED)


def refresh_counts(level: ServiceLevel, months: Iterable[date | None]) -> None:
    """Count the tickets of these months again, with and without exclusions."""
    for month in filter(None, months):
        _keep(level, month, _counts(level, month))


def _counts(level: ServiceLevel, month: date) -> dict[str, int]:
    rows = Verdict.objects.filter(level=level, month=month)
    found = rows.aggregate(
        met=Count("pk", filter=MET), breached=Count("pk", filter=BREACHED)
    )
    for name, state in (
        ("accepted", ExclusionState.ACCEPTED),
        ("proposed", ExclusionState.PROPOSED),
    ):
        out = Exclusion.objects.filter(level=level, state=state).values("ticket_id")
        excluded = rows.filter(ticket_id__in=out)
        found |= excluded.aggregate(
            **{
                f"{name}_met": Count("pk", filter=MET),
                f"{name}_breached": Count("pk", filter=BREACHED),
            }
        )
    return found


def refresh_availability(
    level: ServiceLevel, months: Iterable[date], *, now: datetime
) -> None:
    """Measure agreed time and downtime of these months again; of a running one so far."""
    schedule = schedule_of_level(level)
    for month in months:
        start, end = bounds(month, schedule.in_force(month).zone)
        end = min(end, now)
        if end <= start:
            continue
        outages = _spans(Outage.objects.touching(level.service, start, end), end)
        windows = _spans(Maintenance.objects.touching(level.service, start, end), end)
        fields = {
            "service_seconds": working_seconds(schedule, start, end),
            "down_seconds": down_seconds(schedule, start, end, outages, windows),
        }
        _keep(level, month, fields)


def _spans(rows: Iterable[Outage | Maintenance], end: datetime) -> list[Span]:
    return [(one.starts_at, one.ends_at or end) for one in rows]


def refresh_measured(level: ServiceLevel, month: date) -> None:
    """Take over what was measured by hand and approved for this month."""
    rows = Measurement.objects.filter(
        level=level, month=month, state=MeasurementState.APPROVED
    )
    value = rows.values_list("value", flat=True).first()
    _keep(level, month, {"value": value})


def _keep(level: ServiceLevel, month: date, fields: Mapping[str, object]) -> None:
    version = version_of_month(level, month)
    if version is None:
        return
    MonthFigure.objects.update_or_create(
        level=level, month=month, defaults={"version": version, **fields}
    )


def months_of(starts_at: datetime, ends_at: datetime, zone: str) -> list[date]:
    """The months of a zone that a span of time touches."""
    return months_between(month_at(starts_at, zone), month_at(ends_at, zone))
