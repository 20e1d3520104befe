"""The columns of knowledge's lists: what each shows, exports and sorts by."""

from collections.abc import Sequence
from typing import Any

from apps.accounts.models import User
from apps.core.lists import Column
from apps.core.markup import badge, fill, link, show_time
from apps.knowledge.models import Article
from apps.knowledge.queries.badges import standing_badge, work_badge
from apps.knowledge.states import Standing


def title_column() -> Column:
    """The title, which leads to the article."""
    return Column(
        "title",
        "Title",
        lambda one: one.title,
        "title",
        lambda one: link(one.get_absolute_url(), one.title),
        is_head=True,
        css="portal-wide",
    )


def article_columns(user: User) -> Sequence[Column]:
    """What authors have, and platforms, concern people inside only."""
    return [
        title_column(),
        Column("space", "Space", lambda one: one.space.name, "space__name"),
        Column("kind", "Kind", lambda one: one.get_kind_display(), "kind"),
        STANDING,
        *([WORK] if user.is_internal else []),
        Column("owner", "Owner", lambda one: str(one.owner or ""), "owner__name"),
        Column(
            "review_on", "Review due", lambda one: one.review_on, "review_on", _review
        ),
        Column("verified", "Verified", lambda one: one.verified_at, "verified_at"),
        LABELS,
        *([PLATFORMS] if user.is_internal else []),
        Column("changed", "Changed", lambda one: one.changed_at, "changed_at"),
    ]


def _few(names: Sequence[str], shown: int = 2) -> str:
    """The first of them, and how many more there are."""
    more = len(names) - shown
    said = ", ".join(names[:shown])
    return f"{said} and {more} more" if more > 0 else said


def _review(article: Article) -> object:
    if article.review_on is None or article.standing == Standing.RETIRED:
        return "–"
    if article.standing == Standing.DUE:
        return fill("{} {}", show_time(article.review_on), badge("due", "amber"))
    return article.review_on


STANDING = Column(
    "standing",
    "State",
    lambda one: one.get_standing_display(),
    "standing",
    standing_badge,
)
WORK = Column(
    "work", "Newest version", lambda one: one.get_work_display(), "work", work_badge
)
LABELS = Column(
    "labels",
    "Labels",
    lambda one: ", ".join(one.labels),
    cell=lambda one: _few(one.labels),
)
PLATFORMS = Column(
    "platforms",
    "Platforms",
    lambda one: ", ".join(each.name for each in one.platforms.all()),
    cell=lambda one: _few([each.name for each in one.platforms.all()], 1),
)


def space_columns() -> Sequence[Column]:
    """Spaces, with what is due in them."""
    return [
        Column(
            "name",
            "Space",
            lambda one: one.name,
            "name",
            lambda one: link(one.get_absolute_url(), one.name),
            is_head=True,
        ),
        Column("description", "What it holds", lambda one: one.description),
        Column("team", "Owner team", lambda one: str(one.team), "team__name"),
        Column("open", "Read by", _read_by, "is_open"),
        Column("in_force", "Articles", lambda one: one.in_force, "in_force", css="num"),
        Column("due", "Due for review", lambda one: one.due, "due", css="num"),
        Column(
            "unowned", "Without an owner", lambda one: one.unowned, "unowned", css="num"
        ),
    ]


def _read_by(space: Any) -> str:
    return "Everybody inside" if space.is_open else "Members"
