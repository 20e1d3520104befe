"""The demonstration's outages, maintenance, measurements and exclusions."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from apps.accounts.models import User
from apps.dashboard.demo.people import DOMAIN
from apps.dashboard.demo.register import Desk, Served
from apps.vendors import actions
from apps.vendors.models import (
    Exclusion,
    Maintenance,
    Measurement,
    Outage,
    ServiceLevel,
    Verdict,
)
from apps.vendors.rules.months import month_of, months_between, next_month
from apps.vendors.states import MeasurementState, Outcome

AVAILABILITY = ServiceLevel.Measure.AVAILABILITY
MANUAL = ServiceLevel.Measure.MANUAL
LONGEST = timedelta(hours=20)
BROKEN = [
    "Storage controller failed over and stayed there",
    "A certificate of the load balancer had expired",
    "Memory leak after an upgrade",
    "The primary database stopped; the standby took over late",
    "A change of routes was rolled back",
]
REASONS = [
    ("customer", "We waited for the team's answer outside the ticket; mails attached."),
    ("third_party", "The line was cut by the carrier, reference 88-1207."),
    ("maintenance", "Opened by a probe during the agreed window."),
    ("duplicate", "The same fault as the ticket before it."),
    ("wrong_data", "The priority was set to P2 by mistake and lowered later."),
]
REFUSED = "The window had been agreed for another service. The clock is right."
# How each ends, and how many days ago it was proposed.
FATES = [
    *[("accepted", days) for days in (150, 120, 95, 70, 66, 40, 33, 21)],
    *[("refused", days) for days in (110, 62, 38, 19)],
    *[("withdrawn", days) for days in (80, 24)],
    *[("lapsed", days) for days in (50, 18)],
    *[("proposed", days) for days in (8, 6, 5, 3, 2, 1, 1)],
]


def uptime(served: list[Served], at: Desk, dice: random.Random) -> None:
    """Outages and monthly windows of what has to be available."""
    months = months_between(at.first, at.now.date())
    for one in served:
        level = next((x for x in one.levels if x.measure == AVAILABILITY), None)
        if level is None:
            continue
        starts = [
            datetime.combine(month, datetime.min.time(), at.now.tzinfo)
            for month in months
        ]
        windows = [_window(one, start) for start in starts]
        down = [x for start in starts for x in _outages(one, start, dice)]
        Maintenance.objects.bulk_create(x for x in windows if x.ends_at < at.now)
        Outage.objects.bulk_create(x for x in down if x.starts_at < at.now - LONGEST)
        actions.refresh_availability(level, months, now=at.now)


def _window(one: Served, start: datetime) -> Maintenance:
    """Four hours a month."""
    begin = start + timedelta(days=9, hours=22)
    return Maintenance(
        service=one.service,
        starts_at=begin,
        ends_at=begin + timedelta(hours=4),
        words="Monthly patches",
        agreed_on=(start + timedelta(days=1)).date(),
    )


def _outages(one: Served, start: datetime, dice: random.Random) -> list[Outage]:
    """One within the window, which costs nothing, and a real one now and then."""
    patching = start + timedelta(days=9, hours=22, minutes=20)
    found = [_outage(one, patching, 45, "Restarts for patches")]
    minutes = dice.expovariate(1 / one.run.down_minutes)
    begin = start + timedelta(days=dice.uniform(0, 26))
    if minutes > 4:
        found.append(_outage(one, begin, min(round(minutes), 900), dice.choice(BROKEN)))
    return found


def _outage(one: Served, begin: datetime, minutes: int, words: str) -> Outage:
    end = begin + timedelta(minutes=minutes)
    return Outage(service=one.service, starts_at=begin, ends_at=end, words=words)


def measurements(served: list[Served], at: Desk, dice: random.Random) -> None:
    """A figure a month by hand, approved by another; last month's may still wait."""
    last = next_month(month_of(at.now.date()), -1)
    manual = [x for one in served for x in one.levels if x.measure == MANUAL]
    for place, level in enumerate(manual):
        is_slow = place % 3 == 0
        made = [
            _measured(level, month, at, dice, is_open=is_slow and month == last)
            for month in months_between(at.first, last)
        ]
        Measurement.objects.bulk_create(made)
        for one in made:
            actions.refresh_measured(level, one.month)


def _measured(
    level: ServiceLevel, month: date, at: Desk, dice: random.Random, *, is_open: bool
) -> Measurement:
    entered = datetime.combine(next_month(month), datetime.min.time(), at.now.tzinfo)
    return Measurement(
        level=level,
        month=month,
        value=Decimal(str(round(min(100, dice.gauss(96.5, 2)), 2))),
        words="Report of the vulnerability scanner, critical and high only.",
        state=MeasurementState.ENTERED if is_open else MeasurementState.APPROVED,
        by=at.manager,
        at=min(entered + timedelta(hours=34), at.now),
        decided_by=None if is_open else at.second,
        decided_at=None if is_open else min(entered + timedelta(hours=58), at.now),
    )


def exclusions(served: list[Served], at: Desk, dice: random.Random) -> None:
    """Some in every state: proposed by vendor and bank, decided by the other pair of eyes."""
    kestrel = User.objects.get(email=f"vendor@{DOMAIN}")
    wim = User.objects.get(organisation__slug="harbourline")
    asked = {"kestrel": kestrel, "harbourline": wim}
    taken: set[int] = set()
    for place, (fate, days) in enumerate(FATES):
        when = at.now - timedelta(days=days)
        turn = served[place % len(served) :] + served[: place % len(served)]
        found = next(filter(None, (_breach(one, when, taken) for one in turn)))
        taken.add(found.ticket_id)
        by = asked.get(found.level.service.contract.vendor.slug, at.manager)
        reason, words = dice.choice(REASONS)
        made = actions.propose_exclusion(
            *(found.ticket_id, found.level_id),
            by=by,
            reason=reason,
            words=words,
            note="Seen in the weekly call as well." if by.is_internal else "",
            now=when,
        )
        _settle(made, fate, by, at, when + timedelta(days=min(3, days)))


def _breach(one: Served, when: datetime, taken: set[int]) -> Verdict | None:
    """The newest ticket of a service that was late at that time."""
    rows = Verdict.objects.filter(
        level__service=one.service,
        level__measure=ServiceLevel.Measure.RESOLUTION,
        outcome=Outcome.BREACHED,
        stopped_at__lt=when,
        stopped_at__gt=when - timedelta(days=40),
    ).exclude(ticket__in=taken)
    found = rows.select_related("level__service__contract__vendor")
    return found.order_by("-stopped_at", "pk").first()


def _settle(made: Exclusion, fate: str, by: User, at: Desk, when: datetime) -> None:
    if fate == "withdrawn":
        actions.withdraw_exclusion(made.pk, by=by, now=when)
    elif fate == "lapsed":
        actions.lapse_exclusions(now=made.answer_by_at + timedelta(minutes=5))
    elif fate in {"accepted", "refused"}:
        is_accepted = fate == "accepted"
        actions.decide_exclusion(
            made.pk,
            by=at.second if by == at.manager else at.manager,
            is_accepted=is_accepted,
            answer="Agreed." if is_accepted else REFUSED,
            expected_version=made.version,
            now=when,
        )
