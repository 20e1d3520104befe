"""When somebody is told: steps before and after a due date, quiet hours, digests."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STEP = re.compile(r"([+-]?)(\d{1,3})(wd|d|h)")
LONGEST_CHAIN = 3
LATE_AFTER = timedelta(hours=1)
WEEKEND = 5
IsWorking = Callable[[date], bool]


class NoWorkingDays(OverflowError):
    """A calendar has no working day for a year."""


@dataclass(frozen=True)
class Step:
    """So long before (negative) or after the due date: days, working days or hours."""

    count: int
    unit: str

    def __str__(self) -> str:
        sign = "+" if self.count > 0 else ""
        return f"{sign}{self.count}{self.unit}"

    @property
    def words(self) -> str:
        """As people say it: "7 days before", "on the day", "2 working days after"."""
        if not self.count:
            return "on the day"
        unit = {"d": "day", "wd": "working day", "h": "hour"}[self.unit]
        plural = "" if abs(self.count) == 1 else "s"
        when = "before" if self.count < 0 else "after"
        return f"{abs(self.count)} {unit}{plural} {when}"


def parse_step(text: str) -> Step:
    """`-30d`, `+2wd`, `-4h`, `0d` as a step. ValueError for anything else."""
    found = STEP.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text}” is not a step: write -30d, -5wd, 0d, +3d or -4h.")
    sign, digits, unit = found.groups()
    return Step(-int(digits) if sign == "-" else int(digits), unit)


def parse_steps(text: str) -> tuple[Step, ...]:
    """Several steps, parted by spaces, the earliest first, none twice."""
    steps = {parse_step(one) for one in text.split()}
    order = {"d": 24.0, "wd": 24 * 7 / 5, "h": 1.0}
    return tuple(sorted(steps, key=lambda one: (one.count * order[one.unit], one.unit)))


def monday_to_friday(day: date) -> bool:
    """Whether it is a working day where no calendar says otherwise."""
    return day.weekday() < WEEKEND


def day_of_step(due: date, step: Step, is_working: IsWorking) -> date:
    """The local day of a step in days or working days.

    Working days count the working days between: -1wd is the last one before the due
    date, +1wd the first one after it; 0wd is the due date, or the last one before it.
    NoWorkingDays where the calendar has no working day within a year.
    """
    if step.unit == "d":
        return due + timedelta(days=step.count)
    if not step.count:
        return due if is_working(due) else day_of_step(due, Step(-1, "wd"), is_working)
    way = timedelta(days=1 if step.count > 0 else -1)
    day, left = due, abs(step.count)
    for _ in range(366 + 7 * left):
        day += way
        left -= is_working(day)
        if not left:
            return day
    raise NoWorkingDays


def local_instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant at which the wall clock shows that time on that day, in UTC.

    A time that the change of clocks skips is taken as long after the change as it
    lies after its beginning; one that comes twice is the first of the two.
    """
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def fire_instant(
    due: date | datetime,
    step: Step,
    *,
    zone: ZoneInfo,
    morning: time,
    is_working: IsWorking = monday_to_friday,
) -> datetime:
    """When the step of a thing due then is told to a person of that zone, in UTC.

    Hours count from a due instant; days end on the person's morning.
    """
    if step.unit == "h":
        if not isinstance(due, datetime):
            raise ValueError("Hours count from an instant, and this is due on a day.")
        return due.astimezone(UTC) + timedelta(hours=step.count)
    day = due.astimezone(zone).date() if isinstance(due, datetime) else due
    return local_instant(day_of_step(day, step, is_working), morning, zone)


@dataclass(frozen=True)
class Quiet:
    """Hours in which a person is left alone: from–to may pass midnight; weekends."""

    zone: ZoneInfo
    starts: time | None = None
    ends: time | None = None
    is_weekend_quiet: bool = False

    def covers(self, instant: datetime) -> bool:
        """Whether the person is left alone at this instant."""
        local = instant.astimezone(self.zone)
        if self.is_weekend_quiet and local.weekday() >= WEEKEND:
            return True
        if self.starts is None or self.ends is None or self.starts == self.ends:
            return False
        clock = local.time().replace(tzinfo=None)
        if self.starts < self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends


