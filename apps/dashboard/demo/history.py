"""What happened to the demonstration's tickets, drawn by numpy as columns of numbers."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from apps.calendars.queries import schedule_named
from apps.calendars.rules.vector import NEVER, Seconds, WorkingTable
from apps.dashboard.demo.shapes import MONTHS, Course, Run
from apps.vendors.rules.months import bounds, months_between

HOUR, DAY = 3600, 86_400
URGENT_TARGET, USUAL_TARGET = 4 * HOUR, 16 * HOUR
NEAR_BREACH = 6
PRIORITIES = ([1, 2, 3, 4], [0.05, 0.15, 0.5, 0.3])
TYPES = ([0, 1, 2], [0.68, 0.24, 0.08])
TYPES_OF_CHANGES = ([0, 1, 2], [0.4, 0.1, 0.5])
CATEGORY_SHARES = [0.3, 0.25, 0.2, 0.15, 0.1]
CATEGORY_TROUBLE = np.array([0.7, 0.8, 2.2, 0.6, 1.4])
GROUP_TROUBLE = np.array([0.8, 0.9, 1.7])
HOT_ITEMS, ITEMS = 3, 400
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Column:
    """Tickets of a service: UTC seconds, places in lists, and flags."""

    opened: Seconds
    responded: Seconds
    paused: Seconds
    resumed: Seconds
    resolved: Seconds
    closed: Seconds
    priority: Seconds
    type: Seconds
    category: Seconds
    group: Seconds
    item: Seconds
    reopened: Seconds
    reassigned: Seconds
    satisfaction: Seconds
    is_good: Seconds

    def until(self, now: int) -> "Column":
        """What of it has happened by now."""
        gone = {
            name: np.where(getattr(self, name) > now, NEVER, getattr(self, name))
            for name in ("responded", "paused", "resumed", "resolved", "closed")
        }
        is_open = gone["resolved"] == NEVER
        gone["satisfaction"] = np.where(is_open, 0, self.satisfaction)
        return replace(self, **gone)


def history(run: Run, first: date, now: datetime, rng: np.random.Generator) -> Column:
    """Every ticket of a service from the first month until now, the oldest first."""
    schedule = schedule_named(run.calendar)
    zone = schedule.in_force(first).zone
    at = int(now.timestamp())
    begin = int(bounds(first, zone)[0].timestamp())
    table = WorkingTable.of(schedule, begin - 40 * DAY, at + 200 * DAY)
    opened = _openings(run.course, first, zone, at, rng)
    progress = np.clip((opened - begin) / (MONTHS * 30.4 * DAY), 0, 1)
    given = _Draw(run, zone, table, opened, progress, rng).column()
    late = _near(run, zone, table, at, rng)
    names = Column.__dataclass_fields__
    both = {n: np.concatenate((getattr(given, n), getattr(late, n))) for n in names}
    order = np.argsort(both["opened"], kind="stable")
    return Column(**{name: values[order] for name, values in both.items()}).until(at)


def _openings(
    course: Course, first: date, zone: str, now: int, rng: np.random.Generator
) -> Seconds:
    """When tickets come: on weekdays in the morning more than at night."""
    hours, weights = hourly(zone, first, now - now % HOUR)
    months = len(months_between(first, datetime.fromtimestamp(now, UTC).date()))
    count = int(course.volume * (months - 0.5) * rng.uniform(0.97, 1.03))
    chosen = rng.choice(len(hours), count, p=weights / weights.sum())
    found: Seconds = np.sort(hours[chosen] + rng.integers(0, HOUR, count))
    return found[found < now - 60]


@lru_cache(maxsize=16)
def hourly(zone: str, first: date, until: int) -> tuple[Seconds, Numbers]:
    """The hours of the history, and how likely a ticket is in each."""
    begin = int(bounds(first, zone)[0].timestamp())
    hours = np.arange(begin, until, HOUR, dtype=np.int64)
    local = [datetime.fromtimestamp(int(one), ZoneInfo(zone)) for one in hours]
    days = np.array([1.25, 1.05, 1.0, 1.0, 1.1, 0.25, 0.2])
    clock = np.interp(
        range(24), [0, 5, 8, 10, 13, 15, 18, 23], [1, 1, 6, 10, 6, 9, 4, 1.5]
    )
    weights = np.array([days[one.weekday()] * clock[one.hour] for one in local])
    return hours, weights


def _trouble(zone: str, opened: Seconds) -> Numbers:
    """When things go wrong: on Friday afternoons, Monday mornings and at night."""
    local = [datetime.fromtimestamp(int(one), ZoneInfo(zone)) for one in opened]
    found = []
    for one in local:
        if one.weekday() == 4 and one.hour >= 14:
            found.append(2.6)
        elif one.weekday() == 0 and one.hour < 10:
            found.append(1.8)
        else:
            found.append(1.5 if one.hour < 7 or one.hour > 20 else 0.7)
    return np.array(found)


@dataclass
class _Draw:
    """One drawing of tickets that were opened at these instants."""

    run: Run
    zone: str
    table: WorkingTable
    opened: Seconds
    progress: Numbers
    rng: np.random.Generator

    def column(self) -> Column:
        """Their lives, as if all of them had ended."""
        rng, size = self.rng, len(self.opened)
        course = self.run.course
        priority = rng.choice(PRIORITIES[0], size, p=PRIORITIES[1])
        types = TYPES_OF_CHANGES if self.run.kind == "changes" else TYPES
        category = rng.choice(5, size, p=CATEGORY_SHARES)
        group = rng.choice(3, size, p=[0.5, 0.3, 0.2])
        is_late, is_slow = self._misses(category, group)
        elapsed, response = self._lengths(priority, is_late, is_slow)
        reopened = rng.random(size) < course.reopened
        paused, resumed, resolved = self._pauses(elapsed, reopened, is_slow)
        bounced = rng.random(size) < course.bounced
        is_hot = rng.random(size) < course.repeated
        return Column(
            opened=self.opened,
            responded=self.table.due(self.opened, response),
            paused=paused,
            resumed=resumed,
            resolved=resolved,
            closed=resolved + rng.integers(DAY, 4 * DAY, size),
            priority=priority,
            type=rng.choice(types[0], size, p=types[1]),
            category=category,
            group=group,
            item=np.where(
                is_hot,
                rng.integers(0, HOT_ITEMS, size),
                rng.integers(HOT_ITEMS, ITEMS, size),
            ),
            reopened=reopened.astype(np.int64),
            reassigned=np.where(
                bounced, rng.integers(3, 6, size), rng.choice([0, 0, 0, 1], size)
            ),
            satisfaction=self._satisfaction(size),
            is_good=(rng.random(size) < self._good()).astype(np.int64),
        )

    def _good(self) -> Numbers:
        """The share in time at each instant, from the first month's to the last one's."""
        first, last = self.run.course.good
        found: Numbers = first + (last - first) * self.progress
        return found

    def _misses(
        self, category: Seconds, group: Seconds
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        weight = _trouble(self.zone, self.opened)
        weight = weight * CATEGORY_TROUBLE[category] * GROUP_TROUBLE[group]
        chance = (1 - self._good()) * weight / max(weight.mean(), 0.01)
        late = self.rng.random(len(chance)) < chance
        return late, self.rng.random(len(chance)) < chance * 0.8

    def _lengths(
        self,
        priority: Seconds,
        is_late: NDArray[np.bool_],
        is_slow: NDArray[np.bool_],
    ) -> tuple[Seconds, Seconds]:
        """Working seconds to resolution and to the first response."""
        rng, size = self.rng, len(priority)
        is_urgent = priority <= 2
        target = np.where(is_urgent, URGENT_TARGET, USUAL_TARGET)
        limit = np.where(is_urgent, HOUR // 2, 2 * HOUR)
        missed = 1.02 + rng.exponential(0.4, size)
        in_time = np.clip(rng.beta(2, 3, size), 0.02, 0.97)
        elapsed = target * np.where(is_late, missed, in_time)
        answer = np.where(
            is_slow, 1.03 + rng.exponential(0.3, size), rng.beta(2, 4, size) * 0.95
        )
        response = limit * answer
        elapsed = np.maximum(elapsed, np.where(is_slow, response * 1.1, 120))
        response = np.minimum(response, elapsed * np.where(is_slow, 0.95, 0.25))
        return elapsed.astype(np.int64), np.maximum(response, 20).astype(np.int64)

    def _pauses(
        self,
        elapsed: Seconds,
        reopened: NDArray[np.bool_],
        is_slow: NDArray[np.bool_],
    ) -> tuple[Seconds, Seconds, Seconds]:
        """A third of them wait for somebody; a reopened one was resolved before."""
        rng, size = self.rng, len(elapsed)
        waits = (reopened | (rng.random(size) < 0.3)) & ~is_slow
        part = (elapsed * rng.uniform(0.3, 0.8, size)).astype(np.int64)
        paused = self.table.due(self.opened, part)
        resumed = paused + rng.integers(2 * HOUR, 40 * HOUR, size)
        after = self.table.due(resumed, np.maximum(elapsed - part, 1))
        plain = self.table.due(self.opened, elapsed)
        never = np.full(size, NEVER)
        return (
            np.where(waits, paused, never),
            np.where(waits, resumed, never),
            np.where(waits, after, plain),
        )

    def _satisfaction(self, size: int) -> Seconds:
        """1 to 5 of those that answered, 0 of the others."""
        given = np.rint(self.rng.normal(self.run.course.satisfaction, 0.8, size))
        answered = self.rng.random(size) < 0.35
        return np.where(answered, np.clip(given, 1, 5), 0).astype(np.int64)


def _near(
    run: Run, zone: str, table: WorkingTable, now: int, rng: np.random.Generator
) -> Column:
    """Some that run now, and are close to their target or not far from it."""
    size = NEAR_BREACH
    priority = np.array([2, 2, 3, 3, 3, 4])
    target = np.where(priority <= 2, URGENT_TARGET, USUAL_TARGET)
    spent = (target * rng.uniform(0.5, 0.97, size)).astype(np.int64)
    opened = table.reached(table.elapsed(np.full(size, now)) - spent)
    drawn = _Draw(run, zone, table, opened, np.ones(size), rng).column()
    never = np.full(size, NEVER)
    responded = table.due(opened, np.full(size, 20 * 60))
    ends = table.due(opened, (target * 1.3).astype(np.int64))
    return replace(
        drawn,
        priority=priority,
        responded=responded,
        paused=never,
        resumed=never,
        resolved=ends,
        closed=ends + DAY,
    )
