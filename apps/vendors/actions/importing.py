"""An import of tickets: checked, confirmed, carried out by a worker, or stopped."""

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from typing import IO, Any, cast

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.outbox import enqueue
from apps.history.actions import record
from apps.vendors.access import can_import
from apps.vendors.actions.carrying import (
    WHOLE,
    Job,
    Progress,
    Stopped,
    carry_out,
    look,
    open_mapped,
)
from apps.vendors.actions.giving import keep_file
from apps.vendors.models import ManagedService, TicketImport
from apps.vendors.queries.imports import is_at_work, work_lock
from apps.vendors.rules.tickets.mapping import TicketMapping
from apps.vendors.states import ImportState

CHECK, RUN = "vendors.check_import", "vendors.run_import"
BEFORE_WORK = (
    *(ImportState.GIVEN, ImportState.CHECKING, ImportState.CHECKED),
    *(ImportState.WAITING, ImportState.FAILED),
)
GIVEN_UP = (
    "The portal tried it many times and stopped at a fault of its own each time;"
    " nothing was imported. Start it again; should it fail once more, tell an"
    " administrator the number of this import."
)


@transaction.atomic
def choose_columns(
    pk: int,
    *,
    by: User,
    rules: Mapping[str, Any],
    mapping_name: str | None = None,
    now: datetime,
) -> TicketImport:
    """Say how the file is read, and have it checked."""
    found = locked(pk, by)
    if found.can_become(ImportState.GIVEN):
        found.become(ImportState.GIVEN)
    mapping = TicketMapping.from_json(rules)
    with closing(found.file.file.open("rb")) as opened:
        open_mapped(mapping, opened)
    found.become(ImportState.CHECKING)
    found.rules = mapping.as_json()
    if mapping_name is not None:
        found.mapping_name = mapping_name
    sample = {"sample": found.report.get("sample", {})}
    _save(found, failure="", report=sample, finished_at=None, stop_asked_at=None)
    _owe(CHECK, found, now)
    record(found, "vendors.import_mapped", by=by, now=now)
    return found


@transaction.atomic
def check_import(
    pk: int, *, now: datetime, progress: Progress | None = None
) -> TicketImport:
    """Look what the file would do. Writes no ticket. Safe to run again."""
    found = TicketImport.objects.select_related("service__contract", "file").get(pk=pk)
    if found.state != ImportState.CHECKING:
        return found
    job = Job(found.service, found.mapping, progress, lambda: _is_stopped(pk))
    state, failure = ImportState.CHECKED, ""
    try:
        with transaction.atomic(), closing(found.file.file.open("rb")) as opened:
            found.report = {**found.report, **look(job, opened)}
            _last_chance(job, pk)
    except DomainError as error:
        state, failure = ImportState.FAILED, str(error)
    except Stopped:
        state = ImportState.CANCELLED
    found.become(state)
    finished = None if state == ImportState.CHECKED else now
    _save(found, failure=failure, report=found.report, finished_at=finished)
    record(found, "vendors.import_checked", by=found.by, now=now, **found.as_facts())
    return found


@transaction.atomic
def confirm_import(pk: int, *, by: User, now: datetime) -> TicketImport:
    """Have the checked file brought in by a worker."""
    found = locked(pk, by)
    found.become(ImportState.WAITING)
    _save(found, failure="", stop_asked_at=None, attempts=0)
    _owe(RUN, found, now)
    record(found, "vendors.import_confirmed", by=by, now=now)
    return found


def begin_import(pk: int, *, now: datetime) -> None:
    """Note, for all to see, that a worker begins. One that died before wrote nothing."""
    with transaction.atomic():
        found = TicketImport.objects.select_for_update(of=("self",)).get(pk=pk)
        is_owed = found.state in {ImportState.WAITING, ImportState.RUNNING}
        if not is_owed or is_at_work(pk):
            return
        if found.state == ImportState.WAITING:
            found.become(ImportState.RUNNING)
        _save(found, attempts=found.attempts + 1, begun_at=now)


@transaction.atomic
def run_import(
    pk: int, *, now: datetime, progress: Progress | None = None
) -> TicketImport:
    """Bring the tickets in and judge them: all, or nothing. Safe to run again."""
    work_lock(pk)
    found = TicketImport.objects.select_related("service__contract", "file").get(pk=pk)
    if found.state != ImportState.RUNNING:
        return found
    job = Job(found.service, found.mapping, progress, lambda: _is_stopped(pk))
    state, failure = ImportState.DONE, ""
    try:
        with transaction.atomic(), closing(found.file.file.open("rb")) as opened:
            done = carry_out(job, opened, import_pk=pk, now=now)
            found.report = {**found.report, **done}
            _last_chance(job, pk)
    except DomainError as error:
        state, failure = ImportState.FAILED, str(error)
    except Stopped:
        state = ImportState.CANCELLED
    found.become(state)
    _save(found, failure=failure, report=found.report, finished_at=now)
    record(
        found,
        f"vendors.import_{found.state}",
        by=found.by,
        now=now,
        **found.as_facts(),
    )
    return found


