"""Pulls: added, amended, removed; begun on schedule or at once, stopped, read anew."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from apps.accounts.models import User
from apps.core import outgoing
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.integrations.access import can_edit
from apps.integrations.actions.names import check_name
from apps.integrations.actions.pulls_reading import owe_step
from apps.integrations.models import Pull, PullRun
from apps.integrations.rules.pulls_pages import Cursor
from apps.integrations.states.pulls import RunState

QUESTION = ("kind", "url", "table", "query", "service")
KEPT = timedelta(days=90)


@transaction.atomic
def add_pull(*, by: User, now: datetime, **values: Any) -> Pull:
    """A table to ask on schedule. Refused where the portal may not go."""
    if not can_edit(by):
        raise PermissionDenied
    check_name(Pull, values["name"])
    outgoing.check(values["url"])
    made = Pull.objects.create(created_at=now, next_run_at=now, **values)
    record(made, "integrations.pull_added", by=by, now=now, name=made.name)
    return made


def _held(pk: int, by: User) -> Pull:
    if not can_edit(by):
        raise PermissionDenied
    return Pull.objects.select_for_update(of=("self",)).get(pk=pk)


@transaction.atomic
def amend_pull(
    pk: int, *, by: User, now: datetime, version: int, **values: Any
) -> Pull:
    """Change it. One that asks another question reads from the beginning."""
    found = _held(pk, by)
    check_name(Pull, values["name"], found)
    if values["url"] != found.url:
        outgoing.check(values["url"])
    asks_anew = any(getattr(found, name) != values[name] for name in QUESTION)
    for name, value in values.items():
        setattr(found, name, value)
    if asks_anew:
        found.cursor, found.recent = {}, {}
    found.next_run_at, found.last_error = now, ""
    kept = ["cursor", "recent", "next_run_at", "last_error"]
    found.save_if_version(version, [*values, *kept])
    record(
        found,
        "integrations.pull_amended",
        by=by,
        now=now,
        is_on=found.is_on,
        is_again=asks_anew,
    )
    return found


@transaction.atomic
def remove_pull(pk: int, *, by: User, now: datetime) -> None:
    """Ask no more, and forget its runs; tickets stay."""
    found = _held(pk, by)
    record(found, "integrations.pull_removed", by=by, now=now, name=found.name)
    found.delete()


def begin_due(*, now: datetime) -> int:
    """Begin a run of each pull whose time has come; how many. Any number at once."""
    begun = 0
    for pk in Pull.objects.due(now).values_list("pk", flat=True):
        with transaction.atomic():
            rows = Pull.objects.select_for_update(of=("self",), skip_locked=True)
            found = rows.due(now).filter(pk=pk).first()
            if found is None:
                continue
            found.next_run_at = now + timedelta(minutes=found.every_minutes)
            found.save(update_fields=["next_run_at"])
            if not PullRun.objects.running().filter(pull=found).exists():
                _begin(found, None, now)
                begun += 1
    return begun


def _begin(found: Pull, by: User | None, now: datetime) -> PullRun:
    """A run that goes on where the last one came to, or a little before its end."""
    cursor = Cursor.from_json(found.cursor)
    last = found.runs.first()
    if last is None or last.state == RunState.DONE:
        found.cursor = cursor.for_a_new_run().as_json()
        found.save(update_fields=["cursor"])
    run = PullRun.objects.create(pull=found, by=by, started_at=now)
    owe_step(run, now=now, at=now)
    run.save()
    return run


@transaction.atomic
def pull_now(pk: int, *, by: User, now: datetime, from_start: bool = False) -> PullRun:
    """Begin a run at once; from the very beginning if that is asked for."""
    found = _held(pk, by)
    if PullRun.objects.running().filter(pull=found).exists():
        raise DomainError("A run is at it already. Wait for its end, or stop it.")
    if from_start:
        found.cursor, found.recent = {}, {}
        found.save(update_fields=["cursor", "recent"])
    run = _begin(found, by, now)
    record(
        found,
        "integrations.pull_asked",
        by=by,
        now=now,
        number=run.pk,
        is_again=from_start,
    )
    return run


@transaction.atomic
def stop_run(pk: int, *, by: User, now: datetime) -> PullRun:
    """End a run after the page that it is at; the next goes on from there."""
    key = PullRun.objects.values_list("pull", flat=True).get(pk=pk)
    found = _held(key, by)
    run = PullRun.objects.select_for_update(of=("self",)).get(pk=pk)
    run.become(RunState.STOPPED)
    run.finished_at, run.waits_until = now, None
    run.save()
    record(found, "integrations.pull_stopped", by=by, now=now, number=run.pk)
    return run


@transaction.atomic
def forget_old_runs(*, now: datetime) -> int:
    """Let go of runs that ended long ago, but for the last of each pull; how many."""
    last = Pull.objects.annotate(last=Max("runs")).exclude(last=None)
    old = PullRun.objects.filter(finished_at__lt=now - KEPT).exclude(
        pk__in=last.values("last")
    )
    count = old.count()
    old.delete()
    return count
