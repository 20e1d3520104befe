"""The tree of an import, opened, and how it is taken."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

from django.core.files.base import File

from apps.core.errors import DomainError
from apps.knowledge.actions.unpacking import Parcel, Progress
from apps.knowledge.models import ArticleImport
from apps.knowledge.rules.carrying.problems import Unreadable
from apps.knowledge.rules.carrying.trees import Tree, ZipTree, open_tree


@contextmanager
def given_tree(found: ArticleImport) -> Iterator[Tree]:
    """The tree that was uploaded."""
    assert found.file is not None
    with closing(found.file.file.open("rb")) as opened:
        yield packed_tree(opened, found.file.name)


def packed_tree(opened: "File[bytes]", name: str) -> Tree:
    """A packed tree; DomainError if it is none."""
    try:
        return ZipTree(cast("Any", opened), name)
    except Unreadable as error:
        raise DomainError(str(error)) from error


def opened_tree(path: Path) -> Tree:
    """A folder or ZIP of this machine; DomainError if it is neither."""
    try:
        return open_tree(path)
    except Unreadable as error:
        raise DomainError(str(error)) from error


def parcel_of(
    found: ArticleImport, tree: Tree, progress: Progress | None = None
) -> Parcel:
    """How an import takes its tree."""
    return Parcel(
        space=found.space,
        tree=tree,
        source=found.source,
        commit=found.commit,
        site=found.site,
        kind=found.kind,
        takes_files=found.takes_files,
        publishes=found.publishes,
        by=found.by,
        progress=progress,
        is_stopped=partial(is_stopped, found.pk),
    )


def is_stopped(pk: int | None) -> bool:
    if pk is None:
        return False
    rows = ArticleImport.objects.filter(pk=pk, stop_asked_at__isnull=False)
    return rows.exists()
