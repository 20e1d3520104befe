"""The demonstration's months: reviewed, closed, frozen, restated; claims and their ends."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import F, Max

from apps.dashboard.demo.register import Desk, Served
from apps.vendors import actions
from apps.vendors.models import (
    Closure,
    CreditClaim,
    Exclusion,
    ManagedService,
    Period,
    Ticket,
)
from apps.vendors.queries.earning import earn_back_of
from apps.vendors.queries.waiting import what_waits
from apps.vendors.rules.months import month_of, next_month

BACK = 6
HOURS = timedelta(hours=3)
# Where the newest month of a service stands, in turn.
STANDS = ("open", "disputed", "closed", "frozen", "reviewed", "frozen", "frozen")
LATE = "The vendor's second tool was connected late: three tickets were missing."
WITHDRAWN = "Settled together with the next contract year."


def close_months(served: list[Served], at: Desk) -> None:
    """Half a year of every service; the newest month in every state."""
    newest = next_month(month_of(at.now.date()), -1)
    months = [next_month(newest, -step) for step in range(BACK - 1, -1, -1)]
    for place, one in enumerate(served):
        for month in months[:-1]:
            close_month(one.service, month, at, "frozen")
        close_month(one.service, newest, at, STANDS[place % len(STANDS)])
    _restate(served[2].service, months[-3], at, is_signed=True)
    _restate(served[4].service, months[-2], at, is_signed=False)
    _come_late(served[5].service, months[-2], at)
    _claim(at)
    actions.open_periods(now=at.now)


def _day(month: date, day: int, at: Desk) -> datetime:
    """A morning after the month, but not after today."""
    first = datetime.combine(next_month(month), time(9, 30), at.now.tzinfo)
    return min(first + timedelta(days=day), at.now)


def close_month(service: ManagedService, month: date, at: Desk, stand: str) -> None:
    """Take a month as far as it stands: open, disputed, reviewed, closed or frozen."""
    if stand == "open":
        return
    is_disputed = stand == "disputed"
    period = actions.take_to_review(
        service.pk,
        month,
        by=at.manager,
        dispute_until_on=at.now.date() + timedelta(days=4) if is_disputed else None,
        comment="Please look at the breaches of P1 and P2." if is_disputed else "",
        now=_day(month, 2, at),
    )
    period.service = service
    if stand in {"disputed", "reviewed"} or list(what_waits(period, at.now)):
        return
    closes = _later(_day(month, 9, at), _settled(period), at)
    made = actions.close_period(period.pk, by=at.manager, now=closes)
    if stand == "frozen":
        signs = _later(_day(month, 10, at), closes, at)
        actions.sign_closure(made.pk, by=at.second, now=signs)


def _later(planned: datetime, before: datetime | None, at: Desk) -> datetime:
    """As planned, but some hours after what it waits for, and not after today."""
    return min(max(planned, before + HOURS), at.now) if before else planned


def _settled(period: Period) -> datetime | None:
    """When the last exclusion of the month was answered; nobody closes it before."""
    rows = Exclusion.objects.filter(
        level__service=period.service_id,
        ticket__verdicts__level=F("level"),
        ticket__verdicts__month=period.month,
    )
    last: datetime | None = rows.aggregate(last=Max("decided_at"))["last"]
    return last


def _come_late(service: ManagedService, month: date, at: Desk) -> None:
    """Three tickets of a frozen month that nobody had told of."""
    opened = datetime.combine(month, time(10), at.now.tzinfo) + timedelta(days=13)
    made = [
        Ticket.objects.create(
            service=service,
            number=f"LATE{service.pk:03}{place:02}",
            title="Certificate expired",
            type="Incident",
            group=f"{service.name} second line",
            category="Access",
            priority=3,
            state="Closed",
            opened_at=opened + timedelta(days=place),
            first_response_at=opened + timedelta(days=place, minutes=20),
            resolved_at=opened + timedelta(days=place + 6),
            closed_at=opened + timedelta(days=place + 6),
        )
        for place in range(3)
    ]
    actions.recount_tickets(service.pk, [one.pk for one in made], now=at.now)


def _restate(
    service: ManagedService, month: date, at: Desk, *, is_signed: bool
) -> None:
    period = Period.objects.get(service=service, month=month)
    _come_late(service, month, at)
    if list(what_waits(period, at.now)):
        return
    signed = period.closures.aggregate(last=Max("signed_at"))["last"]
    now = _later(_day(month, 24, at), signed, at)
    made = actions.restate(period.pk, by=at.second, reason=LATE, now=now)
    if is_signed:
        actions.sign_closure(made.pk, by=at.manager, now=_later(now, now, at))


def _claim(at: Desk) -> None:
    """Every frozen month that costs something is claimed; each claim ends otherwise."""
    rows = Closure.objects.filter(signed_by__isnull=False).select_related("period")
    owed = [
        one
        for one in rows.order_by("period__month", "pk")
        if Decimal(one.figures["credit"]["due"])
        and not one.period.closures.filter(number__gt=one.number).exists()
    ]
    for place, one in enumerate(owed):
        when = _later(_day(one.period.month, 12, at), one.signed_at, at)
        made = actions.draft_claim(one.pk, by=at.manager, now=when)
        _end(made, place, len(owed), at, when)


def _end(claim: CreditClaim, place: int, count: int, at: Desk, when: datetime) -> None:
    """The newest wait; most of the others are settled."""
    if place >= count - 2:
        return
    sent = actions.send_claim(claim.pk, by=at.second, now=when)
    if earn_back_of(sent).is_reached:
        actions.earn_back_claim(sent.pk, by=at.manager, now=at.now)
    elif place == 1:
        actions.withdraw_claim(sent.pk, by=at.manager, reason=WITHDRAWN, now=at.now)
    elif place < count - 5:
        actions.settle_claim(
            sent.pk,
            by=at.manager,
            settled_on=when.date(),
            settlement=f"CN-{when:%Y}-{400 + place}",
            now=max(when, at.now),
        )
