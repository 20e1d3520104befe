"""What answers to the links of a text: articles by their address or path, files."""

import posixpath
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.knowledge.models import Article, ArticleFile, FormerAddress, Space
from apps.knowledge.rules.leading import Resolve, Target
from apps.knowledge.rules.links import Link, LinkKind, links


def resolver(
    space: Space, article: Article | None, body: str, *, user: User
) -> Resolve:
    """Where the links of a text lead, for one reader. At most four queries.

    What the reader may not see is nowhere: not even its title is shown.
    """
    found = links(body)
    seen = Article.objects.visible_to(user)
    source = article.source_path if article else ""
    targets = {
        link: Target(one.get_absolute_url(), one.title)
        for link, one in articles_of(space, source, found, seen).items()
    }
    return {**targets, **_files_of(article, found)}.get


def articles_of(
    space: Space, source_path: str, found: Iterable[Link], rows: QuerySet[Article]
) -> Mapping[Link, Article]:
    """The article that each link leads to, of those given. At most three queries.

    An address that an article had before leads to it, as long as no other has it.
    """
    by_address = {
        link: (link.space or space.slug, link.name)
        for link in found
        if link.kind is LinkKind.ARTICLE
    }
    by_path = {
        link: posixpath.normpath(
            posixpath.join(posixpath.dirname(source_path), link.name)
        )
        for link in found
        if link.kind is LinkKind.PAGE and source_path
    }
    there = _at_addresses(set(by_address.values()), rows)
    sources = _at_paths(space, set(by_path.values()), rows)
    return {
        **{link: there[one] for link, one in by_address.items() if one in there},
        **{link: sources[one] for link, one in by_path.items() if one in sources},
    }


Address = tuple[str, str]


def _at_addresses(
    wanted: set[Address], rows: QuerySet[Article]
) -> dict[Address, Article]:
    if not wanted:
        return {}
    now = rows.filter(_any_of(wanted)).select_related("space")
    there = {(one.space.slug, one.slug): one for one in now}
    if missing := wanted - set(there):
        before = FormerAddress.objects.filter(_any_of(missing), article__in=rows)
        for one in before.select_related("space", "article__space"):
            there[one.space.slug, one.slug] = one.article
    return there


def _any_of(wanted: set[Address]) -> Q:
    slugs: dict[str, list[str]] = {}
    for space, slug in wanted:
        slugs.setdefault(space, []).append(slug)
    each = [Q(space__slug=space, slug__in=names) for space, names in slugs.items()]
    return reduce(or_, each)


def _at_paths(
    space: Space, wanted: set[str], rows: QuerySet[Article]
) -> dict[str, Article]:
    if not wanted:
        return {}
    there = rows.filter(space=space, source_path__in=wanted).select_related("space")
    return {one.source_path: one for one in there}


def _files_of(article: Article | None, found: Iterable[Link]) -> dict[Link, Target]:
    wanted = {link.name: link for link in found if link.kind is LinkKind.FILE}
    if not wanted or article is None:
        return {}
    files = ArticleFile.objects.filter(article=article, name__in=wanted)
    return {
        wanted[one.name]: Target(one.get_absolute_url(), one.name)
        for one in files.select_related("article__space")
    }
