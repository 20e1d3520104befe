"""Changes of what is published: a shift moved, an override made or taken back."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError, EditConflict
from apps.history.actions import record
from apps.staffing.actions.rotas import locked_rota, publish
from apps.staffing.models import Override, Person, Rota, Shift
from apps.staffing.queries.rotas import override_rule, published, rule_of, span_of
from apps.staffing.rules.publishing import cut, healed, less, overridden
from apps.staffing.rules.rotations import OverrideRule, shifts
from apps.staffing.rules.spans import Span

AROUND = timedelta(days=60)
PAST = "This shift has begun: what is past stays as it was."


@transaction.atomic
def move_shift(
    pk: int,
    *,
    by: User,
    expected_version: int,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
) -> Rota:
    """Give a shift that has not begun to somebody, or to another time, or both.

    The rota is told by overrides too, so that publishing it again says the same.
    """
    shift = Shift.objects.select_related("rota").get(pk=pk)
    rota = locked_rota(shift.rota_id, by=by)
    shift.refresh_from_db()
    if shift.version != expected_version:
        raise EditConflict(shift, {"person": person, "starts_at": starts_at})
    if shift.starts_at <= now or starts_at < now:
        raise DomainError(PAST)
    if starts_at >= ends_at:
        raise DomainError("It has to begin before it ends.")
    old, new = span_of(shift), Span(person.pk, starts_at, ends_at)
    if old == new:
        return rota
    _free(rota, new, shift)
    remember_move(rota, old, new, by=by, now=now, reason="A shift was moved")
    republish(rota, old, [new], by=by, now=now)
    return rota


def _free(rota: Rota, new: Span, shift: Shift) -> None:
    others = published([rota], new.starts, new.ends).filter(person_id=new.person)
    if others.exclude(pk=shift.pk).exists():
        raise DomainError("This person has a shift of this rota then already.")


def remember_move(
    rota: Rota, old: Span, new: Span, *, by: User, now: datetime, reason: str
) -> list[Override]:
    """Overrides that turn one person's time into another's, or into another time."""
    if (old.starts, old.ends) == (new.starts, new.ends):
        changes = [OverrideRule(old.starts, old.ends, new.person, old.person)]
    else:
        changes = [
            OverrideRule(old.starts, old.ends, None, old.person),
            OverrideRule(new.starts, new.ends, new.person),
        ]
    return Override.objects.bulk_create(
        Override(
            rota=rota,
            starts_at=one.starts,
            ends_at=one.ends,
            added_id=one.added,
            removed_id=one.removed,
            reason=reason,
            made_by=by,
            made_at=now,
        )
        for one in changes
    )


def republish(
    rota: Rota, gone: Span, come: list[Span], *, by: User, now: datetime
) -> None:
    """Publish the rota around a change: what is there, less `gone`, and what comes."""
    a = min(gone.starts, *(one.starts for one in come))
    b = max(gone.ends, *(one.ends for one in come))
    there = [span_of(one) for one in published([rota], a, b)]
    mine = [one for one in there if one.person == gone.person]
    others = [one for one in there if one.person != gone.person]
    wanted = [*others, *less(mine, [gone]), *come]
    publish(rota, wanted, (a, b), by=by, now=now, verb="changed")


@transaction.atomic
def add_override(
    rota_pk: int,
    *,
    by: User,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    added: Person | None = None,
    removed: Person | None = None,
    is_alone: bool = False,
    reason: str = "",
) -> Override:
    """Change who is on for a while, above every layer; published shifts change with it."""
    rota = locked_rota(rota_pk, by=by)
    if not added and not removed:
        raise DomainError("Say who covers, or who is not on any more.")
    if starts_at >= ends_at or ends_at <= now:
        raise DomainError("It has to begin before it ends, and to end in the future.")
    made = Override.objects.create(
        rota=rota,
        starts_at=starts_at,
        ends_at=ends_at,
        added=added,
        removed=removed,
        is_alone=is_alone,
        reason=reason,
        made_by=by,
        made_at=now,
    )
    facts = override_facts(made) | {"until_at": ends_at, "reason": reason}
    record(rota, "staffing.override_added", by=by, now=now, touched=[made], **facts)
    _apply(rota, made, by=by, now=now)
    return made


def override_facts(one: Override) -> dict[str, Any]:
    """Who comes for whom, from when."""
    return {
        "added": str(one.added or ""),
        "removed": str(one.removed or ""),
        "from_at": one.starts_at,
    }


def _apply(rota: Rota, made: Override, *, by: User, now: datetime) -> None:
    """Change what is published of an override's time that is not past."""
    change = replace(override_rule(made), starts=max(made.starts_at, now))
    there = [span_of(one) for one in published([rota], change.starts, change.ends)]
    if there:
        wanted = overridden(there, change)
        window = (change.starts, change.ends)
        publish(rota, wanted, window, by=by, now=now, verb="changed")


@transaction.atomic
def remove_override(pk: int, *, by: User, now: datetime) -> Rota:
    """Take an override back; what is published of its time is what the rota says then."""
    found = Override.objects.select_related("added", "removed").get(pk=pk)
    rota = locked_rota(found.rota_id, by=by)
    if found.ends_at <= now:
        raise DomainError("It is over: what is past stays as it was.")
    a, b = max(found.starts_at, now), found.ends_at
    facts = override_facts(found) | {"until_at": b}
    found.delete()
    record(rota, "staffing.override_removed", by=by, now=now, **facts)
    if published([rota], a, b).exists():
        _restore(rota, a, b, by=by, now=now)
    return rota


def _restore(rota: Rota, a: datetime, b: datetime, *, by: User, now: datetime) -> None:
    """Publish what the layers say of [a, b), as parts of the turns it lies in."""
    rule = rule_of(rota, now)
    whole = shifts(rule, max(now, a - AROUND), b + AROUND)
    turns = [one for one in whole if one.overlaps(a, b)]
    since = min([a, *(one.starts for one in turns)])
    until = max([b, *(one.ends for one in turns)])
    there = [span_of(one) for one in published([rota], since, until)]
    outside = [*cut(there, since, a), *cut(there, b, until)]
    wanted = healed([*outside, *shifts(rule, a, b)], turns)
    publish(rota, wanted, (since, until), by=by, now=now, verb="changed")
