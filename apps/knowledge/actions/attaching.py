"""Pictures and files of articles."""

import re
from datetime import datetime
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.errors import DomainError
from apps.core.uploads import check_upload
from apps.history.actions import record
from apps.knowledge.actions.articles import locked_article
from apps.knowledge.models import Article, ArticleFile
from apps.knowledge.rules.links import LinkKind, links

MOST_FILES = 300
STRANGE = re.compile(r"[^\w.-]+")


@transaction.atomic
def attach_file(
    article: Article,
    *,
    file: "UploadedFile[bytes]",
    by: User | None,
    now: datetime,
) -> ArticleFile:
    """Keep a file with an article, under a name that its text can use.

    The same content under the same name is kept once. ValidationError where the file is
    not one that is taken.
    """
    found = locked_article(article.pk, by=by)
    checked = check_upload(file)
    there = {one.name: one for one in found.files.select_related("stored")}
    name = _plain(checked.name)
    if name in there and there[name].stored.sha256 == checked.sha256:
        return there[name]
    if len(there) >= MOST_FILES:
        raise DomainError(f"An article has at most {MOST_FILES} files.")
    made = ArticleFile.objects.create(
        article=found,
        name=_free(name, there),
        stored=store_file(file, checked, now=now),
        added_by=by,
        added_at=now,
    )
    # The published text may have named it before it was there.
    found.links.filter(written=f"files/{made.name}").delete()
    record(found, "knowledge.file_attached", by=by, now=now, name=made.name)
    return made


def _plain(name: str) -> str:
    """A name without spaces and brackets, for `files/NAME` in a text."""
    return STRANGE.sub("-", name).strip("-") or "file"


def _free(name: str, taken: "dict[str, ArticleFile]") -> str:
    path, number, free = PurePosixPath(name), 2, name
    while free in taken:
        free = f"{path.stem}-{number}{path.suffix}"
        number += 1
    return free


@transaction.atomic
def remove_file(article: Article, name: str, *, by: User, now: datetime) -> None:
    """Take a file off an article whose texts do not use it. Absent: nothing to do."""
    found = locked_article(article.pk, by=by)
    file = found.files.select_related("stored").filter(name=name).first()
    if file is None:
        return
    texts = [one.body for one in (found.head, found.published) if one]
    if any(name in _files_in(body) for body in texts):
        raise DomainError("The text shows this file: take it out of the text first.")
    file.delete()
    record(found, "knowledge.file_removed", by=by, now=now, name=name)


def _files_in(body: str) -> set[str]:
    return {link.name for link in links(body) if link.kind is LinkKind.FILE}
