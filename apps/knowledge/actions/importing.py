"""An import of articles: given, checked, confirmed, carried out by a worker, or stopped."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.errors import DomainError
from apps.core.outbox import MAX_ATTEMPTS, enqueue
from apps.core.uploads import check_large
from apps.history.actions import record
from apps.knowledge.access import can_author
from apps.knowledge.actions.bringing import carry_out, look
from apps.knowledge.actions.parcels import (
    given_tree,
    opened_tree,
    packed_tree,
    parcel_of,
)
from apps.knowledge.actions.unpacking import WHOLE, Parcel, Progress, Stopped
from apps.knowledge.models import ArticleImport, Space
from apps.knowledge.queries.imports import is_at_work, work_lock
from apps.knowledge.rules.carrying.trees import MOST_PACKED
from apps.knowledge.states import IN_WORK, ImportState

CHECK, RUN = "knowledge.check_import", "knowledge.run_import"
GIVEN_UP = (
    "The portal tried it many times and stopped at a fault of its own each time;"
    " nothing was imported. Check it again; should it fail once more, tell an"
    " administrator the number of this import."
)


@transaction.atomic
def give_tree(
    space: Space,
    *,
    by: User,
    file: "UploadedFile[bytes]",
    source: str = "",
    commit: str = "",
    now: datetime,
    **choices: Any,
) -> ArticleImport:
    """Keep a ZIP file of documents and have it checked. ValidationError if it is none.

    `choices` are site, kind, takes_files and publishes.
    """
    if not can_author(by, space):
        raise PermissionDenied
    checked = check_large(file, max_bytes=MOST_PACKED)
    stored = store_file(file, checked, now=now)
    with closing(stored.file.open("rb")) as opened:
        tree = packed_tree(opened, stored.name)
        source, commit = source or tree.name[:80], commit or tree.commit
    made = ArticleImport.objects.create(
        space=space,
        by=by,
        file=stored,
        source=source,
        commit=commit,
        created_at=now,
        **choices,
    )
    _owe(CHECK, made, now)
    record(made, "knowledge.import_given", by=by, now=now, file=stored.name)
    return made


@transaction.atomic
def check_import(
    pk: int, *, now: datetime, progress: Progress | None = None
) -> ArticleImport:
    """Look what the tree would do. Writes no article. Safe to run again."""
    found = _found(pk)
    if found.state != ImportState.CHECKING:
        return found
    _carried(found, ImportState.CHECKED, progress, now=now)
    record(found, "knowledge.import_checked", by=found.by, now=now, **found.as_facts())
    return found


@transaction.atomic
def confirm_import(pk: int, *, by: User, now: datetime) -> ArticleImport:
    """Have the checked tree brought in by a worker."""
    found = locked(pk, by)
    found.become(ImportState.WAITING)
    _save(found, failure="", stop_asked_at=None, attempts=0)
    _owe(RUN, found, now)
    record(found, "knowledge.import_confirmed", by=by, now=now)
    return found


def begin_import(pk: int, *, now: datetime) -> None:
    """Note, for all to see, that a worker begins. One that died before wrote nothing.

    After some that died, none begins any more: the tree is what they die of.
    """
    with transaction.atomic():
        found = ArticleImport.objects.select_for_update(of=("self",)).get(pk=pk)
        is_owed = found.state in {ImportState.WAITING, ImportState.RUNNING}
        if not is_owed or is_at_work(pk):
            return
        if found.attempts >= MAX_ATTEMPTS:
            _give_up(found, now=now)
            return
        if found.state == ImportState.WAITING:
            found.become(ImportState.RUNNING)
        _save(found, attempts=found.attempts + 1, begun_at=now)


@transaction.atomic
def run_import(
    pk: int, *, now: datetime, progress: Progress | None = None
) -> ArticleImport:
    """Bring the articles in: all, or nothing. Safe to run again."""
    work_lock(pk)
    found = _found(pk)
    if found.state != ImportState.RUNNING:
        return found
    _carried(found, ImportState.DONE, progress, now=now)
    verb = f"knowledge.import_{found.state}"
    record(found, verb, by=found.by, now=now, **found.as_facts())
    return found


@transaction.atomic
def stop_import(pk: int, *, by: User, now: datetime) -> ArticleImport:
    """Drop an import; one that a worker is at stops soon, and writes nothing."""
    found = locked(pk, by)
    if found.state != ImportState.RUNNING or not is_at_work(pk):
        found.become(ImportState.CANCELLED)
        _save(found, stop_asked_at=now, finished_at=now)
    else:
        _save(found, stop_asked_at=now)
    record(found, "knowledge.import_stopped", by=by, now=now)
    return found


@transaction.atomic
def recheck_import(
    pk: int, *, by: User, now: datetime, **choices: Any
) -> ArticleImport:
    """Have it checked once more, perhaps with other choices."""
    found = locked(pk, by)
    found.become(ImportState.CHECKING)
    _save(
        found, failure="", finished_at=None, stop_asked_at=None, attempts=0, **choices
    )
    _owe(CHECK, found, now)
    record(found, "knowledge.import_rechecked", by=by, now=now)
    return found


@transaction.atomic
def give_up_import(pk: int, *, now: datetime) -> ArticleImport:
    """Say that it failed, after the last time a worker tried it in vain."""
    found = ArticleImport.objects.select_for_update(of=("self",)).get(pk=pk)
    if found.state in IN_WORK:
        _give_up(found, now=now)
    return found


def _give_up(found: ArticleImport, *, now: datetime) -> None:
    found.become(ImportState.FAILED)
    _save(found, failure=GIVEN_UP, finished_at=now)
    record(found, "knowledge.import_failed", by=None, now=now, **found.as_facts())


@transaction.atomic
def import_now(
    space: Space,
    path: Path,
    *,
    by: User | None,
    source: str = "",
    commit: str = "",
    now: datetime,
    progress: Progress | None = None,
    **choices: Any,
) -> ArticleImport:
    """Bring a folder or ZIP of this machine in at once: all of it, or nothing."""
    if by and not can_author(by, space):
        raise PermissionDenied
    tree = opened_tree(path)
    made = ArticleImport.objects.create(
        space=space,
        by=by,
        source=source or tree.name[:80],
        commit=commit or tree.commit,
        state=ImportState.RUNNING,
        created_at=now,
        begun_at=now,
        attempts=1,
        **choices,
    )
    made.report = carry_out(parcel_of(made, tree, progress), now=now)
    made.become(ImportState.DONE)
    _save(made, report=made.report, finished_at=now)
    record(made, "knowledge.import_done", by=by, now=now, **made.as_facts())
    return made


def rehearse(
    space: Space, path: Path, *, source: str = "", **choices: Any
) -> dict[str, Any]:
    """What a folder or ZIP would do, for the terminal; the report. Writes nothing."""
    tree = opened_tree(path)
    made = ArticleImport(space=space, source=source or tree.name, **choices)
    return look(parcel_of(made, tree))


def locked(pk: int, by: User) -> ArticleImport:
    """The import, held until the end, for who writes in its space."""
    rows = ArticleImport.objects.select_for_update(of=("self",))
    found: ArticleImport = rows.select_related("space", "file", "by").get(pk=pk)
    if not can_author(by, found.space):
        raise PermissionDenied
    return found


def _found(pk: int) -> ArticleImport:
    rows = ArticleImport.objects.select_related("space", "file", "by")
    return rows.get(pk=pk)


def _carried(
    found: ArticleImport, good: ImportState, progress: Progress | None, *, now: datetime
) -> None:
    """Look or write, as `good` says; in what state that ended, and why."""
    state, failure = good, ""
    try:
        with transaction.atomic(), given_tree(found) as tree:
            parcel = parcel_of(found, tree, progress)
            is_real = good == ImportState.DONE
            found.report = carry_out(parcel, now=now) if is_real else look(parcel)
            _last_chance(parcel, found.pk)
    except DomainError as error:
        state, failure = ImportState.FAILED, str(error)
    except PermissionDenied:
        state, failure = ImportState.FAILED, "Its giver no longer writes in this space."
    except Stopped:
        state = ImportState.CANCELLED
    found.become(state)
    finished = None if state == ImportState.CHECKED else now
    _save(found, failure=failure, report=found.report, finished_at=finished)


def _last_chance(parcel: Parcel, pk: int) -> None:
    """Whether it was asked to stop up to now; from here on it can't be."""
    ArticleImport.objects.select_for_update(of=("self",)).get(pk=pk)
    parcel.tell(WHOLE)


def _save(found: ArticleImport, **values: Any) -> None:
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=["state", *values])


def _owe(task: str, found: ArticleImport, now: datetime) -> None:
    key = f"{task}:{found.pk}:{now.timestamp()}"
    enqueue(task, {"import": found.pk}, key=key, now=now)
