"""How long things are kept, what is handed out of them, and how they are erased."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.staffing.actions.growth.entering import confidential, ring, tell_story
from apps.staffing.models import Person
from apps.staffing.models.growth import (
    Audience,
    Candidate,
    Erasure,
    GrowthDesk,
    GrowthRun,
    ReadRecord,
    entered,
)
from apps.staffing.models.growth.base import bank_day
from apps.staffing.models.growth.states import ErasureState
from apps.staffing.queries.growth.held import (
    confidential_models,
    confidential_rows,
    open_rows,
    people_held,
)
from apps.staffing.queries.growth.viewer import hold, somebody
from apps.staffing.rules.growth.data_map import (
    DATA_MAP,
    LEFT_BY_ERASURE,
    OF_POSITIONS,
)
from apps.staffing.rules.growth.dates import kept_from
from apps.staffing.rules.growth.hiring import PERSONAL

Held = dict[str, list[dict[str, Any]]]


def forget_due(*, now: datetime) -> dict[str, int]:
    """Remove what the data map keeps no longer; how many rows of each table.

    Nothing about a person goes while a legal hold stands; what is of a position does.
    """
    today = bank_day(now)
    models = {one._meta.model_name: one for one in confidential_models()}
    counts: dict[str, int] = {}
    with entered(None, today=today, job="retention"):
        due = Candidate.objects.filter(erased_on=None, erase_on__lt=today)
        counts["candidate"] = due.update(erased_on=today, **dict.fromkeys(PERSONAL, ""))
        for one in DATA_MAP:
            if one.since:
                before = {f"{one.since}__lt": kept_from(today, one.years)}
                rows = models[one.table].objects.filter(**before)
                if one.table not in OF_POSITIONS:
                    rows = rows.exclude(person__in=people_held())
                _, gone = rows.delete()
                for name, count in gone.items():
                    key = name.rpartition(".")[2].lower()
                    counts[key] = counts.get(key, 0) + count
        found = {name: count for name, count in counts.items() if count}
        if found:
            run = _note(GrowthRun.Kind.RETENTION, found, now)
            record(run, "staffing.growth_forgotten", by=None, now=now)
    return found


def hand_out(pk: int, *, by: User, now: datetime) -> Held:
    """Everything held about a person, for themself or by HR.

    Themself: what is theirs and shared. HR, for a request by the person: everything, which
    they see was read.
    """
    with confidential(by, now=now) as viewer:
        whose = somebody(viewer, pk)
        is_own = viewer.person.pk == pk
        if not (is_own or viewer.is_hr):
            raise PermissionDenied
        found = confidential_rows(whose) if is_own else {}
        if is_own:
            _tell_handed_out(by, now)
        else:
            ReadRecord.objects.create(
                person=whose,
                author=viewer.person,
                what="everything held",
                rows=1,
                written_at=now,
            )
    if is_own:
        return {**open_rows(whose), **found}
    return everything_held(whose, by=by, now=now)


def everything_held(person: Person, *, by: User | None, now: datetime) -> Held:
    """All of it, whoever may read it: for the answer to a person's request."""
    with entered(None, today=bank_day(now), job="export"):
        found = confidential_rows(person)
        _tell_handed_out(by, now)
    return {**open_rows(person), **found}


def _tell_handed_out(by: User | None, now: datetime) -> None:
    run = _note(GrowthRun.Kind.EXPORT, {"people": 1}, now)
    record(run, "staffing.growth_handed_out", by=by, now=now)


def ask_erasure(pk: int, *, reason: str, by: User, now: datetime) -> Erasure:
    """Ask that all of somebody's growth is erased: oneself, or HR for them."""
    with confidential(by, now=now) as viewer:
        whose = somebody(viewer, pk)
        is_own = viewer.person.pk == pk
        if not (is_own or viewer.is_hr):
            raise PermissionDenied
        rows = Erasure.objects.filter(person=whose, state=ErasureState.ASKED)
        if rows.exists():
            raise DomainError("It is asked for already.")
        made = Erasure.objects.create(
            person=whose,
            author=viewer.person,
            audience=Audience.SHARED,
            reason=reason,
            written_at=now,
        )
        tell_story(made, "staffing.erasure_asked", viewer=viewer, people=[pk])
        return made


def decide_erasure(pk: int, *, is_yes: bool, by: User, now: datetime) -> Erasure:
    """Erase, or decline to: somebody else who reads as HR."""
    with transaction.atomic():
        with confidential(by, now=now) as viewer:
            found = hold(Erasure, pk)
            me = viewer.person.pk
            if not viewer.is_hr or me in {found.author_id, found.person_id}:
                raise PermissionDenied
            found.become(ErasureState.DONE if is_yes else ErasureState.DECLINED)
            found.decided_by, found.decided_at = viewer.person, now
            found.save(update_fields=["state", "decided_by", "decided_at"])
            who = [found.person_id, found.author_id]
            tell_story(found, "staffing.erasure_decided", viewer=viewer, people=who)
        if is_yes:
            erase(found.person_id, now=now)
    return found


def erase(pk: int, *, now: datetime) -> dict[str, int]:
    """Remove everything confidential about a person; how many rows of each table.

    Who did what, and when, stays in the story, which has no word of it; who read it stays
    as long as the data map says. DomainError while a legal hold stands.
    """
    counts: dict[str, int] = {}
    with entered(None, today=bank_day(now), job="erasure"):
        if people_held().filter(person=pk).exists():
            raise DomainError("A legal hold stands: nothing is erased until it ends.")
        for model in confidential_models():
            if model._meta.model_name in LEFT_BY_ERASURE:
                continue
            _, gone = model.objects.filter(person=pk).delete()
            for name, count in gone.items():
                key = name.rpartition(".")[2].lower()
                counts[key] = counts.get(key, 0) + count
        run = _note(GrowthRun.Kind.ERASURE, counts, now)
        record(run, "staffing.growth_erased", by=None, now=now)
        ring([pk], besides=None, now=now)
    return counts


def make_desks() -> None:
    """A desk for everybody who logs in and has none yet, for reminders to ring at."""
    people = Person.objects.filter(user__is_active=True, desk=None)
    desks = [GrowthDesk(person=one) for one in people]
    GrowthDesk.objects.bulk_create(desks, ignore_conflicts=True)


def _note(kind: GrowthRun.Kind, counts: dict[str, int], now: datetime) -> GrowthRun:
    return GrowthRun.objects.create(kind=kind, at=now, counts=counts)
