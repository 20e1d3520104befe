"""What managers look at: how many, how old, how long it takes, what is returned."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Sum

from apps.onboarding import rules
from apps.onboarding.models import Assessment, Request
from apps.onboarding.states import OPEN, RequestState

MONTHS = 13
AGE_BANDS = [(7, "up to a week"), (30, "up to a month"), (90, "up to 3 months")]
OLDER = "older"
SHOWN = 20
STAGES = ("review", "approval")


@dataclass(frozen=True)
class CycleTime:
    """Days from submission to go-live of those that went live in a month."""

    month: date
    count: int
    median: float
    p90: float


@dataclass(frozen=True)
class Returned:
    """A criterion and how often it was sent back."""

    code: str
    title: str
    times: int
    of: int


@dataclass(frozen=True)
class CategoryTime:
    """Days from evidence to verdict in a category."""

    category: str
    count: int
    median: float
    p90: float


@dataclass(frozen=True)
class Insights:
    """All that the managers' page shows."""

    states: list[tuple[str, int]]
    ages: list[tuple[str, int]]
    cycle: list[CycleTime]
    categories: list[CategoryTime]
    returned: list[Returned]
    fallen: list[Request]


def insights(requests: Any, now: datetime) -> Insights:
    """The figures over the requests one may see, in six queries."""
    return Insights(
        states=_states(requests),
        ages=_ages(requests, now),
        cycle=_cycle(requests, now.date()),
        categories=_categories(requests),
        returned=_returned(requests),
        fallen=list(requests.fallen().with_names().order_by("fell_at", "pk")[:SHOWN]),
    )


def _states(requests: Any) -> list[tuple[str, int]]:
    counted = dict(requests.order_by().values_list("state").annotate(count=Count("pk")))
    return [(state.label, counted.get(state, 0)) for state in RequestState]


def _ages(requests: Any, now: datetime) -> list[tuple[str, int]]:
    bands = Counter(
        _band((now - created).days)
        for created in requests.filter(state__in=OPEN).values_list(
            "created_at", flat=True
        )
    )
    return [(label, bands[label]) for label in [*(one for _, one in AGE_BANDS), OLDER]]


def _band(days: int) -> str:
    return next((label for most, label in AGE_BANDS if days <= most), OLDER)


def _cycle(requests: Any, today: date) -> list[CycleTime]:
    first = _months_back(today, MONTHS - 1)
    rows: Any = requests.filter(live_at__date__gte=first).values_list(
        "submitted_at", "live_at"
    )
    days: dict[date, list[float]] = defaultdict(list)
    for submitted, live in rows:
        spent = (live - submitted) / timedelta(days=1)
        days[live.date().replace(day=1)].append(spent)
    months = [_months_back(today, back) for back in range(MONTHS - 1, -1, -1)]
    return [
        CycleTime(month, len(days[month]), *_middle(days[month])) for month in months
    ]


def _months_back(today: date, count: int) -> date:
    months = today.year * 12 + today.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def _middle(values: Sequence[float]) -> tuple[float, float]:
    """The median and the 90th percentile, in days; zero without a value."""
    if not values:
        return 0, 0
    return (
        round(rules.percentile(values, 50), 1),
        round(rules.percentile(values, 90), 1),
    )


def _categories(requests: Any) -> list[CategoryTime]:
    rows: Any = Assessment.objects.filter(
        request__in=requests.order_by(),
        decided_at__isnull=False,
        evidence__given_at__lte=F("decided_at"),
    ).values_list(
        "criterion__category__name",
        "request__submitted_at",
        "evidence__given_at",
        "decided_at",
    )
    days: dict[str, list[float]] = defaultdict(list)
    for name, submitted, given, decided in rows:
        began = max(given, submitted) if submitted else given
        if decided >= began:
            days[name].append((decided - began) / timedelta(days=1))
    found = [CategoryTime(name, len(one), *_middle(one)) for name, one in days.items()]
    return sorted(found, key=lambda one: -one.median)


def _returned(requests: Any) -> list[Returned]:
    rows = (
        Assessment.objects.filter(request__in=requests.order_by(), is_applicable=True)
        .values("criterion__code", "criterion__title")
        .annotate(times=Sum("return_count"), of=Count("pk"))
        .filter(times__gt=0)
        .order_by("-times", "criterion__code")[:10]
    )
    return [
        Returned(
            one["criterion__code"], one["criterion__title"], one["times"], one["of"]
        )
        for one in rows
    ]


def stage_history() -> dict[str, list[float]]:
    """Days that past requests spent in review and between approval and go-live."""
    rows: Any = Request.objects.live().values_list(
        "submitted_at", "approved_at", "live_at"
    )
    history: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for submitted, approved, live in rows.order_by("-live_at")[:500]:
        history["review"].append((approved - submitted) / timedelta(days=1))
        history["approval"].append((live - approved) / timedelta(days=1))
    return history


def forecast(found: Request, now: datetime) -> rules.Forecast | None:
    """When the request will likely be live, from how long others took."""
    began = found.submitted_at or now
    remaining: Sequence[str] = STAGES
    if found.state == RequestState.APPROVED and found.approved_at:
        began, remaining = found.approved_at, STAGES[1:]
    elif found.state not in OPEN:
        return None
    spent = (now - began) / timedelta(days=1)
    return rules.forecast(remaining, stage_history(), now.date(), spent)


@dataclass(frozen=True)
class Month:
    """A month of the go-live calendar: weeks of days, each with its requests."""

    first: date
    before: date
    after: date
    weeks: list[list[tuple[date, list[Request]]]]


def month_of(requests: Any, first: date) -> Month:
    """The targets and go-lives of a month, in one query."""
    after = _months_back(first, -1)
    start = first - timedelta(days=first.weekday())
    end = after + timedelta(days=(7 - after.weekday()) % 7)
    by_day: dict[date, list[Request]] = defaultdict(list)
    rows = requests.going_live_between(start, end - timedelta(days=1)).with_names()
    for one in rows.order_by("target_on", "pk"):
        day = one.live_at.date() if one.live_at else one.target_on
        by_day[day].append(one)
    days = [start + timedelta(days=count) for count in range((end - start).days)]
    weeks = [
        [(day, by_day[day]) for day in days[at : at + 7]]
        for at in range(0, len(days), 7)
    ]
    return Month(first, _months_back(first, 1), after, weeks)
