"""The levels of a service as judging reads them: versions, calendars, states."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfo

from apps.calendars.models import BusinessCalendar
from apps.calendars.queries import digests, schedule_named
from apps.calendars.rules import Schedule
from apps.vendors.models import LevelVersion, ManagedService, ServiceLevel
from apps.vendors.states import CLOSED_STATES, RESOLVED_STATES


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


def done_states(level: ServiceLevel, version: LevelVersion) -> Sequence[str]:
    """In which states a resolution clock stands still because it had stopped.

    One that stops at the closing runs on while its ticket is resolved.
    """
    is_resolution = level.measure == ServiceLevel.Measure.RESOLUTION
    if not is_resolution or version.stops_when == LevelVersion.Stop.STATE:
        return ()
    stops_at_closing = version.stops_when == LevelVersion.Stop.CLOSED
    return CLOSED_STATES if stops_at_closing else RESOLVED_STATES


def calendar_digests(services: Iterable[int]) -> dict[int, str]:
    """What the calendars of these services say, as a digest a service.

    Five queries, whatever the number of services and levels.
    """
    used: dict[int, set[tuple[int, int]]] = {}
    own = ManagedService.objects.filter(pk__in=list(services))
    for pk, calendar in own.values_list("pk", "calendar"):
        used[pk] = {(0, calendar)}
    versions = LevelVersion.objects.filter(level__service__in=list(used))
    for service, version, calendar in versions.exclude(calendar=None).values_list(
        "level__service", "pk", "calendar"
    ):
        used[service].add((version, calendar))
    said = digests({calendar for found in used.values() for _, calendar in found})
    return {
        service: sha256(
            repr([(v, c, said.get(c, "")) for v, c in sorted(found)]).encode()
        ).hexdigest()
        for service, found in used.items()
    }


def _midnight(day: date, schedule: Schedule) -> int:
    zone = schedule.in_force(day).zone
    return int(datetime.combine(day, time(0), ZoneInfo(zone)).timestamp())
