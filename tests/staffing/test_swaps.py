"""Swaps: the other person accepts, the manager approves where the rota asks, rules are checked."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.history.models import Concern, Event
from apps.staffing.actions import handovers, swaps
from apps.staffing.models import (
    Override,
    Person,
    Posting,
    Rota,
    Shift,
    Swap,
    WorkingTimeTerms,
)
from apps.staffing.queries.rotas import rule_of
from apps.staffing.queries.swaps import swap_page, waiting_for
from apps.staffing.rules.rotations import expand
from apps.staffing.states import OPEN_SWAPS, SWAP_MOVES, SwapState
from tests.factories import NOW, UserFactory, person
from tests.staffing.factories import (
    AbsenceFactory,
    CoverageRuleFactory,
    HoldingFactory,
    LayerFactory,
    PersonFactory,
    PostingFactory,
    RotaFactory,
    RotationFactory,
    shift,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=7)


@pytest.fixture
def ann():
    return PersonFactory(login=True, name="Ann")


@pytest.fixture
def bo():
    return PersonFactory(login=True, name="Bo")


@pytest.fixture
def rota(bo):
    """Bo is in its team."""
    made = RotaFactory(slug="core", name="Core", team__manager=UserFactory())
    PostingFactory(person=bo, team=made.team)
    return made


@pytest.fixture
def ours(rota, ann):
    return shift(rota, ann, LATER)


def offer(ours, taker, **more):
    return swaps.offer_shift(ours.pk, by=ours.person.user, taker=taker, now=NOW, **more)


def owners():
    return list(Shift.objects.values_list("person__name", "starts_at"))


def test_a_shift_changes_hands_once_the_other_accepts(rota, ours, ann, bo):
    asked = offer(ours, bo)
    assert owners() == [("Ann", LATER)]

    done = swaps.accept_swap(asked.pk, by=bo.user, now=NOW)

    assert done.state == SwapState.DONE
    assert owners() == [("Bo", LATER)]
    change = Override.objects.get()
    assert (change.removed, change.added, change.starts_at) == (ann, bo, LATER)
    told = Concern.objects.filter(event__verb="staffing.rota_published")
    assert set(told.values_list("user_id", flat=True)) == {ann.user_id}


def test_layers_published_again_keep_a_swap(rota, ann, bo):
    RotationFactory(layer=LayerFactory(rota=rota), people=[ann])
    ours = shift(rota, ann, LATER, hours=168)
    swaps.accept_swap(offer(ours, bo).pk, by=bo.user, now=NOW)

    found = expand(rule_of(Rota.objects.get(), NOW), LATER, LATER + timedelta(days=8))

    assert [one.person for one in found] == [bo.pk, ann.pk]


def test_an_exchange_moves_both_shifts(rota, ours, ann, bo):
    theirs = shift(rota, bo, LATER + timedelta(days=2))

    swaps.accept_swap(offer(ours, bo, return_shift=theirs).pk, by=bo.user, now=NOW)

    assert owners() == [("Bo", LATER), ("Ann", LATER + timedelta(days=2))]


def test_nobody_accepts_their_own_offer_or_one_for_another(ours, bo, ann):
    asked = offer(ours, bo)
    stranger = PersonFactory(login=True)

    for user in (ann.user, stranger.user, person(Role.ADMINISTRATOR)):
        with pytest.raises(PermissionDenied):
            swaps.accept_swap(asked.pk, by=user, now=NOW)

    assert owners() == [("Ann", LATER)]
    assert not Event.objects.filter(verb="staffing.swap_accepted").exists()


def test_anybody_of_the_rota_may_take_what_is_offered_to_all(ours, bo):
    asked = offer(ours, None)

    swaps.accept_swap(asked.pk, by=bo.user, now=NOW)

    assert owners() == [("Bo", LATER)]


@pytest.mark.parametrize("door", ["page", "api"])
def test_who_is_not_of_the_rota_takes_no_shift_of_it(client, ours, ann, bo, door):
    stranger = PersonFactory(login=True, name="Cy")
    asked = offer(ours, None)
    assert not swap_page(asked, stranger.user, NOW).may_accept
    client.force_login(stranger.user)
    accept = {
        "page": f"/staffing/swaps/{asked.pk}/accept/",
        "api": f"/api/v1/swaps/{asked.pk}/accept/",
    }[door]

    assert client.post(accept).status_code == 403

    asked.refresh_from_db()
    assert (asked.state, asked.taker, owners()) == ("asked", None, [("Ann", LATER)])
    Posting.objects.filter(person=bo).update(ends_on=LATER.date() - timedelta(days=1))
    client.force_login(bo.user)
    assert client.post(accept).status_code == 403
    assert owners() == [("Ann", LATER)]


@pytest.mark.parametrize("door", ["page", "api"])
def test_who_is_not_of_the_rota_is_not_asked(client, ours, ann, door):
    stranger = PersonFactory(name="Cy")
    client.force_login(ann.user)
    said = {"taker": stranger.pk}

    if door == "page":
        said |= {"sent_key": uuid4().hex}
        answer = client.post(f"/staffing/shifts/{ours.pk}/offer/", said)
    else:
        answer = client.post(f"/api/v1/shifts/{ours.pk}/offer/", said)

    assert answer.status_code == {"page": 422, "api": 409}[door]
    assert not Swap.objects.exists()


def test_who_left_the_team_since_they_were_asked_does_not_take_it(ours, bo):
    asked = offer(ours, bo)
    Posting.objects.update(ends_on=LATER.date() - timedelta(days=1))

    with pytest.raises(DomainError, match="Bo is neither on Core nor in its team"):
        swaps.accept_swap(asked.pk, by=bo.user, now=NOW)

    assert owners() == [("Ann", LATER)]


def test_where_the_rota_asks_for_it_the_manager_approves_and_is_a_third(
    rota, ours, ann, bo
):
    rota.swaps_need_approval = True
    rota.save()
    manager = rota.team.manager
    asked = offer(ours, bo)
    accepted = swaps.accept_swap(asked.pk, by=bo.user, now=NOW)
    assert accepted.state == SwapState.ACCEPTED
    assert owners() == [("Ann", LATER)]
    assert list(waiting_for(manager, NOW)) == [asked]

    for user in (ann.user, bo.user, UserFactory()):
        with pytest.raises(PermissionDenied):
            swaps.approve_swap(asked.pk, by=user, now=NOW)
    swaps.approve_swap(asked.pk, by=manager, now=NOW)

    assert owners() == [("Bo", LATER)]


def test_the_database_knows_of_the_two_people(ours, bo):
    asked = offer(ours, bo)

    with pytest.raises(IntegrityError), transaction.atomic():
        Swap.objects.filter(pk=asked.pk).update(
            needs_approval=True, accepted_by=bo.user, decided_by=bo.user
        )


def test_leave_and_another_shift_speak_against_it(rota, ours, bo):
    AbsenceFactory(person=bo, first_on=LATER.date())
    shift(RotaFactory(), bo, LATER + timedelta(hours=6))

    with pytest.raises(DomainError) as refused:
        offer(ours, bo)

    assert str(refused.value) == "Bo has a shift then already. Bo is away then."
    assert not Swap.objects.exists()


def test_rest_between_worked_shifts_speaks_against_it(rota, ours, bo):
    rota.kind = Rota.Kind.SHIFTS
    rota.save()
    shift(rota, bo, LATER - timedelta(hours=20))

    with pytest.raises(DomainError, match="rest of 11 hours"):
        offer(ours, bo)


def test_weeks_of_leave_do_not_make_room_for_hours(rota, ours, bo):
    """Two weeks of reference, one of them on leave: 40 hours and 12 are 52 a week."""
    rota.kind = Rota.Kind.SHIFTS
    rota.save()
    WorkingTimeTerms.objects.create(country="", reference_weeks=2)
    for day in range(1, 5):
        shift(rota, bo, LATER + timedelta(days=day), hours=10)
    assert offer(ours, bo).state == SwapState.ASKED
    Swap.objects.all().delete()

    week = (LATER - timedelta(days=7)).date()
    AbsenceFactory(person=bo, first_on=week, last_on=week + timedelta(days=6))

    with pytest.raises(DomainError, match="48 hours a week on average"):
        offer(ours, bo)


def test_only_a_shift_to_come_of_the_same_rota_comes_in_exchange(rota, ours, bo):
    others = shift(RotaFactory(), bo, LATER + timedelta(days=2))
    past = shift(rota, bo, NOW - timedelta(days=2))

    for back in (others, past):
        with pytest.raises(DomainError, match="to come, of the same rota"):
            offer(ours, bo, return_shift=back)

    assert not Swap.objects.exists()


def test_the_limits_of_the_country_of_who_takes_it_speak_against_it(rota, ours, bo):
    Person.objects.filter(pk=bo.pk).update(country="AT")
    terms = WorkingTimeTerms.objects.create(country="AT", rest=Decimal(13))
    bo.refresh_from_db()
    shift(rota, bo, LATER - timedelta(hours=20))
    assert offer(ours, bo).state == SwapState.ASKED
    Swap.objects.all().delete()

    terms.is_on_call_work = True
    terms.save()

    with pytest.raises(DomainError, match="rest of 13 hours"):
        offer(ours, bo)


def test_a_skill_that_a_coverage_rule_asks_for_speaks_against_it(rota, ours, ann, bo):
    held = HoldingFactory(person=ann)
    CoverageRuleFactory(rota=rota, name="DBA", skill=held.skill)

    with pytest.raises(DomainError, match="“DBA” would not be covered"):
        offer(ours, bo)

    HoldingFactory(person=bo, skill=held.skill)
    assert offer(ours, bo).state == SwapState.ASKED


def test_what_came_up_since_is_said_when_it_is_accepted(ours, bo):
    asked = offer(ours, bo)
    AbsenceFactory(person=bo, first_on=LATER.date())

    with pytest.raises(DomainError, match="Bo is away then"):
        swaps.accept_swap(asked.pk, by=bo.user, now=NOW)

    page = swap_page(asked, bo.user, NOW)
    assert page.objections == ["Bo is away then."]
    assert not page.may_accept
    assert owners() == [("Ann", LATER)]


def test_a_shift_is_offered_once_and_not_after_it_began(ours, bo):
    offer(ours, bo)
    with pytest.raises(DomainError, match="on offer already"):
        offer(ours, None)
    swaps.withdraw_swap(Swap.objects.get().pk, by=ours.person.user, now=NOW)

    with pytest.raises(DomainError, match="has begun"):
        swaps.offer_shift(ours.pk, by=ours.person.user, now=LATER)


def test_refusing_says_why_and_changes_nothing(ours, bo):
    asked = offer(ours, bo)

    done = swaps.refuse_swap(asked.pk, by=bo.user, now=NOW, answer="A wedding.")

    assert (done.state, done.answer) == (SwapState.REFUSED, "A wedding.")
    assert owners() == [("Ann", LATER)]


def test_a_hand_over_is_corrected_by_who_wrote_it_until_it_is_read(
    client, rota, ours, ann, bo
):
    shift(rota, bo, LATER + timedelta(days=1))
    note = handovers.write_handover(
        rota.pk, by=ann.user, handoff_at=LATER, text="Disk is full.", now=NOW
    )
    page, edit, amend = (
        "/staffing/rotas/core/handover/",
        f"/staffing/handover/{note.pk}/edit/",
        f"/staffing/handover/{note.pk}/amend/",
    )
    client.force_login(ann.user)
    assert edit in client.get(page).content.decode()
    typed = {"text": "Disk was full.", "version": note.version}
    assert client.post(amend, typed).status_code == 303
    lost = client.post(amend, typed | {"text": "Disk is slow."})
    assert lost.status_code == 409
    assert "Disk is slow." in lost.content.decode()

    client.force_login(bo.user)
    assert edit not in client.get(page).content.decode()
    assert client.post(amend, typed | {"version": 2}).status_code == 403
    handovers.read_handover(note.pk, by=bo.user, now=NOW)
    client.force_login(ann.user)
    assert edit not in client.get(page).content.decode()
    assert client.post(amend, typed | {"version": 3}).status_code == 409
    note.refresh_from_db()
    assert note.text == "Disk was full."


def test_every_state_is_reached_and_the_open_ones_end():
    reached = {SwapState.ASKED} | set().union(*SWAP_MOVES.values())

    assert reached == set(SwapState)
    assert all(SWAP_MOVES[state] for state in OPEN_SWAPS)
    assert not any(SWAP_MOVES[state] for state in set(SwapState) - OPEN_SWAPS)


def test_a_hand_over_is_told_to_who_begins_then_and_read_by_another(rota, ann, bo):
    shift(rota, ann, NOW)
    shift(rota, bo, LATER)
    note = handovers.write_handover(
        rota.pk, by=ann.user, handoff_at=LATER, text="Disk is full.", now=NOW
    )
    told = Concern.objects.filter(event__verb="staffing.handover_written")
    assert list(told.values_list("user_id", flat=True)) == [bo.user_id]

    with pytest.raises(PermissionDenied):
        handovers.read_handover(note.pk, by=ann.user, now=NOW)
    with pytest.raises(PermissionDenied):
        handovers.read_handover(note.pk, by=UserFactory(), now=NOW)
    read = handovers.read_handover(note.pk, by=bo.user, now=LATER)

    assert (read.read_by, read.read_at) == (bo.user, LATER)
    with pytest.raises(DomainError):
        handovers.amend_handover(
            note.pk, by=ann.user, expected_version=2, text="No.", now=LATER
        )
