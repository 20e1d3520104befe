"""Vendors, contracts, services, levels and tickets for tests."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from apps.accounts.models import Organisation, User
from apps.accounts.roles import Role
from apps.calendars.models import BusinessCalendar, CalendarEdition, WeeklyInterval
from apps.core.actions import store_file
from apps.core.models import StoredFile
from apps.core.uploads import check_upload
from apps.vendors.models import (
    Certificate,
    Contact,
    Contract,
    ContractFile,
    CreditBand,
    LevelVersion,
    ManagedService,
    ServiceLevel,
    StateSpan,
    Ticket,
    Vendor,
    Verdict,
)
from tests.factories import GrantFactory, OrganisationFactory, UserFactory


def office(slug: str = "office-hours", zone: str = "Europe/London") -> BusinessCalendar:
    """Monday to Friday, 9 to 17, no holidays."""
    calendar, is_new = BusinessCalendar.objects.get_or_create(
        slug=slug, defaults={"name": slug.replace("-", " ").capitalize()}
    )
    if is_new:
        edition = CalendarEdition.objects.create(
            calendar=calendar, valid_from_on=date(2020, 1, 1), time_zone=zone
        )
        for day in range(5):
            WeeklyInterval.objects.create(
                edition=edition, weekday=day, starts=time(9), ends=time(17)
            )
    return calendar


class VendorFactory(DjangoModelFactory):
    class Meta:
        model = Vendor

    name = factory.Sequence(lambda n: f"Company {n}")
    slug = factory.Sequence(lambda n: f"company-{n}")
    organisation = factory.SubFactory(OrganisationFactory, vendor=True)
    tier = Vendor.Tier.IMPORTANT


class ContractFactory(DjangoModelFactory):
    class Meta:
        model = Contract

    vendor = factory.SubFactory(VendorFactory)
    reference = factory.Sequence(lambda n: f"C-{n:04}")
    title = "Managed services"
    state = "in_force"
    starts_on = date(2024, 1, 1)
    ends_on = date(2027, 12, 31)
    value = Decimal(1_200_000)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    vendor = factory.SubFactory(VendorFactory)
    name = factory.Sequence(lambda n: f"Contact {n}")


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    vendor = factory.SubFactory(VendorFactory)
    kind = "ISO/IEC 27001"
    expires_on = date(2027, 6, 30)


class ContractFileFactory(DjangoModelFactory):
    class Meta:
        model = ContractFile

    contract = factory.SubFactory(ContractFactory)
    title = "Signed contract"
    by = factory.SubFactory(UserFactory)
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    file = factory.LazyAttribute(lambda one: stored(one.at))


def stored(now: datetime) -> StoredFile:
    """A kept text file."""
    file = upload()
    return store_file(file, check_upload(file), now=now)


def upload(name: str = "paper.txt", text: bytes = b"On paper.") -> SimpleUploadedFile:
    """A text file as a browser sends it."""
    return SimpleUploadedFile(name, text, "text/plain")


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = ManagedService

    slug = factory.Sequence(lambda n: f"service-{n}")
    name = factory.Sequence(lambda n: f"Service {n}")
    contract = factory.SubFactory(ContractFactory)
    calendar = factory.LazyFunction(office)
    starts_on = date(2024, 1, 1)


class LevelFactory(DjangoModelFactory):
    """A level with its first version: 8 working hours to resolve, 95 %."""

    class Meta:
        model = ServiceLevel
        skip_postgeneration_save = True

    service = factory.SubFactory(ServiceFactory)
    slug = factory.Sequence(lambda n: f"level-{n}")
    name = "Resolution"
    measure = ServiceLevel.Measure.RESOLUTION

    @factory.post_generation
    def version(self, create, extracted, **fields):
        given = {
            "valid_from_on": date(2024, 1, 1),
            "target_seconds": 8 * 3600,
            "goal": Decimal(95),
            "pause_states": ["Awaiting customer"],
            **fields,
        }
        bands = given.pop("bands", [])
        version = LevelVersion.objects.create(level=self, **given)
        for below, credit in bands:
            CreditBand.objects.create(version=version, below=below, credit=credit)


class TicketFactory(DjangoModelFactory):
    """Resolved after two working hours. `spans` are (state, from, to)."""

    class Meta:
        model = Ticket
        skip_postgeneration_save = True

    service = factory.SubFactory(ServiceFactory)
    number = factory.Sequence(lambda n: f"INC{n:07}")
    type = "incident"
    priority = 3
    state = "Resolved"
    opened_at = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
    first_response_at = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
    resolved_at = datetime(2026, 10, 5, 11, 0, tzinfo=UTC)

    @factory.post_generation
    def spans(self, create, extracted, **_):
        for state, started_at, ended_at in extracted or ():
            StateSpan.objects.create(
                ticket=self, state=state, started_at=started_at, ended_at=ended_at
            )


def representative(organisation: Organisation, **fields) -> User:
    """Somebody of a vendor who represents it."""
    user = UserFactory(organisation=organisation, **fields)
    GrantFactory(user=user, role=Role.VENDOR_REPRESENTATIVE, scope_kind="everything")
    return user


def judged(ticket: Ticket, level: ServiceLevel, outcome: int, **fields) -> Verdict:
    """What the clock has said of a ticket, without asking it: resolved in October 2026."""
    given = {
        "version": level.versions.first(),
        "month": date(2026, 10, 1),
        "started_at": ticket.opened_at,
        "stopped_at": ticket.resolved_at,
        **fields,
    }
    return Verdict.objects.create(ticket=ticket, level=level, outcome=outcome, **given)
