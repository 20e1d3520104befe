"""The figures of a level's months, worked out anew from what they hang on.

A month that is closed keeps what was closed: its figures are not written again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from apps.vendors.models import (
    Closure,
    LevelVersion,
    MonthFigure,
    Period,
    ServiceLevel,
)
from apps.vendors.queries.frozen import frozen_card
from apps.vendors.queries.live import (
    COUNTED,
    count_verdicts,
    measured_by_hand,
    measured_seconds,
)
from apps.vendors.queries.terms import version_of_month
from apps.vendors.rules.months import month_at, months_between
from apps.vendors.states import SHUT

Key = tuple[int, date]
FIGURES = 0x71C4  # the class of our advisory locks; the object is the service
LOCK = "SELECT pg_advisory_xact_lock(%s, one::int) FROM unnest(%s::bigint[]) one ORDER BY one"


def _alone(services: Iterable[int]) -> None:
    """Until the transaction ends, only this one writes figures of these services.

    The score of a month hangs on the figures of all its levels.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [FIGURES, sorted(services)])


def refresh_counts(level: ServiceLevel, months: Iterable[date | None]) -> None:
    """Count the tickets of these months again, with and without exclusions."""
    refresh_all_counts([level.pk], sorted(filter(None, months)))


@transaction.atomic
def refresh_all_counts(
    levels: Sequence[int], months: Sequence[date] | None = None
) -> None:
    """Count the tickets of these levels again, in all months or in these."""
    services = ServiceLevel.objects.filter(pk__in=levels)
    _alone(set(services.values_list("service_id", flat=True)))
    shut = _shut(levels)
    rows = [
        (level, month, numbers)
        for level, month, numbers in count_verdicts(levels, months)
        if (level, month) not in shut
    ]
    old = MonthFigure.objects.filter(level__in=levels)
    if months is not None:
        old = old.filter(month__in=months)
    kept = shut | {(level, month) for level, month, _ in rows}
    old.exclude(pk__in=_kept(old, kept)).delete()
    versions = _versions(levels)
    MonthFigure.objects.bulk_create(
        (
            MonthFigure(
                level_id=level,
                month=month,
                version_id=_of_month(versions[level], month),
                **numbers,
            )
            for level, month, numbers in rows
        ),
        update_conflicts=True,
        unique_fields=["level", "month"],
        update_fields=["version", *COUNTED],
    )


def _shut(levels: Sequence[int]) -> set[Key]:
    """The months of these levels that are closed."""
    rows = ServiceLevel.objects.filter(pk__in=levels, service__periods__state__in=SHUT)
    return set(rows.values_list("pk", "service__periods__month"))


def _kept(old: QuerySet[MonthFigure], keys: Collection[Key]) -> list[int]:
    """The figures that are written again, or stay as they are."""
    rows = old.values_list("pk", "level_id", "month")
    return [pk for pk, level, month in rows if (level, month) in keys]


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
    for month in months:
        if seconds := measured_seconds(level, month, now):
            _keep(level, month, seconds)


def refresh_measured(level: ServiceLevel, month: date) -> None:
    """Take over what was measured by hand and approved for this month."""
    _keep(level, month, {"value": measured_by_hand(level, month)})


def _keep(level: ServiceLevel, month: date, fields: Mapping[str, object]) -> None:
    _alone([level.service_id])
    version = version_of_month(level, month)
    periods = Period.objects.filter(service=level.service_id, month=month)
    if version is None or periods.filter(state__in=SHUT).exists():
        return
    MonthFigure.objects.update_or_create(
        level=level, month=month, defaults={"version": version, **fields}
    )


def hold_figures(closure: Closure) -> None:
    """From now on the month's figures are those of this closure, until the next."""
    period = closure.period
    _alone([period.service_id])
    MonthFigure.objects.filter(
        level__service=period.service_id, month=period.month
    ).delete()
    levels = ServiceLevel.objects.filter(service=period.service_id)
    versions = LevelVersion.objects.filter(level__in=levels)
    known = set(versions.values_list("pk", flat=True))
    card = frozen_card(period.service, closure)
    MonthFigure.objects.bulk_create(
        line.figure
        for line in card.lines
        if line.figure and line.percent is not None and line.version.pk in known
    )


def months_of(starts_at: datetime, ends_at: datetime, zone: str) -> list[date]:
    """The months of a zone that a span of time touches."""
    return months_between(month_at(starts_at, zone), month_at(ends_at, zone))
