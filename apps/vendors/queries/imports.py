"""Imports of tickets: how far one is, and whether a worker is at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from apps.vendors.models import TicketImport
from apps.vendors.queries.progress import Progress, progress_of
from apps.vendors.states import ImportState

FIRST_PROBLEMS = 50
READ, WRITTEN = 55, 70

WORK = 0x71C3  # the class of our advisory locks; the object is the import
LOCK = "SELECT pg_advisory_xact_lock(%s, %s)"
HELD = """
    SELECT EXISTS (
        SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
            AND classid = %s AND objid = %s AND objsubid = 2
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""


def work_lock(pk: int) -> None:
    """Show that this transaction works at an import: the lock ends with it, or with
    the worker that held it. The import's row stays free, so that it can be stopped.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [WORK, pk])


def is_at_work(pk: int) -> bool:
    """Whether a worker is at an import right now."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [WORK, pk])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True)
class ImportPage:
    """What the page of an import shows beside the import itself."""

    progress: Progress
    is_at_work: bool
    shown: Sequence[Mapping[str, Any]]
    twin: TicketImport | None

    @property
    def phase(self) -> str:
        """What the worker is doing."""
        if self.progress.percent < READ:
            return "Reading and comparing the file"
        return (
            "Writing tickets" if self.progress.percent < WRITTEN else "Judging tickets"
        )


def import_page(found: TicketImport) -> ImportPage:
    """How far it is, its first problems, and whether this very file came before."""
    rows = TicketImport.objects.filter(
        service=found.service_id,
        file__sha256=found.file.sha256,
        state=ImportState.DONE,
    )
    return ImportPage(
        progress=progress_of(found.job),
        is_at_work=is_at_work(found.pk),
        shown=found.report.get("problems", [])[:FIRST_PROBLEMS],
        twin=rows.exclude(pk=found.pk).first(),
    )
