"""What is due with vendors, by contract, certificate, month and exclusion."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from apps.accounts.models import Grant
from apps.accounts.roles import Role
from apps.reminders.queries.rules import Due, Pks, among, portions, rule
from apps.vendors.models import (
    Certificate,
    Closure,
    Contract,
    Exclusion,
    ManagedService,
    MonthFigure,
    Period,
    Vendor,
)
from apps.vendors.rules.months import next_month
from apps.vendors.rules.notice import last_notice_day
from apps.vendors.states import ContractState, ExclusionState, PeriodState

TAKE_TO_REVIEW_WITHIN = timedelta(days=5)
SIGN_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class People:
    """Who looks after vendors by grant, by the vendor's slug, and who represents them."""

    managers: dict[str, list[int]]
    everywhere: list[int]
    representatives: dict[int, list[int]]

    def manage(self, vendor: Vendor) -> list[int]:
        """Its manager; without one, those of this vendor by grant, or of all vendors."""
        if vendor.manager_id:
            return [vendor.manager_id]
        return self.managers.get(vendor.slug) or self.everywhere

    def other_than(self, person: int, vendor: Vendor) -> list[int]:
        """Who manages it, but for one person: then any other who may."""
        found = [pk for pk in self.manage(vendor) if pk != person]
        all_of_them = [*self.managers.get(vendor.slug, []), *self.everywhere]
        return found or [pk for pk in all_of_them if pk != person]

    def represent(self, vendor: Vendor) -> list[int]:
        """Its own people who log in for it."""
        return self.representatives.get(vendor.organisation_id or 0, [])


def people() -> People:
    """Of every vendor. One query."""
    roles = [Role.VENDOR_MANAGER, Role.VENDOR_REPRESENTATIVE]
    rows = Grant.objects.filter(role__in=roles, user__is_active=True).order_by("user")
    found = People(defaultdict(list), [], defaultdict(list))
    for role, slug, user, organisation in rows.values_list(
        "role", "scope_key", "user_id", "user__organisation_id"
    ):
        if role == Role.VENDOR_REPRESENTATIVE:
            found.representatives[organisation].append(user)
        elif slug:
            found.managers[slug].append(user)
        else:
            found.everywhere.append(user)
    return found


def at_midnight(day: date) -> datetime:
    """When the day begins (UTC)."""
    return datetime.combine(day, time(), tzinfo=UTC)


def of_contract(one: Contract, everybody: People) -> dict[str, list[int]]:
    """Whom a contract concerns."""
    managers = everybody.manage(one.vendor)
    return {
        "contract owner": [one.owner_id] if one.owner_id else managers,
        "vendor manager": managers,
        "vendor representative": everybody.represent(one.vendor),
    }


@rule(
    "vendors.contract_notice",
    "The last day to give notice comes",
    steps="-90d -30d -7d -1d",
    tells=["contract owner"],
    offers=["vendor manager"],
    escalates="-7d",
)
def contract_notice(pks: Pks) -> Iterator[Due]:
    """Contracts in force that have an end and a notice period before it."""
    everybody = people()
    for one in among(contracts(ContractState.IN_FORCE), pks):
        last = last_notice_day(one.ends_on, one.notice, one.notice_unit)
        if last is None or one.renewal == Contract.Renewal.NONE:
            continue
        told = of_contract(one, everybody)
        del told["vendor representative"]
        yield Due(
            subject=one,
            due=last,
            since=at_midnight(one.starts_on),
            people=told,
            title=title(one),
            facts={
                "ends_on": one.ends_on,
                "is_automatic": one.renewal == Contract.Renewal.AUTOMATIC,
            },
        )


@rule(
    "vendors.contract_end",
    "A contract ends",
    steps="-180d -90d -30d -7d 0d",
    tells=["contract owner"],
    offers=["vendor manager", "vendor representative"],
    escalates="-30d",
)
def contract_end(pks: Pks) -> Iterator[Due]:
    """Contracts in force or under notice, on their last day."""
    everybody = people()
    for one in among(
        contracts(ContractState.IN_FORCE, ContractState.NOTICE_GIVEN), pks
    ):
        yield Due(
            subject=one,
            due=one.ends_on,
            since=at_midnight(one.starts_on),
            people=of_contract(one, everybody),
            title=title(one),
            facts={"is_given": one.state == ContractState.NOTICE_GIVEN},
        )


@rule(
    "vendors.certificate_expiring",
    "A vendor’s certificate expires",
    steps="-60d -30d -7d 0d",
    tells=["vendor manager", "vendor representative"],
    escalates="0d",
)
def certificate_expiring(pks: Pks) -> Iterator[Due]:
    """Certificates on their last day, unless one of the same kind lasts longer."""
    everybody = people()
    newer = Certificate.objects.filter(
        vendor=OuterRef("vendor"),
        kind=OuterRef("kind"),
        expires_on__gt=OuterRef("expires_on"),
    )
    rows = Certificate.objects.filter(~Exists(newer)).select_related("vendor")
    for one in among(rows, pks):
        begins = one.valid_from_on or one.expires_on - timedelta(days=365)
        yield Due(
            subject=one,
            due=one.expires_on,
            since=at_midnight(begins),
            people={
                "vendor manager": everybody.manage(one.vendor),
                "vendor representative": everybody.represent(one.vendor),
            },
            title=str(one),
        )


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


def contracts(*states: ContractState) -> QuerySet[Contract]:
    """Those in these states that have an end, with their vendor."""
    rows = Contract.objects.filter(state__in=states, ends_on__isnull=False)
    return rows.select_related("vendor")


def periods(state: PeriodState) -> QuerySet[Period]:
    """The months in this state, with their service and vendor."""
    return Period.objects.filter(state=state).select_related(
        "service__contract__vendor"
    )


def title(one: Contract) -> str:
    """How people call a contract in a message."""
    return f"{one.vendor}, {one}"
