"""Pages of exclusions: the list, what one does, both sides, several at once."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.history.models import Event
from apps.vendors import actions
from apps.vendors.models import Exclusion, Period
from apps.vendors.rules.leaving_out import Step, stepped
from apps.vendors.rules.scoring import Counts
from apps.vendors.states import ExclusionState, Outcome, PeriodState
from tests.factories import person
from tests.vendors.factories import LevelFactory, TicketFactory, judged, representative

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def level():
    """18 met, 2 breached in October: 90 %, red against 95."""
    made = LevelFactory()
    for number in range(20):
        outcome = Outcome.BREACHED if number < 2 else Outcome.MET
        judged(TicketFactory(service=made.service), made, outcome)
    return made


@pytest.fixture
def vendors_person(level):
    return representative(level.service.contract.vendor.organisation)


@pytest.fixture
def manager():
    return person(Role.VENDOR_MANAGER)


def breached(level):
    return list(level.verdicts.filter(outcome=Outcome.BREACHED).order_by("pk"))


def propose(level, by, now, at=0, **fields) -> Exclusion:
    verdict = breached(level)[at]
    given = {"reason": "customer", "words": "They did not answer.", **fields}
    return actions.propose_exclusion(
        verdict.ticket_id, level.pk, by=by, now=now, **given
    )


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_vendor_proposes_with_a_file_and_the_bank_accepts(
    client, level, vendors_person, manager
):
    ticket = breached(level)[0].ticket
    client.force_login(vendors_person)
    send = reverse("vendors:send_exclusion", args=[ticket.pk, level.pk])
    data = {"reason": "customer", "words": "Waited.", "sent_key": str(uuid.uuid4())}
    for _ in range(2):
        file = SimpleUploadedFile("mail.txt", b"no answer")
        answer = client.post(send, {**data, "attachments": [file]})
        assert answer.status_code == 303
    made = Exclusion.objects.get()
    assert [one.file.name for one in made.files.all()] == ["mail.txt"]

    client.force_login(manager)
    shown = text(client.get(made.get_absolute_url()))
    assert "90.00 %" in shown
    assert "94.73 %" in shown
    decision = {"is_accepted": "yes", "answer": "So it was.", "expected_version": 1}
    client.post(reverse("vendors:decide_exclusion", args=[made.pk]), decision)

    made.refresh_from_db()
    assert (made.state, made.decided_by) == (ExclusionState.ACCEPTED, manager)


def test_a_refusal_without_words_is_told_beside_the_field(
    client, level, vendors_person, manager, now
):
    made = propose(level, vendors_person, now)
    client.force_login(manager)
    answer = client.post(
        reverse("vendors:decide_exclusion", args=[made.pk]),
        {"is_accepted": "no", "answer": "", "expected_version": 1},
    )

    assert answer.status_code == 422
    assert "Say why it is refused." in text(answer)
    made.refresh_from_db()
    assert made.state == ExclusionState.PROPOSED


def test_what_shares_a_cell_on_the_page_has_its_own_column_in_the_file(
    client, level, vendors_person, manager, now
):
    propose(level, vendors_person, now)
    vendor = level.service.contract.vendor.name
    url = reverse("vendors:exclusions")
    client.force_login(manager)
    page = text(client.get(url))
    head, row = client.get(f"{url}?export=csv").content.decode().splitlines()[:2]

    assert page.count('<th scope="col"') == 10
    assert f'<div class="text-secondary small fw-normal">{vendor}</div>' in page
    assert len(head.split(",")) == 12
    assert {"Vendor", "Proposed by", "Who must answer"} < set(head.split(","))
    assert vendor in row


def test_the_internal_note_is_nowhere_for_the_vendor(
    client, level, vendors_person, manager, now
):
    made = propose(level, manager, now, note="They always say so.")
    pages = [
        reverse("vendors:exclusions"),
        made.get_absolute_url(),
        f"{reverse('vendors:exclusions')}?export=csv",
        f"/api/v1/exclusions/{made.pk}/",
        *(reverse("history:changes", args=[e.pk]) for e in Event.objects.all()),
        reverse("history:untold", args=["vendors.exclusion", made.pk]),
    ]
    assert len(pages) == 6
    for user, is_seen in ((manager, True), (vendors_person, False)):
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        answers = [client.get(page) for page in pages]
        assert {one.status_code for one in answers} == {200}
        found = "".join(one.content.decode() for one in answers)
        assert ("They always say so." in found) is is_seen
        assert "They did not answer." in found


def test_the_vendor_plants_no_internal_note(client, level, vendors_person):
    ticket = breached(level)[0].ticket
    client.force_login(vendors_person)
    data = {"reason": "customer", "words": "W", "note": "planted"}
    client.post(
        reverse("vendors:send_exclusion", args=[ticket.pk, level.pk]),
        {**data, "sent_key": str(uuid.uuid4())},
    )

    assert Exclusion.objects.get().note == ""


def test_the_plan_says_what_changes_and_what_is_skipped_and_why(
    client, level, vendors_person, manager, now
):
    theirs = propose(level, vendors_person, now)
    own = propose(level, manager, now, at=1)
    client.force_login(manager)
    url = reverse("vendors:plan_exclusions")
    shown = text(client.get(url, {"picked": [theirs.pk, own.pk], "is_accepted": "yes"}))

    assert "1 will be accepted, 1 skipped" in shown
    assert "You proposed it: somebody else decides." in shown
    assert f'name="picked" value="{theirs.pk}-1"' in shown
    assert Exclusion.objects.filter(state=ExclusionState.PROPOSED).count() == 2


def test_several_are_decided_at_once_or_none(
    client, level, vendors_person, manager, now
):
    both = [propose(level, vendors_person, now, at=at) for at in (0, 1)]
    client.force_login(manager)
    url = reverse("vendors:decide_exclusions")
    data = {"is_accepted": "yes", "answer": "Both."}
    Exclusion.objects.filter(pk=both[1].pk).update(version=2)
    stale = ",".join(f"{one.pk}-1" for one in both)

    assert client.post(url, {**data, "picked": stale}).status_code == 409
    assert not Exclusion.objects.filter(state=ExclusionState.ACCEPTED).exists()
    fresh = f"{both[0].pk}-1,{both[1].pk}-2"
    assert client.post(url, {**data, "picked": fresh}).status_code == 303
    assert Exclusion.objects.filter(state=ExclusionState.ACCEPTED).count() == 2


def test_a_closed_month_is_skipped_in_a_plan(
    client, level, vendors_person, manager, now
):
    made = propose(level, vendors_person, now)
    Period.objects.create(
        service=level.service, month=OCTOBER, state=PeriodState.CLOSED
    )
    client.force_login(manager)
    shown = text(client.get(reverse("vendors:plan_exclusions"), {"picked": made.pk}))

    assert "October 2026 is closed and waits for its signature." in shown


def test_the_list_is_asked_by_month_state_and_who_must_answer(
    client, level, vendors_person, manager, now
):
    theirs = propose(level, vendors_person, now)
    own = propose(level, manager, now, at=1)
    client.force_login(manager)

    def numbers(**query) -> set[str]:
        page = client.get(reverse("vendors:exclusions"), query)
        return {one.ticket.number for one in page.context["page_obj"]}

    assert numbers(who="me") == {theirs.ticket.number}
    assert numbers(who="others") == {own.ticket.number}
    assert numbers(month="2026-10", level=level.pk) == numbers()
    assert numbers(month="2026-09") == set()
    assert numbers(state="accepted") == set()
    assert numbers(q=own.ticket.number) == {own.ticket.number}


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    client, level, vendors_person, manager, now
):
    client.force_login(manager)
    url = reverse("vendors:exclusions")
    counts = []
    for at in (0, 1):
        propose(level, vendors_person, now, at=at)
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            client.get(url)
        counts.append(len(seen))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (
            Step(Outcome.BREACHED, None, ExclusionState.ACCEPTED),
            Counts(18, 2, accepted_breached=1),
        ),
        (
            Step(Outcome.BREACHED, ExclusionState.PROPOSED, ExclusionState.REFUSED),
            Counts(18, 2, proposed_breached=-1),
        ),
        (
            Step(Outcome.MET, ExclusionState.PROPOSED, ExclusionState.ACCEPTED),
            Counts(18, 2, accepted_met=1, proposed_met=-1),
        ),
    ],
)
def test_a_step_moves_a_ticket_between_the_counts(step, expected):
    assert stepped(Counts(18, 2), [step]) == expected


def test_the_effect_shown_is_what_accepting_does(
    client, level, vendors_person, manager, now
):
    made = propose(level, vendors_person, now)
    client.force_login(manager)
    before = client.get(made.get_absolute_url()).context["page"].effect
    actions.decide_exclusion(
        made.pk, by=manager, is_accepted=True, answer="", expected_version=1, now=now
    )
    after = client.get(made.get_absolute_url()).context["page"].effect

    assert before.line_after.counts == after.line_after.counts
    assert before.line.counts.agreed == after.line.counts.agreed == 90
    assert before.card_after.score == after.card_after.score
