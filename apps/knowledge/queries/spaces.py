"""Spaces as lists show them, and all that the page of one says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from apps.accounts.models import User
from apps.knowledge.access import can_author, can_edit_space
from apps.knowledge.models import Article, Space, SpaceMember
from apps.knowledge.queries.articles import due_by, listed_articles
from apps.knowledge.states import STANDS, Standing

SHOWN = 8


def listed_spaces(user: User) -> QuerySet[Any]:
    """Those that somebody sees, with the count of articles in force and of those due."""
    in_force = Q(articles__standing__in=STANDS)
    due = Q(articles__standing=Standing.DUE)
    rows = Space.objects.visible_to(user).select_related("team")
    return rows.order_by("name", "pk").annotate(
        in_force=Count("articles", filter=in_force),
        due=Count("articles", filter=due),
        unowned=Count("articles", filter=in_force & Q(articles__owner=None)),
    )


@dataclass(frozen=True)
class SpacePage:
    """What the page of a space says. `kinds` are (key, label, how many in force)."""

    members: Sequence[SpaceMember]
    kinds: Sequence[tuple[str, str, int]]
    total: int
    due: Sequence[Article]
    newest: Sequence[Article]
    may_edit: bool
    may_write: bool


def space_page(space: Space, user: User, today: date) -> SpacePage:
    """Its members, its articles by kind, what is due, what changed. Seven queries."""
    rows = listed_articles(user).filter(space=space)
    kinds = _kinds(rows)
    return SpacePage(
        members=list(space.members.select_related("user", "team")),
        kinds=kinds,
        total=sum(count for *_, count in kinds),
        due=list(due_by(rows, today).order_by("review_on", "pk")[:SHOWN]),
        newest=list(rows.order_by("-changed_at", "-pk")[:SHOWN]),
        may_edit=can_edit_space(user, space),
        may_write=can_author(user, space),
    )


def _kinds(rows: QuerySet[Any]) -> list[tuple[str, str, int]]:
    in_force = rows.filter(standing__in=STANDS).order_by()
    counted = in_force.values_list("kind").annotate(Count("pk"))
    counts = dict(counted)
    field: Any = Article._meta.get_field("kind")
    return [(key, label, counts[key]) for key, label in field.choices if key in counts]
