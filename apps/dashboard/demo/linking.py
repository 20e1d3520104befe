"""Which articles solved the demonstration's tickets: more of them each month."""

import random
from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.knowledge.models import Article, Use
from apps.knowledge.states import STANDS
from apps.vendors.models import Ticket

MONTHS = 12
FIRST_SHARE = 0.34
GROWTH = 0.025


def link_tickets(dice: random.Random, now: datetime) -> None:
    """Between a third and two thirds of a month's closed tickets were solved by an article.

    A few articles solve most of them, as anywhere.
    """
    people = list(
        User.objects.filter(organisation__kind="internal", is_active=True).order_by(
            "pk"
        )[:30]
    )
    articles = list(
        Article.objects.filter(standing__in=STANDS, kind__in=["runbook", "known_error"])
        .select_related("published")
        .order_by("pk")
    )
    weights = [1 / place for place in range(1, len(articles) + 1)]
    closed = Ticket.objects.filter(
        closed_at__gt=now - timedelta(days=30 * MONTHS), closed_at__lte=now
    ).order_by("pk")
    made = []
    for number, then in closed.values_list("number", "closed_at"):
        assert then is not None
        months = MONTHS - (now - then).days // 30
        if dice.random() < FIRST_SHARE + GROWTH * months:
            article = dice.choices(articles, weights)[0]
            assert article.published is not None
            made.append(
                Use(
                    article=article,
                    version=article.published,
                    ticket=number.upper(),
                    by=dice.choice(people),
                    at=then,
                )
            )
    Use.objects.bulk_create(made, ignore_conflicts=True, batch_size=2000)
