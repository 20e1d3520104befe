"""What editors look at: how search fares, and which articles need a hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Avg,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import RowNumber, TruncWeek
from django.utils import timezone

from apps.accounts.models import User
from apps.core.charts import Series
from apps.knowledge.models import (
    Article,
    ArticleView,
    FailedSearch,
    NearDuplicate,
    SearchLog,
)
from apps.knowledge.rules.search_measures import SearchCounts, sum_counts
from apps.knowledge.states import Standing

WEEKS = 13
LOOKED_BACK = timedelta(days=90)
STALE = timedelta(days=365)
UNREAD = timedelta(days=180)
FROM_PLACE = 3
AT_TOP = 8
WITH_RESULT = Q(result_count__gt=0)
CLICKED = Q(position__isnull=False)


@dataclass(frozen=True)
class Week:
    """The searches of the week that begins on a day."""

    begins_on: date
    counts: SearchCounts


@dataclass(frozen=True)
class Insights:
    """The page: searches by week, words that fail, articles by what they lack."""

    weeks: list[Week]
    last: SearchCounts
    labels: list[str]
    shares: list[Series]
    positions: list[Series]
    without_click: list[SearchLog]
    late: list[SearchLog]
    failed: list[FailedSearch]
    needs: list[tuple[str, str, int]]
    standing: int
    duplicates: int


def insights(user: User, *, now: datetime) -> Insights:
    """All of it: what is of articles, of those that somebody sees; eight queries."""
    weeks = _weeks(now)
    words = searched_words(now=now)
    articles = needy_articles(user, now=now)
    shares = [
        ("Without a result", [one.counts.no_result_rate for one in weeks]),
        ("Clicked", [one.counts.click_through_rate for one in weeks]),
        ("Third result or later clicked", [one.counts.late_rate for one in weeks]),
    ]
    return Insights(
        weeks=weeks,
        last=sum_counts(one.counts for one in weeks[-4:]),
        labels=[f"{one.begins_on.day} {one.begins_on:%b}" for one in weeks],
        shares=[Series(label, values) for label, values in shares],
        positions=[Series("Position", [one.counts.average_position for one in weeks])],
        without_click=list(
            words.filter(unclicked__gt=0).order_by("-unclicked", "pk")[:AT_TOP]
        ),
        late=list(words.filter(late__gt=0).order_by("-late", "pk")[:AT_TOP]),
        failed=list(
            FailedSearch.objects.visible_to(user)
            .waiting()
            .order_by("-count", "-pk")[:AT_TOP]
        ),
        needs=_needs(articles),
        standing=Article.objects.visible_to(user).standing().count(),
        duplicates=listed_duplicates(user).count(),
    )


def _weeks(now: datetime) -> list[Week]:
    """The last weeks, this one as far as it went; those without a search count nothing."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    begins = timezone.make_aware(datetime(first.year, first.month, first.day))  # noqa: DTZ001 (made aware)
    rows: Iterable[Any] = (
        SearchLog.objects.filter(at__gte=begins, at__lte=now)
        .order_by()
        .annotate(week=TruncWeek("at"))
        .values("week")
        .annotate(
            searches=Count("pk"),
            with_result=Count("pk", filter=WITH_RESULT),
            clicked=Count("pk", filter=CLICKED),
            late=Count("pk", filter=Q(position__gte=FROM_PLACE)),
            average=Avg("position"),
        )
    )
    found = {timezone.localdate(row["week"]): _counts(row) for row in rows}
    days = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [Week(day, found.get(day, SearchCounts())) for day in days]


def _counts(row: dict[str, Any]) -> SearchCounts:
    return SearchCounts(
        searches=row["searches"],
        with_result=row["with_result"],
        clicked=row["clicked"],
        late=row["late"],
        positions=round(float(row["average"] or 0) * row["clicked"]),
    )


def searched_words(*, now: datetime) -> QuerySet[Any]:
    """The newest search of each words, with how the words fared. Nobody's name is read.

    `times`, `nothing` (without a result), `unclicked` (with results, none opened),
    `late` (the third or a later one opened), `average` (the position opened).
    """

    def counted(narrow: Q | None = None) -> Window:
        return Window(Count("pk", filter=narrow), partition_by=F("normalised"))

    rows = SearchLog.objects.filter(at__gte=now - LOOKED_BACK).exclude(normalised="")
    return (
        rows.defer("user")
        .annotate(
            times=counted(),
            nothing=counted(Q(result_count=0)),
            unclicked=counted(WITH_RESULT & ~CLICKED),
            late=counted(Q(position__gte=FROM_PLACE)),
            average=Window(Avg("position"), partition_by=F("normalised")),
            row=Window(
                RowNumber(),
                partition_by=F("normalised"),
                order_by=[F("at").desc(), F("pk").desc()],
            ),
        )
        .filter(row=1)
        .order_by("-times", "pk")
    )


NEEDS = {
    "due": "Due for review",
    "stale": "Not verified for a year",
    "unowned": "Without an owner",
    "unread": "Unread for half a year",
}


def needy_articles(user: User, *, now: datetime) -> QuerySet[Article]:
    """What readers have and somebody sees, with what each lacks as yes or no."""
    opened = ArticleView.objects.filter(
        article=OuterRef("pk"), on__gte=timezone.localdate(now - UNREAD)
    )
    old = Q(verified_at=None) | Q(verified_at__lt=now - STALE)
    settled = Q(created_at__lt=now - UNREAD)
    rows = Article.objects.visible_to(user).standing()
    return rows.select_related("space", "owner", "team").annotate(
        is_due=_whether(Q(standing=Standing.DUE)),
        is_stale=_whether(old),
        is_unowned=_whether(Q(owner=None) | Q(owner__is_active=False)),
        is_unread=_whether(settled & ~Exists(opened)),
    )


def _whether(holds: Any) -> Case:
    return Case(When(holds, then=True), default=False)


def _needs(articles: QuerySet[Article]) -> list[tuple[str, str, int]]:
    """How many articles lack each, by its name in the address and in words."""
    counts = articles.order_by().aggregate(
        **{name: Count("pk", filter=Q(**{f"is_{name}": True})) for name in NEEDS}
    )
    return [(name, label, counts[name]) for name, label in NEEDS.items()]


def needs_of(article: Any) -> list[str]:
    """What an article of `needy_articles` lacks, in words."""
    return [label for name, label in NEEDS.items() if getattr(article, f"is_{name}")]


def listed_duplicates(user: User) -> QuerySet[NearDuplicate]:
    """Pairs of articles that say nearly the same, of which somebody sees both."""
    rows = NearDuplicate.objects.visible_to(user).filter(different_by=None)
    return rows.select_related("article__space", "other__space")


def chart_rows(needs: Sequence[tuple[str, str, int]]) -> list[tuple[str, float]]:
    """The same as bars."""
    return [(label, float(count)) for _, label, count in needs]


def ticked_duplicates(user: User, picked: Sequence[str]) -> list[NearDuplicate]:
    """Those that somebody ticked and sees."""
    keys = [one for one in picked if one.isascii() and one.isdecimal()]
    return list(listed_duplicates(user).filter(pk__in=keys[:200]))
