"""A space as Markdown files that can be imported again."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import store_file
from apps.core.outbox import enqueue
from apps.core.uploads import check_large
from apps.history.actions import record
from apps.knowledge.access import can_author
from apps.knowledge.models import Article, ArticleVersion, Space, SpaceExport
from apps.knowledge.rules.carrying.writing import Leaf, attached, pack, page
from apps.knowledge.states import Standing

EXPORT = "knowledge.export_space"
AT_ONCE, IN_MEMORY, MOST = 100, 8 << 20, 4 << 30
CHUNK = 200


@transaction.atomic
def export_space(
    space: Space, *, by: User, with_drafts: bool = False, now: datetime
) -> SpaceExport:
    """Have a space's articles written as files: at once if they are few, else by a worker."""
    if with_drafts and not can_author(by, space):
        raise PermissionDenied
    made = SpaceExport.objects.create(
        space=space, by=by, with_drafts=with_drafts, created_at=now
    )
    record(space, "knowledge.space_exported", by=by, now=now, with_drafts=with_drafts)
    if exported(space, by=by, with_drafts=with_drafts).count() <= AT_ONCE:
        return make_export(made.pk, now=now)
    enqueue(EXPORT, {"export": made.pk}, key=f"{EXPORT}:{made.pk}", now=now)
    return made


@transaction.atomic
def make_export(pk: int, *, now: datetime) -> SpaceExport:
    """Write the ZIP file. Safe to run again."""
    rows = SpaceExport.objects.select_for_update(of=("self",))
    found: SpaceExport = rows.select_related("space", "by").get(pk=pk)
    if found.finished_at:
        return found
    articles = exported(found.space, by=found.by, with_drafts=found.with_drafts)
    with SpooledTemporaryFile(IN_MEMORY) as out:
        pack(_leaves(articles, with_drafts=found.with_drafts), out, found.space.slug)
        out.seek(0)
        day = timezone.localdate(now)
        file = cast("UploadedFile[bytes]", File(out, f"{found.space.slug}-{day}.zip"))
        checked = check_large(file, max_bytes=MOST)
        found.file = store_file(file, checked, now=now)
    found.articles = articles.count()
    found.finished_at = now
    found.save(update_fields=["file", "articles", "finished_at"])
    return found


def export_now(space: Space, path: Path, *, with_drafts: bool = False) -> int:
    """Write a space into a folder or a ZIP file of this machine; how many articles."""
    articles = exported(space, by=None, with_drafts=with_drafts)
    leaves = _leaves(articles, with_drafts=with_drafts)
    if path.suffix == ".zip":
        with path.open("wb") as out:
            pack(leaves, out, space.slug)
    else:
        for leaf in leaves:
            whole = path / leaf.path
            whole.parent.mkdir(parents=True, exist_ok=True)
            whole.write_bytes(leaf.content)
    return len(articles)


def exported(space: Space, *, by: User | None, with_drafts: bool) -> Any:
    """The articles that an export holds: what readers have, or with what authors have."""
    rows = Article.objects.filter(space=space)
    if by:
        rows = rows.filter(pk__in=Article.objects.visible_to(by))
    return rows if with_drafts else rows.exclude(published=None)


def _leaves(articles: Any, *, with_drafts: bool) -> Iterator[Leaf]:
    rows = articles.select_related(
        "space", "head", "published", "owner", "team"
    ).prefetch_related("platforms", "applications", "files__stored")
    for article in rows.order_by("slug").iterator(chunk_size=CHUNK):
        version = article.head if with_drafts else article.published
        yield page(article.slug, _facts(article, version), version.body)
        for one in article.files.all():
            with closing(one.stored.file.open("rb")) as opened:
                yield attached(article.slug, one.name, opened.read())


def _facts(article: Article, version: ArticleVersion) -> dict[str, Any]:
    """What the front matter says: enough to make the same article elsewhere."""
    is_plain = article.standing in {Standing.PUBLISHED, Standing.DUE}
    return {
        "title": version.title,
        "slug": article.slug,
        "kind": article.kind,
        "standing": "" if is_plain else str(article.standing),
        "retired_because": article.retired_because,
        "labels": list(article.labels),
        "owner": article.owner.email if article.owner else "",
        "team": article.team.slug if article.team else "",
        "platforms": [one.slug for one in article.platforms.all()],
        "applications": [one.code for one in article.applications.all()],
        "review_days": article.review_days,
        "review_on": article.review_on,
        "version": version.number,
        "source_path": article.source_path,
        "source_commit": article.source_commit,
    }
