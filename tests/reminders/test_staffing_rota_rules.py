"""What is due on rotas, and whom it tells."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.reminders.queries import RULES
from apps.reminders.queries.topics import topics
from apps.staffing.actions import swaps
from tests.factories import UserFactory
from tests.staffing.factories import PersonFactory, PostingFactory, RotaFactory, shift

pytestmark = pytest.mark.django_db


def test_a_shift_that_begins_is_told_to_whose_it_is_and_to_nobody_without_a_login():
    now = timezone.now()
    ann = PersonFactory(login=True)
    ours = shift(RotaFactory(name="Core"), ann, now + timedelta(days=3))
    shift(RotaFactory(), PersonFactory(), now + timedelta(days=3))
    shift(RotaFactory(), ann, now - timedelta(days=3))
    shift(RotaFactory(), ann, now + timedelta(days=90))
    rule = RULES["staffing.shift_starting"]

    (due,) = rule.find(None)

    assert due.due == ours.starts_at
    assert list(due.people["whose shift it is"]) == [ann.user_id]
    assert due.title == "Shift on Core"
    assert due.subject.get_absolute_url() == f"/staffing/shifts/{ours.pk}/"
    assert rule.words(due, now.date()).startswith("your shift begins on ")
    assert [one.subject for one in rule.find([ours.pk])] == [ours]


def test_a_swap_waits_for_who_is_asked_and_then_for_who_approves():
    now = timezone.now()
    ann, bo = PersonFactory(login=True), PersonFactory(login=True)
    manager = UserFactory()
    rota = RotaFactory(swaps_need_approval=True, team__manager=manager)
    PostingFactory(person=bo, team=rota.team)
    ours = shift(rota, ann, now + timedelta(days=9))
    asked = swaps.offer_shift(ours.pk, by=ann.user, taker=bo, now=now)
    rule = RULES["staffing.swap_waits"]

    def waits():
        return [list(due.people["whose word it is"]) for due in rule.find(None)]

    assert waits() == [[bo.user_id]]
    swaps.accept_swap(asked.pk, by=bo.user, now=now)
    assert waits() == [[manager.pk]]
    swaps.approve_swap(asked.pk, by=manager, now=now)
    assert waits() == []
    assert "staffing.news" in topics()
