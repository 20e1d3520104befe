"""Imports of articles: how far one is, and what its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.accounts.models import User
from apps.core.queries.jobs import Progress, hold, is_held, progress_of
from apps.knowledge.models import ArticleImport, Space
from apps.knowledge.rules.carrying.outcome import UNCHANGED

FIRST = 100
WORK = 0x6B01  # the class of our advisory locks; the object is the import


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
    pages: Sequence[Mapping[str, Any]]
    unlisted: int
    problems: Sequence[Mapping[str, Any]]


def import_page(found: ArticleImport) -> ImportPage:
    """How far it is, its first problems, and the first pages that are not as before."""
    pages = found.report.get("pages", [])
    shown = [one for one in pages if one["outcome"] != UNCHANGED][:FIRST]
    return ImportPage(
        progress=progress_of(found.job),
        is_at_work=is_at_work(found.pk),
        pages=shown,
        unlisted=len(pages) - len(shown),
        problems=found.report.get("problems", [])[:FIRST],
    )


def sources_of(space: Space) -> list[str]:
    """The names of the trees that came into a space before."""
    rows = ArticleImport.objects.filter(space=space).values_list("source", flat=True)
    return sorted(set(rows))


def writes_somewhere(user: User) -> bool:
    """Whether somebody is an author or reviewer of any space."""
    return Space.objects.written_by(user).exists()
