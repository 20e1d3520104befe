"""Who is on call: the highest layer that covers an instant, and overrides above it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from operator import itemgetter

from apps.staffing.rules.rotations.terms import OverrideRule, RotaRule
from apps.staffing.rules.rotations.turns import turns
from apps.staffing.rules.spans import Span

Key = tuple[str, datetime | int]


@dataclass(frozen=True)
class Piece:
    """A stretch in which the answer stays the same: who is on, and by which turn."""

    starts: datetime
    ends: datetime
    people: dict[int, Key]


def expand(rota: RotaRule, a: datetime, b: datetime) -> list[Span]:
    """Who is on call in [a, b), each stretch of a person once, by start and person."""
    return _spans(
        ((piece, dict.fromkeys(piece.people)) for piece in pieces(rota, a, b)),
    )


def shifts(rota: RotaRule, a: datetime, b: datetime) -> list[Span]:
    """The same answer cut at handoffs: a rotation of one is a shift a turn."""
    return _spans((piece, piece.people) for piece in pieces(rota, a, b))


def on_call(rota: RotaRule, at: datetime) -> list[int]:
    """Who is on call at an instant, by number."""
    found = expand(rota, at, at + timedelta.resolution)
    return sorted(span.person for span in found)


def pieces(rota: RotaRule, a: datetime, b: datetime) -> Iterator[Piece]:
    """[a, b) cut where anything changes, with the answer of each stretch."""
    changes = sorted(_changes(rota, a, b), key=itemgetter(0))
    overrides = [one for one in rota.overrides if one.starts < b and one.ends > a]
    cuts = {a, b, *(at for at, *_ in changes)}
    cuts |= {at for one in overrides for at in (one.starts, one.ends)}
    layers: list[Counter[tuple[int, Key]]] = [Counter() for _ in rota.layers]
    by_time = {at: list(rows) for at, rows in groupby(changes, key=itemgetter(0))}
    for at, until in pairwise(sorted(cuts)):
        for _, layer, person, key, step in by_time.get(at, ()):
            layers[layer][person, key] += step
        if a <= at < b:
            yield Piece(at, until, _answer(layers, overrides, at))


def _changes(
    rota: RotaRule, a: datetime, b: datetime
) -> Iterator[tuple[datetime, int, int, Key, int]]:
    """Each coming on and going off: when, in which layer, who, by which turn."""
    for layer, rule in enumerate(rota.layers):
        for number, rotation in enumerate(rule.rotations):
            for turn in turns(rotation, a, b):
                key = (f"{layer}.{number}", turn.handoff)
                for person in turn.people:
                    yield turn.starts, layer, person, key, 1
                    yield turn.ends, layer, person, key, -1


def _answer(
    layers: list[Counter[tuple[int, Key]]],
    overrides: Iterable[OverrideRule],
    at: datetime,
) -> dict[int, Key]:
    found: dict[int, Key] = {}
    for layer in reversed(layers):
        rows = sorted((person, key) for (person, key), n in layer.items() if n > 0)
        if rows:
            found = dict(reversed(rows))
            break
    for number, override in enumerate(overrides):
        if override.starts <= at < override.ends:
            people = override.applied(frozenset(found))
            mine: Key = ("", number)
            found = {person: found.get(person, mine) for person in people}
    return found


def _spans(
    rows: Iterable[tuple[Piece, dict[int, Key] | dict[int, None]]],
) -> list[Span]:
    """Spans of what stays the same for a person from one piece to the next."""
    open_: dict[int, tuple[datetime, Key | None]] = {}
    found: list[Span] = []
    last: datetime | None = None
    for piece, people in rows:
        for person, (since, key) in list(open_.items()):
            if person not in people or people[person] != key:
                found.append(Span(person, since, piece.starts))
                del open_[person]
        for person, key in people.items():
            open_.setdefault(person, (piece.starts, key))
        last = piece.ends
    if last:
        found += [Span(person, since, last) for person, (since, _) in open_.items()]
    return sorted(found, key=lambda span: (span.starts, span.person))
