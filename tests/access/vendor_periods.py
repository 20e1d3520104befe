"""Periods, closures, claims, and scorecards on paper."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.models import Charge, CreditClaim, Period
from apps.vendors.states import ClaimState, PeriodState
from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import INTERNAL_BY_ROLE, VendorRow
from tests.factories import person
from tests.vendors.factories import LevelFactory, ServiceFactory, TicketFactory

LISTED = "LFOFFOOOO"
MANAGED, MANAGED_NOT_NOW = "LMFMMFFFS", "LMFMMFFFC"
PAID, PAID_VERB, PAID_VERB_NOT_NOW = "LMMMMMMOO", "LMMMMMMFS", "LMMMMMMFC"
SEEN_BY, BY_MANAGER, BY_MANAGER_NOT_NOW = "OMOM", "FMSM", "FMCM"
BANDS = [(Decimal(95), Decimal(2))]
MONTHS = (date(2026, month, 1) for month in range(6, 11))
JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER = MONTHS


def build(world, now):
    """Two months frozen, one closed, one under review, one open; a draft and a sent claim."""
    service = ServiceFactory(slug="batch-support", contract=world["contract"])
    Charge.objects.create(service=service, valid_from_on=JUNE, amount=Decimal(1000))
    LevelFactory(service=service, version__bands=BANDS)
    closer, signer = person(Role.VENDOR_MANAGER), person(Role.VENDOR_MANAGER)
    closures = []
    for month in (JUNE, JULY, AUGUST):
        opened = datetime(month.year, month.month, 10, 9, tzinfo=UTC)
        ticket = TicketFactory(
            service=service, opened_at=opened, resolved_at=opened + timedelta(days=9)
        )
        actions.recount_tickets(service.pk, [ticket.pk], now=now)
        period = actions.take_to_review(service.pk, month, by=closer, now=now)
        closures.append(actions.close_period(period.pk, by=closer, now=now))
    first, frozen, closed = closures
    actions.sign_closure(first.pk, by=signer, now=now)
    world["frozen"] = actions.sign_closure(frozen.pk, by=signer, now=now)
    world["closed"] = closed
    world["reviewed_period"] = Period.objects.create(
        service=service, month=SEPTEMBER, state=PeriodState.UNDER_REVIEW
    )
    world["open_period"] = Period.objects.create(service=service, month=OCTOBER)
    claim = {"amount": 20, "currency": "EUR", "by": closer, "at": now}
    world["book"] = actions.ask_for_book(
        world["service"].pk, OCTOBER, by=signer, now=now
    )
    world["draft_claim"] = CreditClaim.objects.create(
        closure=frozen, number="SC-1", **claim
    )
    world["sent_claim"] = CreditClaim.objects.create(
        closure=first,
        number="SC-2",
        state=ClaimState.SENT,
        sent_by=signer,
        sent_at=now,
        **claim,
    )


def of(name):
    return lambda world: [world[name].pk]


def verb(name, *, sends=None, is_possible=True):
    return VendorRow(
        NO_SUCH_METHOD,
        MANAGED if is_possible else MANAGED_NOT_NOW,
        args=of(name),
        data=lambda world: sends or {},
        does=BY_MANAGER if is_possible else BY_MANAGER_NOT_NOW,
    )


def seen(name):
    return VendorRow(INTERNAL_BY_ROLE, NO_SUCH_METHOD, args=of(name), sees=SEEN_BY)


def claim_verb(name, *, sends=None, is_possible=True, is_seen=True):
    manager = "S" if is_possible else "C"
    return VendorRow(
        NO_SUCH_METHOD,
        PAID_VERB if is_possible else PAID_VERB_NOT_NOW,
        args=of(name),
        data=lambda world: sends or {},
        does=f"{'F' if is_seen else 'M'}M{manager}M",
    )


def month(world):
    return [world["service"].slug, "2026-10"]


def asked(args):
    """Who sees the month has its workbook made."""
    return VendorRow(NO_SUCH_METHOD, "LMSMMSSSS", args=args, does="SMSM")


def owners(name):
    """Another person's workbook exists for nobody else."""
    return VendorRow("LMMMMMMMM", NO_SUCH_METHOD, args=of(name), sees="MMMM")


WHY = {"reason": "A mistake"}
TABLE = {
    "vendors:periods": VendorRow(LISTED, NO_SUCH_METHOD, sees="OOOO"),
    "vendors:period": seen("open_period"),
    "vendors:take_to_review": verb("open_period"),
    "vendors:reopen_period": verb("reviewed_period", sends=WHY),
    "vendors:close_period": verb("reviewed_period"),
    "vendors:closure": seen("frozen"),
    "vendors:verify_closure": seen("frozen"),
    "vendors:closure_tickets": seen("frozen"),
    "vendors:closure_pdf": seen("frozen"),
    "vendors:closure_xlsx": seen("frozen"),
    "vendors:ask_for_closure_book": asked(of("frozen")),
    "vendors:ask_for_book": asked(month),
    "vendors:book": owners("book"),
    "vendors:book_file": owners("book"),
    "vendors:sign_closure": verb("closed"),
    "vendors:restate": verb("frozen", sends=WHY, is_possible=False),
    "vendors:drop_restatement": verb("closed", sends=WHY, is_possible=False),
    "vendors:draft_claim": verb("frozen", is_possible=False),
    "vendors:claims": VendorRow(LISTED, NO_SUCH_METHOD, sees="OOOO"),
    "vendors:claim": VendorRow(
        PAID, NO_SUCH_METHOD, args=of("sent_claim"), sees=SEEN_BY
    ),
    "vendors:claim_pdf": VendorRow(
        PAID, NO_SUCH_METHOD, args=of("draft_claim"), sees="MMOM"
    ),
    "vendors:send_claim": claim_verb("draft_claim", is_seen=False),
    "vendors:settle_claim": claim_verb(
        "sent_claim", sends={"settled_on": "2026-11-24", "settlement": "CN 1"}
    ),
    "vendors:withdraw_claim": claim_verb("sent_claim", sends=WHY),
    "vendors:earn_back_claim": claim_verb("sent_claim", is_possible=False),
    **{
        f"vendors:scorecard_{kind}": VendorRow(
            INTERNAL_BY_ROLE, NO_SUCH_METHOD, args=month, sees=SEEN_BY
        )
        for kind in ("pdf", "xlsx")
    },
}
