"""Rotas as the rules read them, and what is published of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from apps.staffing.models import Layer, Override, Rota, Rotation, RotationPlace, Shift
from apps.staffing.rules.publishing import Standing
from apps.staffing.rules.rotations import (
    Hours,
    LayerRule,
    OverrideRule,
    RotaRule,
    RotationRule,
    Unit,
)
from apps.staffing.rules.spans import Span

END_OF_DAY = "24:00"


def with_rules(rows: QuerySet[Rota], since: datetime) -> QuerySet[Rota]:
    """The rotas with all that `rule_of` reads, overrides from `since` on. 4 queries more."""
    overrides = Override.objects.filter(ends_at__gt=since).order_by("made_at", "pk")
    places = RotationPlace.objects.select_related("person")
    rotations = Rotation.objects.prefetch_related(
        Prefetch("places", queryset=places.order_by("place", "pk"))
    )
    layers = Layer.objects.order_by("height").prefetch_related(
        Prefetch("rotations", queryset=rotations.order_by("pk"))
    )
    return rows.prefetch_related(
        Prefetch("layers", queryset=layers, to_attr="floors"),
        Prefetch("overrides", queryset=overrides, to_attr="changes"),
    )


def rule_of(rota: Rota, since: datetime) -> RotaRule:
    """The rota as its rule, with the overrides that end after `since`."""
    found: Any = rota
    if not hasattr(found, "floors"):
        found = with_rules(Rota.objects.filter(pk=rota.pk), since).get()
    zone = ZoneInfo(rota.time_zone)
    return RotaRule(
        tuple(
            LayerRule(tuple(rotation_rule(one, zone) for one in layer.rotations.all()))
            for layer in found.floors
        ),
        tuple(override_rule(one) for one in found.changes),
    )


def rotation_rule(rotation: Rotation, zone: ZoneInfo) -> RotationRule:
    """A rotation as its rule; its places are read as they were fetched."""
    places: dict[int, list[int]] = {}
    for one in rotation.places.all():
        places.setdefault(one.place, []).append(one.person_id)
    last = rotation.turn_count or max(places, default=0)
    return RotationRule(
        places=tuple(tuple(places.get(number, ())) for number in range(1, last + 1)),
        unit=Unit(rotation.unit),
        length=rotation.length,
        starts=datetime.combine(rotation.starts_on, rotation.handoff_at),
        zone=ZoneInfo(rotation.time_zone) if rotation.time_zone else zone,
        hours=tuple(hours_of(one) for one in rotation.restrictions),
        weekdays=frozenset(rotation.weekdays if rotation.unit == "day" else ()),
        on_for=timedelta(minutes=rotation.on_minutes) if rotation.on_minutes else None,
        since=rotation.since_at,
        until=rotation.until_at,
    )


def hours_of(kept: dict[str, Any]) -> Hours:
    """Hours as they are kept: {"weekday": 4, "from": "18:00", "until": "08:00", "days": 2}."""
    until = "00:00" if kept["until"] == END_OF_DAY else kept["until"]
    return Hours(
        int(kept["weekday"]),
        time.fromisoformat(kept["from"]),
        time.fromisoformat(until),
        int(kept.get("days", 0)),
    )


def override_rule(one: Override) -> OverrideRule:
    """An override as its rule."""
    return OverrideRule(
        one.starts_at, one.ends_at, one.added_id, one.removed_id, is_alone=one.is_alone
    )


def published(rotas: Iterable[Rota], a: datetime, b: datetime) -> QuerySet[Shift]:
    """Published shifts of the rotas that touch [a, b), with their people."""
    rows = Shift.objects.filter(rota__in=rotas, starts_at__lt=b, ends_at__gt=a)
    return rows.select_related("person", "rota").order_by("starts_at", "pk")


def standing(rows: Iterable[Shift]) -> list[Standing]:
    """Shifts as the rules of publishing read them."""
    return [Standing(one.pk, span_of(one)) for one in rows]


def span_of(shift: Shift) -> Span:
    """A shift as its span."""
    return Span(shift.person_id, shift.starts_at, shift.ends_at)


def people_of(rotas: Sequence[Rota]) -> set[int]:
    """Who has a place in any of the rotas. One query."""
    rows = RotationPlace.objects.filter(rotation__layer__rota__in=rotas)
    return set(rows.values_list("person_id", flat=True))
