"""Criteria that the portal checks itself: what a reading of a fact says, and when it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from apps.facts.rules.kinds import (
    NO,
    YES,
    FactKind,
    Fault,
    ValueType,
    plain,
    read_number,
)
from apps.facts.rules.kinds import with_unit as counted

READINGS = 3
APART = timedelta(minutes=5)
PATIENCE = timedelta(hours=24)
CONDITIONS = ("at_least", "at_most", "equals", "accepted")


class Verdict(StrEnum):
    """What a reading says of a condition."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"
    STALE = "stale"


@dataclass(frozen=True)
class Reading:
    """What is known of a fact, and whether that is as new as its kind should be."""

    value: str
    measured_at: datetime
    number: Decimal | None = None
    is_fresh: bool = True
    source: str = ""
    url: str = ""


@dataclass(frozen=True)
class Judgement:
    """The verdict, with the sentence that people read."""

    verdict: Verdict
    sentence: str


def judge(
    wanted: Mapping[str, Any], kind: FactKind, reading: Reading | None, now: datetime
) -> Judgement:
    """Whether the newest reading of a fact meets what a criterion wants of it.

    `wanted` holds at_least, at_most, equals, accepted and fresh_hours; without a
    condition it is enough that the fact is known. A reading older than fresh_hours, or
    without them than its kind allows, is stale whatever it says.
    """
    asked = condition_words(wanted, kind)
    asks = f"; {asked} is asked" if asked else ""
    if reading is None or not reading.value:
        return Judgement(Verdict.NOT_KNOWN, f"{kind.title}: nothing is known{asks}")
    said = f"{kind.title}: {with_unit(reading.value, kind.unit)}"
    if is_stale(wanted, reading, now):
        old = f"{reading.measured_at:%Y-%m-%d %H:%M} UTC"
        return Judgement(Verdict.STALE, f"{said}, but that was on {old}{asks}")
    is_met = all(_holds(name, wanted[name], reading) for name in _conditions(wanted))
    verdict = Verdict.MET if is_met else Verdict.NOT_MET
    return Judgement(verdict, f"{said}{asks}")


def is_stale(wanted: Mapping[str, Any], reading: Reading, now: datetime) -> bool:
    """Whether a reading is too old for this criterion."""
    if hours := wanted.get("fresh_hours"):
        return now - reading.measured_at > timedelta(hours=float(hours))
    return not reading.is_fresh


def _conditions(wanted: Mapping[str, Any]) -> list[str]:
    return [name for name in CONDITIONS if wanted.get(name) not in (None, "", [])]


def _holds(name: str, asked: Any, reading: Reading) -> bool:
    number = reading.number if reading.number is not None else _number(reading.value)
    if name == "accepted":
        return reading.value.casefold() in [_text(one).casefold() for one in asked]
    if name == "equals" and (_number(asked) is None or number is None):
        return reading.value.casefold() == _text(asked).casefold()
    limit = _number(asked)
    if number is None or limit is None:
        return False
    return {
        "at_least": number >= limit,
        "at_most": number <= limit,
        "equals": number == limit,
    }[name]


def _text(value: Any) -> str:
    """YAML reads a bare yes as true: both are said as people type them."""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


def _number(value: Any) -> Decimal | None:
    """As facts read numbers: 1e999999999, written out, would fill the memory."""
    try:
        return read_number(value)
    except Fault:
        return None


def with_unit(value: Any, unit: str) -> str:
    """A value as people read it: 99.2 %, 14 days, yes."""
    number = _number(value)
    if number is None:
        return _text(value)
    return counted(plain(number), unit)


def condition_words(wanted: Mapping[str, Any], kind: FactKind) -> str:
    """What is asked, in words: "at least 99.5 %"; empty where it only has to be known."""
    return " and ".join(
        _words(name, wanted[name], kind.unit) for name in _conditions(wanted)
    )


def _words(name: str, asked: Any, unit: str) -> str:
    if name == "accepted":
        return " or ".join(f"“{_text(one)}”" for one in asked)
    if name == "equals":
        return f"“{with_unit(asked, unit)}”"
    return f"{name.replace('_', ' ')} {with_unit(asked, unit)}"


def condition_faults(wanted: Mapping[str, Any], kind: FactKind | None) -> list[str]:
    """What in a condition on a fact makes no sense, in words; empty when all of it does.

    `kind` is that of the fact which the condition names as its check, if there is one.
    """
    name = wanted.get("check")
    if not name:
        return ["Choose the fact that the portal shall check."]
    if kind is None:
        return [f"There is no fact “{name}”."]
    limits = {
        one: wanted[one]
        for one in _conditions(wanted)
        if one in {"at_least", "at_most"}
    }
    return [
        *_limit_faults(limits, kind),
        *_choice_faults(wanted, kind),
        *_fresh_faults(wanted.get("fresh_hours")),
    ]


def _limit_faults(limits: Mapping[str, Any], kind: FactKind) -> list[str]:
    if limits and kind.type != ValueType.NUMBER:
        return [f"“{kind.title}” is no number: it can't be at least or at most one."]
    found = {name: _number(value) for name, value in limits.items()}
    if None in found.values():
        return ["At least and at most are numbers, such as 99.5."]
    lowest, highest = found.get("at_least"), found.get("at_most")
    if lowest is not None and highest is not None and lowest > highest:
        return ["Nothing is at least the one and at most the other: swap them."]
    return []


def _choice_faults(wanted: Mapping[str, Any], kind: FactKind) -> list[str]:
    accepted = wanted.get("accepted") or []
    if not isinstance(accepted, list):
        return ["Accepted answers are a list."]
    equals = [wanted["equals"]] if wanted.get("equals") not in (None, "") else []
    values = [*accepted, *equals]
    if kind.type == ValueType.FLAG and any(
        _text(one) not in {YES, NO} for one in values
    ):
        return [f"“{kind.title}” is yes or no."]
    if kind.type == ValueType.NUMBER and any(_number(one) is None for one in values):
        return [f"“{kind.title}” is a number."]
    return []


def _fresh_faults(hours: Any) -> list[str]:
    if hours in (None, ""):
        return []
    number = _number(hours)
    is_sensible = number is not None and 0 < number <= 24 * 400
    return [] if is_sensible else ["How fresh is a number of hours, up to 9,600."]


@dataclass(frozen=True)
class Standing:
    """Since when without a break a criterion is not met, over how many readings."""

    since: datetime | None = None
    count: int = 0
    counted_at: datetime | None = None


def follow(
    before: Standing, verdict: Verdict, measured_at: datetime | None, now: datetime
) -> Standing:
    """The standing after another look.

    Met ends the row. A reading that is not met counts once, and only five minutes or
    more after the one that counted before it.
    """
    if verdict == Verdict.MET:
        return Standing()
    found = replace(before, since=before.since or now)
    if verdict != Verdict.NOT_MET or measured_at is None:
        return found
    last = before.counted_at
    if last is not None and measured_at - last < APART:
        return found
    return replace(found, count=before.count + 1, counted_at=measured_at)


def falls(standing: Standing, now: datetime) -> bool:
    """Whether it counts as not met: by three readings in a row, or for a whole day."""
    if standing.since is None:
        return False
    return standing.count >= READINGS or now - standing.since >= PATIENCE
