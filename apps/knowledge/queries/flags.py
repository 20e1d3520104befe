"""Flags as lists and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.knowledge.access import can_answer_flag
from apps.knowledge.models import Article, ArticleVersion, Flag
from apps.knowledge.states import FlagState


def listed_flags(user: User) -> QuerySet[Flag]:
    """Those that somebody sees, with what a list says of each; the newest first."""
    return Flag.objects.visible_to(user).select_related(
        *("article__space", "article__owner", "article__team", "by", "closed_by"),
        *("version_flagged", "fixed_in"),
    )


def open_flags(article: Article, user: User) -> list[Flag]:
    """Those on an article that nobody has answered, as somebody sees them."""
    rows = Flag.objects.visible_to(user).open().filter(article=article)
    return list(rows.select_related("by", "version_flagged").order_by("at", "pk"))


@dataclass(frozen=True)
class FlagPage:
    """One flag: what may be done about it, and the versions that may have fixed it."""

    may_answer: bool
    later: Sequence[ArticleVersion]


def flag_page(flag: Flag, user: User) -> FlagPage:
    """What its page says beside the flag itself."""
    may = flag.state == FlagState.OPEN and can_answer_flag(user, flag.article)
    later = ArticleVersion.objects.filter(
        article=flag.article,
        published_at__isnull=False,
        number__gt=flag.version_flagged.number,
    )
    return FlagPage(may_answer=may, later=list(later) if may else [])
