"""Asking for a rota: the search is begun by a worker, stopped, started again, dropped."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.outbox import enqueue
from apps.history.actions import record
from apps.staffing.access import can_plan
from apps.staffing.models import Generation, Proposal, Rota
from apps.staffing.models.generating import slot_as_json
from apps.staffing.queries.generating import question
from apps.staffing.queries.searching import (
    is_at_work,
    keep_best,
    keep_time,
    work_lock,
)
from apps.staffing.rules.generating.clashes import Clash, clash_of
from apps.staffing.rules.generating.instance import Instance
from apps.staffing.rules.generating.named import words
from apps.staffing.rules.generating.solving import (
    Budget,
    Ending,
    Progress,
    Result,
    solve,
)
from apps.staffing.rules.generating.telling import gives, headline
from apps.staffing.states import AT_WORK, GenerationState

TASK = "staffing.run_generation"
CLASH_SECONDS = 60
LOOK_SECONDS = 0.5
GIVEN_UP = (
    "The portal tried it many times and stopped at a fault of its own each time. Start"
    " it again; should it fail once more, tell an administrator its number."
)
NO_SLOTS = (
    "No shift of these days is asked for: no coverage rule touches one. Change the"
    " shifts or the rules."
)
NOBODY = "Nobody is in the rota's team on these days."
NOT_FOUND = (
    "No rota was found in this time, nor that there is none. Search longer, or ask for"
    " fewer weeks."
)
STOPPED_EARLY = "It was stopped before a rota was found."


@transaction.atomic
def ask_generation(
    rota_pk: int, *, by: User, now: datetime, **asked: Any
) -> Generation:
    """Have a rota searched for; `asked` are the fields of a generation that people give."""
    rota = Rota.objects.select_related("team").get(pk=rota_pk)
    if not can_plan(by, rota):
        raise PermissionDenied
    if rota.retired_on:
        raise DomainError("This rota is retired.")
    made = Generation.objects.create(rota=rota, asked_by=by, asked_at=now, **asked)
    _owe(made, now)
    record(made, "staffing.generation_asked", by=by, now=now, **_facts(made))
    return made


def begin_generation(pk: int, *, now: datetime) -> None:
    """Note, for all to see, that a worker begins. One that died before kept nothing."""
    with transaction.atomic():
        found = Generation.objects.select_for_update().get(pk=pk)
        if found.state not in AT_WORK or is_at_work(pk):
            return
        if found.state == GenerationState.WAITING:
            found.become(GenerationState.RUNNING)
        _save(found, attempts=found.attempts + 1, begun_at=now)


@transaction.atomic
def run_generation(pk: int, *, now: datetime) -> Generation:
    """Search, and keep a proposal or why there is none. Safe to run again."""
    work_lock(pk)
    found = Generation.objects.select_related("rota__team").get(pk=pk)
    if found.state != GenerationState.RUNNING:
        return found
    try:
        asked = _question(found)
        _answer(found, asked, _search(found, asked))
    except DomainError as error:
        found.become(GenerationState.FAILED)
        found.failure = str(error)
    _save(found, finished_at=now, failure=found.failure, clash=found.clash)
    record(
        found,
        f"staffing.generation_{found.state}",
        by=found.asked_by,
        now=now,
        **_facts(found),
    )
    return found


def _question(found: Generation) -> Instance:
    asked = question(found)
    if not asked.slots:
        raise DomainError(NO_SLOTS)
    if not asked.workers:
        raise DomainError(NOBODY)
    found.slots = [slot_as_json(one) for one in asked.slots]
    found.save(update_fields=["slots"])
    return asked


def _search(found: Generation, asked: Instance) -> Result:
    watch = _Watch(found)
    keep_best(found, -1, 0)
    return solve(
        asked, Budget(most=found.seconds), stopped=watch.is_stopped, told=watch.told
    )


@dataclass
class _Watch:
    """Shows how far the search is, and looks now and then whether to stop it."""

    found: Generation
    begun: float = field(default_factory=time.monotonic)
    looked: float = 0.0
    was_stopped: bool = False

    def is_stopped(self) -> bool:
        spent = time.monotonic() - self.begun
        if spent - self.looked >= LOOK_SECONDS:
            self.looked = spent
            keep_time(self.found, spent)
            rows = Generation.objects.filter(pk=self.found.pk)
            self.was_stopped = rows.filter(stop_asked_at__isnull=False).exists()
        return self.was_stopped

    def told(self, news: Progress) -> None:
        keep_best(self.found, news.cost, news.bound)


def _answer(found: Generation, asked: Instance, result: Result) -> None:
    if result.found is not None and result.cost is not None:
        found.become(GenerationState.FOUND)
        fills = sorted((slot, asked.workers[who].person) for slot, who in result.found)
        Proposal.objects.create(
            generation=found,
            fills=fills,
            cost=result.cost,
            bound=max(0, result.bound),
            ending=result.ending.value,
            spent_seconds=round(result.seconds, 2),
        )
    elif result.ending == Ending.IMPOSSIBLE:
        found.become(GenerationState.CLASH)
        found.clash = _clash(asked)
    elif result.ending == Ending.STOPPED:
        found.become(GenerationState.STOPPED)
        found.failure = STOPPED_EARLY
    else:
        raise DomainError(NOT_FOUND)


def _clash(asked: Instance) -> dict[str, Any]:
    clash = clash_of(asked, most=CLASH_SECONDS)
    return _clash_words(asked, clash) if clash else {}


def _clash_words(asked: Instance, clash: Clash) -> dict[str, Any]:
    return {
        "headline": headline(asked, clash),
        "is_minimal": clash.is_minimal,
        "rules": [
            {"rule": words(one.rule, asked), "gives": gives(asked, one)}
            for one in clash.relaxed
        ],
    }


@transaction.atomic
def stop_generation(pk: int, *, by: User, now: datetime) -> Generation:
    """End a search; one that a worker is at ends soon, with the best rota so far."""
    found = locked(pk, by)
    if found.state not in AT_WORK:
        raise DomainError("It is over already.")
    _save(found, stop_asked_at=now)
    if not is_at_work(pk):
        found.become(GenerationState.STOPPED)
        _save(found, finished_at=now, failure=STOPPED_EARLY)
    record(found, "staffing.generation_ended", by=by, now=now, **_facts(found))
    return found


@transaction.atomic
def restart_generation(pk: int, *, by: User, now: datetime) -> Generation:
    """Have one searched for again that failed, clashed, was stopped, or lost its worker."""
    found = locked(pk, by)
    if found.state == GenerationState.RUNNING and is_at_work(pk):
        raise DomainError("A worker is at it. Stop it first.")
    found.become(GenerationState.WAITING)
    _save(
        found,
        failure="",
        clash={},
        finished_at=None,
        stop_asked_at=None,
        attempts=0,
    )
    _owe(found, now)
    record(found, "staffing.generation_restarted", by=by, now=now, **_facts(found))
    return found


@transaction.atomic
def drop_generation(pk: int, *, by: User, now: datetime) -> Generation:
    """Put a proposal aside: it will not be published."""
    found = locked(pk, by)
    found.become(GenerationState.DROPPED)
    _save(found)
    record(found, "staffing.generation_dropped", by=by, now=now, **_facts(found))
    return found


@transaction.atomic
def give_up_generation(pk: int, *, now: datetime) -> Generation:
    """Say that it failed, after the last time a worker tried it in vain."""
    found = Generation.objects.select_for_update().get(pk=pk)
    if not found.can_become(GenerationState.FAILED):
        return found
    found.become(GenerationState.FAILED)
    _save(found, failure=GIVEN_UP, finished_at=now)
    record(found, "staffing.generation_failed", by=None, now=now, **_facts(found))
    return found


def locked(pk: int, by: User) -> Generation:
    """The generation, held until the end, for who may plan the rota."""
    rows = Generation.objects.select_for_update(of=("self",))
    found = rows.select_related("rota__team").get(pk=pk)
    if not can_plan(by, found.rota):
        raise PermissionDenied
    return found


def _facts(found: Generation) -> dict[str, Any]:
    return {
        "rota": found.rota.name,
        "first_on": found.first_on.isoformat(),
        "last_on": found.last_on.isoformat(),
    }


def _save(found: Generation, **values: Any) -> None:
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=["state", *values])


def _owe(found: Generation, now: datetime) -> None:
    key = f"{TASK}:{found.pk}:{now.timestamp()}"
    enqueue(TASK, {"generation": found.pk}, key=key, now=now)