@transaction.atomic
def stop_import(pk: int, *, by: User, now: datetime) -> TicketImport:
    """Drop an import; one that a worker is at stops soon, and writes nothing."""
    found = locked(pk, by)
    if found.state in BEFORE_WORK or not is_at_work(pk):
        found.become(ImportState.CANCELLED)
        _save(found, stop_asked_at=now, finished_at=now)
    else:
        _save(found, stop_asked_at=now)
    record(found, "vendors.import_stopped", by=by, now=now)
    return found


@transaction.atomic
def restart_import(pk: int, *, by: User, now: datetime) -> TicketImport:
    """Have one that failed, or whose worker died, carried out once more."""
    found = locked(pk, by)
    if found.state == ImportState.RUNNING and is_at_work(pk):
        raise DomainError("A worker is at it. Stop it first.")
    if found.state == ImportState.FAILED and "counts" not in found.report:
        raise DomainError("The file could not be checked. Choose its columns again.")
    found.become(ImportState.WAITING)
    _save(found, failure="", finished_at=None, stop_asked_at=None, attempts=0)
    _owe(RUN, found, now)
    record(found, "vendors.import_restarted", by=by, now=now)
    return found


@transaction.atomic
def give_up_import(pk: int, *, now: datetime) -> TicketImport:
    """Say that it failed, after the last time a worker tried it in vain."""
    found = TicketImport.objects.select_for_update(of=("self",)).get(pk=pk)
    if not found.can_become(ImportState.FAILED):
        return found
    found.become(ImportState.FAILED)
    _save(found, failure=GIVEN_UP, finished_at=now)
    record(found, "vendors.import_failed", by=None, now=now, **found.as_facts())
    return found


@transaction.atomic
def import_now(
    service_pk: int,
    *,
    file: "File[bytes]",
    mapping: TicketMapping,
    mapping_name: str,
    now: datetime,
    progress: Progress | None = None,
) -> TicketImport:
    """Bring a file in at once, for the terminal: all of it, or nothing."""
    service = ManagedService.objects.select_related("contract__vendor").get(
        pk=service_pk
    )
    made = TicketImport.objects.create(
        service=service,
        file=keep_file(file, now=now),
        state=ImportState.RUNNING,
        mapping_name=mapping_name,
        rules=mapping.as_json(),
        created_at=now,
        begun_at=now,
        attempts=1,
    )
    job = Job(service, mapping, progress)
    content = cast("IO[bytes]", file)
    made.report = carry_out(job, content, import_pk=made.pk, now=now)
    made.become(ImportState.DONE)
    _save(made, report=made.report, finished_at=now)
    record(made, "vendors.import_done", by=None, now=now, **made.as_facts())
    return made


def rehearse(
    service: ManagedService, mapping: TicketMapping, file: "File[bytes]"
) -> dict[str, Any]:
    """What a file would do, for the terminal; the report. Changes nothing."""
    with transaction.atomic():
        report = look(Job(service, mapping), cast("IO[bytes]", file))
        transaction.set_rollback(True)
    return report


def locked(pk: int, by: User) -> TicketImport:
    """The import, held until the end, for who may bring tickets of its service in."""
    rows = TicketImport.objects.select_for_update(of=("self",))
    found = rows.select_related("service__contract__vendor", "file").get(pk=pk)
    if not can_import(by, found.service):
        raise PermissionDenied
    return found


def _last_chance(job: Job, pk: int) -> None:
    """Whether it was asked to stop up to now; from here on it can't be."""
    TicketImport.objects.select_for_update(of=("self",)).get(pk=pk)
    job.tell(WHOLE)


def _is_stopped(pk: int) -> bool:
    rows = TicketImport.objects.filter(pk=pk, stop_asked_at__isnull=False)
    return rows.exists()


def _save(found: TicketImport, **values: Any) -> None:
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=["state", "rules", "mapping_name", *values])


def _owe(task: str, found: TicketImport, now: datetime) -> None:
    key = f"{task}:{found.pk}:{now.timestamp()}"
    enqueue(task, {"import": found.pk}, key=key, now=now)
