"""What the search page shows before anything is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from apps.accounts.models import User
from apps.knowledge.models import Article, Passage, SearchLog

SHOWN = 8
POPULAR_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class Beginning:
    """One's own last searches, what others opened, what is new."""

    searches: Sequence[str]
    popular: Sequence[Article]
    newest: Sequence[Article]


def beginning(user: User, *, now: datetime) -> Beginning:
    """The start of a search, for one reader. Three queries."""
    own = SearchLog.objects.filter(user=user).values("normalised")
    last = own.annotate(last=Max("at")).order_by("-last")[:SHOWN]
    articles = Article.objects.visible_to(user).standing().select_related("space")
    opened = (
        SearchLog.objects.filter(clicked__isnull=False, at__gte=now - POPULAR_WITHIN)
        .order_by()
        .values("clicked")
        .annotate(times=Count("pk"))
        .filter(clicked__in=articles.order_by().values("pk"))
        .order_by("-times", "clicked")[:SHOWN]
    )
    places = {row["clicked"]: place for place, row in enumerate(opened)}
    popular = articles.filter(pk__in=places)
    return Beginning(
        searches=[row["normalised"] for row in last],
        popular=sorted(popular, key=lambda one: places[one.pk]),
        newest=list(articles.order_by("-changed_at", "-pk")[:SHOWN]),
    )


def has_embeddings(model: str) -> bool:
    """Whether anything is known by its meaning to the model of that name."""
    return (
        bool(model)
        and Passage.objects.filter(embedded_by=model, embedding__isnull=False).exists()
    )
