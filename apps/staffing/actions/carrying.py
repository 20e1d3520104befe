"""Schedules of other tools: looked at, then carried in as rotas."""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from apps.accounts.models import Team, User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.access import can_plan
from apps.staffing.actions.layers import make_rota
from apps.staffing.models import (
    Layer,
    Override,
    Rota,
    RotaImport,
    Rotation,
    RotationPlace,
)
from apps.staffing.queries.carrying import (
    IMPORTED,
    Planned,
    as_wanted,
    plan_import,
    report_of,
)
from apps.staffing.rules.carrying import CarryError, read

LONGEST_SLUG = 70
NUL = "\\u0000"


@transaction.atomic
def look_at_schedules(
    *, by: User, tool: str, team: Team, file_name: str, document: Any, now: datetime
) -> RotaImport:
    """Keep the file and say what it would change. Changes nothing."""
    _may(by, team)
    if NUL in json.dumps(document):
        raise DomainError("This file can't be read: it holds a character that is none.")
    try:
        found = read(tool, document, now)
    except CarryError as error:
        raise DomainError(f"This file can't be read: {error}") from error
    made = RotaImport.objects.create(
        by=by,
        tool=tool,
        team=team,
        file_name=file_name[:200],
        document={"at": now.isoformat(), "file": document},
        report=report_of(plan_import(found, team)),
        created_at=now,
    )
    record(made, "staffing.schedules_looked_at", by=by, now=now)
    return made


def _may(by: User, team: Team) -> None:
    if not can_plan(by, Rota(team=team)):
        raise PermissionDenied


@transaction.atomic
def carry_in(pk: int, *, by: User, now: datetime) -> RotaImport:
    """Make and change rotas as the file says; what is alike is not touched."""
    rows = RotaImport.objects.select_for_update(of=("self",)).select_related("team")
    found = rows.get(pk=pk, by=by)
    _may(by, found.team)
    if found.done_at:
        raise DomainError("This import is done already.")
    read_at = datetime.fromisoformat(found.document["at"])
    planned = plan_import(read(found.tool, found.document["file"], read_at), found.team)
    for one in planned:
        if one.does != "same":
            _carry(one, found.team, by=by, now=now)
    found.report, found.done_at = report_of(planned), now
    found.document = {}
    found.save(update_fields=["report", "done_at", "document"])
    record(
        found, "staffing.schedules_imported", by=by, now=now, **found.report["counts"]
    )
    return found


def _carry(one: Planned, team: Team, *, by: User, now: datetime) -> None:
    rota = one.rota
    if rota is None:
        slug = _slug(one.schedule.name)
        name, zone = one.schedule.name[:120], one.schedule.zone
        rota = make_rota(
            by=by, now=now, team=team, name=name, slug=slug, time_zone=zone,
            source=one.schedule.key,
        )  # fmt: skip
    else:
        _may(by, rota.team)
        rota.time_zone, rota.name = one.schedule.zone, one.schedule.name[:120]
        rota.save_if_version(rota.version, ["time_zone", "name"])
        record(rota, "staffing.rota_amended", by=by, now=now, source=one.schedule.key)
    _write(rota, one, now)


def _slug(name: str) -> str:
    """A short name that no rota has."""
    base = slugify(name)[:LONGEST_SLUG] or "rota"
    taken = set(
        Rota.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    free = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(one for one in free if one not in taken)


def _write(rota: Rota, one: Planned, now: datetime) -> None:
    """The layers and imported overrides of the file instead of those there are."""
    rota.layers.all().delete()
    rota.overrides.filter(reason=IMPORTED).delete()
    wanted = as_wanted(one.schedule, one.people)
    for height, (name, rotations) in enumerate(wanted.layers, start=1):
        layer = Layer.objects.create(rota=rota, name=name[:80], height=height)
        for fields, places in rotations:
            rotation = Rotation.objects.create(layer=layer, **fields)
            RotationPlace.objects.bulk_create(
                RotationPlace(rotation=rotation, place=place, person_id=person)
                for place, person in places
            )
    Override.objects.bulk_create(
        Override(rota=rota, reason=IMPORTED, made_at=now, **fields)
        for fields in wanted.changes
    )