def after_quiet(instant: datetime, quiet: Quiet) -> datetime:
    """The instant itself, or the first one after it that is not quiet, in UTC."""
    instant = instant.astimezone(UTC)
    for _ in range(16):
        if not quiet.covers(instant):
            break
        instant = _next_edge(instant, quiet)
    return instant


def _next_edge(instant: datetime, quiet: Quiet) -> datetime:
    """When the quiet may end next: its own end, a midnight, or a change of clocks."""
    first = instant.astimezone(quiet.zone).date()
    days = [first + timedelta(days=n) for n in range(-1, 3)]
    edges = set()
    for day in days:
        midnight, next_one = (
            local_instant(one, time(0), quiet.zone)
            for one in (day, day + timedelta(days=1))
        )
        edges |= {midnight, _change_of_clocks(midnight, next_one, quiet.zone)}
        for fold in (0, 1):
            end = (quiet.ends or time(0)).replace(fold=fold)
            edges.add(local_instant(day, end, quiet.zone))
    return min(edge for edge in edges if edge > instant)


def _change_of_clocks(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The instant between the two at which the clocks change, or the later one."""
    before = early.astimezone(zone).utcoffset()
    if late.astimezone(zone).utcoffset() == before:
        return late
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        is_before = middle.astimezone(zone).utcoffset() == before
        early, late = (middle, late) if is_before else (early, middle)
    return late.replace(microsecond=0)


@dataclass(frozen=True)
class Digest:
    """When gathered messages go out: at this time, weekly ones on this weekday."""

    zone: ZoneInfo
    at: time
    weekday: int = 0


def digest_instant(first: datetime, how: str, digest: Digest) -> datetime:
    """When a digest that the first message opened goes out, in UTC.

    An hourly one waits an hour from the first message; a daily or weekly one goes out
    at the person's next own time strictly after it.
    """
    if how == "hour":
        return first.astimezone(UTC) + timedelta(hours=1)
    if how not in {"day", "week"}:
        return first.astimezone(UTC)
    day = first.astimezone(digest.zone).date()
    for _ in range(9):
        instant = local_instant(day, digest.at, digest.zone)
        if instant > first and (how == "day" or day.weekday() == digest.weekday):
            return instant
        day += timedelta(days=1)
    raise AssertionError("A week has every weekday.")


def is_late(fire_at: datetime, now: datetime) -> bool:
    """Whether a message that goes out now should say that it is late."""
    return now - fire_at > LATE_AFTER


def stand_in(person: int, deputies: Mapping[int, int]) -> int:
    """Who is told instead: the deputy, or the deputy's deputy, at most three away.

    A chain that leads back, or ends with somebody away, stays with the person.
    """
    here = person
    for _ in range(LONGEST_CHAIN):
        if here not in deputies:
            return here
        here = deputies[here]
        if here == person:
            return person
    return person if here in deputies else here


def last_of_ladder(steps: Iterable[tuple[Hashable, datetime, int]]) -> set[int]:
    """Of steps missed together, the one to tell for each ladder: the latest.

    Takes (ladder, fire time, id) and gives the ids to tell; the others are merged.
    """
    latest: dict[Hashable, tuple[datetime, int]] = {}
    for ladder, fire_at, pk in steps:
        if ladder not in latest or (fire_at, pk) > latest[ladder]:
            latest[ladder] = (fire_at, pk)
    return {pk for _, pk in latest.values()}


def has_working_days(day: date, is_working: IsWorking) -> bool:
    """Whether there is one within a year before and after that day."""
    return all(
        any(is_working(day + timedelta(days=way * n)) for n in range(1, 367))
        for way in (-1, 1)
    )


def next_working_day(day: date, is_working: IsWorking) -> date:
    """The day itself, or the first working day after it."""
    return day if is_working(day) else day_of_step(day, Step(1, "wd"), is_working)
