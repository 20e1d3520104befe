"""Workbooks with many tickets: asked for, made by a worker, forgotten after a week."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.exports import XLSX
from apps.core.outbox import enqueue
from apps.core.uploads import Checked
from apps.history.actions import record
from apps.vendors.access import can_see_money
from apps.vendors.models import Closure, ManagedService, Workbook
from apps.vendors.queries.books import tickets_behind
from apps.vendors.queries.workbook import Progress, closure_book, running_book
from apps.vendors.states import BookState

MAKE = "vendors.make_book"
KEPT = timedelta(days=7)


@transaction.atomic
def ask_for_book(
    service_pk: int,
    month: date,
    *,
    by: User,
    closure: Closure | None = None,
    now: datetime,
) -> Workbook:
    """Have the workbook of a month made; of a closure the one that is there already."""
    rows = ManagedService.objects.select_for_update(of=("self",), no_key=True)
    seen = ManagedService.objects.visible_to(by).filter(pk=service_pk)
    service = rows.select_related("contract__vendor").get(pk=service_pk)
    if not seen.exists():
        raise PermissionDenied
    is_paid = can_see_money(by, service.contract.vendor)
    same = Workbook.objects.visible_to(by).of(service, month, closure)
    states = [BookState.WAITING, *([BookState.DONE] if closure else [])]
    found = same.filter(with_money=is_paid, state__in=states).first()
    if found:
        return found
    made = Workbook.objects.create(
        service=service,
        month=month,
        closure=closure,
        with_money=is_paid,
        tickets=tickets_behind(service, month, closure),
        by=by,
        created_at=now,
    )
    enqueue(MAKE, {"book": made.pk}, key=f"{MAKE}:{made.pk}", now=now)
    month_name = f"{month:%B %Y}"
    record(service, "vendors.book_asked", by=by, now=now, month=month_name)
    return made


@transaction.atomic
def make_book(pk: int, *, now: datetime, progress: Progress | None = None) -> Workbook:
    """Make it and keep it. Safe to run again."""
    found = Workbook.objects.select_for_update(of=("self",)).get(pk=pk)
    if found.state != BookState.WAITING:
        return found
    content = _content(found, now, progress)
    name = f"scorecard-{found.service.slug}-{found.month:%Y-%m}.xlsx"
    digest = sha256(content).hexdigest()
    found.become(BookState.DONE)
    found.file = store_file(
        SimpleUploadedFile(name, content, XLSX),
        Checked(name, XLSX, len(content), digest),
        now=now,
    )
    found.finished_at = now
    found.save(update_fields=["state", "file", "finished_at"])
    return found


def _content(found: Workbook, now: datetime, progress: Progress | None) -> bytes:
    paid, of = found.with_money, found.tickets
    if found.closure:
        return closure_book(found.closure, with_money=paid, progress=progress, of=of)
    service, month = found.service, found.month
    return running_book(service, month, now, with_money=paid, progress=progress, of=of)


@transaction.atomic
def give_up_book(pk: int, *, now: datetime) -> Workbook:
    """Say that it failed, after the last time a worker tried it in vain."""
    found = Workbook.objects.select_for_update(of=("self",)).get(pk=pk)
    if found.can_become(BookState.FAILED):
        found.become(BookState.FAILED)
        found.finished_at = now
        found.save(update_fields=["state", "finished_at"])
    return found


def forget_books(*, now: datetime) -> int:
    """Throw those away that were asked for more than a week ago; how many."""
    old = Workbook.objects.filter(created_at__lt=now - KEPT).select_related("file")
    gone = list(old)
    for one in gone:
        _forget(one)
    return len(gone)


@transaction.atomic
def _forget(found: Workbook) -> None:
    kept = found.file
    found.delete()
    if kept:
        kept.delete()
        transaction.on_commit(lambda: kept.file.delete(save=False))
