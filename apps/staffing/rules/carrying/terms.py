"""Schedules of other tools as ours: what is carried, and what could not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MINUTES_A_DAY = 1440
Document = Mapping[str, Any]


class CarryError(ValueError):
    """The file is not what the tool gives; the text says what is missing."""


@dataclass(frozen=True)
class Who:
    """A person of the other tool."""

    key: str
    name: str = ""
    email: str = ""

    def __str__(self) -> str:
        known = self.email or self.name
        return f"{known} ({self.key})" if known and known != self.key else self.key


@dataclass(frozen=True)
class Turns:
    """A rotation: who by key, in order; an empty turn is nobody's.

    `hours` are kept as our rotations keep them. `starts` is by the zone's clock.
    """

    name: str
    places: tuple[tuple[str, ...], ...]
    unit: str
    length: int
    starts: datetime
    zone: str
    hours: tuple[Mapping[str, Any], ...] = ()
    weekdays: tuple[int, ...] = ()
    on_minutes: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Change:
    """An override, by keys of people."""

    starts: datetime
    ends: datetime
    added: str | None = None
    removed: str | None = None
    is_alone: bool = False


@dataclass(frozen=True)
class Carried:
    """A schedule: layers from the lowest up, overrides, and what is not carried, in words."""

    key: str
    name: str
    zone: str
    layers: tuple[tuple[str, tuple[Turns, ...]], ...]
    changes: tuple[Change, ...] = ()
    people: Mapping[str, Who] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


def moment(text: Any) -> datetime | None:
    """An instant of an ISO text; in UTC where it names no zone. None for nothing."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError as error:
        raise CarryError(f"“{text}” is no date and time.") from error
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def need(text: Any, what: str) -> datetime:
    """The same, where it must be there."""
    found = moment(text)
    if found is None:
        raise CarryError(f"A schedule has no {what}.")
    return found


def zone_of(name: Any) -> ZoneInfo:
    """The zone. CarryError if there is none of that name."""
    try:
        return ZoneInfo(str(name or "UTC"))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise CarryError(f"There is no time zone “{name}”.") from error


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """What the zone's clock shows, to the minute."""
    shown = at.astimezone(zone).replace(tzinfo=None)
    return shown.replace(second=0, microsecond=0)


def hours(weekday: int, since: time, minutes: int) -> dict[str, Any]:
    """Hours of a weekday that last some minutes, as rotations keep them."""
    begin = since.hour * 60 + since.minute
    days, end = divmod(begin + minutes, MINUTES_A_DAY)
    until = time(end // 60, end % 60)
    over = days - (1 if until <= since else 0)
    kept: dict[str, Any] = {
        "weekday": weekday % 7,
        "from": f"{since:%H:%M}",
        "until": f"{until:%H:%M}",
    }
    return kept | ({"days": over} if over > 0 else {})


def listed(document: Document, name: str) -> list[Any]:
    """A list of the document, alone or as a page of results; empty where it is not there."""
    found = document.get(name) or []
    if isinstance(found, Mapping):
        found = found.get("results") or found.get("nodes") or []
    if not isinstance(found, list):
        raise CarryError(f"“{name}” should be a list.")
    return found


def ended(turns: list[tuple[str, ...]]) -> int:
    """How many turns of nobody stand at the end."""
    count = 0
    while count < len(turns) and not turns[-1 - count]:
        count += 1
    return count


STEPS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
