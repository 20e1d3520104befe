"""An import: previewed, confirmed, carried out by a worker; or dropped."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.catalog.access import can_import, importable_teams
from apps.catalog.actions.applying import apply_plan
from apps.catalog.models import ImportRun
from apps.catalog.queries import known_catalog
from apps.catalog.rules import Change, FieldChange, Plan, Source, plan
from apps.catalog.states import ImportState
from apps.core.errors import DomainError
from apps.core.outbox import enqueue
from apps.history.actions import record

MOST_FIELDS, LONGEST_SHOWN = 12, 160
TASK = "catalog.run_import"
GIVEN_UP = (
    "The portal tried it many times and stopped at a fault of its own each time; "
    "nothing was imported. Start it again; should it fail once more, tell an "
    "administrator the number of this import."
)


@transaction.atomic
def preview_import(*, by: User, sources: Sequence[Source], now: datetime) -> ImportRun:
    """Keep the files and say what they would change. Changes nothing."""
    if not can_import(by):
        raise PermissionDenied
    found = plan(sources, known_catalog(), teams=importable_teams(by))
    run = ImportRun.objects.create(
        by=by,
        files=[
            {"name": one.name, "text": one.text}
            | ({"error": one.error} if one.error else {})
            for one in sources
        ],
        report=report(found),
        created_at=now,
    )
    record(run, "catalog.import_previewed", by=by, now=now, counts=found.counts)
    return run


@transaction.atomic
def confirm_import(pk: int, *, by: User, now: datetime) -> ImportRun:
    """Owe the import to a worker."""
    run = _locked(pk, by=by)
    run.become(ImportState.QUEUED)
    run.save(update_fields=["state"])
    enqueue(TASK, {"run": run.pk}, key=f"catalog-import-{run.pk}", now=now)
    record(run, "catalog.import_confirmed", by=by, now=now)
    return run


@transaction.atomic
def restart_import(pk: int, *, by: User, now: datetime) -> ImportRun:
    """Owe a failed import to a worker once more; its files are still kept."""
    run = _locked(pk, by=by)
    if run.state != ImportState.FAILED:
        raise DomainError("Only an import that failed can be started again.")
    run.become(ImportState.QUEUED)
    run.finished_at = None
    run.report = {name: run.report[name] for name in run.report if name != "failure"}
    run.save(update_fields=["state", "finished_at", "report"])
    key = f"catalog-import-{run.pk}-{now.timestamp()}"
    enqueue(TASK, {"run": run.pk}, key=key, now=now)
    record(run, "catalog.import_restarted", by=by, now=now)
    return run


@transaction.atomic
def give_up_import(pk: int, *, now: datetime) -> ImportRun:
    """Say that the import failed, after the last time a worker tried it in vain."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=pk)
    if run.state != ImportState.QUEUED:
        return run
    run.become(ImportState.FAILED)
    run.report = {**run.report, "failure": GIVEN_UP}
    run.finished_at = now
    run.save(update_fields=["state", "report", "finished_at"])
    record(run, "catalog.import_given_up", by=None, now=now)
    return run


@transaction.atomic
def discard_import(pk: int, *, by: User, now: datetime) -> ImportRun:
    """Drop an import that was only looked at."""
    run = _locked(pk, by=by)
    run.become(ImportState.DISCARDED)
    run.files = _names(run)
    run.finished_at = now
    run.save(update_fields=["state", "files", "finished_at"])
    record(run, "catalog.import_discarded", by=by, now=now)
    return run


@transaction.atomic
def run_import(pk: int, *, now: datetime) -> ImportRun:
    """Carry out a confirmed import, compared with the catalog as it is by now."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=pk)
    if run.state != ImportState.QUEUED:
        return run
    sources = [
        Source(one["name"], one["text"], one.get("error", "")) for one in run.files
    ]
    try:
        with transaction.atomic():
            done = import_sources(sources, by=run.by, now=now)
    except DomainError as error:
        run.become(ImportState.FAILED)
        run.report = {**run.report, "failure": str(error)}
    else:
        run.become(ImportState.DONE)
        run.report = report(done)
        run.files = _names(run)
    run.finished_at = now
    run.save(update_fields=["state", "files", "report", "finished_at"])
    record(run, "catalog.import_finished", by=run.by, now=now, **run.report["counts"])
    return run


@transaction.atomic
def import_sources(
    sources: Sequence[Source],
    *,
    by: User | None,
    now: datetime,
    is_rehearsal: bool = False,
) -> Plan:
    """Bring the files into the catalog, as far as this person may. Says what was done."""
    if by and not can_import(by):
        raise DomainError("You may not import catalog files.")
    found = plan(sources, known_catalog(), teams=importable_teams(by) if by else None)
    if not is_rehearsal:
        apply_plan(found, by=by, now=now)
    return found


def report(found: Plan) -> dict[str, Any]:
    """The plan as the import's page shows it."""
    return {
        "counts": found.counts,
        "changes": [_told(change) for change in found.changes],
        "problems": [
            {
                "file": one.file,
                "number": one.number,
                "line": one.line,
                "message": one.message,
            }
            for one in found.problems
        ],
        "gone": [asdict(one) for one in found.gone],
    }


def _told(change: Change) -> dict[str, Any]:
    return {
        "key": change.entity.key,
        "title": change.entity.title[:200],
        "kind": change.entity.reference.kind,
        "outcome": change.outcome,
        "feeds": change.feeds,
        "slug": change.slug,
        "file": change.entity.document.file,
        "line": change.entity.document.line,
        "fields": [_compared(one) for one in change.fields],
        "document": [_compared(one) for one in change.differences[:MOST_FIELDS]],
        "notes": list(change.notes),
    }


def _compared(one: FieldChange) -> dict[str, Any]:
    return {
        "name": one.name,
        "before": _shown(one.before),
        "after": _shown(one.after),
        "is_kept": one.is_kept,
    }


def _shown(value: Any) -> str:
    """A value as the preview shows it, shortened."""
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _names(run: ImportRun) -> list[dict[str, str]]:
    """The files without their texts, which the entities keep from here on."""
    return [{"name": name} for name in run.file_names]


def _locked(pk: int, *, by: User) -> ImportRun:
    """The import, held until the end, for the one who began it."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=pk)
    if run.by_id != by.pk:
        raise PermissionDenied
    return run
