"""What publishing changes: which shifts stay, change, go and come, and whom it touches."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from apps.staffing.rules.rotations import OverrideRule
from apps.staffing.rules.spans import Span


@dataclass(frozen=True)
class Standing:
    """A shift that is published, by its number."""

    pk: int
    span: Span


@dataclass(frozen=True)
class Changes:
    """From what is published to what is wanted, with as few shifts touched as may be."""

    kept: tuple[Standing, ...]
    altered: tuple[Standing, ...]
    dropped: tuple[Standing, ...]
    made: tuple[Span, ...]

    @property
    def after(self) -> list[Span]:
        """What is published once they are carried out."""
        return [*(one.span for one in (*self.kept, *self.altered)), *self.made]

    @property
    def is_nothing(self) -> bool:
        """Whether what is published is what is wanted."""
        return not (self.altered or self.dropped or self.made)


@dataclass(frozen=True)
class Touched:
    """What one person gains and loses."""

    person: int
    gained: tuple[Span, ...]
    lost: tuple[Span, ...]


def changes(
    standing: Sequence[Standing], wanted: Iterable[Span], a: datetime, b: datetime
) -> Changes:
    """What makes the published shifts be `wanted` inside [a, b), and no other outside.

    A shift that begins before a or ends after b keeps that part. Where what is wanted
    goes on with the same person it stays one shift.
    """
    spans = cut(wanted, a, b)
    crossing = [one for one in standing if one.span.overlaps(a, b)]
    for one in crossing:
        spans = _joined(spans, one.span, a, b)
    left = Counter(spans)
    kept, rest = [], []
    for one in crossing:
        if left[one.span]:
            left[one.span] -= 1
            kept.append(one)
        else:
            rest.append(one)
    altered, dropped = _altered(rest, left)
    return Changes(
        tuple(kept), tuple(altered), tuple(dropped), tuple(sorted(left.elements()))
    )


def cut(spans: Iterable[Span], a: datetime, b: datetime) -> list[Span]:
    """What of the spans lies in [a, b), each once."""
    found = {
        Span(one.person, max(one.starts, a), min(one.ends, b))
        for one in spans
        if one.overlaps(a, b)
    }
    return sorted(found)


def _joined(spans: list[Span], one: Span, a: datetime, b: datetime) -> list[Span]:
    """The wanted spans with the parts of a standing shift that lie outside [a, b)."""
    if one.starts < a:
        spans = _joined_at(spans, Span(one.person, one.starts, a))
    if one.ends > b:
        spans = _joined_at(spans, Span(one.person, b, one.ends))
    return spans


def _joined_at(spans: list[Span], part: Span) -> list[Span]:
    for one in spans:
        if one.person != part.person:
            continue
        if part.starts == one.ends or part.ends == one.starts:
            whole = Span(
                one.person, min(one.starts, part.starts), max(one.ends, part.ends)
            )
            return [*(other for other in spans if other != one), whole]
    return [*spans, part]


def _altered(
    rest: Sequence[Standing], left: Counter[Span]
) -> tuple[list[Standing], list[Standing]]:
    """Shifts whose ends move, and those that go. Takes from `left` what they become."""
    altered, dropped = [], []
    for one in rest:
        near = sorted(
            span
            for span in left
            if left[span] > 0
            and span.person == one.span.person
            and span.overlaps(one.span.starts, one.span.ends)
        )
        if near:
            left[near[0]] -= 1
            altered.append(Standing(one.pk, near[0]))
        else:
            dropped.append(one)
    return altered, dropped


def touched(
    before: Iterable[Span], after: Iterable[Span], a: datetime, b: datetime
) -> list[Touched]:
    """Whose time in [a, b) changes, with the stretches that each gains and loses."""
    old, new = _time_of(before, a, b), _time_of(after, a, b)
    found = []
    for person in sorted(old.keys() | new.keys()):
        had, has = old.get(person, []), new.get(person, [])
        gained, lost = less(has, had), less(had, has)
        if gained or lost:
            found.append(Touched(person, tuple(gained), tuple(lost)))
    return found


def _time_of(spans: Iterable[Span], a: datetime, b: datetime) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for one in cut(spans, a, b):
        found.setdefault(one.person, []).append(one)
    return found


def less(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What of spans is left without those taken, all of one person."""
    left = list(spans)
    for gone in taken:
        parts: list[Span] = []
        for one in left:
            if not one.overlaps(gone.starts, gone.ends):
                parts.append(one)
                continue
            if one.starts < gone.starts:
                parts.append(Span(one.person, one.starts, gone.starts))
            if gone.ends < one.ends:
                parts.append(Span(one.person, gone.ends, one.ends))
        left = parts
    return left


def overridden(spans: Iterable[Span], change: OverrideRule) -> list[Span]:
    """Published shifts inside an override's span, as they are after it."""
    inside = cut(spans, change.starts, change.ends)
    edges = sorted(
        {change.starts, change.ends, *(at for s in inside for at in (s.starts, s.ends))}
    )
    found: list[Span] = []
    for since, until in pairwise(edges):
        people = frozenset(s.person for s in inside if s.overlaps(since, until))
        found += [Span(person, since, until) for person in change.applied(people)]
    return joined(found)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans of a person that touch made one."""
    found: list[Span] = []
    for one in sorted(spans):
        last = found[-1] if found else None
        if last and last.person == one.person and last.ends >= one.starts:
            found[-1] = Span(one.person, last.starts, max(last.ends, one.ends))
        else:
            found.append(one)
    return sorted(found, key=lambda span: (span.starts, span.person))


def healed(spans: Iterable[Span], turns: Iterable[Span]) -> list[Span]:
    """Spans of a person that touch made one, where they are parts of the same turn."""
    left = sorted(set(spans))
    for turn in turns:
        parts = [
            one
            for one in left
            if one.person == turn.person
            and turn.starts <= one.starts
            and one.ends <= turn.ends
        ]
        left = [one for one in left if one not in parts] + joined(parts)
    return sorted(left)
