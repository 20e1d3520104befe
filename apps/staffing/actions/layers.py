"""What is done with a rota itself: its layers, its rotations, who takes turns in them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Min

from apps.accounts.models import Team, User
from apps.catalog.models import Platform
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import record
from apps.staffing.access import can_plan
from apps.staffing.actions.rotas import locked_rota
from apps.staffing.models import Layer, Person, Rota, Rotation, RotationPlace

Places = Sequence[Sequence[Person]]


@transaction.atomic
def make_rota(
    *,
    by: User,
    team: Team,
    now: datetime,
    platforms: Iterable[Platform] = (),
    **fields: Any,
) -> Rota:
    """A new rota of a team, with one empty layer."""
    made = Rota(team=team, **fields)
    if not can_plan(by, made):
        raise PermissionDenied
    made.save()
    made.platforms.set(platforms)
    Layer.objects.create(rota=made, name="Primary", height=1)
    record(made, "staffing.rota_made", by=by, now=now)
    return made


@transaction.atomic
def amend_rota(
    pk: int,
    *,
    by: User,
    expected_version: int,
    now: datetime,
    platforms: Iterable[Platform] = (),
    **fields: Any,
) -> Rota:
    """Change what is noted of a rota. EditConflict if somebody else did."""
    rota = locked_rota(pk, by=by)
    team = fields.get("team", rota.team)
    if team != rota.team and not can_plan(by, Rota(team=team)):
        raise PermissionDenied
    changed = rota.save_changed(expected_version, fields)
    rota.platforms.set(platforms)
    record(rota, "staffing.rota_amended", by=by, now=now, fields=changed)
    return rota


@transaction.atomic
def retire_rota(pk: int, *, by: User, now: datetime) -> Rota:
    """It is planned no more; what was published stays to be read."""
    rota = locked_rota(pk, by=by)
    if rota.retired_on:
        raise DomainError("This rota is retired already.")
    rota.retired_on = now.date()
    rota.save_if_version(rota.version, ["retired_on"])
    record(rota, "staffing.rota_retired", by=by, now=now)
    return rota


@transaction.atomic
def add_layer(rota_pk: int, *, by: User, name: str, now: datetime) -> Layer:
    """A layer above the others."""
    rota = locked_rota(rota_pk, by=by)
    highest = rota.layers.aggregate(highest=Max("height"))["highest"] or 0
    made = Layer.objects.create(rota=rota, name=name, height=highest + 1)
    record(rota, "staffing.layer_added", by=by, now=now, touched=[made], name=name)
    return made


@transaction.atomic
def raise_layer(pk: int, *, by: User, now: datetime) -> Rota:
    """Exchange a layer with the one above it."""
    layer = Layer.objects.get(pk=pk)
    rota = locked_rota(layer.rota_id, by=by)
    above = rota.layers.filter(height__gt=layer.height)
    next_height = above.aggregate(lowest=Min("height"))["lowest"]
    if next_height is None:
        raise DomainError("This is the highest layer already.")
    other = rota.layers.get(height=next_height)
    free = (rota.layers.aggregate(highest=Max("height"))["highest"] or 0) + 1
    for one, height in ((layer, free), (other, layer.height), (layer, next_height)):
        one.height = height
        one.save_if_version(one.version, ["height"])
    record(
        rota, "staffing.layer_raised", by=by, now=now, touched=[layer, other],
        name=layer.name,
    )  # fmt: skip
    return rota


@transaction.atomic
def remove_layer(pk: int, *, by: User, now: datetime) -> Rota:
    """Take a layer away, with its rotations."""
    layer = Layer.objects.get(pk=pk)
    rota = locked_rota(layer.rota_id, by=by)
    name = layer.name
    layer.delete()
    record(rota, "staffing.layer_removed", by=by, now=now, name=name)
    return rota


@transaction.atomic
def add_rotation(
    layer_pk: int, *, by: User, places: Places, now: datetime, **fields: Any
) -> Rotation:
    """People who take turns in a layer."""
    layer = Layer.objects.get(pk=layer_pk)
    rota = locked_rota(layer.rota_id, by=by)
    made = Rotation.objects.create(layer=layer, turn_count=len(places), **fields)
    _seat(made, places)
    record(
        rota, "staffing.rotation_added", by=by, now=now, touched=[made],
        name=made.name, people=names_of(places),
    )  # fmt: skip
    return made


@transaction.atomic
def amend_rotation(
    pk: int,
    *,
    by: User,
    expected_version: int,
    places: Places,
    now: datetime,
    **fields: Any,
) -> Rotation:
    """Change a rotation and who takes turns in it. EditConflict if somebody else did."""
    found = Rotation.objects.select_related("layer").get(pk=pk)
    rota = locked_rota(found.layer.rota_id, by=by)
    found.refresh_from_db()
    if found.version != expected_version:
        raise EditConflict(found, fields)
    fields["turn_count"] = len(places)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save_if_version(expected_version, fields)
    found.places.all().delete()
    _seat(found, places)
    record(
        rota, "staffing.rotation_amended", by=by, now=now, touched=[found],
        name=found.name, people=names_of(places),
    )  # fmt: skip
    return found


def _seat(rotation: Rotation, places: Places) -> None:
    RotationPlace.objects.bulk_create(
        RotationPlace(rotation=rotation, place=number, person=person)
        for number, people in enumerate(places, start=1)
        for person in dict.fromkeys(people)
    )


def names_of(places: Places) -> str:
    """The turns in a line, such as "Ann, Bo + Cy"."""
    return ", ".join(" + ".join(map(str, people)) or "nobody" for people in places)


@transaction.atomic
def remove_rotation(pk: int, *, by: User, now: datetime) -> Rota:
    """Take a rotation out of its layer."""
    found = Rotation.objects.select_related("layer").get(pk=pk)
    rota = locked_rota(found.layer.rota_id, by=by)
    name = found.name
    found.delete()
    record(rota, "staffing.rotation_removed", by=by, now=now, name=name)
    return rota
