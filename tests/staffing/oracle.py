"""Who is on call, minute by minute: written without a look at the rules.

It keeps the latest time that the clock on the wall has shown so far. A handoff has
happened once that reached it; hours count once that reached their beginning and not
yet their end. So nothing here turns a local time into an instant.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
STEPS = {"hour": timedelta(hours=1), "day": DAY, "week": 7 * DAY}


def answers(rota, a: datetime, b: datetime) -> dict[datetime, list[int]]:
    """Who is on in each minute of [a, b)."""
    walls = {
        rotation.zone: _latest(rotation.zone, a, b)
        for layer in rota.layers
        for rotation in layer.rotations
    }
    begun = {
        id(rotation): _handoffs(rotation, b)
        for layer in rota.layers
        for rotation in layer.rotations
    }
    found = {}
    at = a
    while at < b:
        people: set[int] = set()
        for layer in rota.layers:
            covering: set[int] = set()
            for one in layer.rotations:
                covering |= _on(one, begun[id(one)], at, walls[one.zone][at])
            people = covering or people
        for change in rota.overrides:
            if change.starts <= at < change.ends:
                people = _changed(change, people)
        found[at] = sorted(people)
        at += MINUTE
    return found


def _changed(change, people: set[int]) -> set[int]:
    if change.is_alone:
        return {change.added} if change.added is not None else set()
    if change.removed is None:
        return people | {change.added}
    if change.removed in people:
        people = people - {change.removed}
        return people | ({change.added} if change.added is not None else set())
    return people


def _latest(zone, a: datetime, b: datetime) -> dict[datetime, datetime]:
    """For each minute the latest time that the wall's clock has shown by then."""
    found, at = {}, a - DAY
    latest = at.astimezone(zone).replace(tzinfo=None)
    while at < b:
        latest = max(latest, at.astimezone(zone).replace(tzinfo=None))
        found[at] = latest
        at += MINUTE
    return found


def _handoffs(rotation, b: datetime) -> list[datetime]:
    """Every handoff by the clock until a day after b, one after the other."""
    until = b.astimezone(UTC).replace(tzinfo=None) + 2 * DAY
    found, step = [], 0
    while not found or found[-1] < until:
        found.append(_handoff(rotation, step))
        step += rotation.length
    return found


def _handoff(rotation, step: int) -> datetime:
    first = rotation.starts
    if rotation.unit == "month":
        year, month = first.year, first.month
        for _ in range(step):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        last = monthrange(year, month)[1]
        return datetime.combine(date(year, month, min(first.day, last)), first.time())
    if rotation.weekdays:
        day, left = first, step
        while day.weekday() not in rotation.weekdays or left:
            left -= day.weekday() in rotation.weekdays
            day += DAY
        return day
    return first + step * STEPS[rotation.unit]


def _on(rotation, handoffs, at: datetime, shown: datetime) -> set[int]:
    passed = [one for one in handoffs if one <= shown]
    if not passed or not rotation.places:
        return set()
    is_on = (
        (not rotation.since or at >= rotation.since)
        and (not rotation.until or at < rotation.until)
        and (rotation.on_for is None or shown < passed[-1] + rotation.on_for)
        and (not rotation.weekdays or _day(rotation, shown) in rotation.weekdays)
        and (not rotation.hours or any(_counts(one, shown) for one in rotation.hours))
    )
    return (
        set(rotation.places[(len(passed) - 1) % len(rotation.places)])
        if is_on
        else set()
    )


def _day(rotation, shown: datetime) -> int:
    """The weekday on which the handoff's time was last shown."""
    started = shown.date()
    if shown.time() < rotation.starts.time():
        started -= DAY
    return started.weekday()


def _counts(hours, shown: datetime) -> bool:
    for back in range(9):
        day = shown.date() - back * DAY
        if day.weekday() != hours.weekday:
            continue
        begin = datetime.combine(day, hours.starts)
        over = hours.days + (1 if hours.until <= hours.starts else 0)
        if begin <= shown < datetime.combine(day + over * DAY, hours.until):
            return True
    return False
