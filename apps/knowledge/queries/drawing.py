"""The text of a version as a page shows it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.accounts.models import User
from apps.knowledge.models import Article, Space
from apps.knowledge.queries.leading import resolver
from apps.knowledge.rules.rendering import render


@dataclass(frozen=True)
class Drawn:
    """The text as markup, its headings as (level, id, words), its broken links."""

    html: SafeString
    headings: tuple[tuple[int, str, str], ...] = ()
    broken: tuple[str, ...] = ()


def drawn(article: Article, body: str, user: User) -> Drawn:
    """The text, with the links and files that this reader may follow."""
    return drawn_in(article.space, article, body, user)


def drawn_in(space: Space, article: Article | None, body: str, user: User) -> Drawn:
    """The text as it would be in a space, of an article that may not be there yet."""
    found = render(body, resolver(space, article, body, user=user))
    headings = tuple((one.level, one.anchor, one.text) for one in found.headings)
    return Drawn(found.html, headings, tuple(found.broken))
