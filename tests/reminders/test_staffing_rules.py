"""What is due with people: when, whom it tells, and when it stops."""

from datetime import date, timedelta

import pytest

from apps.reminders.queries import RULES
from apps.staffing.actions import checklists as actions
from apps.staffing.models import Certificate, Checklist, ChecklistStep, Person
from tests.factories import UserFactory
from tests.staffing.factories import PersonFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 14)


@pytest.fixture
def amara():
    lead = PersonFactory(name="Lead", login=True)
    return PersonFactory(name="Amara", login=True, line_manager=lead)


def dues(slug, pks=None):
    return list(RULES[f"staffing.{slug}"].find(pks))


def told(due):
    return {word: list(pks) for word, pks in due.people.items()}


def test_a_certificate_is_due_on_its_last_day_until_a_newer_one_is_noted(amara):
    lead = amara.line_manager.user
    old = Certificate.objects.create(person=amara, name="CKA", expires_on=DAY)
    Certificate.objects.create(person=amara, name="For ever")

    (due,) = dues("certificate_expiring")
    assert (due.subject, due.due) == (old, DAY)
    assert told(due) == {"holder": [amara.user_id], "line manager": [lead.pk]}
    assert RULES["staffing.certificate_expiring"].words(due, DAY) == (
        "it expires on 14 Dec 2026: renew it, or note the new one"
    )

    new = Certificate.objects.create(
        person=amara, name="CKA", expires_on=DAY + timedelta(days=700)
    )
    assert [one.subject for one in dues("certificate_expiring")] == [new]


def test_of_who_does_not_log_in_the_manager_is_told_and_of_who_is_gone_nobody(amara):
    Person.objects.filter(pk=amara.pk).update(user=None)
    Certificate.objects.create(person=amara, name="CKA", expires_on=DAY)
    (due,) = dues("certificate_expiring")
    assert told(due)["holder"] == [amara.line_manager.user_id]

    Person.objects.filter(pk=amara.pk).update(ends_on=DAY - timedelta(days=1))
    assert dues("certificate_expiring") == []


def begun(person, now, count=1):
    made = Checklist.objects.create(
        person=person,
        kind="joiner",
        name="Joiner",
        day_on=DAY,
        started_by=UserFactory(),
        started_at=now,
    )
    ChecklistStep.objects.bulk_create(
        ChecklistStep(
            checklist=made,
            position=n,
            title="Order a laptop",
            due_on=DAY,
            owner=person.user,
        )
        for n in range(count)
    )
    return made


def test_a_step_is_due_until_it_is_done(amara, now):
    made = begun(amara, now)

    (due,) = dues("step_due", [made.steps.get().pk])
    assert told(due) == {
        "owner": [amara.user_id],
        "who started it": [made.started_by_id],
    }
    assert due.title == "Order a laptop: Amara"
    assert (
        RULES["staffing.step_due"].words(due, DAY) == "it is to be done by 14 Dec 2026"
    )

    actions.do_step(due.subject.pk, by=amara.user, now=now)
    assert dues("step_due") == []


def test_a_closed_list_reminds_nobody(amara, now):
    made = begun(amara, now)
    Checklist.objects.filter(pk=made.pk).update(closed_at=now)

    assert dues("step_due") == []


@pytest.mark.parametrize("slug", ["certificate_expiring", "step_due"])
def test_rules_ask_as_much_for_few_as_for_many(
    slug, amara, now, django_assert_max_num_queries
):
    begun(amara, now, count=9)
    for number in range(9):
        Certificate.objects.create(person=amara, name=f"C{number}", expires_on=DAY)

    with django_assert_max_num_queries(3):
        assert len(dues(slug)) == 9
