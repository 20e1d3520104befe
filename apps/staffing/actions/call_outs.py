"""Call-outs: who on call was called, and what it means for their next shift."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import concern, record
from apps.staffing.access import can_plan
from apps.staffing.models import CallOut, Person, Rota
from apps.staffing.queries.call_outs import late_start

TOPIC = "staffing.news"
LONGEST_HOURS = 24


@transaction.atomic
def note_call_out(
    rota_pk: int,
    *,
    by: User,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    reason: str = "",
    now: datetime,
) -> CallOut:
    """Note that somebody was called; they do it, or who plans the rota.

    Where it leaves too little rest before their next shift, they and the rota's planner
    are told when it may begin at the earliest.
    """
    rota = Rota.objects.select_related("team").get(pk=rota_pk)
    if person.user_id != by.pk and not can_plan(by, rota):
        raise PermissionDenied
    _check(starts_at, ends_at, now)
    made = CallOut.objects.create(
        rota=rota, person=person, starts_at=starts_at, ends_at=ends_at,
        reason=reason, noted_by=by, noted_at=now,
    )  # fmt: skip
    event = record(
        rota, "staffing.called_out", by=by, now=now, touched=[made], person=person.name,
        starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip
    if late := late_start(made):
        words = f"{person.name} may begin at {late.local:%H:%M} at the earliest"
        people = [person.user_id, rota.team.manager_id]
        concern(
            event, [one for one in people if one], topic=TOPIC, words=words[:200],
            why="a call-out leaves too little rest",
        )  # fmt: skip
    return made


def _check(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    if not starts_at < ends_at <= now:
        raise DomainError("It has to begin before it ends, and to be over.")
    if (ends_at - starts_at).total_seconds() > LONGEST_HOURS * 3600:
        raise DomainError("A call-out lasts a day at most.")


@transaction.atomic
def remove_call_out(pk: int, *, by: User, now: datetime) -> Rota:
    """Take back what was noted by mistake."""
    found = CallOut.objects.select_related("rota__team", "person").get(pk=pk)
    if found.person.user_id != by.pk and not can_plan(by, found.rota):
        raise PermissionDenied
    rota, name = found.rota, found.person.name
    found.delete()
    record(rota, "staffing.call_out_removed", by=by, now=now, person=name)
    return rota
