"""What the pages of judged queries show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.charts import Series
from apps.knowledge.models import Article, Evaluation, JudgedQuery, Space

NIGHTS = 60
ADDRESS = re.compile(r"(?:(?P<space>[-\w]+)/)?(?P<slug>[-\w]+)/?$")


def listed_judged(user: User) -> QuerySet[JudgedQuery]:
    """Those that somebody sees, with their space and how many articles are wanted."""
    rows = JudgedQuery.objects.visible_to(user).select_related("space")
    return rows.annotate(wanted=Count("judgements")).order_by("query", "pk")


def articles_at(
    user: User, space: Space, addresses: Iterable[str]
) -> dict[str, Article]:
    """The articles of these addresses that somebody sees: a slug, space/slug or a link.

    An address that leads nowhere is left out. One query.
    """
    places = {}
    for address in addresses:
        if place := ADDRESS.search(address.partition("#")[0]):
            places[address] = place["space"] or space.slug, place["slug"]
    seen = Article.objects.visible_to(user).select_related("space")
    rows = seen.filter(slug__in={slug for _, slug in places.values()})
    found = {(one.space.slug, one.slug): one for one in rows}
    return {
        address: found[place] for address, place in places.items() if place in found
    }


def wanted_text(judged: JudgedQuery, user: User) -> str:
    """The articles wanted as they are typed, of those that exist for this person."""
    rows = judged.judgements.filter(article__in=Article.objects.visible_to(user))
    return "\n".join(
        f"{one.article.space.slug}/{one.article.slug} {one.grade}"
        for one in rows.select_related("article__space")
    )


def hidden_wanted(judged: JudgedQuery, user: User) -> dict[Article, int]:
    """Those wanted that do not exist for this person: they stay as they are."""
    rows = judged.judgements.exclude(article__in=Article.objects.visible_to(user))
    return {one.article: one.grade for one in rows.select_related("article")}


@dataclass(frozen=True)
class SpaceQuality:
    """How well search answers a space: how many queries, the last nights, the newest."""

    count: int
    last: Evaluation | None
    labels: list[str]
    series: list[Series]
    rows: list[Evaluation]


def space_quality(space: Space) -> SpaceQuality:
    """The judged queries of a space over its last evaluations."""
    rows = list(Evaluation.objects.filter(space=space)[:NIGHTS])
    oldest_first = rows[::-1]
    values: list[tuple[str, Any]] = [
        ("nDCG@10", "ndcg"),
        ("MRR", "mrr"),
        ("Without a result", "without_result"),
    ]
    return SpaceQuality(
        count=JudgedQuery.objects.filter(space=space).count(),
        last=rows[0] if rows else None,
        labels=[_day(one.at) for one in oldest_first],
        series=[
            Series(label, [round(getattr(one, name), 3) for one in oldest_first])
            for label, name in values
        ],
        rows=rows,
    )


def _day(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.day} {local:%b}"
