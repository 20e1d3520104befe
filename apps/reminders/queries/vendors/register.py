"""What is due by contracts and certificates."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from apps.reminders.queries.rules import Due, Pks, among, rule
from apps.reminders.queries.vendors.people import People, at_midnight, people
from apps.vendors.models import Certificate, Contract
from apps.vendors.rules.notice import last_notice_day
from apps.vendors.states import ContractState


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


def contracts(*states: ContractState) -> QuerySet[Contract]:
    """Those in these states that have an end, with their vendor."""
    rows = Contract.objects.filter(state__in=states, ends_on__isnull=False)
    return rows.select_related("vendor")


def title(one: Contract) -> str:
    """How people call a contract in a message."""
    return f"{one.vendor}, {one}"
