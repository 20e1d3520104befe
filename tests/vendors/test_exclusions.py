"""Leaving tickets out: two sides, four eyes, deadlines."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from apps.accounts.roles import Role
from apps.core.errors import DomainError, EditConflict
from apps.history.models import Event
from apps.vendors import actions
from apps.vendors.models import Exclusion, MonthFigure, Period
from apps.vendors.rules.scoring import Counts
from apps.vendors.states import ExclusionState, Outcome, PeriodState
from tests.factories import person
from tests.vendors.factories import (
    LevelFactory,
    TicketFactory,
    VendorFactory,
    judged,
    representative,
)

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def level(db):
    """18 met, 2 breached in October."""
    made = LevelFactory()
    for number in range(20):
        outcome = Outcome.BREACHED if number < 2 else Outcome.MET
        judged(TicketFactory(service=made.service), made, outcome)
    return made


@pytest.fixture
def breached(level):
    return level.verdicts.filter(outcome=Outcome.BREACHED).order_by("pk").first()


@pytest.fixture
def vendors_person(level):
    return representative(level.service.contract.vendor.organisation)


@pytest.fixture
def manager(db):
    return person(Role.VENDOR_MANAGER)


def propose(verdict, by, now, **fields) -> Exclusion:
    given = {"reason": "customer", "words": "They did not answer.", **fields}
    return actions.propose_exclusion(
        verdict.ticket_id, verdict.level_id, by=by, now=now, **given
    )


def decide(made, by, now, *, is_accepted=True, answer="So it was."):
    return actions.decide_exclusion(
        made.pk,
        by=by,
        is_accepted=is_accepted,
        answer=answer,
        expected_version=made.version,
        now=now,
    )


def counts(level) -> Counts:
    row = MonthFigure.objects.get(level=level, month=OCTOBER)
    return Counts(
        *(row.met, row.breached, row.accepted_met, row.accepted_breached),
        *(row.proposed_met, row.proposed_breached),
    )


def test_a_proposal_shows_as_disputed_and_an_accepted_one_as_agreed(
    level, breached, vendors_person, manager, now
):
    made = propose(breached, vendors_person, now)
    proposed = counts(level)
    decide(made, manager, now)
    accepted = counts(level)

    assert (proposed.reported, proposed.agreed) == (90, 90)
    assert round(proposed.disputed, 2) == round(proposed.disputed.__class__("94.74"), 2)
    assert accepted.reported == 90
    assert accepted.agreed == accepted.disputed == proposed.disputed
    assert accepted.volume == 19


def test_a_refused_exclusion_counts_again(
    level, breached, vendors_person, manager, now
):
    made = propose(breached, vendors_person, now)
    decide(made, manager, now, is_accepted=False, answer="They did answer.")

    assert counts(level) == Counts(18, 2)


def test_a_refusal_says_why(level, breached, vendors_person, manager, now):
    made = propose(breached, vendors_person, now)

    with pytest.raises(DomainError, match="Say why"):
        decide(made, manager, now, is_accepted=False, answer=" ")


def test_nobody_decides_what_they_proposed(level, breached, manager, now):
    made = propose(breached, manager, now)

    with pytest.raises(PermissionDenied):
        decide(made, manager, now)
    assert Exclusion.objects.get().state == ExclusionState.PROPOSED


def test_the_database_also_wants_four_eyes(level, breached, manager, now):
    made = propose(breached, manager, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        Exclusion.objects.filter(pk=made.pk).update(decided_by=manager)


def test_the_vendor_never_decides(level, breached, vendors_person, manager, now):
    made = propose(breached, manager, now)

    with pytest.raises(PermissionDenied):
        decide(made, vendors_person, now)


def test_another_vendor_proposes_nothing_here(level, breached, now):
    other = representative(VendorFactory().organisation)

    with pytest.raises(PermissionDenied):
        propose(breached, other, now)
    assert not Exclusion.objects.exists()
    assert not Event.objects.filter(verb="vendors.exclusion_proposed").exists()


def test_an_untouched_claim_lapses_at_its_deadline(
    level, breached, vendors_person, now
):
    made = propose(breached, vendors_person, now)
    deadline = now + timedelta(days=level.service.contract.claim_days)

    early = actions.lapse_exclusions(now=deadline - timedelta(seconds=1))
    late = actions.lapse_exclusions(now=deadline)
    again = actions.lapse_exclusions(now=deadline)

    assert (early, late, again) == (0, 1, 0)
    assert Exclusion.objects.get(pk=made.pk).state == ExclusionState.LAPSED
    assert counts(level) == Counts(18, 2)


def test_a_ticket_is_proposed_once_and_again_after_a_refusal(
    level, breached, vendors_person, manager, now
):
    made = propose(breached, vendors_person, now)
    with pytest.raises(DomainError, match="already"):
        propose(breached, manager, now)
    decide(made, manager, now, is_accepted=False)

    assert propose(breached, vendors_person, now).state == ExclusionState.PROPOSED


def test_a_month_that_waits_for_its_signature_takes_no_exclusion(
    level, breached, manager, now
):
    Period.objects.create(
        service=level.service, month=OCTOBER, state=PeriodState.CLOSED
    )

    with pytest.raises(DomainError, match="closed"):
        propose(breached, manager, now)


def test_the_vendor_disputes_until_the_last_day(level, breached, vendors_person, now):
    Period.objects.create(
        service=level.service,
        month=OCTOBER,
        state=PeriodState.UNDER_REVIEW,
        dispute_until_on=now.date(),
    )

    with pytest.raises(DomainError, match="The time to dispute"):
        propose(breached, vendors_person, now + timedelta(days=1))
    assert propose(breached, vendors_person, now)


def test_a_running_ticket_is_not_left_out(level, manager, now):
    running = judged(
        TicketFactory(service=level.service), level, Outcome.RUNNING, month=None
    )

    with pytest.raises(DomainError, match="met or breached"):
        propose(running, manager, now)


def test_the_proposer_takes_it_back_while_it_waits(
    level, breached, vendors_person, manager, now
):
    made = propose(breached, vendors_person, now)
    actions.withdraw_exclusion(made.pk, by=vendors_person, now=now)

    assert counts(level) == Counts(18, 2)
    made = propose(breached, vendors_person, now)
    decide(made, manager, now)
    with pytest.raises(PermissionDenied):
        actions.withdraw_exclusion(made.pk, by=vendors_person, now=now)
    actions.withdraw_exclusion(made.pk, by=manager, now=now)
    assert counts(level) == Counts(18, 2)


def test_two_who_decide_at_once_do_not_overwrite_each_other(
    level, breached, vendors_person, manager, now
):
    made = propose(breached, vendors_person, now)
    Exclusion.objects.filter(pk=made.pk).update(version=2)

    with pytest.raises(EditConflict):
        decide(made, manager, now)


def test_both_sides_attach_files_while_it_waits(
    level, breached, vendors_person, manager, now
):
    made = propose(breached, vendors_person, now)
    for by in (vendors_person, manager):
        file = SimpleUploadedFile("mail.txt", b"no answer")
        actions.attach_to_exclusion(made.pk, by=by, file=file, now=now)
    decide(made, manager, now)

    assert made.files.count() == 2
    file = SimpleUploadedFile("mail.txt", b"late")
    with pytest.raises(DomainError, match="decided"):
        actions.attach_to_exclusion(made.pk, by=manager, file=file, now=now)


def test_an_internal_note_is_never_taken_from_the_vendor(
    level, breached, vendors_person, now
):
    made = propose(breached, vendors_person, now, note="planted")

    assert made.note == ""


def test_the_vendor_disputes_nothing_of_a_review_without_a_last_day(
    level, breached, vendors_person, manager, now
):
    Period.objects.create(
        service=level.service, month=OCTOBER, state=PeriodState.UNDER_REVIEW
    )

    with pytest.raises(DomainError, match="no time to dispute"):
        propose(breached, vendors_person, now)
    assert propose(breached, manager, now)


def test_a_month_that_is_open_again_is_disputed_after_its_old_last_day(
    level, breached, vendors_person, now
):
    Period.objects.create(
        service=level.service,
        month=OCTOBER,
        state=PeriodState.OPEN,
        dispute_until_on=now.date() - timedelta(days=1),
    )

    assert propose(breached, vendors_person, now)
