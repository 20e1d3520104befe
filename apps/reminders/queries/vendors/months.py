"""What is due by the months of services and by exclusions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from apps.reminders.queries.rules import Due, Pks, among, portions, rule
from apps.reminders.queries.vendors.people import at_midnight, people
from apps.vendors.models import (
    Closure,
    Exclusion,
    ManagedService,
    MonthFigure,
    Period,
)
from apps.vendors.rules.months import next_month
from apps.vendors.states import ExclusionState, PeriodState

TAKE_TO_REVIEW_WITHIN = timedelta(days=5)
SIGN_WITHIN = timedelta(days=2)


@rule(
    "vendors.month_over",
    "A month of a service can go to review",
    steps="0d +5d",
    tells=["vendor manager"],
    escalates="+10d",
)
def month_over(pks: Pks) -> Iterator[Due]:
    """Months with figures that nobody took to review five days after their end."""
    everybody = people()
    rows = ManagedService.objects.select_related("contract__vendor")
    for found in portions(rows, pks):
        months = _untouched_months(found)
        for one in found:
            for month in months[one.pk]:
                after = next_month(month)
                yield Due(
                    subject=one,
                    due=after + TAKE_TO_REVIEW_WITHIN,
                    since=at_midnight(after),
                    people={"vendor manager": everybody.manage(one.contract.vendor)},
                    title=str(one),
                    facts={"month": month},
                )


def _untouched_months(services: Iterable[ManagedService]) -> dict[int, list[date]]:
    """The months of each service that have figures and are open, in order. Two queries."""
    begun = Period.objects.filter(service__in=services).exclude(state=PeriodState.OPEN)
    touched = set(begun.values_list("service_id", "month"))
    rows = MonthFigure.objects.filter(level__service__in=services).order_by("month")
    found: dict[int, list[date]] = defaultdict(list)
    for service, month in rows.values_list("level__service_id", "month").distinct():
        if (service, month) not in touched:
            found[service].append(month)
    return found


@rule(
    "vendors.period_ready",
    "A month is ready to close",
    steps="0d +3d",
    tells=["vendor manager"],
    escalates="+7d",
)
def period_ready(pks: Pks) -> Iterator[Due]:
    """Months under review on the day after the last on which the vendor may dispute."""
    everybody = people()
    for one in among(periods(PeriodState.UNDER_REVIEW), pks):
        after = next_month(one.month)
        last = one.dispute_until_on or after
        vendor = one.service.contract.vendor
        yield Due(
            subject=one,
            due=last + timedelta(days=1),
            since=at_midnight(after),
            people={"vendor manager": everybody.manage(vendor)},
            title=str(one),
        )


@rule(
    "vendors.signature_waiting",
    "A closed month waits for the second signature",
    steps="0d +3d",
    tells=["second signer"],
    escalates="+5d",
)
def signature_waiting(pks: Pks) -> Iterator[Due]:
    """Closures that nobody signed for two days; who closed does not sign."""
    everybody = people()
    unsigned = Closure.objects.filter(signed_by=None)
    rows = Period.objects.filter(closures__in=unsigned).select_related(
        "service__contract__vendor"
    )
    rows = rows.prefetch_related(Prefetch("closures", unsigned, to_attr="unsigned"))
    for one in among(rows, pks):
        (closure,) = one.unsigned
        vendor = one.service.contract.vendor
        yield Due(
            subject=one,
            due=(closure.closed_at + SIGN_WITHIN).date(),
            since=closure.closed_at,
            people={
                "second signer": everybody.other_than(closure.closed_by_id, vendor)
            },
            title=str(one),
        )


@rule(
    "vendors.exclusion_waiting",
    "An exclusion waits for an answer",
    steps="-3wd -1wd 0d",
    tells=["decider"],
    offers=["vendor representative"],
    is_due_at_an_instant=True,
    escalates="-1wd",
)
def exclusion_waiting(pks: Pks) -> Iterator[Due]:
    """Exclusions that were proposed, at the moment until which they can be answered."""
    everybody = people()
    rows = Exclusion.objects.filter(state=ExclusionState.PROPOSED)
    names = ("ticket", "level__service__contract__vendor", "proposed_by")
    for one in among(rows.select_related(*names), pks):
        vendor = one.level.service.contract.vendor
        yield Due(
            subject=one,
            due=one.answer_by_at,
            since=one.proposed_at,
            people={
                "decider": everybody.other_than(one.proposed_by_id, vendor),
                "vendor representative": everybody.represent(vendor),
            },
            title=str(one),
        )


def periods(state: PeriodState) -> QuerySet[Period]:
    """The months in this state, with their service and vendor."""
    return Period.objects.filter(state=state).select_related(
        "service__contract__vendor"
    )
