"""Absences: asked with what they touch in sight, decided by others, private ones veiled."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core.errors import DomainError
from apps.history.models import Concern, Event
from apps.staffing.actions.absences import (
    approve_absence,
    ask_absence,
    cancel_absence,
    refuse_absence,
)
from apps.staffing.models import Absence, Allowance, Gap
from apps.staffing.queries.balances import balances_of
from apps.staffing.queries.conflicts import conflicts_of
from apps.staffing.rules.balances import Away
from apps.staffing.states import AbsenceState
from tests.factories import NOW, person
from tests.staffing.factories import AbsenceFactory, AbsenceTypeFactory, PersonFactory
from tests.staffing.factories_cover import MONDAY, world

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()
SECRET = "a quiet word about my knee"


def ask(here, by=None, day=DAY, **fields):
    who = fields.pop("person", here.ann)
    return ask_absence(
        who.pk,
        by=by or who.user,
        kind=fields.pop("kind", here.leave),
        first_on=day,
        last_on=fields.pop("last_on", day),
        now=NOW,
        **fields,
    )


def test_an_absence_is_asked_for_approved_and_makes_its_gap_at_once():
    here = world()

    asked = ask(here, note=SECRET)
    assert not Gap.objects.exists()
    assert Concern.objects.get().user_id == here.eve.user_id
    done = approve_absence(asked.pk, by=here.eve.user, expected_version=1, now=NOW)

    assert done.state == AbsenceState.APPROVED
    gap = Gap.objects.get()
    assert (gap.rule, gap.starts_at, gap.ends_at) == (
        here.rule,
        MONDAY,
        MONDAY + timedelta(hours=12),
    )
    assert gap.cause == "Ann is away"
    told = str(list(Event.objects.values_list("facts", flat=True)))
    assert SECRET not in told
    assert here.leave.name not in told


def test_a_cancelled_absence_closes_its_gap():
    here = world()
    asked = ask(here)
    approve_absence(asked.pk, by=here.eve.user, expected_version=1, now=NOW)

    cancel_absence(asked.pk, by=here.ann.user, expected_version=2, now=NOW)

    assert Gap.objects.get().closed_at == NOW


def test_what_needs_no_approval_is_approved_at_once():
    here = world()

    made = ask(here, kind=AbsenceTypeFactory(needs_approval=False))

    assert (made.state, made.decided_by) == (AbsenceState.APPROVED, None)
    assert Gap.objects.count() == 1


def test_nobody_decides_on_their_own_absence_and_no_role_does():
    here = world()
    asked = ask(here)
    here.team.manager = here.ann.user
    here.team.save()
    here.ann.line_manager = None
    here.ann.save()

    for by in (here.ann.user, here.bo.user, person(Role.ADMINISTRATOR)):
        with pytest.raises(PermissionDenied):
            approve_absence(asked.pk, by=by, expected_version=1, now=NOW)

    asked.refresh_from_db()
    assert (asked.state, asked.version) == (AbsenceState.ASKED, 1)


def test_the_teams_manager_decides_too():
    here = world()
    here.team.manager = person()
    here.team.save()
    asked = ask(here)

    done = refuse_absence(
        asked.pk, by=here.team.manager, expected_version=1, answer="Launch", now=NOW
    )

    assert (done.state, done.answer) == (AbsenceState.REFUSED, "Launch")


def test_a_refusal_says_why_and_a_day_is_asked_for_once():
    here = world()
    asked = ask(here)

    with pytest.raises(DomainError, match="why"):
        refuse_absence(asked.pk, by=here.eve.user, expected_version=1, now=NOW)
    with pytest.raises(DomainError, match="is away or has asked"):
        ask(here, last_on=DAY + timedelta(days=3))

    assert Absence.objects.get().state == AbsenceState.ASKED


def test_two_halves_of_a_day_are_two_absences():
    here = world()
    ask(here, until_noon=True)

    ask(here, from_noon=True)

    assert Absence.objects.count() == 2


def test_what_it_touches_is_known_before_it_is_asked():
    here = world()

    found = conflicts_of(here.ann, Away(DAY, DAY, until_noon=True), here.leave, NOW)

    assert [one.pk for one in found.shifts] == [here.shifts[0].pk]
    (broken,) = found.broken
    assert (broken.rule, broken.gap.short) == (here.rule, 1)
    assert broken.gap.ends == MONDAY + timedelta(hours=4)
    assert found.days == Decimal("0.5")
    assert not Gap.objects.exists()


def form_of(here, **more):
    return {
        "person": here.ann.pk,
        "kind": here.leave.pk,
        "first_on": f"{DAY}",
        "last_on": f"{DAY}",
        "sent_key": "8c5f7e0a-0000-4000-8000-000000000001",
        **more,
    }


@pytest.mark.usefixtures("_frozen")
def test_the_form_shows_what_breaks_before_it_is_sent(client):
    here = world()
    client.force_login(here.ann.user)

    shown = client.post(reverse("staffing:check_absence"), form_of(here))
    first = client.post(reverse("staffing:ask_absence"), form_of(here))

    assert "1 short of Kubernetes" not in shown.content.decode()
    assert "Core, Days: 1 short" in shown.content.decode()
    assert first.status_code == 422
    assert not Absence.objects.exists()
    seen = first.context["conflicts"].seen
    for _ in range(2):
        sent = client.post(reverse("staffing:ask_absence"), form_of(here, seen=seen))
        assert sent.status_code == 303
    assert Absence.objects.count() == 1


def test_days_in_the_wrong_order_are_told_before_it_is_sent(client):
    here = world()
    client.force_login(here.ann.user)
    typed = form_of(here, last_on=f"{DAY - timedelta(days=1)}")

    told = client.post(
        reverse("staffing:check_absence"),
        typed,
        headers={"HX-Request": "true", "HX-Target": "conflicts"},
    ).content.decode()

    assert "The last day is before the first." in told
    assert "Choose the days" not in told


@pytest.fixture
def _frozen():
    """The pages' clock stands where the tests' does."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.usefixtures("_frozen")
