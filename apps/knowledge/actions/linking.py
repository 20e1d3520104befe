"""The links of published articles, and what answers to them."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from apps.core.outbox import enqueue
from apps.knowledge.models import Article, ArticleLink
from apps.knowledge.queries.leading import articles_of
from apps.knowledge.rules.links import Link, LinkKind, links
from apps.knowledge.rules.reading import headings

LONGEST_WRITTEN = 400
LONGEST_ANCHOR = 200
TO_ARTICLES = {LinkKind.ARTICLE, LinkKind.PAGE}
ELSEWHERE = {LinkKind.AWAY, LinkKind.PORTAL}


def write_links(article: Article) -> None:
    """Note the links of the published version, and which of them lead nowhere.

    Those to other articles are all noted; those to a heading of its own, to a file, or
    of a kind that means nothing here, only where they are broken.
    """
    article.links.all().delete()
    if article.published is None:
        return
    body = article.published.body
    found = [link for link in links(body) if link.kind not in ELSEWHERE]
    if not found:
        return
    answering = Article.objects.filter(published__isnull=False)
    targets = articles_of(
        article.space, article.source_path, found, answering.select_related("published")
    )
    here = _anchors(body)
    files = set(article.files.values_list("name", flat=True))
    ArticleLink.objects.bulk_create(_rows(article, found, targets, here, files))


def _rows(
    article: Article,
    found: Collection[Link],
    targets: Mapping[Link, Article],
    here: Collection[str],
    files: Collection[str],
) -> Iterator[ArticleLink]:
    there: dict[int, set[str]] = {}
    for link in found:
        target = targets.get(link)
        if link.kind in TO_ARTICLES:
            is_broken = target is None
            if target and link.anchor:
                if target.pk not in there:
                    there[target.pk] = _anchors(_published_body(target))
                is_broken = link.anchor not in there[target.pk]
        elif link.kind is LinkKind.HEADING:
            is_broken = link.anchor not in here
        else:
            is_broken = link.kind is not LinkKind.FILE or link.name not in files
        if link.kind in TO_ARTICLES or is_broken:
            yield ArticleLink(
                article=article,
                target=target,
                written=link.written[:LONGEST_WRITTEN],
                anchor=link.anchor[:LONGEST_ANCHOR],
                is_broken=is_broken,
            )


def _anchors(body: str) -> set[str]:
    return {one.anchor for one in headings(body)}


def _published_body(article: Article) -> str:
    return article.published.body if article.published else ""


def owe_relinking(article: Article, *, now: datetime) -> None:
    """Owe those that link here, or wanted to, a look at what answers to them now."""
    if _neighbours(article).exists():
        enqueue(
            "knowledge.relink",
            {"article": article.pk},
            key=f"knowledge.relink:{article.pk}:{article.version}",
            now=now,
        )


@transaction.atomic
def relink(pk: int) -> int:
    """Note anew the links of those that link to an article, or wanted to; how many."""
    found = Article.objects.filter(pk=pk).first()
    if found is None:
        return 0
    around = Article.objects.filter(pk__in=_neighbours(found).values("article"))
    count = 0
    for one in around.select_related("space", "published").exclude(pk=pk):
        write_links(one)
        count += 1
    return count


def _neighbours(article: Article) -> QuerySet[ArticleLink]:
    wanted = Q(is_broken=True, written__icontains=article.slug)
    if article.source_path:
        name = article.source_path.rpartition("/")[2]
        wanted |= Q(is_broken=True, written__icontains=name)
    return ArticleLink.objects.filter(Q(target=article) | wanted)
