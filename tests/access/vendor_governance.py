"""The addresses of reviews, actions, risks and issues."""

from datetime import date, timedelta

from apps.accounts.roles import Role
from apps.vendors import actions
from tests.access import NO_SUCH_METHOD
from tests.access.vendor_row import INTERNAL_BY_ROLE, VendorRow
from tests.factories import person

LISTED = "LFOFFOOOO"
GOVERNED = "LMFMMFFFS"
KEY = "8c5f7e0a-0000-4000-8000-000000000001"


def build(world, now):
    """A review that took place, with an item, an action, and a risk it may be told."""
    manager = person(Role.VENDOR_MANAGER)
    vendor, today = world["vendor"], now.date()
    when = {"by": manager, "now": now}
    planned = {"kind": "monthly", "held_on": today, **when}
    held = actions.plan_review(vendor.pk, first_month=date(2026, 9, 1), **planned)
    actions.hold_review(held.pk, **when)
    held.refresh_from_db()
    actions.amend_review(
        held.pk,
        expected_version=held.version,
        held_on=today,
        attendees="",
        minutes="All well.",
        note="",
        **when,
    )
    world["held_review"] = held
    world["review"] = actions.plan_review(
        vendor.pk, first_month=date(2026, 10, 1), **planned
    )
    world["agenda_item"] = actions.add_agenda_item(
        world["review"].pk, title="Staff", is_shared=True, **when
    )
    due = {"due_on": today + timedelta(days=7), **when}
    world["review_action"] = actions.add_review_action(
        held.pk, title="Train", side="vendor", **due
    )
    closed = actions.add_review_action(held.pk, title="Ask", side="bank", **due)
    world["closed_action"] = actions.close_review_action(
        closed.pk, expected_version=1, is_done=True, **when
    )
    risk = {"title": "Turnover", "kind": "risk", "likelihood": 3, "impact": 4}
    world["risk"] = actions.enter_risk(
        vendor.pk, **risk, is_internal=False, review_on=today, **when
    )
    over = actions.enter_risk(
        vendor.pk, **risk, is_internal=False, review_on=today, **when
    )
    world["closed_risk"] = actions.close_risk(over.pk, expected_version=1, **when)


def of(name):
    return lambda world: [world[name].pk]


def seen(name):
    return VendorRow(INTERNAL_BY_ROLE, args=of(name), sees="OMOM")


def done(name, data=lambda w: {"expected_version": 1}, own="F"):
    return VendorRow(
        NO_SUCH_METHOD, GOVERNED, args=of(name), data=data, does=f"{own}MSM"
    )


ACTION = {
    "title": "Train",
    "side": "vendor",
    "due_on": "2027-01-01",
    "expected_version": 1,
}
RISK = {
    "kind": "risk",
    "title": "Turnover",
    "likelihood": 2,
    "impact": 2,
    "review_on": "2027-01-01",
    "expected_version": 1,
    "sent_key": KEY,
}
MINUTES = {"held_on": "2026-11-23", "minutes": "Well.", "expected_version": 1}

TABLE = {
    "vendors:reviews": VendorRow(LISTED, sees="OOOO"),
    "vendors:plan_review": VendorRow(
        NO_SUCH_METHOD,
        "LFFFFFFFS",
        data=lambda w: {
            "vendor": w["vendor"].pk,
            "kind": "monthly",
            "first_month": "2026-08",
            "held_on": "2026-11-23",
            "sent_key": KEY,
        },
        does="FFSI",
    ),
    "vendors:review": seen("review"),
    "vendors:review_pdf": seen("review"),
    "vendors:review_xlsx": seen("review"),
    "vendors:amend_review": done("review", lambda w: MINUTES),
    "vendors:build_agenda": done("review"),
    "vendors:hold_review": done("review"),
    "vendors:publish_minutes": done("held_review"),
    "vendors:cancel_review": done("review"),
    "vendors:add_agenda_item": done("review", lambda w: {"title": "Staff"}),
    "vendors:remove_agenda_item": done("agenda_item"),
    "vendors:note_decision": done("review", lambda w: {"words": "We stay."}),
    "vendors:add_review_action": done("review", lambda w: ACTION),
    "vendors:review_actions": VendorRow(LISTED, sees="OOOO"),
    "vendors:review_action": seen("review_action"),
    "vendors:amend_review_action": done("review_action", lambda w: ACTION),
    "vendors:close_review_action": done(
        "review_action", lambda w: {"is_done": "yes", "expected_version": 1}, own="S"
    ),
    "vendors:reopen_review_action": done(
        "closed_action", lambda w: {"expected_version": 2}
    ),
    "vendors:risks": VendorRow(LISTED, sees="OOOO"),
    "vendors:enter_risk": VendorRow(
        NO_SUCH_METHOD,
        "LFFFFFFFS",
        data=lambda w: {**RISK, "vendor": w["vendor"].pk},
        does="FFSI",
    ),
    "vendors:risk": seen("risk"),
    "vendors:amend_risk": done("risk", lambda w: RISK),
    "vendors:close_risk": done("risk"),
    "vendors:reopen_risk": done("closed_risk", lambda w: {"expected_version": 2}),
}
