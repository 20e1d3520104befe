"""Articles made of the pages of a tree: all of them, or none."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.core.actions import store_file
from apps.knowledge.actions.articles import create_article, save_version
from apps.knowledge.actions.knowing import as_plain
from apps.knowledge.actions.linking import owe_relinking, write_links
from apps.knowledge.actions.placing import Page, came_from
from apps.knowledge.actions.publishing import publish_unlinked, retire
from apps.knowledge.actions.unpacking import READ, WHOLE, Parcel, Unpacked, unpack
from apps.knowledge.models import Article, ArticleFile, ArticleOrigin
from apps.knowledge.rules.carrying.outcome import CHANGED, CONFLICT, NEW
from apps.knowledge.rules.carrying.said import Said
from apps.knowledge.states import Standing, Work

WRITTEN = 850
MOST_NOTE = 200


def look(parcel: Parcel) -> dict[str, Any]:
    """What the tree would do, as a report. Writes nothing."""
    return unpack(parcel).report()


def carry_out(parcel: Parcel, *, now: datetime) -> dict[str, Any]:
    """Write and publish the articles, inside a transaction; the report."""
    found = unpack(parcel)
    written = [
        article
        for number, page in enumerate(found.pages)
        if (article := _brought(found, page, number, now=now))
    ]
    _publish(found, written, now=now)
    return found.report()


def _brought(
    found: Unpacked, page: Page, number: int, *, now: datetime
) -> Article | None:
    """The article of a page, if its text or facts are new; its origin is noted anyway."""
    parcel = found.parcel
    if not number % 10:
        parcel.tell(READ + (WRITTEN - READ) * number / len(found.pages))
    if page.outcome == CONFLICT:
        return None
    article = page.article
    if page.outcome == NEW:
        article = _made(parcel, page, now=now)
    elif page.outcome == CHANGED and article:
        _saved(parcel, page, article, now=now)
    if article is None:
        return None
    _keep_files(parcel, article, page, now=now)
    _note_origin(article, page, now=now)
    return article if page.outcome in {NEW, CHANGED} else None


def _note_origin(article: Article, page: Page, *, now: datetime) -> None:
    files = {name: one.sha256 for name, one in page.files.items()}
    noted = ArticleOrigin(
        article=article,
        text=page.digest,
        facts={**as_plain(page.facts), "files": files},
        imported_at=now,
    )
    ArticleOrigin.objects.bulk_create(
        [noted],
        update_conflicts=True,
        update_fields=["text", "facts", "imported_at"],
        unique_fields=["article"],
    )


def _made(parcel: Parcel, page: Page, *, now: datetime) -> Article:
    return create_article(
        parcel.space,
        title=page.document.title,
        body=page.text,
        by=parcel.by,
        now=now,
        slug=page.slug,
        note=_note(parcel, page),
        source_path=came_from(parcel.source, page.document),
        source_commit=_commit(parcel, page),
        **page.facts,
    )


def _saved(parcel: Parcel, page: Page, article: Article, *, now: datetime) -> None:
    save_version(
        article,
        expected=article.version,
        title=page.document.title,
        body=page.text,
        note=_note(parcel, page),
        by=parcel.by,
        now=now,
        source_commit=_commit(parcel, page),
        **page.news,
    )
    article.refresh_from_db()


def _note(parcel: Parcel, page: Page) -> str:
    return f"Imported from {parcel.source}/{page.document.path}"[-MOST_NOTE:]


def _commit(parcel: Parcel, page: Page) -> str:
    said = page.document.said
    return (said.source_commit if said.is_ours else parcel.commit)[:64]


def _keep_files(parcel: Parcel, article: Article, page: Page, *, now: datetime) -> None:
    """Keep the pictures and files of a page beside its article."""
    for name, checked in page.new_files.items():
        content = parcel.tree.read(page.paths[name])
        stored = store_file(SimpleUploadedFile(name, content), checked, now=now)
        ArticleFile.objects.update_or_create(
            article=article,
            name=name,
            defaults={"stored": stored, "added_by": parcel.by, "added_at": now},
        )


def _publish(found: Unpacked, written: list[Article], *, now: datetime) -> None:
    """Publish what was written where one person may; links are noted once all stand."""
    parcel = found.parcel
    if not parcel.publishes or (parcel.by and parcel.space.needs_two):
        return
    said = {page.slug: page.document.said for page in found.pages}
    done = []
    for number, article in enumerate(written):
        if not number % 10:
            parcel.tell(WRITTEN + (WHOLE - WRITTEN) * number / len(written))
        told = said[article.slug]
        if article.work != Work.DONE and told.standing != Standing.UNPUBLISHED:
            done.append(_published(parcel, article, told, now=now))
    for article in done:
        write_links(article)
        owe_relinking(article, now=now)


def _published(
    parcel: Parcel, article: Article, said: Said, *, now: datetime
) -> Article:
    """Published, with the review date that the file says; retired, where it says that."""
    shown = publish_unlinked(article, by=parcel.by, now=now)
    if said.review_on:
        shown.review_on = said.review_on
        shown.save_if_version(shown.version, ["review_on"])
    if said.standing == Standing.RETIRED:
        reason = said.retired_because or f"It was retired in {parcel.source}."
        shown = retire(shown, reason=reason, by=parcel.by, now=now)
    return shown
