"""Files of tickets as they are given: kept, and their columns looked at."""

from contextlib import closing
from datetime import datetime
from typing import IO, Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.models import StoredFile
from apps.core.uploads import check_large
from apps.history.actions import record
from apps.vendors.access import can_import
from apps.vendors.models import ManagedService, SavedMapping, TicketImport
from apps.vendors.rules.tickets.mapping import TicketMapping
from apps.vendors.rules.tickets.ready import READY, fitting, guess, looked_at
from apps.vendors.rules.tickets.table import MOST_BYTES, open_table
from apps.vendors.rules.tickets.unreadable import Unreadable

SAMPLE, SHOWN = 200, 5


@transaction.atomic
def give_file(
    service_pk: int,
    *,
    by: User | None,
    file: "UploadedFile[bytes]",
    mapping: str = "",
    now: datetime,
) -> TicketImport:
    """Keep a file, and choose its columns by the named mapping or by looking at it."""
    service = _service(service_pk, by)
    stored = keep_file(file, now=now)
    with closing(stored.file.open("rb")) as opened:
        name, rules, sample = looked_at_file(opened, mapping)
    made = TicketImport.objects.create(
        service=service,
        by=by,
        file=stored,
        mapping_name=name,
        rules=rules.as_json(),
        report={"sample": sample},
        created_at=now,
    )
    record(made, "vendors.import_given", by=by, now=now, file=stored.name)
    return made


def keep_file(file: "File[bytes]", *, now: datetime) -> StoredFile:
    """Keep a file of tickets."""
    checked = check_large(file, max_bytes=MOST_BYTES)
    return store_file(cast("UploadedFile[bytes]", file), checked, now=now)


def suggested(file: "File[bytes]", wanted: str) -> tuple[str, TicketMapping]:
    """The named mapping, or the one that fits best, or a guess; with this file's columns."""
    return looked_at_file(file, wanted)[:2]


def looked_at_file(
    file: "File[bytes]", wanted: str
) -> tuple[str, TicketMapping, dict[str, Any]]:
    """What is suggested for a file, and its headings and first rows."""
    known = mappings_by_name()
    if wanted and wanted not in known:
        raise ValidationError(f"There is no mapping “{wanted}”.")
    try:
        table = open_table(cast("IO[bytes]", file))
        sample = next(table.batches(SAMPLE), None)
    except Unreadable as error:
        raise ValidationError(str(error)) from error
    rows = sample.rows if sample else []
    shown = [[cell[:80] for cell in row] for row in rows[:SHOWN]]
    first = {"headings": table.headings, "rows": shown, "kind": table.kind}
    name = wanted or fitting(table.headings, known)
    if not name:
        return "", guess(table.headings, rows), first
    return name, looked_at(known[name], table.headings, rows), first


def mappings_by_name() -> dict[str, TicketMapping]:
    """All mappings: the ready-made, and those that people saved, which go before."""
    saved = {one.name: one.mapping for one in SavedMapping.objects.all()}
    return {**READY, **saved}


def _service(pk: int, by: User | None) -> ManagedService:
    found = ManagedService.objects.select_related("contract__vendor").get(pk=pk)
    if by and not can_import(by, found):
        raise PermissionDenied
    return found
