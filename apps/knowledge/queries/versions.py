"""The versions of an article that somebody may read, and what differs between two."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.knowledge.models import Article, ArticleVersion
from apps.knowledge.rules.differences import by_lines, by_words


def versions_of(article: Article, user: User) -> QuerySet[ArticleVersion]:
    """The newest first, with who wrote and who published each. One query."""
    rows = ArticleVersion.objects.visible_to(user).filter(article=article)
    return rows.select_related("author", "published_by")


def version_at(article: Article, number: int, user: User) -> ArticleVersion:
    """One of them by its number. 404 where it is not seen."""
    found = get_object_or_404(versions_of(article, user), number=number)
    found.article = article
    return found


@dataclass(frozen=True)
class Comparison:
    """What differs between two texts.

    `lines` are (kind, old, new) for two columns, `words` are (kind, text) for one; the
    kinds are same, added, removed, changed.
    """

    lines: Sequence[tuple[str, str, str]]
    words: Sequence[tuple[str, str]]


def comparison_of(old: ArticleVersion, new: ArticleVersion) -> Comparison:
    """Their titles and texts, line by line and word by word."""
    before, after = _text(old), _text(new)
    return Comparison(lines=by_lines(before, after), words=by_words(before, after))


def _text(version: ArticleVersion) -> str:
    return f"# {version.title}\n\n{version.body}"
