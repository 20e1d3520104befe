"""Reviews, the actions that carry over, risks and issues."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.vendors import actions
from apps.vendors.actions import refresh_counts
from apps.vendors.models import Review, ReviewAction, Risk
from apps.vendors.rules.governance import (
    months_of_review,
    next_due,
    period_text,
    risk_score,
    risk_tone,
)
from apps.vendors.states import Outcome, ReviewActionState, ReviewState
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    TicketFactory,
    VendorFactory,
    judged,
    representative,
)

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def level():
    """18 met, 2 breached in October: 90 %, red against 95."""
    made = LevelFactory()
    for number in range(20):
        outcome = Outcome.BREACHED if number < 2 else Outcome.MET
        judged(TicketFactory(service=made.service), made, outcome)
    refresh_counts(made, [OCTOBER])
    return made


@pytest.fixture
def vendor(level):
    return level.service.contract.vendor


@pytest.fixture
def manager():
    return person(Role.VENDOR_MANAGER)


@pytest.fixture
def vendors_person(vendor):
    return representative(vendor.organisation)


def plan(vendor, by, now, first_month=OCTOBER, **fields) -> Review:
    given = {"kind": "monthly", "held_on": now.date(), **fields}
    return actions.plan_review(
        vendor.pk, by=by, now=now, first_month=first_month, **given
    )


def promise(review, by, now, **fields) -> ReviewAction:
    given = {"title": "Train the shift", "side": "vendor", "due_on": now.date()}
    return actions.add_review_action(review.pk, by=by, now=now, **{**given, **fields})


def published(review, by, now) -> Review:
    actions.hold_review(review.pk, by=by, now=now)
    review.refresh_from_db()
    actions.amend_review(
        review.pk,
        by=by,
        now=now,
        expected_version=review.version,
        held_on=review.held_on,
        attendees="All",
        minutes="We spoke of **storage**.",
        note="They look tired.",
    )
    return actions.publish_minutes(review.pk, by=by, now=now)


def risk(vendor, by, now, **fields) -> Risk:
    given = {"kind": "risk", "title": "Turnover", "likelihood": 3, "impact": 5}
    given |= {"review_on": now.date(), "is_internal": True}
    return actions.enter_risk(vendor.pk, by=by, now=now, **{**given, **fields})


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_quarter_is_three_months_and_the_next_one_follows():
    july = date(2026, 7, 1)

    assert months_of_review("quarterly", july)[-1] == date(2026, 9, 1)
    assert next_due("quarterly", OCTOBER) == date(2027, 1, 1)
    assert next_due("monthly", OCTOBER) == date(2026, 11, 1)
    assert period_text("quarterly", july) == "July to September 2026"
    across = period_text("quarterly", date(2026, 11, 1))
    assert across == "November 2026 to January 2027"


@pytest.mark.parametrize(
    ("likelihood", "impact", "is_issue", "score", "tone"),
    [
        (1, 1, False, 1, "green"),
        (2, 4, False, 8, "amber"),
        (3, 5, False, 15, "red"),
        (1, 2, True, 10, "amber"),
    ],
)
def test_a_risk_weighs_likelihood_times_impact(
    likelihood, impact, is_issue, score, tone
):
    assert risk_score(likelihood, impact, is_issue=is_issue) == score
    assert risk_tone(score) == tone


def test_the_agenda_is_built_from_the_figures(level, vendor, manager, now):
    earlier = plan(vendor, manager, now, first_month=date(2026, 9, 1))
    promise(earlier, manager, now, due_on=now.date() - timedelta(days=1))
    verdict = level.verdicts.filter(outcome=Outcome.BREACHED).first()
    actions.propose_exclusion(
        verdict.ticket_id,
        level.pk,
        by=manager,
        reason="customer",
        words="They did not answer.",
        now=now,
    )
    made = plan(vendor, manager, now)
    found = {one.kind: one for one in made.agenda.all()}

    assert "is red: 90.00 % against 95 % in October 2026" in found["level"].title
    assert found["level"].words == "1 breach fewer would have been green"
    assert found["dispute"].title == "1 exclusion waits for an answer"
    assert found["action"].title == "1 action carries over, 1 of them overdue"


def test_building_again_keeps_what_people_added(level, vendor, manager, now):
    made = plan(vendor, manager, now)
    actions.add_agenda_item(
        made.pk, by=manager, title="Staff", is_shared=False, now=now
    )
    before = made.agenda.count()
    actions.build_agenda(made.pk, by=manager, now=now)

    assert made.agenda.count() == before
    assert made.agenda.filter(title="Staff", is_built=False).count() == 1


def test_a_period_is_reviewed_once_unless_it_was_cancelled(vendor, manager, now):
    made = plan(vendor, manager, now)
    with pytest.raises(DomainError, match="already"):
        plan(vendor, manager, now)
    actions.cancel_review(made.pk, by=manager, now=now)

    assert plan(vendor, manager, now).state == ReviewState.PLANNED


def test_open_actions_carry_over_until_they_are_done(vendor, manager, now):
    first = plan(vendor, manager, now, first_month=date(2026, 9, 1))
    left = promise(first, manager, now)
    done = promise(first, manager, now, title="Done before")
    actions.close_review_action(
        done.pk, by=manager, expected_version=1, is_done=True, now=now
    )
    later = plan(vendor, manager, now, held_on=now.date() + timedelta(days=30))
    elsewhere = plan(VendorFactory(), manager, now)

    rows = ReviewAction.objects.all()
    assert list(rows.carried_into(later)) == [left]
    assert list(rows.carried_into(first)) == []
    assert list(rows.carried_into(elsewhere)) == []


def test_published_minutes_change_no_more(vendor, manager, now):
    made = published(plan(vendor, manager, now), manager, now)

    with pytest.raises(DomainError, match="published"):
        actions.amend_review(
            made.pk,
            by=manager,
            now=now,
            expected_version=made.version,
            held_on=made.held_on,
            attendees="",
            minutes="Other words",
            note="",
        )
    made.refresh_from_db()
    assert made.minutes == "We spoke of **storage**."


def test_minutes_are_written_before_they_are_published(vendor, manager, now):
    made = plan(vendor, manager, now)
    actions.hold_review(made.pk, by=manager, now=now)

    with pytest.raises(DomainError, match="Write the minutes"):
        actions.publish_minutes(made.pk, by=manager, now=now)


def test_two_who_write_minutes_do_not_overwrite_each_other(
    client, vendor, manager, now
):
    made = plan(vendor, manager, now)
    client.force_login(manager)
    url = reverse("vendors:amend_review", args=[made.pk])
    data = {"held_on": "2026-11-23", "expected_version": 1}

    assert client.post(url, {**data, "minutes": "Mine"}).status_code == 303
    late = client.post(url, {**data, "minutes": "Theirs"})
    assert (late.status_code, "Theirs" in text(late)) == (409, True)
    made.refresh_from_db()
    assert made.minutes == "Mine"


def test_the_vendor_closes_what_it_promised_and_nothing_else(
    vendor, manager, vendors_person, now
):
    review = plan(vendor, manager, now)
    theirs, ours = (promise(review, manager, now, side=s) for s in ("vendor", "bank"))
    when = {"by": vendors_person, "expected_version": 1, "now": now}

    with pytest.raises(PermissionDenied):
        actions.close_review_action(ours.pk, is_done=True, **when)
    with pytest.raises(PermissionDenied):
        actions.close_review_action(theirs.pk, is_done=False, outcome="No.", **when)
    done = actions.close_review_action(theirs.pk, is_done=True, **when)
    assert done.state == ReviewActionState.DONE
    with pytest.raises(EditConflict):
        actions.close_review_action(theirs.pk, is_done=True, **when)


def test_an_owner_stands_on_the_side_that_promises(
    vendor, manager, vendors_person, now
):
    review = plan(vendor, manager, now)

    with pytest.raises(DomainError, match="not of the side"):
        promise(review, manager, now, owner=manager)
    assert promise(review, manager, now, owner=vendors_person).owner == vendors_person


def test_an_issue_is_certain_in_the_database_too(vendor, manager, now):
    made = risk(vendor, manager, now, kind="issue", likelihood=1)

    assert (made.likelihood, made.score) == (5, 25)
    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.filter(pk=made.pk).update(likelihood=1)


def test_the_vendor_reads_what_is_shared_and_nothing_else(
    client, vendor, manager, vendors_person, now
):
    made = plan(vendor, manager, now)
    for title, is_shared in (("Open talk", True), ("Their fate", False)):
        actions.add_agenda_item(
            made.pk, by=manager, title=title, is_shared=is_shared, now=now
        )
    risk(vendor, manager, now, title="Secret worry")
    risk(vendor, manager, now, title="Shared worry", is_internal=False)
    actions.hold_review(made.pk, by=manager, now=now)
    client.force_login(vendors_person)
    url = made.get_absolute_url()
    made.refresh_from_db()
    actions.amend_review(
        made.pk,
        by=manager,
        now=now,
        expected_version=made.version,
        held_on=made.held_on,
        attendees="All",
        minutes="We spoke of storage.",
        note="They look tired.",
    )
    actions.note_decision(made.pk, by=manager, words="Twelve more engineers.", now=now)
    before = text(client.get(url))
    actions.publish_minutes(made.pk, by=manager, now=now)
    after = text(client.get(url))

    assert "Open talk" in before
    assert "storage" not in before
    assert "storage" in after
    assert "Twelve more" not in before
    assert "Twelve more" in after
    assert "Their fate" not in before + after
    assert "They look tired" not in before + after
    worries = text(client.get(reverse("vendors:risks")))
    assert "Shared worry" in worries
    assert "Secret worry" not in worries
    story = reverse("history:story", args=["vendors.review", made.pk])
    assert client.get(story).status_code == 404


def test_another_vendor_finds_nothing_of_it(client, vendor, manager, now):
    made = plan(vendor, manager, now)
    action = promise(made, manager, now)
    worry = risk(vendor, manager, now, is_internal=False)
    client.force_login(representative(VendorFactory().organisation))

    for found in (made, action, worry):
        assert client.get(found.get_absolute_url()).status_code == 404
    for name in ("reviews", "review_actions", "risks"):
        page = client.get(reverse(f"vendors:{name}"))
        assert page.context["page_obj"].paginator.count == 0


def test_a_review_is_planned_once_however_often_it_is_sent(client, vendor, manager):
    client.force_login(manager)
    data = {
        "vendor": vendor.pk,
        "kind": "quarterly",
        "first_month": "2026-07",
        "held_on": "2026-11-23",
        "sent_key": str(uuid.uuid4()),
    }
    for _ in range(2):
        answer = client.post(reverse("vendors:plan_review"), data)
        assert answer.status_code == 303

    assert Review.objects.get().period == "July to September 2026"


@pytest.mark.parametrize("name", ["reviews", "review_actions", "risks"])
def test_a_list_asks_as_often_for_many_as_for_few(client, vendor, manager, now, name):
    client.force_login(manager)
    counts = []
    for month in (8, 9, 10):
        made = plan(vendor, manager, now, first_month=date(2026, month, 1))
        promise(made, manager, now)
        risk(vendor, manager, now)
        client.get(reverse(f"vendors:{name}"))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(f"vendors:{name}"))
        counts.append(len(seen))

    assert counts[1] == counts[2]


def test_actions_are_asked_for_by_state_owner_and_day(client, vendor, manager, now):
    made = plan(vendor, manager, now)
    mine = promise(made, manager, now, side="bank", owner=manager)
    other = promise(made, manager, now, due_on=now.date() + timedelta(days=9))
    actions.close_review_action(
        promise(made, manager, now).pk,
        by=manager,
        expected_version=1,
        is_done=True,
        now=now,
    )
    client.force_login(manager)

    def found(**query) -> set[int]:
        page = client.get(reverse("vendors:review_actions"), query)
        return {one.pk for one in page.context["page_obj"]}

    assert found() == {mine.pk, other.pk}
    assert found(whose="mine") == {mine.pk}
    assert found(due_before=f"{now.date() + timedelta(days=1)}") == {mine.pk}
    assert len(found(state="any")) == 3


def test_a_number_of_the_map_leads_to_its_open_risks(client, vendor, manager, now):
    closed = risk(vendor, manager, now, title="Closed worry", is_internal=False)
    actions.close_risk(closed.pk, by=manager, expected_version=1, now=now)
    risk(vendor, manager, now, title="Worry here")
    risk(vendor, manager, now, title="Worry elsewhere", impact=4)
    client.force_login(manager)
    page = client.get(reverse("vendors:risks")).content.decode()
    query = "?state=open&amp;likelihood=3&amp;impact=5"

    assert (
        f'<a href="{query}" aria-label="Likelihood 3, impact 5, red: 1 open">' in page
    )
    cell = {"state": "open", "likelihood": "3", "impact": "5"}
    listed = client.get(reverse("vendors:risks"), cell).content.decode()
    assert "Worry here" in listed
    assert "Worry elsewhere" not in listed
    assert "Closed worry" not in listed
    assert "impact 4, amber: 1 open" in listed
