"""The figures that an operator's monitoring reads: counts and ages, of nobody."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from apps.accounts.models import User
from apps.catalog.models import Application
from apps.core.queries import Gauge, age, alone, outbox_gauges
from apps.core.queries.jobs import progress_of
from apps.knowledge.models import Article, ArticleImport, FailedSearch, Flag
from apps.knowledge.states import FailedState, FlagState
from apps.onboarding.models import Assessment, Request, Waiver
from apps.staffing.models import Gap
from apps.vendors.models import Exclusion, ManagedService, MonthFigure, TicketImport
from apps.vendors.rules.months import month_of
from apps.vendors.states import ExclusionState

AT_WORK = ("checking", "waiting", "running")


def _by(rows: QuerySet[Any], field: str) -> dict[str, float]:
    """How many rows there are of each value of a field."""
    counted = rows.order_by().values_list(field).annotate(Count("pk"))
    return {str(value): float(count) for value, count in counted}


def import_gauges(now: datetime) -> Iterator[Gauge]:
    """Imports under way, how long the oldest takes, and how many rows are done."""
    rows = [
        ("tickets", one)
        for one in TicketImport.objects.filter(state__in=AT_WORK).defer("report")
    ] + [
        ("articles", one)
        for one in ArticleImport.objects.filter(state__in=AT_WORK).defer("report")
    ]
    counts, ages, done, of = {}, {}, {}, {}
    for kind, group in groupby(rows, key=lambda row: row[0]):
        found = [one for _, one in group]
        told = [progress_of(one.job) for one in found]
        counts[kind] = float(len(found))
        ages[kind] = max(age(one.begun_at or one.created_at, now) for one in found)
        done[kind] = float(sum(one.done for one in told))
        of[kind] = float(sum(one.of for one in told))
    yield Gauge("imports_at_work", "Imports being checked or run.", counts, "kind")
    yield Gauge("imports_oldest_seconds", "Age of the oldest of them.", ages, "kind")
    yield Gauge("imports_rows_done", "Rows that they have done.", done, "kind")
    yield Gauge("imports_rows_of", "Rows that they have to do.", of, "kind")


def onboarding_gauges(now: datetime) -> Iterator[Gauge]:
    """Requests by state, criteria that wait for a reviewer, waivers in force."""
    yield Gauge("requests", "Requests.", _by(Request.objects.all(), "state"), "state")
    waiting = Assessment.objects.waiting().count()
    yield Gauge("criteria_waiting", "Criteria waiting for a reviewer.", alone(waiting))
    today = timezone.localdate(now)
    in_force = Waiver.objects.filter(
        state=Waiver.State.APPROVED, expires_on__gte=today
    ).count()
    yield Gauge("waivers_in_force", "Waivers in force.", alone(in_force))
    applications = Application.objects.count()
    yield Gauge("applications", "Applications in the catalog.", alone(applications))


def vendor_gauges(now: datetime) -> Iterator[Gauge]:
    """Services, this month's tickets met and breached, exclusions that wait."""
    services = ManagedService.objects.count()
    yield Gauge("managed_services", "Managed services.", alone(services))
    this_month = MonthFigure.objects.filter(month=month_of(timezone.localdate(now)))
    sums = this_month.aggregate(met=Sum("met"), breached=Sum("breached"))
    yield Gauge(
        "tickets_judged_this_month",
        "Verdicts of the running month over all service levels, by outcome.",
        {name: float(count or 0) for name, count in sums.items()},
        "outcome",
    )
    waiting = Exclusion.objects.filter(state=ExclusionState.PROPOSED).count()
    yield Gauge("exclusions_waiting", "Exclusions to be decided.", alone(waiting))


def knowledge_gauges(now: datetime) -> Iterator[Gauge]:
    """Articles by standing, open flags, searches that found nothing."""
    standing = _by(Article.objects.all(), "standing")
    yield Gauge("articles", "Articles.", standing, "standing")
    flags = Flag.objects.filter(state=FlagState.OPEN).count()
    yield Gauge("flags_open", "Flags of readers that are open.", alone(flags))
    failed = FailedSearch.objects.filter(state=FailedState.OPEN).count()
    yield Gauge("failed_searches_open", "Failed searches nobody owns.", alone(failed))


def people_gauges(now: datetime) -> Iterator[Gauge]:
    """People who may log in, and gaps of cover that are open."""
    active = User.objects.filter(is_active=True).count()
    yield Gauge("people_active", "People who may log in.", alone(active))
    gaps = Gap.objects.filter(closed_at=None, ends_at__gt=now).count()
    yield Gauge("cover_gaps_open", "Gaps of cover that are open.", alone(gaps))


GROUPS: Mapping[str, Callable[[datetime], Iterable[Gauge]]] = {
    "outbox": outbox_gauges,
    "imports": import_gauges,
    "onboarding": onboarding_gauges,
    "vendors": vendor_gauges,
    "knowledge": knowledge_gauges,
    "people": people_gauges,
}
