"""What is due in cover, whom it tells, and who stands in while somebody is away."""

from datetime import date, timedelta

import pytest

from apps.reminders.models import Away
from apps.reminders.queries import RULES
from apps.reminders.queries.people import deputies_at
from apps.staffing.actions.absences import approve_absence, ask_absence
from apps.staffing.models import Gap
from tests.factories import NOW, UserFactory
from tests.staffing.factories import AbsenceFactory
from tests.staffing.factories_cover import MONDAY, world

pytestmark = pytest.mark.django_db


def told(due):
    return {word: list(pks) for word, pks in due.people.items()}


def test_an_absence_waits_for_three_days_or_until_it_begins():
    here = world()
    day = MONDAY.date()
    asked = ask_absence(
        here.ann.pk,
        by=here.ann.user,
        kind=here.leave,
        first_on=day,
        last_on=day,
        now=NOW,
    )
    rule = RULES["staffing.absence_waits"]

    (due,) = rule.find(None)

    assert due.due == date(2026, 11, 26)
    assert told(due) == {
        "who decides": [here.eve.user_id],
        "who asked": [here.ann.user_id],
    }
    words = rule.words(due, NOW.date())
    assert words.startswith("an absence from 30 Nov 2026")
    assert here.leave.name not in words + due.title
    approve_absence(asked.pk, by=here.eve.user, expected_version=1, now=NOW)
    assert list(rule.find([asked.pk])) == []


def test_a_gap_ahead_is_told_to_who_manages_the_team_until_it_is_closed():
    here = world()
    here.team.manager = UserFactory()
    here.team.save()
    gap = Gap.objects.create(
        rule=here.rule,
        starts_at=MONDAY,
        ends_at=MONDAY + timedelta(hours=2),
        short=1,
        found_at=NOW,
    )
    rule = RULES["staffing.gap_ahead"]

    (due,) = rule.find([gap.pk])

    assert (due.due, told(due)) == (
        MONDAY.date(),
        {"team manager": [here.team.manager_id]},
    )
    assert "1 short on 30 Nov 2026" in rule.words(due, NOW.date())
    gap.closed_at = NOW
    gap.save()
    assert list(rule.find(None)) == []


def test_the_manager_stands_in_while_an_approved_absence_lasts():
    here = world()
    AbsenceFactory(person=here.ann, first_on=MONDAY.date(), from_noon=True)
    AbsenceFactory(person=here.bo, first_on=MONDAY.date(), state="asked")
    named = UserFactory()
    AbsenceFactory(person=here.cy, first_on=MONDAY.date())
    Away.objects.create(
        user=here.cy.user,
        deputy=named,
        starts_at=MONDAY,
        ends_at=MONDAY + timedelta(days=1),
    )

    assert deputies_at(MONDAY + timedelta(hours=3)) == {here.cy.user_id: named.pk}
    assert deputies_at(MONDAY + timedelta(hours=5)) == {
        here.ann.user_id: here.eve.user_id,
        here.cy.user_id: named.pk,
    }
