"""Availability from outages and agreed maintenance."""

from collections.abc import Iterable
from datetime import datetime

from apps.calendars.rules import Schedule, working_seconds

Span = tuple[datetime, datetime]


def down_seconds(
    schedule: Schedule,
    start: datetime,
    end: datetime,
    outages: Iterable[Span],
    maintenance: Iterable[Span] = (),
) -> int:
    """Seconds of agreed service time in [start, end) in which the service was down.

    Outages that overlap count once; what falls into agreed maintenance is no downtime,
    nor is what falls outside the agreed hours.
    """
    gone = merged(clipped(outages, start, end))
    kept = merged(clipped(maintenance, start, end))
    both = [
        (max(a, c), min(b, d))
        for a, b in gone
        for c, d in kept
        if max(a, c) < min(b, d)
    ]
    return _measure(schedule, gone) - _measure(schedule, both)


def _measure(schedule: Schedule, spans: Iterable[Span]) -> int:
    return sum(working_seconds(schedule, a, b) for a, b in spans)


def clipped(spans: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """What of the spans lies in [start, end)."""
    inside = ((max(a, start), min(b, end)) for a, b in spans)
    return [(a, b) for a, b in inside if a < b]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time as spans that are apart, in order."""
    found: list[Span] = []
    for a, b in sorted(spans):
        if found and a <= found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return found
