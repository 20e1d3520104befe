"""Local clock and instant: where the wall's clock jumps, every rule says the same."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the zone's clock shows this time or a later one.

    A time shown twice is the first of the two; one that the clocks skip is the moment
    at which they jump.
    """
    found = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local:
        return found
    before = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return _jump(before, found, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second at which the zone's offset is the later one."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before) // SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def wall(at: datetime, zone: ZoneInfo) -> datetime:
    """What the zone's clock shows at an instant, without its zone."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)
