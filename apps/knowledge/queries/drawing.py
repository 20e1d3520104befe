"""The text of a version as a page shows it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.accounts.models import User
from apps.core.markdown import render_markdown
from apps.knowledge.models import Article


@dataclass(frozen=True)
class Drawn:
    """The text as markup, and its headings as (level, id, words)."""

    html: SafeString
    headings: tuple[tuple[int, str, str], ...] = ()


def drawn(article: Article, body: str, user: User) -> Drawn:
    """The text, with the links and files that this reader may follow."""
    return Drawn(render_markdown(body))
