"""The versions of an article that somebody may read, and what differs between two."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from apps.accounts.models import User
from apps.knowledge.models import Article, ArticleVersion

WORD = re.compile(r"\w+|\s+|[^\w\s]")


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
    return Comparison(
        lines=list(_lines(before.splitlines(), after.splitlines())),
        words=list(_words(before, after)),
    )


def _text(version: ArticleVersion) -> str:
    return f"# {version.title}\n\n{version.body}"


KINDS = {
    "equal": "same",
    "insert": "added",
    "delete": "removed",
    "replace": "changed",
}


def _lines(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        for left, right in zip_longest(old[a:b], new[c:d]):
            kind = KINDS[tag]
            if left is None or right is None:
                kind = "added" if left is None else "removed"
            yield kind, left or "", right or ""


def _words(old: str, new: str) -> Iterator[tuple[str, str]]:
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[a:b])
            continue
        if a < b:
            yield "removed", "".join(before[a:b])
        if c < d:
            yield "added", "".join(after[c:d])