def test_others_read_that_one_is_away_and_never_why(client):
    here = world()
    asked = ask(here, note=SECRET)
    approve_absence(
        asked.pk, by=here.eve.user, expected_version=1, answer=SECRET, now=NOW
    )
    pages = [
        reverse("staffing:absences"),
        f"{reverse('staffing:absences')}?export=csv",
        reverse("staffing:absence", args=[asked.pk]),
        f"{reverse('staffing:absence_calendar')}?month=2026-11",
        reverse("staffing:gaps"),
        reverse("staffing:gap", args=[Gap.objects.get().pk]),
        reverse("api:absence-list"),
        reverse("api:absence-detail", args=[asked.pk]),
        reverse("history:story", args=["staffing.absence", asked.pk]),
        *(
            reverse("history:changes", args=[one.pk])
            for one in Event.objects.filter(subject_type="staffing.absence")
        ),
    ]

    for reader in (here.bo.user, here.dee, person(Role.AUDITOR)):
        client.force_login(reader)
        for page in pages:
            answer = client.get(page)
            told = answer.getvalue().decode()
            assert answer.status_code in {200, 404}
            assert SECRET not in told, page
            in_filter = f'<option value="{here.leave.pk}">{here.leave}</option>'
            assert "Sick leave" not in told.replace(in_filter, ""), page
    by_kind = f"{reverse('staffing:absences')}?kind={here.leave.pk}"
    assert "Ann" not in client.get(by_kind).content.decode()

    for reader in (here.ann.user, here.eve.user):
        client.force_login(reader)
        told = client.get(reverse("staffing:absence", args=[asked.pk])).content.decode()
        assert SECRET in told
        assert "sick leave of some kind" in told


def test_balances_take_halves_holidays_and_what_was_carried():
    ann = PersonFactory(country="GB", starts_on=date(2020, 1, 1))
    kind = AbsenceTypeFactory(has_balance=True, days_a_year=25)
    Allowance.objects.create(person=ann, kind=kind, year=2026, carried=3)
    AbsenceFactory(
        person=ann, kind=kind, first_on=date(2026, 4, 2), last_on=date(2026, 4, 7)
    )
    AbsenceFactory(person=ann, kind=kind, first_on=date(2026, 5, 5), until_noon=True)
    AbsenceFactory(
        person=ann, kind=kind, first_on=date(2026, 6, 1), state=AbsenceState.ASKED
    )

    (found,) = balances_of([ann], 2026)[ann.pk]

    assert found.balance.taken == Decimal(
        "3.5"
    )  # Easter Monday is none in every region
    assert found.balance.left == Decimal("24.5")
    assert found.balance.left_if_approved == Decimal("23.5")
