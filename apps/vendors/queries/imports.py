"""Imports of tickets: how far one is, and whether a worker is at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.core.queries.jobs import Progress, hold, is_held, progress_of
from apps.vendors.models import TicketImport
from apps.vendors.states import ImportState

FIRST_PROBLEMS = 50
READ, WRITTEN = 55, 70

WORK = 0x71C3  # the class of our advisory locks; the object is the import


def work_lock(pk: int) -> None:
    """Show that this transaction works at an import, until it ends."""
    hold(WORK, pk)


def is_at_work(pk: int) -> bool:
    """Whether a worker is at an import right now."""
    return is_held(WORK, pk)


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
