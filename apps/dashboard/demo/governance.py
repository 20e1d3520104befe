"""The demonstration's reviews with vendors, their actions, risks and issues."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from apps.accounts.models import User
from apps.dashboard.demo.register import Desk, Served
from apps.vendors import actions
from apps.vendors.models import Review, ReviewAction, Risk, Vendor
from apps.vendors.rules.months import month_of, next_month

MONTHS_BACK = 4
QUARTERLY_TIERS = (1, 2)
MINUTES = """The figures of {period} were read level by level.

- **Red and amber levels:** {vendor} explained the causes; the agenda names them.
- **Exclusions:** those still waiting are answered before the month closes.
- **Staffing:** two engineers joined the evening shift, one left.

Next meeting in four weeks, same room.
"""
PROMISES = [
    ("vendor", "Send the root cause analysis of the longest breach"),
    ("vendor", "Add one engineer to the evening shift"),
    ("vendor", "Show the plan to bring reopened tickets down"),
    ("bank", "Name the contacts who confirm a fix within a day"),
    ("vendor", "Renew the ISO/IEC 27001 certificate and send it"),
    ("bank", "Agree the maintenance windows of the next quarter"),
    ("vendor", "Train the first line on storage tickets"),
    ("bank", "Check the priorities that the monitoring sets"),
]
DECISIONS = [
    "The target of priority 3 stays as it is until the end of the quarter.",
    "Tickets opened by probes within a window are closed without a clock from now on.",
    "The quarterly review takes place on site.",
    "Exclusions come with the mail that shows the wait, or they are refused.",
]
RISKS = [
    # kind, title, likelihood, impact, is the vendor told
    ("risk", "Key people of the night shift may leave", 4, 3, False),
    ("risk", "One data centre holds all backups", 2, 5, True),
    ("issue", "Resolution of priority 2 has been late for weeks", 5, 4, True),
    ("risk", "The sub-supplier changes its owner", 3, 4, False),
    ("risk", "Storage nears its limit before the year ends", 3, 3, True),
    (
        "risk",
        "No second supplier could take over within the notice period",
        2,
        4,
        False,
    ),
    ("issue", "Reports arrive after the tenth working day", 5, 2, True),
    ("risk", "The contract ends before the migration does", 3, 5, False),
    ("risk", "Knowledge of the pipelines rests on two people", 4, 4, False),
]
MITIGATION = "Looked at in each monthly review; a plan with dates is owed by then."


def govern(served: list[Served], at: Desk, dice: random.Random) -> None:
    """Four months of reviews with each vendor, the next one, and what they worry about."""
    vendors = list({one.service.contract.vendor for one in served})
    this_month = month_of(at.now.date())
    for vendor in sorted(vendors, key=lambda one: one.name):
        for back in range(MONTHS_BACK, 0, -1):
            month = next_month(this_month, -back)
            held = _meeting(month, at)
            if held is None:
                _plan(vendor, "monthly", month, at.now.date() + timedelta(days=4), at)
            else:
                _hold(vendor, "monthly", month, held, at, dice)
        if vendor.tier in QUARTERLY_TIERS:
            first = next_month(this_month, -(this_month.month - 1) % 3 - 3)
            _quarter(vendor, first, at, dice)
    _worries(vendors, at, dice)


def _meeting(month: date, at: Desk) -> datetime | None:
    """On the twelfth of the next month; None if that is still to come."""
    when = next_month(month) + timedelta(days=11)
    moment = datetime.combine(when, at.now.time(), at.now.tzinfo)
    return moment if moment <= at.now else None


def _quarter(vendor: Vendor, first: date, at: Desk, dice: random.Random) -> None:
    held = _meeting(next_month(first, 2), at)
    if held is not None:
        _hold(vendor, "quarterly", first, held, at, dice)


def _plan(vendor: Vendor, kind: str, month: date, held_on: date, at: Desk) -> Review:
    return actions.plan_review(
        vendor.pk,
        by=at.manager,
        kind=kind,
        first_month=month,
        held_on=held_on,
        now=at.now,
    )


def _hold(
    vendor: Vendor,
    kind: str,
    month: date,
    held: datetime,
    at: Desk,
    dice: random.Random,
) -> None:
    """It took place: minutes, a decision, promises of both sides, some kept."""
    when: dict[str, Any] = {"by": at.manager, "now": held}
    made = actions.plan_review(
        vendor.pk, kind=kind, first_month=month, held_on=held.date(), **when
    )
    made = actions.hold_review(made.pk, **when)
    made = actions.amend_review(
        made.pk,
        expected_version=made.version,
        held_on=held.date(),
        attendees=f"{at.manager}, {at.second}, the service lead of {vendor}",
        minutes=MINUTES.format(period=made.period, vendor=vendor),
        note="They were well prepared this time." if dice.random() < 0.3 else "",
        **when,
    )
    actions.note_decision(made.pk, words=dice.choice(DECISIONS), **when)
    for side, title in dice.sample(PROMISES, 2):
        _promise(made, side, title, held, at, dice)
    is_newest = at.now - held < timedelta(days=20)
    if not is_newest or dice.random() < 0.6:
        actions.publish_minutes(made.pk, by=at.manager, now=held + timedelta(hours=5))


def _promise(
    made: Review,
    side: str,
    title: str,
    held: datetime,
    at: Desk,
    dice: random.Random,
) -> ReviewAction:
    """Due in two to six weeks; the older, the likelier it is done."""
    due = held + timedelta(days=dice.randint(14, 42))
    action = actions.add_review_action(
        made.pk,
        by=at.manager,
        title=title,
        side=side,
        owner=_owner(side, made.vendor, at),
        due_on=due.date(),
        now=held,
    )
    age = (at.now - held).days
    if dice.random() < min(0.9, age / 90):
        done = min(due - timedelta(days=dice.randint(0, 6)), at.now)
        return actions.close_review_action(
            action.pk,
            by=at.manager,
            expected_version=action.version,
            is_done=True,
            outcome="Shown in the meeting.",
            now=done,
        )
    return action


def _owner(side: str, vendor: Vendor, at: Desk) -> User | None:
    if side == ReviewAction.Side.BANK:
        return at.second
    return User.objects.filter(organisation=vendor.organisation).first()


def _worries(vendors: list[Vendor], at: Desk, dice: random.Random) -> None:
    for place, (kind, title, likelihood, impact, is_told) in enumerate(RISKS):
        vendor = sorted(vendors, key=lambda one: (one.tier, one.name))[
            place % len(vendors)
        ]
        made: Risk = actions.enter_risk(
            vendor.pk,
            by=at.manager,
            now=at.now - timedelta(days=dice.randint(20, 200)),
            kind=kind,
            title=title,
            likelihood=likelihood,
            impact=impact,
            owner=at.second if place % 2 else at.manager,
            mitigation=MITIGATION,
            review_on=at.now.date() + timedelta(days=dice.randint(-5, 60)),
            is_internal=not is_told,
        )
        if place == len(RISKS) - 3:
            actions.close_risk(made.pk, by=at.manager, expected_version=1, now=at.now)
