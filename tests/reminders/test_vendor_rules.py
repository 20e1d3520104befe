"""What is due with vendors: when, whom it tells, and when it stops."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from apps.accounts.roles import Role
from apps.reminders.actions.firing import seen_by
from apps.reminders.models import Notification
from apps.reminders.queries import RULES
from apps.vendors.models import (
    Certificate,
    Closure,
    Contract,
    Exclusion,
    MonthFigure,
    Period,
    Review,
    ReviewAction,
)
from apps.vendors.states import Outcome
from tests.factories import UserFactory, person
from tests.reminders.conftest import run
from tests.vendors.factories import (
    ContractFactory,
    LevelFactory,
    ServiceFactory,
    TicketFactory,
    VendorFactory,
    judged,
    representative,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def vendor():
    manager = person(Role.VENDOR_MANAGER, vendor="northwind")
    return VendorFactory(name="Northwind", slug="northwind", manager=manager)


@pytest.fixture
def service(vendor):
    return ServiceFactory(name="Service desk", contract__vendor=vendor)


def dues(slug, pks=None):
    return list(RULES[f"vendors.{slug}"].find(pks))


def words(slug, due, today=date(2026, 11, 20)):
    return RULES[f"vendors.{slug}"].words(due, today)


def told(due):
    return {word: list(pks) for word, pks in due.people.items()}


def test_notice_is_due_on_the_last_day_on_which_it_can_be_given(vendor):
    one = ContractFactory(
        vendor=vendor, ends_on=date(2027, 6, 30), notice=3, renewal="automatic"
    )

    (due,) = dues("contract_notice")

    assert (due.subject, due.due) == (one, date(2027, 3, 31))
    assert told(due) == {
        "contract owner": [vendor.manager_id],
        "vendor manager": [vendor.manager_id],
    }
    assert words("contract_notice", due) == (
        "31 Mar 2027 is the last day to give notice;"
        " without it the contract renews after 30 Jun 2027"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "draft"},
        {"state": "notice_given"},
        {"state": "ended"},
        {"ends_on": None},
        {"renewal": "none"},
    ],
)
def test_notice_is_not_due_where_there_is_none_to_give(vendor, fields):
    ContractFactory(**{"vendor": vendor, "renewal": "agreed", **fields})

    assert dues("contract_notice") == []


def test_the_owner_of_a_contract_goes_before_the_vendors_manager(vendor):
    owner = UserFactory()
    ContractFactory(vendor=vendor, owner=owner, ends_on=date(2027, 6, 30))

    (due,) = dues("contract_end")

    assert due.due == date(2027, 6, 30)
    assert told(due)["contract owner"] == [owner.pk]
    assert told(due)["vendor manager"] == [vendor.manager_id]
    assert words("contract_end", due) == "the contract ends on 30 Jun 2027"
    Contract.objects.update(state="notice_given")
    (due,) = dues("contract_end")
    assert words("contract_end", due).endswith("30 Jun 2027: notice is given")
    Contract.objects.update(state="ended")
    assert dues("contract_end") == []


def test_without_a_manager_those_by_grant_are_told_of_this_vendor_then_of_all():
    one, other = VendorFactory(), VendorFactory()
    of_one = person(Role.VENDOR_MANAGER, vendor=one.slug)
    of_all = person(Role.VENDOR_MANAGER)
    for vendor in (one, other):
        ContractFactory(vendor=vendor)

    found = {due.subject.vendor: told(due) for due in dues("contract_end")}

    assert found[one]["vendor manager"] == [of_one.pk]
    assert found[other]["vendor manager"] == [of_all.pk]


def test_a_certificate_tells_both_sides_until_a_newer_one_is_here(vendor):
    theirs = representative(vendor.organisation)
    representative(VendorFactory().organisation)
    old = Certificate.objects.create(
        vendor=vendor, kind="ISO/IEC 27001", expires_on=date(2026, 12, 31)
    )

    (due,) = dues("certificate_expiring")

    assert (due.subject, due.due) == (old, date(2026, 12, 31))
    assert told(due) == {
        "vendor manager": [vendor.manager_id],
        "vendor representative": [theirs.pk],
    }
    assert words("certificate_expiring", due).startswith(
        "it is valid until 31 Dec 2026"
    )
    new = Certificate.objects.create(
        vendor=vendor, kind="ISO/IEC 27001", expires_on=date(2029, 12, 31)
    )
    assert [due.subject for due in dues("certificate_expiring")] == [new]


def test_a_month_that_is_over_goes_to_review_within_five_days(service):
    level = LevelFactory(service=service)
    for month in (OCTOBER, date(2026, 11, 1)):
        MonthFigure.objects.create(
            level=level, month=month, version=level.versions.get(), met=3
        )

    first, second = dues("month_over")

    assert (first.subject, first.due) == (service, date(2026, 11, 6))
    assert words("month_over", first) == (
        "October 2026 is over and can be taken to review"
    )
    assert second.due == date(2026, 12, 6)
    Period.objects.create(service=service, month=OCTOBER, state="under_review")
    assert [due.due for due in dues("month_over")] == [date(2026, 12, 6)]


def test_a_month_is_ready_on_the_day_after_the_last_dispute(service):
    one = Period.objects.create(
        service=service,
        month=OCTOBER,
        state="under_review",
        dispute_until_on=date(2026, 11, 16),
    )

    (due,) = dues("period_ready")

    assert (due.subject, due.due) == (one, date(2026, 11, 17))
    assert told(due) == {"vendor manager": [service.contract.vendor.manager_id]}
    assert due.title == "Service desk, October 2026"
    Period.objects.update(state="closed")
    assert dues("period_ready") == []


def test_a_closed_month_waits_for_somebody_else_than_who_closed_it(service):
    manager = service.contract.vendor.manager
    other = person(Role.VENDOR_MANAGER)
    period = Period.objects.create(service=service, month=OCTOBER, state="closed")
    closure = Closure.objects.create(
        period=period,
        figures={},
        terms={},
        digest="0" * 64,
        closed_by=manager,
        closed_at=NOON,
    )

    (due,) = dues("signature_waiting")

    assert (due.subject, due.due) == (period, date(2026, 11, 22))
    assert told(due) == {"second signer": [other.pk]}
    assert "closed since 20 Nov 2026" in words("signature_waiting", due)
    Closure.objects.filter(pk=closure.pk).update(signed_by=other, signed_at=NOON)
    assert dues("signature_waiting") == []


def propose(service, by):
    level = LevelFactory(service=service)
    return Exclusion.objects.create(
        ticket=TicketFactory(service=service, number="INC7"),
        level=level,
        reason="customer",
        words="Nobody answered our questions.",
        note="They always say so.",
        proposed_by=by,
        proposed_at=NOON,
        answer_by_at=datetime(2026, 12, 4, 17, tzinfo=UTC),
    )


def test_an_exclusion_waits_for_the_bank(service):
    vendor = service.contract.vendor
    one = propose(service, representative(vendor.organisation))

    (due,) = dues("exclusion_waiting")

    assert (due.subject, due.due) == (one, one.answer_by_at)
    assert told(due)["decider"] == [vendor.manager_id]
    said = f"{due.title} {words('exclusion_waiting', due)}"
    assert said.endswith("until 4 Dec 2026; then it lapses")
    assert "They always" not in said
    assert "Nobody answered" not in said
    Exclusion.objects.update(state="withdrawn")
    assert dues("exclusion_waiting") == []


def test_who_proposed_an_exclusion_is_not_asked_to_decide_it(service):
    other = person(Role.VENDOR_MANAGER)
    propose(service, service.contract.vendor.manager)

    (due,) = dues("exclusion_waiting")

    assert told(due)["decider"] == [other.pk]


def test_a_representative_is_told_only_of_their_own_vendor(vendor, service):
    theirs = representative(vendor.organisation)
    ContractFactory()
    Certificate.objects.create(
        vendor=VendorFactory(), kind="SOC 2", expires_on=date(2027, 1, 1)
    )
    wanted = {
        (theirs, due.key[0]): {each.subject.pk for each in dues(slug)}
        for slug in ("contract_end", "certificate_expiring")
        for due in dues(slug)
    }

    seen = seen_by(wanted)

    assert seen == {(theirs.pk, "vendors.contract", service.contract.pk)}


def runs(level, due_at):
    ticket = TicketFactory(service=level.service, resolved_at=None)
    return judged(
        ticket, level, Outcome.RUNNING, month=None, stopped_at=None, due_at=due_at
    )


@pytest.fixture
def level(service, time_machine):
    """90 met and 4 breached so far in November, six more due in it; the goal is 95 %."""
    time_machine.move_to(NOON, tick=False)
    found = LevelFactory(service=service)
    MonthFigure.objects.create(
        level=found,
        month=date(2026, 11, 1),
        version=found.versions.get(),
        met=90,
        breached=4,
    )
    for _ in range(6):
        runs(found, NOON + timedelta(days=1))
    return found


def test_a_level_is_due_while_open_tickets_decide_its_month(level):
    vendor = level.service.contract.vendor
    theirs = representative(vendor.organisation)

    (due,) = dues("level_undecided")

    assert (due.subject, due.due) == (level, date(2026, 11, 30))
    assert told(due) == {
        "vendor manager": [vendor.manager_id],
        "vendor representative": [theirs.pk],
    }
    assert words("level_undecided", due) == (
        "6 open tickets decide whether the month meets its goal of 95 %;"
        " 1 more breach and it is missed"
    )
    assert [one.subject for one in dues("level_undecided", [level.pk])] == [level]
    assert dues("level_undecided", [level.pk + 1]) == []


def test_a_level_that_nothing_open_can_save_or_lose_is_not_due(level):
    MonthFigure.objects.update(met=50, breached=44)
    assert dues("level_undecided") == []

    MonthFigure.objects.update(met=900, breached=1)
    assert dues("level_undecided") == []


def test_what_is_due_leads_to_a_page_and_goes_out_to_both_sides(vendor, only_vendors):
    theirs = representative(vendor.organisation)
    Certificate.objects.create(
        vendor=vendor, kind="ISO/IEC 27001", expires_on=date(2026, 12, 20)
    )
    ContractFactory(vendor=vendor, ends_on=date(2026, 12, 20), notes="Too dear.")

    run(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))

    found = {
        (one.user, one.topic): one
        for one in Notification.objects.select_related("user")
    }
    both = {vendor.manager, theirs}
    assert {user for user, topic in found if "certificate" in topic} == both
    assert {user for user, topic in found if "contract" in topic} == {vendor.manager}
    assert found[theirs, "vendors.certificate_expiring"].url == (
        vendor.get_absolute_url()
    )
    assert {one.to[0] for one in mail.outbox} == {user.email for user in both}
    assert not any("Too dear" in one.body for one in mail.outbox)


@pytest.fixture
def only_vendors(monkeypatch):
    """No other rule speaks."""
    for slug in [one for one in RULES if not one.startswith("vendors.")]:
        monkeypatch.delitem(RULES, slug)


@pytest.mark.parametrize("side", ["bank", "vendor"])
def test_an_action_of_a_review_tells_its_owner_else_its_side(vendor, side):
    theirs = representative(vendor.organisation)
    review = Review.objects.create(
        vendor=vendor, first_month=OCTOBER, held_on=date(2026, 11, 10)
    )
    one = ReviewAction.objects.create(
        review=review, title="Train two more", side=side, due_on=date(2026, 12, 1)
    )

    (due,) = dues("review_action")

    assert (due.subject, due.due) == (one, date(2026, 12, 1))
    mine = {"bank": vendor.manager_id, "vendor": theirs.pk}[side]
    assert told(due) == {"owner": [mine], "vendor manager": [vendor.manager_id]}
    assert due.subject.get_absolute_url()
    assert words("review_action", due).endswith("for 1 Dec 2026 and is still open")
    owner = UserFactory()
    ReviewAction.objects.update(owner=owner)
    assert told(dues("review_action")[0])["owner"] == [owner.pk]
    ReviewAction.objects.update(state="done", closed_at=NOON)
    assert dues("review_action") == []


def test_a_role_on_a_team_of_the_same_short_name_is_not_one_on_the_vendor():
    person(Role.VENDOR_MANAGER, team="northwind")
    everywhere = person(Role.VENDOR_MANAGER)
    vendor = VendorFactory(slug="northwind")
    ContractFactory(vendor=vendor, ends_on=date(2027, 6, 30))

    (due,) = dues("contract_end")

    assert told(due)["vendor manager"] == [everywhere.pk]
