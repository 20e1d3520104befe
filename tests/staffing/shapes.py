"""Teams of several shapes to generate rotas for, with what is known of their optimum."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from apps.staffing.rules.generating.instance import (
    Away,
    Instance,
    Limits,
    Need,
    Slot,
    Wish,
    Worker,
)
from apps.staffing.rules.generating.starting import start

MONDAY = date(2027, 1, 4)


def at(day: int, hour: int) -> datetime:
    """So many days after the first Monday, at an hour (which may be past 24)."""
    begun = datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=UTC)
    return begun + timedelta(days=day, hours=hour)


def is_weekend(day: int) -> bool:
    return day % 7 >= 5


def team(count: int, **fields) -> list[Worker]:
    return [Worker(one + 1, f"Person {one + 1}", **fields) for one in range(count)]


def slot(
    name: str, day: int, hours: tuple[int, int], demand: int = 1, needs=()
) -> Slot:
    """A shift; its hours weigh double at the weekend and half more at night."""
    begin, end = hours
    length = (end - begin) * 60
    is_night = end > 24
    weight = length * (2 if is_weekend(day) else 1) + is_night * length // 2
    night = MONDAY + timedelta(days=day) if is_night else None
    return Slot(name, at(day, begin), at(day, end), demand, weight, needs, night)


def benchmark() -> Instance:
    """13 weeks, 12 people, two shifts of eight hours a day, weekends double.

    A week weighs 10 · 8 + 4 · 16 = 144 hours, the quarter 1,872: everybody's share is
    156. Every load is a multiple of 8 hours and 156 is not: nobody can be closer than
    4 hours, so 12 people cannot be closer than 48 all together.
    """
    slots = [
        slot(name, day, hours)
        for day in range(13 * 7)
        for name, hours in (("Early", (6, 14)), ("Late", (14, 22)))
    ]
    return Instance(team(12), slots)


def year() -> Instance:
    """52 weeks, 40 people, two shifts of twelve hours a day for six each."""
    slots = [
        slot(name, day, hours, 6)
        for day in range(52 * 7)
        for name, hours in (("Day", (8, 20)), ("Night", (20, 32)))
    ]
    return Instance(team(40), slots)


def three_shifts() -> Instance:
    """8 weeks round the clock in three shifts of eight hours, 14 people, nights limited."""
    times = (("Early", (6, 14)), ("Late", (14, 22)), ("Night", (22, 30)))
    slots = [slot(name, day, hours) for day in range(56) for name, hours in times]
    return Instance(team(14), slots)


def part_timers() -> Instance:
    """13 weeks of day and night, ten people of whom six work part of the week."""
    ftes = [Fraction(1)] * 4 + [Fraction(4, 5)] * 3 + [Fraction(1, 2)] * 3
    workers = [replace(one, part=fte) for one, fte in zip(team(10), ftes, strict=True)]
    times = (("Day", (8, 20)), ("Night", (20, 32)))
    slots = [slot(name, day, hours) for day in range(91) for name, hours in times]
    return Instance(workers, slots)


def specialists() -> Instance:
    """4 weeks, three by day and two by night, one of them with a skill that 6 of 18 hold."""
    need = (Need(1, 3, 1, "Oracle"),)
    slots = [
        slot(name, day, hours, demand, need)
        for day in range(28)
        for name, hours, demand in (("Day", (8, 20), 3), ("Night", (20, 32), 2))
    ]
    workers = [
        replace(one, skills={1: 4} if one.person <= 6 else {1: 1}) for one in team(18)
    ]
    return Instance(workers, slots)


def on_call() -> Instance:
    """26 weeks on call, a week each, seven people after an uneven quarter."""
    slots = [
        Slot("On call", at(7 * week, 9), at(7 * week + 7, 9), 1, 168 * 60)
        for week in range(26)
    ]
    before = [168, -168, 84, -84, 0, 0, 0]
    workers = [
        replace(one, balance=hours * 60)
        for one, hours in zip(team(7), before, strict=True)
    ]
    none = Limits(rest=None, weekly_rest=None, weekly_work=None, nights=None)
    return Instance(workers, slots, none)


def summer() -> Instance:
    """6 weeks of day and night, 12 people, each two weeks away and with a wish."""
    workers = [
        replace(
            one,
            away=(Away(at(3 * one.person, 0), at(3 * one.person + 14, 0)),),
            wishes=(Wish(at(40 - 3 * one.person, 0), at(42 - 3 * one.person, 0), 2),),
            part=Fraction(2, 3),
        )
        for one in team(12)
    ]
    times = (("Day", (8, 20)), ("Night", (20, 32)))
    slots = [slot(name, day, hours) for day in range(42) for name, hours in times]
    return Instance(workers, slots)


def changed() -> Instance:
    """The benchmark as it was published, and one of twelve has left after six weeks."""
    plain = benchmark()
    turns = start(plain)
    published = frozenset(plain.span(*pair) for pair in turns)
    gone = Away(at(42, 0), at(91, 0), "not in the team")
    workers = [
        replace(one, away=(gone,), part=Fraction(6, 13)) if one.person == 12 else one
        for one in plain.workers
    ]
    return replace(plain, workers=workers, published=published)


def tight() -> Instance:
    """4 weeks, two by day and two by night, nine people: 37 of their 48 hours each."""
    slots = [
        slot(name, day, hours, 2)
        for day in range(28)
        for name, hours in (("Day", (8, 20)), ("Night", (20, 32)))
    ]
    return Instance(team(9), slots)


SHAPES = {
    one.__name__: one
    for one in (three_shifts, part_timers, specialists, on_call, summer, changed, tight)
}

# The best cost that is known of each, in minutes; all but that of the specialists are proven.
BEST = {
    "three_shifts": 820,
    "part_timers": 1260,
    "specialists": 25280,
    "on_call": 23040,
    "summer": 2160,
    "changed": 3337,
    "tight": 1120,
}
