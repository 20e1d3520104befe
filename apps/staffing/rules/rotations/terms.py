"""What a rota is made of, as plain values: layers, rotations, hours, overrides."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Unit(StrEnum):
    """What the length of a turn is counted in; each by the clock on the wall."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Hours:
    """Hours of a week that count: from a weekday's time until the next `until`.

    Where `until` is not later than `starts` it is the next day's; equal means a whole
    day. Monday is 0. `days` more lie between, such as Friday 18:00 to Monday 08:00.
    """

    weekday: int
    starts: time
    until: time
    days: int = 0

    def begin_on(self, monday: datetime) -> datetime:
        """When they begin, by the clock, in the week of that Monday."""
        return datetime.combine(monday + timedelta(days=self.weekday), self.starts)

    def end_on(self, monday: datetime) -> datetime:
        """When they end, by the clock, if they begin in the week of that Monday."""
        over = self.days + (self.until <= self.starts)
        day = monday + timedelta(days=self.weekday + over)
        return datetime.combine(day, self.until)


@dataclass(frozen=True)
class RotationRule:
    """People who take turns.

    `places` are in order, each the people of one turn; an empty one is a turn of nobody.
    `starts` is the first handoff by the zone's clock. Turns of days count only the
    `weekdays` where any are given: other days belong to nobody. `on_for` is how long
    of each turn, from its handoff, somebody is on; None is all of it. Outside
    [since, until) nobody is on, though the turns count from `starts` all the same.
    """

    places: tuple[tuple[int, ...], ...]
    unit: Unit
    length: int
    starts: datetime
    zone: ZoneInfo
    hours: tuple[Hours, ...] = ()
    weekdays: frozenset[int] = frozenset()
    on_for: timedelta | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class LayerRule:
    """Rotations side by side: who is on in any of them is on in the layer."""

    rotations: tuple[RotationRule, ...]


@dataclass(frozen=True)
class OverrideRule:
    """A change above every layer, in [starts, ends).

    `added` comes instead of `removed`, if that one is on; instead of everybody where
    `is_alone`; beside those who are on where neither is said. `removed` without
    `added` is not on any more.
    """

    starts: datetime
    ends: datetime
    added: int | None = None
    removed: int | None = None
    is_alone: bool = False

    def applied(self, people: frozenset[int]) -> frozenset[int]:
        """Who is on after it, of those who were before."""
        if self.is_alone:
            return frozenset() if self.added is None else frozenset({self.added})
        if self.removed is not None and self.removed not in people:
            return people
        added = set() if self.added is None else {self.added}
        return people - {self.removed} | added


@dataclass(frozen=True)
class RotaRule:
    """A rota: its layers from the lowest up, and overrides in the order they were made."""

    layers: tuple[LayerRule, ...]
    overrides: tuple[OverrideRule, ...] = ()
