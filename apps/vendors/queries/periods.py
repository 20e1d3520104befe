"""Months of services as pages show them: the list, one of them, its bar."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from apps.accounts.models import User
from apps.vendors.access import can_close
from apps.vendors.models import Closure, ManagedService, Period
from apps.vendors.queries.waiting import is_over, what_waits
from apps.vendors.states import PeriodState


def listed_periods(user: User) -> QuerySet[Period]:
    """The months one sees, with what their newest closure says and who has to act."""
    closures = Closure.objects.filter(period=OuterRef("pk")).order_by("-number")
    waiting = closures.filter(signed_by=None)
    rows = Period.objects.visible_to(user).select_related("service__contract__vendor")
    return rows.annotate(
        closures_count=Subquery(closures.values("number")[:1]),
        score=Subquery(
            closures.annotate(found=KT("figures__score")).values("found")[:1]
        ),
        rating=Subquery(
            closures.annotate(found=KT("figures__rating")).values("found")[:1]
        ),
        closer_id=Subquery(waiting.values("closed_by")[:1]),
        closer=Subquery(waiting.values("closed_by__name")[:1]),
    ).order_by("-month", "service__name", "pk")


def waiting_for(rows: QuerySet[Period], user: User) -> QuerySet[Period]:
    """Those of listed months in which this person may do the next step."""
    if not user.is_internal:
        return rows.filter(state=PeriodState.UNDER_REVIEW)
    unsigned = Closure.objects.filter(period=OuterRef("pk"), signed_by=None)
    return rows.filter(
        Q(state__in=[PeriodState.OPEN, PeriodState.UNDER_REVIEW])
        | Exists(unsigned.exclude(closed_by=user))
    )


@dataclass(frozen=True)
class PeriodPage:
    """A month, what stands in its way, and what the reader may do."""

    period: Period
    closures: list[Closure]
    waits: list[str]
    is_over: bool
    may_close: bool

    @property
    def current(self) -> Closure | None:
        """The one that pages show: the newest that is signed, or else the only one."""
        signed = [one for one in self.closures if one.is_signed]
        return signed[-1] if signed else next(iter(self.closures), None)

    @property
    def unsigned(self) -> Closure | None:
        """The one that waits for its second signature."""
        return next((one for one in self.closures if not one.is_signed), None)

    @property
    def may_review(self) -> bool:
        """Whether the reader may take it to review now."""
        is_open = self.period.state == PeriodState.OPEN
        return self.may_close and self.is_over and is_open

    @property
    def may_reopen(self) -> bool:
        """Whether the reader may take a step back."""
        steps = {PeriodState.UNDER_REVIEW, PeriodState.CLOSED}
        return self.may_close and self.period.state in steps

    @property
    def is_under_review(self) -> bool:
        """Whether closing is the next step."""
        return self.period.state == PeriodState.UNDER_REVIEW


def period_page(period: Period, user: User, now: datetime) -> PeriodPage:
    """The page of a month."""
    closures = period.closures.select_related("closed_by", "signed_by")
    rows = closures.defer("figures", "terms").order_by("number")
    is_under_review = period.state == PeriodState.UNDER_REVIEW
    return PeriodPage(
        period=period,
        closures=list(rows),
        waits=list(what_waits(period, now)) if is_under_review else [],
        is_over=is_over(period, now),
        may_close=can_close(user, period.service),
    )


@dataclass(frozen=True)
class PeriodBar:
    """Where a month stands: which closure is shown, which is the original."""

    period: Period
    shown: Closure | None
    original: Closure | None
    waits: Closure | None

    @property
    def tone(self) -> str:
        """Amber while a signature is missing, else as usual."""
        return "amber" if self.period.state == PeriodState.CLOSED else ""


def bar_of(service: ManagedService, month: date) -> PeriodBar | None:
    """The bar over a scorecard, in two queries; None while the month runs."""
    found = Period.objects.filter(service=service, month=month).first()
    if found is None:
        return None
    rows = found.closures.select_related("closed_by", "signed_by")
    closures = list(rows.defer("figures", "terms").order_by("number"))
    signed = [one for one in closures if one.is_signed]
    shown = signed[-1] if signed else next(iter(closures), None)
    return PeriodBar(
        period=found,
        shown=shown,
        original=signed[0] if len(signed) > 1 else None,
        waits=next((one for one in closures if not one.is_signed), None),
    )


def missing_months(today: date, months: list[date]) -> list[tuple[int, date]]:
    """The services and months, of these, that have no period yet."""
    have = set(
        Period.objects.filter(month__in=months).values_list("service_id", "month")
    )
    rows = ManagedService.objects.filter(starts_on__lt=today)
    spans = rows.filter(Q(ends_on=None) | Q(ends_on__gte=F("starts_on")))
    return [
        (pk, month)
        for pk, first, last in spans.values_list("pk", "starts_on", "ends_on")
        for month in months
        if first.replace(day=1) <= month and (last is None or month <= last)
        if (pk, month) not in have
    ]
