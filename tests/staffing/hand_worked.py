"""The rotations of docs/formulas.md and what was worked out of them by hand."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from apps.staffing.rules.rotations import (
    Hours,
    LayerRule,
    OverrideRule,
    RotaRule,
    RotationRule,
    Unit,
    wall,
)
from apps.staffing.rules.spans import Span
from tests.vendors.hand_worked import DAYS, moment, table

LONDON = "Europe/London"
TURNS = re.compile(r"(\d+) (working )?(hour|day|week|month)s?(?: in (\S+))?")
HOURS = re.compile(r"(.+?) (\d\d:\d\d)-(?:(\w{3}) )?(\d\d:\d\d)")
WHO = re.compile(r"(?:(?P<added>[A-F–]) )?(?:for (?P<removed>[A-F]|all) )?(?P<when>.+)")


def person(letter: str) -> int:
    """A is 1, B is 2."""
    return ord(letter) - ord("A") + 1


def rotas() -> dict[str, RotaRule]:
    """The rotas of the cases by name, without overrides."""
    found: dict[str, dict[int, list[RotationRule]]] = {}
    for row in table("Rotations of the cases"):
        layers = found.setdefault(row["rota"], {})
        layers.setdefault(int(row["layer"]), []).append(_rotation(row))
    return {
        name: RotaRule(tuple(LayerRule(tuple(layers[n])) for n in sorted(layers)))
        for name, layers in found.items()
    }


def _rotation(row: dict[str, str]) -> RotationRule:
    match = TURNS.fullmatch(row["turns"])
    assert match, row["turns"]
    length, working, unit, name = match.groups()
    zone = ZoneInfo(name or LONDON)
    starts = moment(row["first handoff"], zone.key)
    assert starts
    return RotationRule(
        places=tuple(
            tuple(person(one) for one in place.split("+"))
            for place in row["places"].split(", ")
        ),
        unit=Unit(unit),
        length=int(length),
        starts=wall(starts, zone),
        zone=zone,
        hours=tuple(_hours(row["hours"])) if row["hours"] else (),
        weekdays=frozenset(range(5)) if working else frozenset(),
    )


def _hours(text: str) -> list[Hours]:
    """`every day 22:00-06:00`, `Mon-Fri 09:00-17:00` or `Fri 18:00-Mon 08:00`."""
    match = HOURS.fullmatch(text)
    assert match, text
    days, since, last, until = match.groups()
    first, _, end = ("Mon-Sun" if days == "every day" else days).partition("-")
    numbers = range(DAYS.index(first), DAYS.index(end or first) + 1)
    begin, finish = time.fromisoformat(since), time.fromisoformat(until)
    over = (DAYS.index(last) - DAYS.index(first)) % 7 if last else 0
    more = over - (1 if last and finish <= begin else 0)
    return [Hours(day, begin, finish, more) for day in numbers]


def overrides(text: str) -> tuple[OverrideRule, ...]:
    """Those of a case, in the order in which they were made."""
    return tuple(_override(part) for part in filter(None, text.split("; ")))


def _override(text: str) -> OverrideRule:
    match = WHO.fullmatch(text)
    assert match, text
    starts, ends = _span(match["when"])
    added, removed = match["added"], match["removed"]
    return OverrideRule(
        starts,
        ends,
        None if added == "–" else person(added),
        person(removed) if removed and removed != "all" else None,
        is_alone=removed == "all",
    )


def on_call(text: str) -> list[Span]:
    """`A Mon 5 Jan 09:00 to Mon 12 Jan 09:00; …` as spans."""
    return [
        Span(person(part[0]), *_span(part[2:]))
        for part in filter(None, text.split("; "))
    ]


def _span(text: str) -> tuple[datetime, datetime]:
    begin, end = (moment(one, LONDON) for one in text.split(" to "))
    assert begin
    assert end
    return begin, end
