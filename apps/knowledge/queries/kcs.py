"""KCS measures by month, of the articles that somebody sees."""

from collections import defaultdict
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncMonth
from django.utils import timezone

from apps.accounts.models import User
from apps.core.charts import Series
from apps.knowledge.models import Article, ArticleVersion, Flag, Use
from apps.knowledge.models.articles import ArticleQuerySet
from apps.knowledge.rules.kcs import Month, median_days, months_until
from apps.knowledge.states import FlagState

MONTHS = 12


def kcs_months(user: User, *, now: datetime) -> list[Month]:
    """The last twelve months, this one as far as it went; four queries."""
    days = months_until(timezone.localdate(now), MONTHS)
    begins = timezone.make_aware(datetime.combine(days[0], datetime.min.time()))
    seen = Article.objects.visible_to(user)
    published = _published(seen, days)
    used = _used(seen, begins)
    flagged = _by_month(Flag.objects.filter(article__in=seen, at__gte=begins), "at")
    fixed: dict[date, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = Flag.objects.filter(
        article__in=seen, state=FlagState.FIXED, closed_at__gte=begins
    )
    for raised, closed in rows.order_by().values_list("at", "closed_at"):
        if closed:
            fixed[timezone.localdate(closed).replace(day=1)].append((raised, closed))
    return [
        Month(
            day,
            published=published[day],
            reused=used.get(day, (0, 0))[0],
            uses=used.get(day, (0, 0))[1],
            flagged=flagged.get(day, 0),
            fixed=len(fixed[day]),
            fix_days=median_days(fixed[day]),
        )
        for day in days
    ]


def _published(seen: ArticleQuerySet, days: list[date]) -> dict[date, int]:
    """How many of those that readers have now were published by the end of each month."""
    versions = ArticleVersion.objects.filter(
        article=OuterRef("pk"), published_at__isnull=False
    )
    first = versions.order_by().values("article").annotate(at=Min("published_at"))
    rows: Any = (
        seen.standing()
        .order_by()
        .annotate(month=TruncMonth(Subquery(first.values("at"))))
        .values("month")
        .annotate(count=Count("pk"))
    )
    new = {_day(row["month"]): row["count"] for row in rows if row["month"]}
    before = sum(count for day, count in new.items() if day < days[0])
    totals = accumulate((new.get(day, 0) for day in days), initial=before)
    return dict(zip(days, list(totals)[1:], strict=True))


def _used(seen: ArticleQuerySet, begins: datetime) -> dict[date, tuple[int, int]]:
    """How many articles solved a ticket in each month, and how many tickets."""
    rows = Use.objects.filter(article__in=seen, at__gte=begins).order_by()
    months = rows.annotate(month=TruncMonth("at")).values("month")
    counted = months.annotate(
        articles=Count("article", distinct=True), uses=Count("pk")
    )
    return {_day(row["month"]): (row["articles"], row["uses"]) for row in counted}


def _by_month(rows: QuerySet[Any], field: str) -> dict[date, int]:
    months = rows.order_by().annotate(month=TruncMonth(field)).values("month")
    return {
        _day(row["month"]): row["count"] for row in months.annotate(count=Count("pk"))
    }


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def kcs_charts(months: list[Month]) -> dict[str, Any]:
    """The same as series over the months."""
    return {
        "labels": [f"{one.begins_on:%b %y}" for one in months],
        "reuse": [Series("Reused", [one.reuse_rate for one in months])],
        "flags": [
            Series("Flagged", [one.flagged for one in months]),
            Series("Fixed", [one.fixed for one in months]),
        ],
        "days": [Series("Median days", [one.fix_days for one in months])],
    }
