"""The rules that a rota keeps, each by itself, so that a clash can name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.staffing.rules.generating.instance import Instance, Need, Slot, minutes
from apps.staffing.rules.spans import Span


@dataclass(frozen=True)
class Cover:
    """A slot is filled by as many as it needs."""

    slot: int


@dataclass(frozen=True)
class Skilled:
    """Enough of those on a slot hold a skill."""

    slot: int
    need: int


@dataclass(frozen=True)
class Leave:
    """Nobody works while away."""

    worker: int
    away: int


@dataclass(frozen=True)
class Rest:
    """There is rest between two shifts of one person."""

    worker: int


@dataclass(frozen=True)
class Week:
    """Nobody works longer than the limit in a week, from Monday on."""

    worker: int
    begun: datetime


@dataclass(frozen=True)
class FreeDay:
    """Everybody has an unbroken rest in a week, from Monday on."""

    worker: int
    begun: datetime


@dataclass(frozen=True)
class Nights:
    """Nobody works more nights in a row than the limit."""

    worker: int


Rule = Cover | Skilled | Leave | Rest | Week | FreeDay | Nights


def rules_of(asked: Instance) -> list[Rule]:
    """Every rule of an instance, in the order in which they are told."""
    begins = {asked.week_of(one.starts) for one in asked.slots}
    ends = {asked.week_of(one.ends - timedelta(minutes=1)) for one in asked.slots}
    weeks = sorted(begins | ends)
    tight = [begun for begun in weeks if not _is_free_anyway(asked, begun)]
    return [
        *(Cover(at) for at in range(len(asked.slots))),
        *(
            Skilled(at, need)
            for at, one in enumerate(asked.slots)
            for need in range(len(one.needs))
        ),
        *(
            rule
            for worker in range(len(asked.workers))
            for rule in _rules_of_one(asked, worker, weeks, tight)
        ),
    ]


def _rules_of_one(
    asked: Instance, worker: int, weeks: list[datetime], tight: list[datetime]
) -> Iterator[Rule]:
    limits = asked.limits
    for at in range(len(asked.workers[worker].away)):
        yield Leave(worker, at)
    if limits.rest is not None:
        yield Rest(worker)
    if limits.weekly_work is not None:
        yield from (Week(worker, begun) for begun in weeks)
    if limits.weekly_rest is not None:
        has_fixed = asked.workers[worker].fixed
        yield from (FreeDay(worker, begun) for begun in (weeks if has_fixed else tight))
    if limits.nights is not None:
        yield Nights(worker)


def _is_free_anyway(asked: Instance, begun: datetime) -> bool:
    """Whether the weekly hours leave so few shifts that one gap between is long enough.

    What is not worked falls into at most one gap more than there are whole shifts in
    the week, and the longest gap is no shorter than their mean.
    """
    limits = asked.limits
    lengths = [minutes(one.ends - one.starts) for one in asked.slots]
    if limits.weekly_work is None or limits.weekly_rest is None or not min(lengths):
        return False
    free = minutes(asked.week_after(begun) - begun) - limits.weekly_work
    return free >= limits.weekly_rest * (limits.weekly_work // min(lengths) + 1)


def overlap(one: Slot | Span, starts: datetime, ends: datetime) -> bool:
    """Whether any of it lies in [starts, ends)."""
    return one.starts < ends and starts < one.ends


def words(rule: Rule, asked: Instance) -> str:
    """The rule as a manager would say it."""
    match rule:
        case Cover(slot):
            demand = asked.slots[slot].demand
            people = "person" if demand == 1 else "people"
            return f"{slot_words(asked, slot)} needs {demand} {people}"
        case Skilled(slot, need):
            found = asked.slots[slot].needs[need]
            return f"{slot_words(asked, slot)} needs {need_words(found)}"
        case Leave(worker, away):
            return _away_words(asked, worker, away)
        case _:
            return f"{asked.workers[rule.worker].name} {_limit_words(rule, asked)}"


def _limit_words(rule: Rest | Week | FreeDay | Nights, asked: Instance) -> str:
    limits = asked.limits
    match rule:
        case Rest():
            return f"has {hours(limits.rest)} of rest between two shifts"
        case Week():
            week = day_words(asked, rule.begun)
            return f"works at most {hours(limits.weekly_work)} in the week of {week}"
        case FreeDay():
            week = day_words(asked, rule.begun)
            free = hours(limits.weekly_rest)
            return f"has {free} free at a stretch in the week of {week}"
        case Nights():
            return f"works at most {limits.nights} nights in a row"


def slot_words(asked: Instance, slot: int) -> str:
    """A slot by its name, day and hour in the rota's zone."""
    one = asked.slots[slot]
    begun = one.starts.astimezone(asked.zone)
    return f"{one.name} on {day_words(asked, one.starts)}, {begun:%H:%M}"


def day_words(asked: Instance, at: datetime) -> str:
    """Such as "Tue 12 May"."""
    local = at.astimezone(asked.zone)
    return f"{local:%a} {local.day} {local:%B}"


def need_words(need: Need) -> str:
    """Such as "1 with Oracle at level 3 or above"."""
    return f"{need.count} with {need.name or 'a skill'} at level {need.level} or above"


def hours(count: int | None) -> str:
    """Minutes as hours in words: "11 hours", "7 h 30 min"."""
    whole, rest = divmod(count or 0, 60)
    if rest:
        return f"{whole} h {rest} min"
    return f"{whole} hour" if whole == 1 else f"{whole} hours"


def _away_words(asked: Instance, worker: int, away: int) -> str:
    one = asked.workers[worker]
    found = one.away[away]
    first = day_words(asked, found.starts)
    last = day_words(asked, found.ends - timedelta(minutes=1))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{one.name} is away {when} ({found.name})"
