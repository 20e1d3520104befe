"""What the page of a service's outages shows: a month's availability, and its causes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from apps.calendars.queries import schedule_named
from apps.calendars.rules import Schedule
from apps.vendors.models import (
    Maintenance,
    ManagedService,
    Outage,
    Period,
    ServiceLevel,
)
from apps.vendors.queries.late import LateSpans, late_spans
from apps.vendors.queries.scorecard import LevelLine, scorecard
from apps.vendors.queries.terms import schedule_of_level
from apps.vendors.rules.availability import Span
from apps.vendors.rules.month_picture import DayPicture, picture_of_month
from apps.vendors.rules.months import bounds, month_at, next_month
from apps.vendors.states import PeriodState

AVAILABILITY = ServiceLevel.Measure.AVAILABILITY


@dataclass(frozen=True)
class OutagesPage:
    """A month of a service: how available it was, day by day, and why not more.

    `month_now` is the running month in the zone of its calendar.
    """

    service: ManagedService
    month: date
    month_now: date
    zone: str
    days: Sequence[DayPicture]
    lines: Sequence[LevelLine]
    outages: Sequence[Outage]
    maintenance: Sequence[Maintenance]
    is_shut: bool
    late: LateSpans | None

    @property
    def late_outages(self) -> set[int]:
        """Those that the frozen month was not closed with."""
        return self._late("outage")

    @property
    def late_maintenance(self) -> set[int]:
        """Those windows that the frozen month was not closed with."""
        return self._late("maintenance")

    def _late(self, kind: str) -> set[int]:
        keys = self.late.keys if self.late else ()
        return {pk for name, pk in keys if name == kind}

    @property
    def before(self) -> date:
        """The month before."""
        return next_month(self.month, -1)

    @property
    def after(self) -> date | None:
        """The month after, unless it has not begun."""
        return next_month(self.month) if self.month < self.month_now else None

    @property
    def agreed_seconds(self) -> int:
        """Agreed service time, so far."""
        return sum(day.agreed_seconds for day in self.days)

    @property
    def down_seconds(self) -> int:
        """Downtime in it."""
        return sum(day.down_seconds for day in self.days)

    @property
    def maintenance_seconds(self) -> int:
        """Agreed maintenance, whatever its hours."""
        return sum(day.maintenance_seconds for day in self.days)


def outages_page(
    service: ManagedService, asked: date | None, now: datetime
) -> OutagesPage:
    """The asked month, or the running one."""
    schedule = _schedule(service)
    zone = schedule.in_force(now.date()).zone
    month = asked or month_at(now, zone)
    start, end = bounds(month, schedule.in_force(month).zone)
    outages = list(Outage.objects.touching(service, start, end))
    windows = list(Maintenance.objects.touching(service, start, end))
    until = min(end, now)
    shut = Period.objects.filter(service=service, month=month, state=PeriodState.CLOSED)
    card = scorecard(service, month)
    lines = [one for one in card.lines if one.level.measure == AVAILABILITY]
    return OutagesPage(
        service,
        month,
        month_at(now, zone),
        zone,
        picture_of_month(
            schedule, month, _spans(outages, until), _spans(windows, end), until
        ),
        lines,
        outages,
        windows,
        shut.exists(),
        late_spans(service, month, (start, end), outages, windows),
    )


def _schedule(service: ManagedService) -> Schedule:
    """The calendar of the availability that is measured, or else of the service."""
    rows = service.levels.filter(measure=AVAILABILITY).select_related("service")
    level = rows.select_related("service__calendar").first()
    if level:
        return schedule_of_level(level)
    return schedule_named(service.calendar.slug)


def _spans(rows: Iterable[Outage | Maintenance], end: datetime) -> list[Span]:
    """From when to when; what goes on lasts until now."""
    given = ((one.starts_at, one.ends_at or end) for one in rows)
    return [(a, b) for a, b in given if a < b]
