"""Teams of several shapes to generate rotas for, with what is known of their optimum."""

from datetime import UTC, date, datetime, timedelta

from apps.staffing.rules.generating.instance import (
    Instance,
    Slot,
    Worker,
)

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
