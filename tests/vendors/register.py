"""Rows of the register of information for tests."""

from datetime import date
from decimal import Decimal

from apps.vendors.models import (
    Arrangement,
    ArrangementUser,
    Branch,
    BusinessFunction,
    FinancialEntity,
    ServiceAssessment,
    SuppliedService,
    Vendor,
)
from apps.vendors.models import options as o
from apps.vendors.rules.lei import with_check_digits
from tests.vendors.factories import ContractFactory

BANK_LEI = with_check_digits("529900TESTBANK0001")


def bank(**fields) -> FinancialEntity:
    """The entity that maintains the register."""
    given = {
        "lei": BANK_LEI,
        "name": "Test Bank AG",
        "country": "DE",
        "kind": o.EntityKind.CREDIT,
        "place": o.Place.ULTIMATE,
        "is_maintainer": True,
        "authority": "BaFin",
        "total_assets": Decimal("1000000.00"),
        "updated_on": date(2026, 1, 1),
        "since_on": date(2025, 1, 17),
        **fields,
    }
    return FinancialEntity.objects.create(**given)


def provider(number: int = 1, **fields) -> dict:
    """What makes a vendor complete."""
    return {
        "vendor__legal_name": f"Provider {number} Ltd",
        "vendor__code": with_check_digits(f"529900PROVIDER{number:04}"),
        "vendor__code_kind": Vendor.CodeKind.LEI,
        "vendor__country": "IE",
        **fields,
    }


def function(entity: FinancialEntity, **fields) -> BusinessFunction:
    given = {
        "number": "F1",
        "name": "Payments",
        "activity": o.Activity.PAYMENT,
        "critical": o.Assessed.YES,
        "assessed_on": date(2026, 3, 1),
        "rto_hours": 4,
        "rpo_hours": 1,
        "impact": o.Impact.HIGH,
        **fields,
    }
    return BusinessFunction.objects.create(entity=entity, **given)


def arrangement(entity: FinancialEntity, number: int = 1, **fields) -> Arrangement:
    """A contract in the register, used by the entity, with a service and its assessment."""
    contract = ContractFactory(reference=f"R-{number:03}", **provider(number))
    made = Arrangement.objects.create(
        contract=contract,
        annual_cost=Decimal(250_000),
        signed_by=entity,
        **fields,
    )
    ArrangementUser.objects.create(arrangement=made, entity=entity)
    supplied(made, BusinessFunction.objects.first() or function(entity))
    ServiceAssessment.objects.create(
        arrangement=made,
        vendor=contract.vendor,
        service_type=o.ServiceType.S14,
        substitutability=o.Substitutability.EASY,
        audited_on=date(2026, 2, 1),
        exit_plan=o.YesNo.YES,
        reintegration=o.Reintegration.EASY,
        impact=o.Impact.LOW,
        alternatives=o.Assessed.YES,
    )
    return made


def supplied(made: Arrangement, for_: BusinessFunction, **fields) -> SuppliedService:
    given = {
        "service_type": o.ServiceType.S14,
        "starts_on": date(2025, 1, 1),
        "notice_days": 90,
        "provider_notice_days": 180,
        "law": "DE",
        "provided_from": "IE",
        "stores_data": o.YesNo.YES,
        "stored_in": "IE",
        "processed_in": "IE",
        "sensitiveness": o.Sensitiveness.HIGH,
        "reliance": o.Reliance.FULL,
        **fields,
    }
    return SuppliedService.objects.create(arrangement=made, function=for_, **given)


def branch(entity: FinancialEntity, **fields) -> Branch:
    given = {"code": "BR-OSLO", "name": "Oslo", "country": "NO", **fields}
    return Branch.objects.create(entity=entity, **given)
