"""The demonstration's vendors, contracts and managed services."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from apps.accounts.models import Grant, Organisation, User
from apps.calendars.models import BusinessCalendar
from apps.catalog.models import Application, Platform
from apps.dashboard.demo.people import DOMAIN, Cast
from apps.dashboard.demo.promises import promise
from apps.dashboard.demo.shapes import MONTHS, Deal, Run, Supplier
from apps.dashboard.demo.suppliers import (
    CONTACTS,
    REPRESENTATIVE,
    SUBSUPPLIERS,
    SUPPLIERS,
)
from apps.vendors.models import (
    Certificate,
    Charge,
    Contact,
    Contract,
    ManagedService,
    RiskRating,
    ServiceLevel,
    ServiceLocation,
    SupplyLink,
    Vendor,
)
from apps.vendors.rules.months import month_of, next_month

RAISED_AFTER = 8


@dataclass(frozen=True)
class Served:
    """A service with what the demonstration knows of it."""

    service: ManagedService
    run: Run
    levels: list[ServiceLevel]


@dataclass(frozen=True)
class Desk:
    """Who looks after vendors, and today."""

    manager: User
    second: User
    made: Cast
    now: datetime

    @property
    def first(self) -> date:
        """The first month of the history."""
        return next_month(month_of(self.now.date()), -MONTHS)


def desk(made: Cast, now: datetime) -> Desk:
    """The vendor manager of the logins, and a colleague for the second pair of eyes."""
    manager = User.objects.get(email=f"vendor.manager@{DOMAIN}")
    team = made.teams["vendor-management"]
    second = team.members.exclude(pk=manager.pk).order_by("pk")[1]
    Grant.objects.create(
        user=second, role="vendor_manager", scope_kind="everything", scope_key=""
    )
    return Desk(manager, second, made, now)


def register(at: Desk, dice: random.Random) -> list[Served]:
    """All of it; the services with their levels."""
    found = []
    for one in SUPPLIERS:
        vendor = _vendor(one, at)
        for deal in one.deals:
            contract = _contract(vendor, deal, at)
            found += [_service(contract, run, at, dice) for run in deal.runs]
    _below(at)
    _representative()
    return found


def _vendor(one: Supplier, at: Desk) -> Vendor:
    organisation, _ = Organisation.objects.get_or_create(
        slug=one.slug, defaults={"name": one.name, "kind": Organisation.Kind.VENDOR}
    )
    vendor = Vendor.objects.create(
        slug=one.slug,
        name=one.name,
        organisation=organisation,
        tier=one.tier,
        legal_name=one.legal_name,
        code=one.code,
        code_kind=Vendor.CodeKind.LEI,
        country=one.country,
        website=f"https://{one.slug}.example/",
        manager=at.manager if one.tier < 3 else at.second,
        team=at.made.teams["vendor-management"],
    )
    _about(vendor, one, at)
    return vendor


def _about(vendor: Vendor, one: Supplier, at: Desk) -> None:
    """How risky it is, whom one calls, what it shows about itself."""
    level, reasons = one.risk
    RiskRating.objects.create(
        vendor=vendor,
        level=level,
        reasons=reasons,
        by=at.second,
        rated_at=at.now - timedelta(days=70),
    )
    Contact.objects.bulk_create(
        Contact(
            vendor=vendor, step=step, name=name, role=role,
            email=f"{mailbox}@{one.slug}.example", phone=f"+00 555 010{step}",
        )
        for step, name, role, mailbox in CONTACTS
    )  # fmt: skip
    Certificate.objects.create(
        vendor=vendor,
        kind="ISO/IEC 27001",
        number=f"IS {700_000 + vendor.pk}",
        issuer="Invented Assurance",
        valid_from_on=at.now.date() - timedelta(days=900),
        expires_on=at.now.date() + timedelta(days=one.certificate_in),
    )


def _contract(vendor: Vendor, deal: Deal, at: Desk) -> Contract:
    today = at.now.date()
    return Contract.objects.create(
        vendor=vendor,
        reference=deal.reference,
        title=deal.title,
        state=deal.state,
        starts_on=next_month(at.first, -12),
        ends_on=today + timedelta(days=deal.ends_in) if deal.ends_in else None,
        notice=deal.notice,
        renewal=deal.renewal,
        value=Decimal(12 * sum(run.charge for run in deal.runs)),
        currency=deal.currency,
        at_risk_percent=deal.at_risk,
        credit_basis=deal.basis,
        earn_back_months=deal.earn_back,
        owner=vendor.manager,
    )


def _service(contract: Contract, run: Run, at: Desk, dice: random.Random) -> Served:
    service = ManagedService.objects.create(
        slug=run.slug,
        name=run.name,
        contract=contract,
        scope=f"{run.name}: monitoring, incidents, requests and small changes.",
        calendar=BusinessCalendar.objects.get(slug=run.calendar),
        shift_pattern=run.shift,
        headcount=sum(count for *_, count in run.places),
        team=at.made.teams["platform-support"],
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
    )
    platforms = list(Platform.objects.filter(slug__in=run.platforms))
    service.platforms.set(platforms)
    on_them = list(Application.objects.filter(platforms__in=platforms).distinct())
    service.applications.set(dice.sample(on_them, min(4, len(on_them))))
    ServiceLocation.objects.bulk_create(
        ServiceLocation(
            service=service,
            city=city,
            country=country,
            is_offshore=off,
            headcount=count,
        )
        for city, country, off, count in run.places
    )
    raised = next_month(at.first, RAISED_AFTER)
    dearer = Decimal(run.charge) * Decimal("1.03")
    Charge.objects.create(
        service=service, valid_from_on=contract.starts_on, amount=run.charge
    )
    Charge.objects.create(service=service, valid_from_on=raised, amount=dearer)
    levels = promise(service, run.kind, contract.starts_on, raised)
    return Served(service, run, levels)


def _below(at: Desk) -> None:
    """The suppliers of the vendors."""
    for slug, name, country, code, does in SUBSUPPLIERS:
        vendor = Vendor.objects.create(
            name=name,
            slug=name.lower().replace(" ", "-"),
            legal_name=name,
            code=code,
            code_kind=Vendor.CodeKind.LEI if code else "",
            country=country,
            manager=at.second,
        )
        contract = Contract.objects.filter(vendor__slug=slug).order_by("pk")[0]
        SupplyLink.objects.create(
            contract=contract, vendor=vendor, does=does, service_type="S14"
        )


def _representative() -> None:
    """Somebody of another vendor than the one who logs in."""
    slug, name = REPRESENTATIVE
    user = User.objects.create(
        email=f"delivery@{slug}.example",
        name=name,
        nickname="wim",
        password=make_password(None),
        organisation=Organisation.objects.get(slug=slug),
    )
    Grant.objects.create(
        user=user, role="vendor_representative", scope_kind="vendor", scope_key=slug
    )
