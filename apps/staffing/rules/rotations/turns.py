"""The turns of a rotation: who is on from which handoff until which."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from operator import itemgetter

from apps.staffing.rules.rotations.clock import instant, wall
from apps.staffing.rules.rotations.months import add_months, months_between
from apps.staffing.rules.rotations.terms import RotationRule, Unit

Stretch = tuple[datetime, datetime]
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
STEPS = {Unit.HOUR: timedelta(hours=1), Unit.DAY: DAY, Unit.WEEK: WEEK}


@dataclass(frozen=True)
class Turn:
    """People on together, in UTC; `handoff` is when the turn it belongs to began."""

    people: tuple[int, ...]
    starts: datetime
    ends: datetime
    handoff: datetime


def turns(rule: RotationRule, a: datetime, b: datetime) -> Iterator[Turn]:
    """The rotation's turns in [a, b), in order, as far as somebody is on."""
    a = max(a, rule.since) if rule.since else a
    b = min(b, rule.until) if rule.until else b
    if not rule.places or a >= b:
        return
    allowed = _allowed(rule, a, b)
    first = max(number_at(rule, wall(a, rule.zone)) - 1, 0)
    ends = instant(handoff_of(rule, first), rule.zone)
    for number in count(first):
        starts, ends = ends, instant(handoff_of(rule, number + 1), rule.zone)
        if starts >= b:
            return
        people = rule.places[number % len(rule.places)]
        off = _off(rule, number, ends)
        for since, until in _within((max(starts, a), min(off, b)), allowed):
            yield Turn(people, since, until, starts)


def handoff_of(rule: RotationRule, number: int) -> datetime:
    """When the turn of that number begins, by the zone's clock; the first is 0."""
    if rule.unit == Unit.MONTH:
        return add_months(rule.starts, number * rule.length)
    if rule.weekdays:
        return _counted(rule, number * rule.length)
    return rule.starts + number * rule.length * STEPS[rule.unit]


def number_at(rule: RotationRule, local: datetime) -> int:
    """The number of the turn that the clock's time lies in; below 0 before the first."""
    if rule.unit == Unit.MONTH:
        return months_between(rule.starts, local) // rule.length
    if rule.weekdays:
        return _days_counted(rule, local) // rule.length
    return (local - rule.starts) // (rule.length * STEPS[rule.unit])


def _counted(rule: RotationRule, number: int) -> datetime:
    """The counted day of that number, from the first handoff on."""
    weeks, over = divmod(number, len(rule.weekdays))
    first = rule.starts.weekday()
    offsets = sorted((day - first) % 7 for day in rule.weekdays)
    return rule.starts + weeks * WEEK + offsets[over] * DAY


def _days_counted(rule: RotationRule, local: datetime) -> int:
    """How many counted days have begun by then, less one."""
    weeks, over = divmod(local - rule.starts, WEEK)
    first = rule.starts.weekday()
    offsets = sorted((day - first) % 7 for day in rule.weekdays)
    return weeks * len(offsets) + bisect_right(offsets, over // DAY) - 1


def _off(rule: RotationRule, number: int, ends: datetime) -> datetime:
    """When the people of that turn go off: at its end, or earlier."""
    if rule.on_for is None:
        return ends
    return min(ends, instant(handoff_of(rule, number) + rule.on_for, rule.zone))


def _allowed(rule: RotationRule, a: datetime, b: datetime) -> list[Stretch]:
    """When anybody may be on around [a, b), in order."""
    allowed = [(a, b)]
    since, until = wall(a, rule.zone), wall(b, rule.zone)
    for asked in (_counted_days(rule, since, until), _hours(rule, since, until)):
        if asked is not None:
            allowed = [part for one in allowed for part in _within(one, asked)]
    return allowed


def _counted_days(
    rule: RotationRule, since: datetime, until: datetime
) -> list[Stretch] | None:
    """The counted days, each from the handoff's time to the next day's; None: all are."""
    if not rule.weekdays:
        return None
    first = datetime.combine(since.date() - DAY, rule.starts.time())
    days = [first + number * DAY for number in range((until - first) // DAY + 2)]
    return [
        (instant(day, rule.zone), instant(day + DAY, rule.zone))
        for day in days
        if day.weekday() in rule.weekdays
    ]


def _hours(
    rule: RotationRule, since: datetime, until: datetime
) -> list[Stretch] | None:
    """The hours that count, overlapping ones as one; None where all do."""
    if not rule.hours:
        return None
    monday = datetime.combine(since.date() - since.weekday() * DAY, time()) - WEEK
    found: list[Stretch] = []
    while monday <= until:
        for hours in rule.hours:
            begin, end = hours.begin_on(monday), hours.end_on(monday)
            found.append((instant(begin, rule.zone), instant(end, rule.zone)))
        monday += WEEK
    return _merged(sorted(found))


def _merged(spans: list[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch or overlap made one."""
    merged: list[Stretch] = []
    for since, until in spans:
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((since, until))
    return merged


def _within(span: Stretch, allowed: list[Stretch]) -> Iterator[Stretch]:
    """The parts of a stretch that lie in what is allowed, which is in order."""
    since, until = span
    at = bisect_right(allowed, since, key=itemgetter(1))
    for start, end in allowed[at:]:
        if start >= until:
            return
        if max(since, start) < min(until, end):
            yield max(since, start), min(until, end)
