"""What importing schedules would change: people by e-mail, rotas by where they come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models.functions import Lower

from apps.accounts.models import Team, User
from apps.staffing.models import Person, Rota, RotaImport
from apps.staffing.queries.rotas import hours_of
from apps.staffing.rules.carrying import Carried, Turns, Who
from apps.staffing.rules.rotations import (
    LayerRule,
    OverrideRule,
    RotaRule,
    RotationRule,
    Unit,
)

IMPORTED = "Imported"
Row = tuple[dict[str, Any], list[tuple[int, int]]]


@dataclass(frozen=True)
class Wanted:
    """A schedule as our tables hold it: fields of rotations with (place, person)."""

    layers: list[tuple[str, list[Row]]]
    changes: list[dict[str, Any]]


@dataclass(frozen=True)
class Planned:
    """One schedule of a file, the rota it is, and what becomes of it."""

    schedule: Carried
    rota: Rota | None
    people: Mapping[str, int]
    unmatched: tuple[Who, ...]
    does: str


def plan_import(found: Sequence[Carried], team: Team) -> list[Planned]:
    """What each schedule would do. Six queries, and three for each rota there is."""
    emails = {
        who.email.lower() for one in found for who in one.people.values() if who.email
    }
    rows = Person.objects.annotate(low=Lower("email")).filter(low__in=emails)
    by_email = dict(rows.values_list("low", "pk"))
    keys = [one.key for one in found if one.key]
    named = {(one.name, team.pk) for one in found if not one.key}
    rotas = {one.source: one for one in Rota.objects.filter(source__in=keys)}
    by_name = {
        one.name: one
        for one in Rota.objects.filter(team=team, name__in=[n for n, _ in named])
    }
    return [
        _planned(
            one, rotas.get(one.key) if one.key else by_name.get(one.name), by_email
        )
        for one in found
    ]


def _planned(one: Carried, rota: Rota | None, by_email: Mapping[str, int]) -> Planned:
    people = {
        key: by_email[who.email.lower()]
        for key, who in one.people.items()
        if who.email.lower() in by_email
    }
    missing = tuple(who for key, who in one.people.items() if key not in people)
    does = "new"
    if rota is not None:
        is_same = (
            rota.name == one.name[:120]
            and rota.time_zone == one.zone
            and _as_it_is(rota) == _plain(as_wanted(one, people))
        )
        does = "same" if is_same else "changed"
    return Planned(one, rota, people, missing, does)


def as_wanted(one: Carried, people: Mapping[str, int]) -> Wanted:
    """The schedule as our tables hold it; a turn of people we do not know is nobody's."""
    return Wanted(
        [
            (name, [_row(turns, people, one.zone) for turns in rotations])
            for name, rotations in one.layers
        ],
        [
            {
                "starts_at": change.starts,
                "ends_at": change.ends,
                "added_id": people.get(change.added or ""),
                "removed_id": people.get(change.removed or ""),
                "is_alone": change.is_alone,
            }
            for change in one.changes
            if {change.added, change.removed} & people.keys()
        ],
    )


def _row(turns: Turns, people: Mapping[str, int], zone: str) -> Row:
    places = [
        (number, people[key])
        for number, keys in enumerate(turns.places, start=1)
        for key in dict.fromkeys(keys)
        if key in people
    ]
    fields = {
        "name": turns.name[:80],
        "unit": turns.unit,
        "length": turns.length,
        "turn_count": len(turns.places),
        "starts_on": turns.starts.date(),
        "handoff_at": turns.starts.time(),
        "time_zone": "" if turns.zone == zone else turns.zone,
        "restrictions": [dict(one) for one in turns.hours],
        "weekdays": list(turns.weekdays),
        "on_minutes": turns.on_minutes,
        "since_at": turns.since,
        "until_at": turns.until,
    }
    return fields, places


def _as_it_is(rota: Rota) -> tuple[Any, Any]:
    layers = rota.layers.order_by("height").prefetch_related("rotations__places")
    kept = []
    for layer in layers:
        rotations = sorted(layer.rotations.all(), key=lambda one: one.pk)
        rows = [
            (
                {name: getattr(one, name) for name in FIELDS},
                sorted((p.place, p.person_id) for p in one.places.all()),
            )
            for one in rotations
        ]
        kept.append((layer.name, rows))
    names = ("starts_at", "ends_at", "added_id", "removed_id", "is_alone")
    changes = rota.overrides.filter(reason=IMPORTED).order_by("pk").values(*names)
    return kept, list(changes)


FIELDS = (
    *("name", "unit", "length", "turn_count", "starts_on", "handoff_at", "time_zone"),
    *("restrictions", "weekdays", "on_minutes", "since_at", "until_at"),
)


def _plain(wanted: Wanted) -> tuple[Any, Any]:
    layers = [
        (name[:80], [(fields, sorted(places)) for fields, places in rotations])
        for name, rotations in wanted.layers
    ]
    return layers, wanted.changes


def report_of(planned: Iterable[Planned]) -> dict[str, Any]:
    """What an import would do, or did, as it is kept and shown."""
    found = list(planned)
    counts = {
        word: sum(one.does == does for one in found)
        for word, does in (("made", "new"), ("changed", "changed"), ("same", "same"))
    }
    unmatched = {str(who) for one in found for who in one.unmatched}
    return {
        "counts": counts,
        "unmatched": sorted(unmatched),
        "rows": [
            {
                "name": one.schedule.name,
                "does": one.does,
                "rota": one.rota.slug if one.rota else "",
                "zone": one.schedule.zone,
                "layers": len(one.schedule.layers),
                "people": len(one.people),
                "overrides": len(one.schedule.changes),
                "lost": list(one.schedule.lost),
            }
            for one in found
        ],
    }


def rule_from(one: Carried, numbers: Mapping[str, int]) -> RotaRule:
    """The schedule as a rule, its people by numbers: what the file itself answers."""
    return RotaRule(
        tuple(
            LayerRule(tuple(_rotation(turns, numbers) for turns in rotations))
            for _, rotations in one.layers
        ),
        tuple(
            OverrideRule(
                change.starts,
                change.ends,
                numbers.get(change.added or ""),
                numbers.get(change.removed or ""),
                is_alone=change.is_alone,
            )
            for change in one.changes
        ),
    )


def _rotation(turns: Turns, numbers: Mapping[str, int]) -> RotationRule:
    return RotationRule(
        tuple(tuple(numbers[key] for key in place) for place in turns.places),
        Unit(turns.unit),
        turns.length,
        turns.starts,
        ZoneInfo(turns.zone),
        tuple(hours_of(dict(one)) for one in turns.hours),
        frozenset(turns.weekdays),
        timedelta(minutes=turns.on_minutes) if turns.on_minutes else None,
        turns.since,
        turns.until,
    )


def recent_imports(user: User) -> list[RotaImport]:
    """One's last ones."""
    rows = RotaImport.objects.visible_to(user).select_related("team")
    return list(rows.defer("document")[:20])
