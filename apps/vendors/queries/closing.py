"""What a closure holds: a month's figures, all that judged them, and the tickets."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from apps.calendars.queries import schedule_named
from apps.vendors.models import (
    LevelVersion,
    Maintenance,
    ManagedService,
    Outage,
    ServiceLevel,
    Verdict,
)
from apps.vendors.models.measures import OfServiceQuerySet
from apps.vendors.queries.card import LevelLine, Scorecard
from apps.vendors.queries.frozen import ASKED, COUNTS
from apps.vendors.queries.live import measured_by_hand
from apps.vendors.queries.scorecard import Agreed, agreed_of
from apps.vendors.rules.credits import Band
from apps.vendors.rules.frozen import Written, written_schedule
from apps.vendors.rules.months import bounds
from apps.vendors.states import CLOSED_STATES, RESOLVED_STATES

TICKET_FIELDS = (
    *("level_slug", "number", "priority", "type", "category", "group"),
    *("version_from_on", "outcome", "is_excluded", "excluded_for", "opened_at"),
    *("started_at", "stopped_at", "due_at", "target_seconds", "elapsed_seconds"),
    *("paused_seconds", "pauses", "fact"),
)
DAY, BEFORE, AFTER = timedelta(days=1), timedelta(days=31), timedelta(days=366)
PAUSES = TICKET_FIELDS.index("pauses")
TICKETS = """
    SELECT level.slug, ticket.number, ticket.priority, ticket.type, ticket.category,
        ticket."group", version.valid_from_on, verdict.outcome,
        exclusion.id IS NOT NULL, coalesce(exclusion.reason, ''), ticket.opened_at,
        verdict.started_at, verdict.stopped_at, verdict.due_at,
        CASE WHEN level.measure IN ('response', 'resolution')
            THEN version.target_seconds END,
        verdict.elapsed_seconds, verdict.paused_seconds,
        coalesce((
            SELECT jsonb_agg(
                jsonb_build_array(
                    floor(extract(epoch FROM span.started_at))::bigint,
                    floor(extract(epoch FROM span.ended_at))::bigint
                ) ORDER BY span.started_at, span.id
            )
            FROM vendors_statespan span
            WHERE span.ticket_id = ticket.id
                AND level.measure IN ('response', 'resolution')
                AND span.state = ANY(version.pause_states || CASE
                    WHEN level.measure <> 'resolution' OR version.stops_when = 'state'
                    THEN '{}'::varchar[]
                    WHEN version.stops_when = 'closed' THEN %s::varchar[]
                    ELSE %s::varchar[] END)
        ), '[]'::jsonb),
        CASE level.measure
            WHEN 'satisfaction' THEN ticket.satisfaction
            WHEN 'first_time_fix' THEN ticket.was_fixed_first_time::int
            WHEN 'changes' THEN ticket.was_compliant::int
            WHEN 'reopened' THEN ticket.reopen_count END
    FROM vendors_verdict verdict
    JOIN vendors_ticket ticket ON ticket.id = verdict.ticket_id
    JOIN vendors_servicelevel level ON level.id = verdict.level_id
    JOIN vendors_levelversion version ON version.id = verdict.version_id
    LEFT JOIN vendors_exclusion exclusion
        ON exclusion.ticket_id = verdict.ticket_id
        AND exclusion.level_id = verdict.level_id AND exclusion.state = 'accepted'
    WHERE level.service_id = %s AND verdict.month = %s AND verdict.outcome IN (1, 2)
