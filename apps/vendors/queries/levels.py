"""The levels of a service as judging reads them: versions, calendars, states."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from apps.calendars.models import BusinessCalendar
from apps.calendars.queries import schedule_named
from apps.calendars.rules import Schedule
from apps.vendors.models import LevelVersion, ManagedService, ServiceLevel
from apps.vendors.states import RESOLVED_STATES


@dataclass(frozen=True)
class Judged:
    """A level that counts tickets, with its versions, oldest first, and calendars."""

    level: ServiceLevel
    versions: tuple[LevelVersion, ...]
    schedules: tuple[Schedule, ...]

    @property
    def states(self) -> set[str]:
        """Every state that some version looks at."""
        named = (
            {*one.pause_states, *one.start_states, *one.stop_states}
            for one in self.versions
        )
        return set(RESOLVED_STATES).union(*named) if self.level.is_timed else set()

    @property
    def begins(self) -> list[int]:
        """From which UTC second each version is in force, by its own calendar's midnight."""
        return [
            _midnight(one.valid_from_on, schedule)
            for one, schedule in zip(self.versions, self.schedules, strict=True)
        ]

    def of_month(self, month: date) -> LevelVersion:
        """What counts for a month: the version of its first day, or else the first."""
        starts = [one.valid_from_on for one in self.versions]
        return self.versions[max(bisect_right(starts, month) - 1, 0)]


def judged_levels(service: ManagedService) -> list[Judged]:
    """The levels of a service that count tickets and have a version."""
    rows = ServiceLevel.objects.filter(service=service).prefetch_related(
        "versions__calendar"
    )
    known: dict[str, Schedule] = {}

    def schedule(calendar: BusinessCalendar) -> Schedule:
        if calendar.slug not in known:
            known[calendar.slug] = schedule_named(calendar.slug)
        return known[calendar.slug]

    found = []
    for level in rows:
        versions = sorted(level.versions.all(), key=lambda one: one.valid_from_on)
        if versions and level.counts_tickets:
            schedules = (schedule(one.calendar or service.calendar) for one in versions)
            found.append(Judged(level, tuple(versions), tuple(schedules)))
    return found


def _midnight(day: date, schedule: Schedule) -> int:
    zone = schedule.in_force(day).zone
    return int(datetime.combine(day, time(0), ZoneInfo(zone)).timestamp())
