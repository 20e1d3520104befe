"""Which articles solved the demonstration's tickets: more of them each month."""

import random
from bisect import bisect_right
from datetime import datetime, timedelta

from django.db.models import Min

from apps.accounts.models import User
from apps.knowledge.models import Article, Use
from apps.knowledge.states import STANDS
from apps.vendors.models import Ticket

MONTHS = 12
FIRST_SHARE = 0.34
GROWTH = 0.025


def link_tickets(dice: random.Random, now: datetime) -> None:
    """A growing share of a month's closed tickets was solved by what was published then.

    A few articles solve most of them, as anywhere.
    """
    people = list(
        User.objects.filter(organisation__kind="internal", is_active=True).order_by(
            "pk"
        )[:30]
    )
    rows = (
        Article.objects.filter(standing__in=STANDS, kind__in=["runbook", "known_error"])
        .annotate(since=Min("versions__published_at"))
        .select_related("published")
        .order_by("since", "pk")
    )
    articles = list(rows)
    since = list(rows.values_list("since", flat=True))
    weights = [1 / place for place in range(1, len(articles) + 1)]
    closed = Ticket.objects.filter(
        closed_at__gt=now - timedelta(days=30 * MONTHS), closed_at__lte=now
    ).order_by("pk")
    made = []
    for number, then in closed.values_list("number", "closed_at"):
        assert then is not None
        months = MONTHS - (now - then).days // 30
        known = bisect_right(since, then)
        if known and dice.random() < FIRST_SHARE + GROWTH * months:
            article = dice.choices(articles[:known], weights[:known])[0]
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