"""
IN_ORDER = ' ORDER BY level.slug COLLATE "C", ticket.number COLLATE "C"'
VERSION_FIELDS = (
    *("priorities", "types", "target_seconds", "threshold", "minimum_volume"),
    *("starts_when", "start_states", "stops_when", "stop_states", "pause_states"),
    "is_critical",
)
CONTRACT_FIELDS = (
    *("reference", "title", "currency", "credit_basis", "rounding"),
    "earn_back_months",
)


def tickets_to_freeze(
    service: ManagedService, month: date
) -> Iterator[Sequence[object]]:
    """The tickets that count in a month, by TICKET_FIELDS, by level and number."""
    with connection.cursor() as cursor:
        cursor.execute(TICKETS + IN_ORDER, _asked(service, month))
        for row in cursor:
            values = list(row)
            if isinstance(values[PAUSES], str):
                values[PAUSES] = json.loads(values[PAUSES])
            yield values


def _asked(service: ManagedService, month: date) -> list[Any]:
    return [[*CLOSED_STATES], [*RESOLVED_STATES], service.pk, month]


def freezing(service: ManagedService, month: date, closure: int) -> tuple[str, Any]:
    """The statement, with its values, that keeps these tickets with a closure."""
    names = ", ".join(f'"{name}"' for name in ("closure_id", *TICKET_FIELDS))
    parts = ("INSERT INTO vendors_frozenticket (", names, ") SELECT %s, found.* FROM (")
    return "".join((*parts, TICKETS, ") found")), [closure, *_asked(service, month)]


def written_figures(card: Scorecard, months: Iterable[Scorecard]) -> Written:
    """The scorecard as a closure keeps it, with the months before it for its trend."""
    contract = card.service.contract
    return {
        "service": card.service.name,
        "vendor": contract.vendor.name,
        "contract": contract.reference,
        "currency": contract.currency,
        "month": card.month.isoformat(),
        "charge": str(card.charge),
        "score": _text(card.score),
        "rating": str(card.rating),
        "lines": [_line(one) for one in card.lines],
        "credit": _credit(card),
        "trend": [_trend(one) for one in months],
    }


def _text(number: object) -> str | None:
    return None if number is None else str(number)


def _line(line: LevelLine) -> Written:
    version, figure = line.version, line.figure
    return {
        "level": line.level.pk,
        "slug": line.level.slug,
        "name": line.level.name,
        "measure": str(line.level.measure),
        "agreement": str(line.level.agreement),
        "version": version.pk,
        "version_from_on": version.valid_from_on.isoformat(),
        "target_seconds": version.target_seconds,
        "minimum_volume": version.minimum_volume,
        "is_critical": version.is_critical,
        **{name: str(getattr(version, name)) for name in ASKED},
        **{name: getattr(figure, name) if figure else 0 for name in COUNTS},
        "value": _text(figure.value if figure else None),
        "bands": [_band(one) for one in line.bands],
        "reported": _text(line.reported),
        "percent": _text(line.percent),
        "disputed": _text(line.disputed),
        "rating": str(line.rating),
        "to_goal": line.to_goal,
    }


def _band(band: Band) -> Written:
    return {name: str(value) for name, value in asdict(band).items()}


def _credit(card: Scorecard) -> Written:
    found = card.credit
    lines = [
        {
            "name": one.name,
            "percent": str(one.percent),
            "amount": str(one.amount),
            **_band(one.band),
        }
        for one in found.lines
    ]
    return {
        "lines": lines,
        "total": str(found.total),
        "cap": str(found.cap),
        "due": str(found.due),
    }


def _trend(card: Scorecard) -> Written:
    return {
        "month": card.month.isoformat(),
        "score": _text(card.score),
        "rating": str(card.rating),
        "levels": {one.level.slug: _text(one.percent) for one in card.lines},
    }


def written_terms(card: Scorecard, now: datetime) -> Written:
    """All that judged a month up to now, with its calendars written out."""
    service, contract = card.service, card.service.contract
    slugs = {service.calendar.slug}
    levels = {}
    for one in agreed_of([service])[service.pk]:
        one.level.service = service
        levels[one.level.slug] = written = _level(one, card.month)
        slugs |= {written["calendar"], *(v["calendar"] for v in written["versions"])}
    first, last = _reach(service, card.month, now)
    return {
        "contract": {
            **{name: getattr(contract, name) for name in CONTRACT_FIELDS},
            "at_risk_percent": str(contract.at_risk_percent),
        },
        "charge": str(card.charge),
        "levels": levels,
        "calendars": {
            slug: written_schedule(schedule_named(slug), first, last)
            for slug in sorted(slugs)
        },
        "outages": _spans(Outage.objects.all(), card),
        "maintenance": _spans(Maintenance.objects.all(), card),
    }


def _reach(service: ManagedService, month: date, now: datetime) -> tuple[date, date]:
    """From before its earliest ticket to well after its latest due time."""
    rows = Verdict.objects.filter(level__service=service, month=month)
    found = rows.aggregate(first=Min("ticket__opened_at"), last=Max("due_at"))
    first, last = found["first"], found["last"]
    return (
        (min(first.date(), month) if first else month) - BEFORE,
        (max(last, now) if last else now).date() + AFTER,
    )


def _level(agreed: Agreed, month: date) -> Written:
    """A level with every version; `calendar` is the one of its availability."""
    level = agreed.level
    versions = [_version(one, level) for one in agreed.versions]
    return {
        "measure": str(level.measure),
        "name": level.name,
        "versions": versions,
        "calendar": versions[-1]["calendar"],
        "measured": _text(measured_by_hand(level, month)),
    }


def _version(version: LevelVersion, level: ServiceLevel) -> Written:
    calendar = version.calendar or level.service.calendar
    return {
        "valid_from_on": version.valid_from_on.isoformat(),
        **{name: getattr(version, name) for name in VERSION_FIELDS},
        **{name: str(getattr(version, name)) for name in ASKED},
        "calendar": calendar.slug,
        "bands": [
            {"below": str(one.below), "credit": str(one.credit)}
            for one in version.bands.all()
        ],
    }


def _spans(rows: OfServiceQuerySet, card: Scorecard) -> list[list[str | None]]:
    """From when to when, of what reaches into the month in any zone."""
    start, end = bounds(card.month, "UTC")
    found = rows.touching(card.service, start - DAY, end + DAY).order_by("starts_at")
    return [
        [
            one.starts_at.isoformat(),
            one.ends_at.isoformat() if one.ends_at else None,
        ]
        for one in found
    ]
