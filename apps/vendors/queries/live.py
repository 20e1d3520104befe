"""A month as it stands by what is known now, whether it is closed or not."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

from apps.calendars.rules import working_seconds
from apps.vendors.models import (
    LevelVersion,
    Maintenance,
    ManagedService,
    Measurement,
    MonthFigure,
    Outage,
    ServiceLevel,
)
from apps.vendors.queries.card import Scorecard
from apps.vendors.queries.scorecard import agreed_of, amount_in, charges_of
from apps.vendors.queries.terms import schedule_of_level
from apps.vendors.rules.availability import Span, down_seconds
from apps.vendors.rules.months import bounds
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


def count_verdicts(
    levels: Sequence[int], months: Sequence[date] | None
) -> list[tuple[int, date, dict[str, int]]]:
    """Level, month and what of it is met, breached, excluded; of all months or these."""
    asked = None if months is None else list(months)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [list(levels), asked, asked])
        return [
            (level, month, dict(zip(COUNTED, numbers, strict=True)))
            for level, month, *numbers in cursor.fetchall()
        ]


def measured_seconds(
    level: ServiceLevel, month: date, now: datetime
) -> dict[str, int] | None:
    """Agreed service time and downtime of a month, so far; None before it begins."""
    schedule = schedule_of_level(level)
    start, end = bounds(month, schedule.in_force(month).zone)
    end = min(end, now)
    if end <= start:
        return None
    outages = spans_of(Outage.objects.touching(level.service, start, end), end)
    windows = spans_of(Maintenance.objects.touching(level.service, start, end), end)
    return {
        "service_seconds": working_seconds(schedule, start, end),
        "down_seconds": down_seconds(schedule, start, end, outages, windows),
    }


def spans_of(rows: Iterable[Outage | Maintenance], end: datetime) -> list[Span]:
    """From when to when; what goes on ends here."""
    return [(one.starts_at, one.ends_at or end) for one in rows]


def measured_by_hand(level: ServiceLevel, month: date) -> Decimal | None:
    """The approved number (%) of a month."""
    rows = Measurement.objects.filter(
        level=level, month=month, state=MeasurementState.APPROVED
    )
    return rows.values_list("value", flat=True).first()


def live_card(service: ManagedService, month: date, now: datetime) -> Scorecard:
    """The scorecard by today's tickets, levels and calendars, even of a closed month."""
    levels = agreed_of([service])[service.pk]
    keys = [one.level.pk for one in levels]
    counts = {level: numbers for level, _, numbers in count_verdicts(keys, [month])}
    lines = []
    for one in levels:
        level = one.level
        level.service = service
        version = one.line(month, None).version
        figure = _figure(level, version, month, now, counts.get(level.pk, {}))
        lines.append(one.line(month, figure))
    charge = amount_in(charges_of([service.pk])[service.pk], month)
    return Scorecard(service, month, tuple(lines), charge)


def _figure(
    level: ServiceLevel,
    version: LevelVersion,
    month: date,
    now: datetime,
    counts: dict[str, int],
) -> MonthFigure:
    made = MonthFigure(level=level, version=version, month=month, **counts)
    if level.measure == ServiceLevel.Measure.AVAILABILITY:
        seconds = measured_seconds(level, month, now) or {}
        made.service_seconds = seconds.get("service_seconds")
        made.down_seconds = seconds.get("down_seconds")
    if level.measure == ServiceLevel.Measure.MANUAL:
        made.value = measured_by_hand(level, month)
    return made
