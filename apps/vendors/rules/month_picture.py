"""A month day by day: agreed service time, downtime in it, agreed maintenance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.calendars.rules import Schedule, working_intervals
from apps.vendors.rules.availability import Span, clipped, merged
from apps.vendors.rules.months import next_month

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """A part of a day, from 0 to 1, and its seconds."""

    start: float
    end: float
    seconds: int


@dataclass(frozen=True)
class DayPicture:
    """A day: when service was agreed, when it was down then, and maintenance.

    `down` leaves out what falls into agreed maintenance or outside agreed hours.
    """

    day: date
    agreed: Sequence[Part]
    down: Sequence[Part]
    maintenance: Sequence[Part]

    @property
    def agreed_seconds(self) -> int:
        """Agreed service time of the day."""
        return sum(part.seconds for part in self.agreed)

    @property
    def down_seconds(self) -> int:
        """Downtime of the day."""
        return sum(part.seconds for part in self.down)

    @property
    def maintenance_seconds(self) -> int:
        """Agreed maintenance of the day, whatever its hours."""
        return sum(part.seconds for part in self.maintenance)


def picture_of_month(
    schedule: Schedule,
    month: date,
    outages: Iterable[Span],
    maintenance: Iterable[Span],
    until: datetime,
) -> list[DayPicture]:
    """The days of a month in the zone of its calendar; none beyond `until` is agreed."""
    zone = ZoneInfo(schedule.in_force(month).zone)
    gone, kept = merged(outages), merged(maintenance)
    days = []
    day = month
    while day < next_month(month):
        start, end = _midnight(day, zone), _midnight(day + DAY, zone)
        agreed = working_intervals(schedule, start, min(end, max(until, start)))
        down = without(overlaps(agreed, gone), kept)
        spans = (agreed, down, clipped(kept, start, end))
        days.append(DayPicture(day, *(_parts(one, start, end) for one in spans)))
        day += DAY
    return days


def overlaps(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """What both cover. Each given apart and in order."""
    return [
        (max(a, c), min(b, d))
        for a, b in spans
        for c, d in others
        if max(a, c) < min(b, d)
    ]


def without(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """What the spans cover and the others do not. Each given apart and in order."""
    found: list[Span] = []
    for a, b in spans:
        cursor = a
        for c, d in others:
            if d <= cursor or c >= b:
                continue
            if c > cursor:
                found.append((cursor, c))
            cursor = max(cursor, d)
        if cursor < b:
            found.append((cursor, b))
    return found


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone)


def _parts(spans: Iterable[Span], start: datetime, end: datetime) -> list[Part]:
    whole = end.timestamp() - start.timestamp()
    begin = start.timestamp()
    return [
        Part(
            (a.timestamp() - begin) / whole,
            (b.timestamp() - begin) / whole,
            int(b.timestamp() - a.timestamp()),
        )
        for a, b in spans
    ]
