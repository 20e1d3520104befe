"""A gap is closed: somebody takes it, by overrides that are published at once."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.access import can_plan
from apps.staffing.actions.gap_finding import look_for_gaps
from apps.staffing.actions.moving import add_override
from apps.staffing.actions.rotas import publish_shifts
from apps.staffing.models import Gap, Person, Shift
from apps.staffing.queries.closing import ShownWay, ways_for
from apps.staffing.queries.cover import published, spans_of
from apps.staffing.rules.spans import Span


@transaction.atomic
def close_gap(pk: int, *, by: User, way: str, now: datetime) -> Gap:
    """Take one of the ways offered: an override for each part of it, published with it.

    Who is away is not on any more; who covers is told. DomainError where the gap is
    closed, or the way is not there any more.
    """
    rows = Gap.objects.select_for_update(of=("self",))
    gap = rows.select_related("rule__rota__team", "rule__skill").get(pk=pk)
    if not can_plan(by, gap.rule.rota):
        raise PermissionDenied
    if gap.closed_at is not None:
        raise DomainError("This gap is closed already.")
    chosen = next((one for one in ways_for(gap, now) if one.way.key == way), None)
    if chosen is None:
        raise DomainError(
            "This way is not open any more: choose one of those shown now."
        )
    for person, part, _ in chosen.parts:
        _cover(gap, person, part, _absent_in(chosen, part), by=by, now=now)
    people = [person.name for person in chosen.people]
    record(
        gap,
        "staffing.gap_covered",
        by=by,
        now=now,
        touched=[gap.rule.rota],
        people=people,
    )
    look_for_gaps([gap.rule.rota_id], by=by, now=now)
    gap.refresh_from_db()
    return gap


def _absent_in(chosen: ShownWay, part: Span) -> Person | None:
    """Whom the part replaces: the first who is away and on shift all through it."""
    for one in chosen.absent:
        if one.starts_at <= part.starts and part.ends <= one.ends_at:
            return one.person
    return None


def _cover(
    gap: Gap,
    person: Person,
    part: Span,
    absent: Person | None,
    *,
    by: User,
    now: datetime,
) -> None:
    rota = gap.rule.rota
    add_override(
        rota.pk,
        by=by,
        starts_at=part.starts,
        ends_at=part.ends,
        added=person,
        removed=absent,
        reason=f"Closes a gap: {gap.rule.name}"[:200],
        now=now,
    )
    window = (part.starts, part.ends)
    there = published([rota.pk], *window)[rota.pk]
    if not _is_on(there, part):
        shifts = [*spans_of(there), part]
        publish_shifts(rota, shifts=shifts, window=window, by=by, now=now)


def _is_on(shifts: list[Shift], part: Span) -> bool:
    return any(
        one.person_id == part.person
        and one.starts_at <= part.starts
        and part.ends <= one.ends_at
        for one in shifts
    )
