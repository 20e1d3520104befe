"""Which article each document of a tree was before, and what becomes of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from apps.core.uploads import Checked
from apps.knowledge.actions.knowing import as_plain
from apps.knowledge.models import Article, ArticleOrigin, ArticleVersion, Space
from apps.knowledge.rules.carrying.documents import Document
from apps.knowledge.rules.carrying.naming import (
    MOST_SLUG,
    digest,
    numbered,
    slug_for,
    source_path,
)
from apps.knowledge.rules.carrying.outcome import CHANGED, NEW, UNCHANGED, outcome
from apps.knowledge.rules.carrying.problems import NOTED, Problem
from apps.knowledge.states import Standing


@dataclass
class Page:
    """A document as an article, and what is to become of it.

    `paths` are where its files stand in the tree; `news` and `new_files` what of the
    facts and files the article does not have yet.
    """

    document: Document
    slug: str
    article: Article | None = None
    text: str = ""
    files: dict[str, Checked] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    news: dict[str, Any] = field(default_factory=dict)
    new_files: dict[str, Checked] = field(default_factory=dict)
    digest: str = ""
    outcome: str = NEW


def placed(space: Space, source: str, documents: Mapping[str, Document]) -> list[Page]:
    """Each document with the article that it was before, or a short name of its own."""
    rows = Article.objects.filter(space=space).select_related("head", "published")
    by_source: dict[str, Article] = {}
    by_slug: dict[str, Article] = {}
    for row in rows.order_by("pk"):
        by_slug[row.slug] = row
        if row.source_path:
            by_source.setdefault(row.source_path, row)
    taken, claimed = set(by_slug), set[int]()
    pages = []
    for path, one in documents.items():
        article = by_source.get(came_from(source, one))
        if article is None and one.said.is_ours:
            article = by_slug.get(one.said.slug)
        if article is not None and article.pk not in claimed:
            claimed.add(article.pk)
            pages.append(Page(one, article.slug, article))
            continue
        wanted = slugify(one.said.slug)[:MOST_SLUG]
        slug = (
            numbered(wanted, taken)
            if wanted
            else slug_for(path, one.title, taken, slugify)
        )
        taken.add(slug)
        pages.append(Page(one, slug))
    return pages


def gone(space: Space, source: str, pages: Iterable[Page]) -> Iterator[Problem]:
    """Articles that this source brought once and whose file it has no more."""
    there = [page.article.pk for page in pages if page.article]
    rows = Article.objects.filter(space=space, source_path__startswith=f"{source}/")
    rows = rows.exclude(pk__in=there).exclude(standing=Standing.RETIRED)
    for path, slug in rows.values_list("source_path", "slug").order_by("source_path"):
        why = f"Its file is gone from the tree; the article “{slug}” stays."
        yield Problem(path.removeprefix(f"{source}/"), 0, why, NOTED)


def came_from(source: str, one: Document) -> str:
    """The path that the article keeps: the file's own word, else its place in the tree."""
    if one.said.is_ours:
        return one.said.source_path
    return source_path(source, one.path)


def digest_of(version: ArticleVersion | None) -> str:
    """The digest of what a version says; empty for none."""
    return digest(version.title, version.body) if version else ""


def judge(pages: Iterable[Page], *, takes_files: bool) -> None:
    """What becomes of each page whose article is there already."""
    there = [(page, page.article) for page in pages if page.article]
    rows = ArticleOrigin.objects.filter(article__in=[one for _, one in there])
    origins = {one.article_id: one for one in rows}
    for page, article in there:
        origin = origins.get(article.pk)
        before = origin.facts if origin else {}
        is_standing = page.digest == digest_of(article.published)
        here = page.digest if is_standing else digest_of(article.head)
        came = origin.text if origin else _exported(page, article, here)
        page.outcome = outcome(page.digest, here, came, takes_files=takes_files)
        page.news = _news(article, page.facts, before)
        page.new_files = _new_files(article, page.files, before.get("files", {}))
        if (page.news or page.new_files) and page.outcome == UNCHANGED:
            page.outcome = CHANGED


def _exported(page: Page, article: Article, here: str) -> str:
    """What it was when it was exported, if nobody has changed it since."""
    head = article.head
    is_same = head is not None and page.document.said.version == str(head.number)
    return here if is_same else ""


def _news(
    article: Article, facts: Mapping[str, Any], before: Mapping[str, Any]
) -> dict[str, Any]:
    """The facts that the file says otherwise than when it came last."""
    plain = as_plain(facts)
    return {
        name: value
        for name, value in facts.items()
        if plain[name] != before.get(name) and not _holds(article, name, value)
    }


def _new_files(
    article: Article, files: Mapping[str, Checked], before: Mapping[str, str]
) -> dict[str, Checked]:
    """The files that are not what they were when they came last, nor what is here."""
    here = {one.name: one.stored.sha256 for one in article.files.all()}
    return {
        name: one
        for name, one in files.items()
        if one.sha256 not in {before.get(name), here.get(name)} or name not in here
    }


def _holds(article: Article, name: str, value: Any) -> bool:
    if name in {"platforms", "applications"}:
        rows: QuerySet[Any] = getattr(article, name)
        return set(rows.values_list("pk", flat=True)) == {row.pk for row in value}
    return bool(getattr(article, name) == value)
