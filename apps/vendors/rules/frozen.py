"""What is closed, written so that it can be read and checked years later."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from typing import Any

from apps.calendars.rules import Hours, Interval, Schedule

Written = dict[str, Any]
HUNDREDTH = Decimal("0.01")


def written_schedule(schedule: Schedule, first: date, last: date) -> Written:
    """A calendar with its holidays from one day to another written out."""
    return {
        "from": first.isoformat(),
        "until": last.isoformat(),
        "versions": [_written_hours(one, first, last) for one in schedule.versions],
    }


def _written_hours(hours: Hours, first: date, last: date) -> Written:
    days = sorted(day for day in hours.special if first <= day <= last)
    return {
        "valid_from": hours.valid_from.isoformat(),
        "zone": hours.zone,
        "is_around_the_clock": hours.is_around_the_clock,
        "weekly": {
            str(day): _written_intervals(spans)
            for day, spans in sorted(hours.weekly.items())
        },
        "special": {
            day.isoformat(): _written_intervals(hours.special[day]) for day in days
        },
    }


def _written_intervals(spans: Iterable[Interval]) -> list[list[str]]:
    return [[start.isoformat(), end.isoformat()] for start, end in spans]


def read_schedule(written: Mapping[str, Any]) -> Schedule:
    """The calendar that `written_schedule` wrote."""
    return Schedule(tuple(_read_hours(one) for one in written["versions"]))


def _read_hours(written: Mapping[str, Any]) -> Hours:
    return Hours(
        valid_from=date.fromisoformat(written["valid_from"]),
        zone=written["zone"],
        weekly={
            int(day): _read_intervals(spans) for day, spans in written["weekly"].items()
        },
        special={
            date.fromisoformat(day): _read_intervals(spans)
            for day, spans in written["special"].items()
        },
        is_around_the_clock=written["is_around_the_clock"],
    )


def _read_intervals(spans: Iterable[Sequence[str]]) -> tuple[Interval, ...]:
    return tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans)


def digest_of(
    figures: Mapping[str, Any],
    terms: Mapping[str, Any],
    tickets: Iterable[Sequence[Any]],
) -> str:
    """SHA-256, in hex, over figures, terms and tickets.

    Each is one line of JSON in UTF-8 with sorted keys and without spaces, ended by a
    line feed: first the figures, then the terms, then ticket by ticket in the order of
    level and number, by code points.
    """
    found = hashlib.sha256()
    for value in (figures, terms):
        found.update(_line(value))
    for ticket in tickets:
        found.update(_line(ticket))
    return found.hexdigest()


def _line(value: Any) -> bytes:
    text = json.dumps(
        value,
        default=_plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return text.encode() + b"\n"


def _plain(value: Any) -> str:
    """Instants in UTC, decimals by their digits."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no written form.")


@dataclass(frozen=True)
class Change:
    """One figure that differs between two closures, each as it was written."""

    of: str
    what: str
    before: str
    after: str

    @property
    def is_money(self) -> bool:
        """Whether it tells what the vendor is paid or owes."""
        return self.of == CREDIT or self.what == CHARGE


CREDIT, CHARGE = "Credit", "Charge a month"
COMPARED = {
    "percent": "Attainment, %",
    "rating": "Rating",
    "met": "Met",
    "breached": "Breached",
    "accepted_met": "Met, excluded",
    "accepted_breached": "Breached, excluded",
    "service_seconds": "Agreed service time, s",
    "down_seconds": "Downtime, s",
    "value": "Measured, %",
    "goal": "Goal, %",
    "weight": "Weight",
}
COMPARED_OF_ALL = {"score": "Score", "rating": "Rating", "charge": CHARGE}


def changed_figures(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Change]:
    """Where two closures' figures differ: the scorecard first, then level by level."""
    found = _changes("Scorecard", COMPARED_OF_ALL, before, after)
    found += _changes(CREDIT, {"due": "Due"}, before["credit"], after["credit"])
    old = {one["slug"]: one for one in before["lines"]}
    new = {one["slug"]: one for one in after["lines"]}
    for slug in dict.fromkeys([*old, *new]):
        name = (new.get(slug) or old[slug])["name"]
        found += _changes(name, COMPARED, old.get(slug, {}), new.get(slug, {}))
    return found


def _changes(
    of: str,
    names: Mapping[str, str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> list[Change]:
    pairs = ((label, before.get(key), after.get(key)) for key, label in names.items())
    return [
        Change(of, label, _shown(old), _shown(new))
        for label, old, new in pairs
        if old != new
    ]


def _shown(value: Any) -> str:
    """Numbers cut to two digits, words without underscores, nothing as a dash."""
    if value is None:
        return "–"
    if isinstance(value, str):
        try:
            return f"{Decimal(value).quantize(HUNDREDTH, ROUND_DOWN):,}"
        except InvalidOperation:
            return value.replace("_", " ").capitalize()
    return str(value)
