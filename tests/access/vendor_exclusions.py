"""The addresses of exclusions, measurements, outages and maintenance."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.models import Maintenance, Outage, ServiceLevel
from apps.vendors.states import Outcome
from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import INTERNAL_BY_ROLE, VendorRow, service_slug
from tests.factories import person
from tests.vendors.factories import LevelFactory, TicketFactory, judged

LISTED = "LFOFFOOOO"
MANAGED = "LMFMMFFFS"
SEEN_BY = "OMOM"
ONLY_MANAGED = "FMSM"


def build(world, now):
    """An exclusion with a file that waits, a figure that waits, an outage, a window."""
    level, ticket = world["level"], world["ticket"]
    judged(ticket, level, Outcome.BREACHED)
    manager = person(Role.VENDOR_MANAGER)
    made = actions.propose_exclusion(
        ticket.pk,
        level.pk,
        by=manager,
        reason="customer",
        words="They did not answer.",
        files=[SimpleUploadedFile("mail.txt", b"no answer")],
        now=now,
    )
    world["exclusion"] = made
    world["exclusion_file"] = made.files.get()
    world["free_ticket"] = TicketFactory(service=level.service)
    judged(world["free_ticket"], level, Outcome.BREACHED)
    manual = LevelFactory(
        service=level.service, slug="audits", measure=ServiceLevel.Measure.MANUAL
    )
    world["manual_level"] = manual
    world["measurement"] = actions.enter_measurement(
        manual.pk,
        by=manager,
        month=date(2026, 10, 1),
        value=Decimal(99),
        words="By the report.",
        file=SimpleUploadedFile("report.txt", b"99 %"),
        now=now,
    )
    span = {
        "service": level.service,
        "starts_at": datetime(2026, 10, 5, 9, tzinfo=UTC),
        "ends_at": datetime(2026, 10, 5, 10, tzinfo=UTC),
    }
    world["outage"] = Outage.objects.create(words="No builds", **span)
    world["maintenance"] = Maintenance.objects.create(
        words="Upgrade", agreed_on=date(2026, 10, 1), **span
    )


def of(name):
    return lambda world: [world[name].pk]


def free(world):
    return [world["free_ticket"].pk, world["level"].pk]


def picked(world):
    return {"picked": f"{world['exclusion'].pk}-1", "is_accepted": "yes"}


def span(**more):
    return lambda world: {
        "starts_at": "2026-10-06T09:00",
        "ends_at": "2026-10-06T10:00",
        "words": "Words",
        "sent_key": "8c5f7e0a-0000-4000-8000-000000000001",
        "expected_version": 1,
        **more,
    }


DECISION = {"is_accepted": "yes", "answer": "So it was.", "expected_version": 1}
REASON = {
    "reason": "customer",
    "words": "They did not answer.",
    "sent_key": "8c5f7e0a-0000-4000-8000-000000000001",
}


def seen(args):
    """A page of one thing."""
    return VendorRow(INTERNAL_BY_ROLE, args=args, sees=SEEN_BY)


def done(args, data, *, own="F"):
    """What vendor managers do; `own` is the answer to the vendor's representative."""
    return VendorRow(NO_SUCH_METHOD, MANAGED, args=args, data=data, does=f"{own}MSM")


def edited(name):
    """A page with a form that only those see who may send it."""
    return VendorRow("LMFMMFFFO", args=of(name), sees="FMOM")


TABLE = {
    "vendors:exclusions": VendorRow(LISTED, sees="OOOO"),
    "vendors:exclusion": seen(of("exclusion")),
    "vendors:exclusion_file": seen(of("exclusion_file")),
    "vendors:plan_exclusions": VendorRow("LFFFFFFFO", sees="FFOO"),
    "vendors:decide_exclusions": VendorRow(
        NO_SUCH_METHOD, "LFFFFFFFS", data=picked, does="FFSM"
    ),
    "vendors:decide_exclusion": done(of("exclusion"), lambda w: DECISION),
    "vendors:withdraw_exclusion": done(of("exclusion"), lambda w: {}),
    "vendors:attach_to_exclusion": VendorRow(
        NO_SUCH_METHOD, "LMIMMIIII", args=of("exclusion"), does="IMIM"
    ),
    "vendors:propose_exclusion": VendorRow("LMFMMFFFO", args=free, sees="OMOM"),
    "vendors:send_exclusion": done(free, lambda w: REASON, own="S"),
    "vendors:measurements": seen(service_slug),
    "vendors:enter_measurement": done(
        service_slug,
        lambda w: {
            "level": w["manual_level"].pk,
            "month": "2026-09",
            "value": "98.5",
            "words": "By the report.",
            "sent_key": "8c5f7e0a-0000-4000-8000-000000000001",
        },
    ),
    "vendors:decide_measurement": done(
        of("measurement"), lambda w: {"is_approved": "yes"}
    ),
    "vendors:measurement_file": seen(of("measurement")),
    "vendors:outages": seen(service_slug),
    "vendors:add_outage": done(service_slug, span()),
    "vendors:add_maintenance": done(service_slug, span(agreed_on="2026-10-01")),
    "vendors:edit_outage": edited("outage"),
    "vendors:amend_outage": done(of("outage"), span()),
    "vendors:remove_outage": done(of("outage"), span()),
    "vendors:edit_maintenance": edited("maintenance"),
    "vendors:amend_maintenance": done(of("maintenance"), span(agreed_on="2026-10-01")),
    "vendors:remove_maintenance": done(of("maintenance"), span()),
}
