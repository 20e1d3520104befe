"""What is due under Growth: who is told, when, and that no message says of what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.reminders.models import Delivery
from apps.reminders.queries import RULES
from apps.reminders.states import How
from apps.staffing.actions.growth.keeping import make_desks
from apps.staffing.actions.growth.meetings import hold_one_to_one, plan_one_to_one
from apps.staffing.models.growth import GrowthDesk
from apps.staffing.queries.growth.due import PROBATION
from tests.factories import NotificationFactory
from tests.staffing.growth.everything import WORD, make_everything
from tests.staffing.growth.people import client_of, make_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    found = make_line()
    make_desks()
    return found


def dues(slug, pks=None):
    return list(RULES[f"staffing_growth.{slug}"].find(pks))


def told(slug):
    return {(due.due, *due.people["who is asked"]) for due in dues(slug)}


def test_a_one_to_one_is_due_to_who_leads_until_it_took_place(line):
    now = timezone.now()
    on = timezone.localdate() + timedelta(days=1)
    one = plan_one_to_one(line.anna.pk, on=on, by=line.ben.user, now=now)
    plan_one_to_one(line.colleague.pk, on=on, by=line.ben.user, now=now)

    (due,) = dues("one_to_one_overdue")
    assert (due.due, due.people) == (on, {"who is asked": [line.ben.user.pk]})
    assert dues("one_to_one_overdue", [due.subject.pk]) == [due]
    assert dues("one_to_one_overdue", [due.subject.pk + 999]) == []
    hold_one_to_one(one.pk, by=line.ben.user, now=now)
    assert len(dues("one_to_one_overdue")) == 1


def test_objectives_reviews_and_probations_are_due_to_whom_they_ask(line):
    things = make_everything(line)
    ends = things["objectives"].ends_on
    line.colleague.starts_on = timezone.localdate() - timedelta(days=100)
    line.colleague.save()

    assert told("objective_ending") == {(ends, line.anna.user.pk)}
    by = things["cycles"].self_by
    assert told("review_due") == {(by, line.colleague.user.pk)}
    over = line.colleague.starts_on + PROBATION
    assert told("probation_ending") == {(over, line.ben.user.pk)}


def test_no_message_says_of_what_or_of_whom(line):
    make_everything(line)
    rules = [one for slug, one in RULES.items() if slug.startswith("staffing_growth.")]
    said = [
        f"{due.title} {rule.words(due, timezone.localdate())} {due.subject.get_absolute_url()}"
        for rule in rules
        for due in rule.find(None)
    ]

    assert len(rules) == 4
    assert len(said) >= 3
    names = (WORD, "Anna", "Ben", "Carl", "Cora", "Engineer")
    assert not [one for one in said if any(name in one for name in names)]


def test_a_desk_is_seen_by_whose_it_is(line):
    assert GrowthDesk.objects.visible_to(line.ben.user).get().person == line.ben
    make_desks()
    assert GrowthDesk.objects.count() == len(
        {one.person_id for one in GrowthDesk.objects.all()}
    )


def test_who_looks_after_the_reminders_sees_none_of_growth(line):
    soon = timezone.now() + timedelta(days=1)
    for user in (line.ben.user, line.administrator.user):
        desk = GrowthDesk.objects.get(person__user=user)
        one = NotificationFactory(
            user=user,
            subject_type="staffing.growthdesk",
            subject_id=desk.pk,
            title="Growth",
            words=f"Zqwords {user.pk}",
            at=timezone.now(),
        )
        letter = Delivery.objects.create(
            user=user, how=How.values[0], send_at=soon, created_at=soon
        )
        letter.notifications.add(one)
    NotificationFactory(user=line.ben.user, words="Zqother", at=timezone.now())
    client = client_of(line.administrator.user)

    told = client.get(reverse("reminders:told")).content.decode()
    sent = client.get(reverse("reminders:sent")).content.decode()

    assert "Zqother" in told
    assert f"Zqwords {line.administrator.user.pk}" in told
    assert f"Zqwords {line.administrator.user.pk}" in sent
    assert f"Zqwords {line.ben.user.pk}" not in told + sent
