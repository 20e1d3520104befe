"""The figures of a level's months, worked out anew from what they hang on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from apps.calendars.rules import working_seconds
from apps.vendors.models import (
    LevelVersion,
    Maintenance,
    Measurement,
    MonthFigure,
    Outage,
    ServiceLevel,
)
from apps.vendors.queries.terms import schedule_of_level, version_of_month
from apps.vendors.rules.availability import Span, down_seconds
from apps.vendors.rules.months import bounds, month_at, months_between
from apps.vendors.states import MeasurementState

COUNT = """
    SELECT verdict.level_id, verdict.month,
        count(*) FILTER (WHERE outcome = 1), count(*) FILTER (WHERE outcome = 2),
        count(*) FILTER (WHERE outcome = 1 AND exclusion.state = 'accepted'),
        count(*) FILTER (WHERE outcome = 2 AND exclusion.state = 'accepted'),
        count(*) FILTER (WHERE outcome = 1 AND exclusion.state = 'proposed'),
        count(*) FILTER (WHERE outcome = 2 AND exclusion.state = 'proposed')
    FROM vendors_verdict verdict
    LEFT JOIN vendors_exclusion exclusion
        ON exclusion.ticket_id = verdict.ticket_id
        AND exclusion.level_id = verdict.level_id
        AND exclusion.state IN ('accepted', 'proposed')
    WHERE verdict.level_id = ANY(%s) AND verdict.month IS NOT NULL
        AND (%s::date[] IS NULL OR verdict.month = ANY(%s::date[]))
    GROUP BY 1, 2
"""
COUNTED = (
    *("met", "breached", "accepted_met", "accepted_breached"),
    *("proposed_met", "proposed_breached"),
)


def refresh_counts(level: ServiceLevel, months: Iterable[date | None]) -> None:
    """Count the tickets of these months again, with and without exclusions."""
    refresh_all_counts([level.pk], sorted(filter(None, months)))


@transaction.atomic
def refresh_all_counts(
    levels: Sequence[int], months: Sequence[date] | None = None
) -> None:
    """Count the tickets of these levels again, in all months or in these."""
    asked = None if months is None else list(months)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [list(levels), asked, asked])
        rows = cursor.fetchall()
    old = MonthFigure.objects.filter(level__in=levels)
    if months is not None:
        old = old.filter(month__in=months)
    old.exclude(pk__in=_kept(old, {(row[0], row[1]) for row in rows})).delete()
    versions = _versions(levels)
    MonthFigure.objects.bulk_create(
        (
            MonthFigure(
                level_id=level,
                month=month,
                version_id=_of_month(versions[level], month),
                **dict(zip(COUNTED, numbers, strict=True)),
            )
            for level, month, *numbers in rows
        ),
        update_conflicts=True,
        unique_fields=["level", "month"],
        update_fields=["version", *COUNTED],
    )


def _kept(
    old: QuerySet[MonthFigure], counted: Collection[tuple[int, date]]
) -> list[int]:
    """The figures that are written again."""
    rows = old.values_list("pk", "level_id", "month")
    return [pk for pk, level, month in rows if (level, month) in counted]


def _versions(levels: Sequence[int]) -> dict[int, list[tuple[date, int]]]:
    found: dict[int, list[tuple[date, int]]] = {}
    rows = LevelVersion.objects.filter(level__in=levels).order_by("valid_from_on")
    for level, day, pk in rows.values_list("level_id", "valid_from_on", "pk"):
        found.setdefault(level, []).append((day, pk))
    return found


def _of_month(versions: list[tuple[date, int]], month: date) -> int:
    """The version in force on the month's first day, or else the first."""
    reached = [pk for day, pk in versions if day <= month]
    return reached[-1] if reached else versions[0][1]


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
