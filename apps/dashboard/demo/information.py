"""The demonstration's register of information: nearly whole, with something to mend."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from apps.dashboard.demo.register import Desk, Served
from apps.vendors import actions
from apps.vendors.models import (
    Arrangement,
    ArrangementUser,
    Branch,
    BusinessFunction,
    Contract,
    FinancialEntity,
    OptionDefinition,
    ServiceAssessment,
    SuppliedService,
)
from apps.vendors.models import options as o
from apps.vendors.states import ContractState

BANK, PAYMENTS = "529900NORTHGATEDE065", "635400NORTHGATEPAY09"
# What a kind of work is in the closed list of services.
KINDS = {
    "operations": o.ServiceType.S14,
    "watch": o.ServiceType.S04,
    "desk": o.ServiceType.S03,
    "deskless": o.ServiceType.S17,
    "changes": o.ServiceType.S11,
}
# Number, name, licensed activity, is it critical, hours to recover and to go back.
FUNCTIONS = [
    ("F1", "Payments", o.Activity.PAYMENT, o.Assessed.YES, 2, 1),
    ("F2", "Deposits and accounts", o.Activity.DEPOSITS, o.Assessed.YES, 4, 1),
    ("F3", "Lending", o.Activity.LENDING, o.Assessed.NO, 24, 4),
    ("F4", "Trading", o.Activity.TRADING, o.Assessed.YES, 2, 1),
    ("F5", "Engineering", o.Activity.IT, o.Assessed.NOT_DONE, None, None),
]
# Which function each service is for.
FOR = {
    "openshift-operations": "F1",
    "openshift-night-watch": "F1",
    "cloud-desk": "F3",
    "container-operations": "F2",
    "network-edge": "F1",
    "firewall-changes": "F2",
    "markets-desk": "F4",
    "database-care": "F2",
    "batch-monitoring": "F2",
    "model-serving-support": "F3",
}
# Contracts of which the register says nothing yet.
LEFT_OUT = {"NGB-2025-017"}
NEVER_AUDITED = {"NGB-2024-061"}
WORDS = {
    "c0010": "A contract that stands for itself",
    "c0020": "A framework under which single orders are placed",
    "c0030": "An order under a framework, or a change to a contract",
    "c0040": "Public, or of no use to others",
    "c0050": "Internal data, or personal data without accounts",
    "c0060": "Account data, payment data, secrets",
    "c0070": "No customer notices within a day",
    "c0080": "Customers notice within a day",
    "c0090": "Customers or markets are harmed within hours",
    "c0100": "Nobody else offers it",
    "c0110": "More than 18 months, or more than one contract year's cost",
    "c0120": "Between 6 and 18 months",
    "c0130": "Less than 6 months",
    "c0140": "Own staff could take over within 3 months",
    "c0150": "Own staff could take over within a year",
    "c0160": "Own staff would have to be hired and trained",
    "c0170": "Work goes on by hand",
    "c0180": "Work goes on, more slowly",
    "c0190": "Work stops",
}


def tell_authority(served: list[Served], at: Desk) -> None:
    """The group, its functions, and the contracts in force but one."""
    add = partial(actions.add_to_register, by=at.manager, now=at.now)
    today = at.now.date()
    bank, payments = _group(add, today)
    functions = {
        number: add(
            BusinessFunction,
            number=number,
            entity=bank,
            name=name,
            activity=activity,
            critical=critical,
            reasons="Customers could not pay." if number == "F1" else "",
            assessed_on=None if rto is None else today - timedelta(days=160),
            rto_hours=rto,
            rpo_hours=rpo,
            impact=o.Impact.HIGH if critical == o.Assessed.YES else o.Impact.MEDIUM,
        )
        for number, name, activity, critical, rto, rpo in FUNCTIONS
    }
    branch = Branch.objects.get()
    rows = Contract.objects.filter(services__in=[one.service for one in served])
    for contract in rows.exclude(reference__in=LEFT_OUT).distinct():
        made = add(
            Arrangement,
            contract=contract,
            kind=o.ArrangementKind.STANDALONE,
            annual_cost=contract.value,
            signed_by=bank,
        )
        add(ArrangementUser, arrangement=made, entity=bank)
        if contract.vendor.tier == 1:
            add(ArrangementUser, arrangement=made, entity=bank, branch=branch)
            add(ArrangementUser, arrangement=made, entity=payments)
        of = [one for one in served if one.service.contract_id == contract.pk]
        _services(add, made, of, functions)
        _assess(add, made, {KINDS[one.run.kind] for one in of}, today)
    for column, words in WORDS.items():
        add(OptionDefinition, column=column, words=words)


def _group(add: Any, today: date) -> tuple[Any, Any]:
    """The bank, which maintains the register; a branch of it, a company below it."""
    known: dict[str, Any] = {
        "updated_on": today - timedelta(days=50),
        "since_on": date(2025, 1, 17),
    }
    bank = add(
        FinancialEntity,
        lei=BANK,
        name="Northgate Bank AG",
        country="DE",
        kind=o.EntityKind.CREDIT,
        place=o.Place.ULTIMATE,
        is_maintainer=True,
        authority="Bundesanstalt für Finanzdienstleistungsaufsicht",
        total_assets=Decimal(48_200_000_000),
        **known,
    )
    payments = add(
        FinancialEntity,
        lei=PAYMENTS,
        name="Northgate Payments DAC",
        country="IE",
        kind=o.EntityKind.PAYMENT,
        place=o.Place.SUBSIDIARY,
        parent=bank,
        total_assets=Decimal(1_150_000_000),
        **known,
    )
    name = "Northgate Bank AG, Warsaw branch"
    add(Branch, code="NGB-WAW", entity=bank, name=name, country="PL")
    return bank, payments


def _services(add: Any, made: Any, of: list[Served], functions: dict[str, Any]) -> None:
    """Each service for its function, from where most of its people sit."""
    contract = made.contract
    seen = set()
    for one in of:
        function = functions[FOR.get(one.run.slug, "F5")]
        place = max(one.run.places, key=lambda place: place[3])
        row = (KINDS[one.run.kind], function.pk, place[1])
        if row in seen:
            continue
        seen.add(row)
        is_critical = function.critical == o.Assessed.YES
        add(
            SuppliedService,
            arrangement=made,
            function=function,
            service_type=KINDS[one.run.kind],
            starts_on=contract.starts_on,
            ends_on=contract.ends_on,
            ending=(
                o.Ending.OTHER if contract.state == ContractState.NOTICE_GIVEN else ""
            ),
            notice_days=30 * contract.notice,
            provider_notice_days=30 * contract.notice,
            law="GB" if contract.currency == "GBP" else "DE",
            provided_from=place[1],
            stores_data=o.YesNo.YES if is_critical else o.YesNo.NO,
            stored_in="DE" if is_critical else "",
            processed_in=place[1],
            sensitiveness=(
                o.Sensitiveness.HIGH if is_critical else o.Sensitiveness.LOW
            ),
            reliance=o.Reliance.MATERIAL if is_critical else o.Reliance.LOW,
        )


def _assess(add: Any, made: Any, kinds: set[Any], today: date) -> None:
    """How the bank would do without it; the hardest where one vendor does most."""
    vendor = made.contract.vendor
    is_hard = vendor.tier == 1
    is_audited = made.contract.reference not in NEVER_AUDITED
    for kind in sorted(kinds):
        add(
            ServiceAssessment,
            arrangement=made,
            vendor=vendor,
            service_type=kind,
            substitutability=(
                o.Substitutability.HIGHLY_COMPLEX
                if is_hard
                else o.Substitutability.MEDIUM
            ),
            reason=o.HardReason.MIGRATION if is_hard else "",
            audited_on=today - timedelta(days=200) if is_audited else None,
            exit_plan=o.YesNo.YES if vendor.tier < 3 else o.YesNo.NO,
            reintegration=(
                o.Reintegration.HIGHLY_COMPLEX if is_hard else o.Reintegration.DIFFICULT
            ),
            impact=o.Impact.HIGH if is_hard else o.Impact.MEDIUM,
            alternatives=o.Assessed.YES,
            which="Two other suppliers answered the last call for offers.",
        )
