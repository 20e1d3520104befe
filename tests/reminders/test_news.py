"""What people do reaches whom it concerns, by the road of reminders, once."""

from datetime import timedelta

import pytest
from django.core import mail

from apps.accounts.roles import Role
from apps.history.models import Concern
from apps.onboarding import actions as onboarding
from apps.reminders import actions
from apps.reminders.models import Away, Mute, Notification, Reading
from tests.factories import EditionFactory, draft, person
from tests.reminders.conftest import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def requester():
    return person(Role.REQUESTER)


@pytest.fixture
def request_(requester, now):
    EditionFactory(criteria=["must"], published=True)
    return draft(requester, now)


def say(request, now, text="Fine."):
    admin = person(Role.ADMINISTRATOR)
    return onboarding.comment(request.pk, by=admin, text=text, now=now)


def read(now):
    actions.read_news(now=now)
    send(now)


def test_a_comment_is_told_once_in_inbox_and_mail(request_, requester, now):
    said = say(request_, now)

    for _ in range(3):
        read(now)

    told = Notification.objects.get()
    assert (told.user, told.topic) == (requester, "onboarding.news")
    assert told.words == f"{said.author} commented"
    (letter,) = mail.outbox
    assert letter.to == [requester.email]
    assert "Fine." not in letter.body


def test_who_did_it_is_not_told(request_, requester, now):
    onboarding.comment(request_.pk, by=requester, text="Mine.", now=now)

    read(now)

    assert not Notification.objects.exists()


def test_a_mention_is_its_own_topic_and_told_once(request_, requester, now):
    say(request_, now, text=f"@{requester.email} look")

    read(now)

    assert [one.topic for one in Notification.objects.all()] == ["mentions"]


def test_letters_about_one_object_are_a_thread(request_, now):
    say(request_, now)
    read(now)
    say(request_, now + timedelta(minutes=5))
    read(now + timedelta(minutes=5))

    first, second = mail.outbox
    assert first.extra_headers["References"] == second.extra_headers["References"]
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]


def test_a_muted_object_makes_no_news(request_, requester, now):
    Mute.objects.create(
        user=requester,
        subject_type="onboarding.request",
        subject_id=request_.pk,
        title="x",
        at=now,
    )
    say(request_, now)

    read(now)

    assert mail.outbox == []
    assert not Notification.objects.open(now).exists()
    assert Notification.objects.get().withdrawn_at


def test_the_deputy_hears_the_news_while_somebody_is_away(request_, requester, now):
    deputy = person(Role.ADMINISTRATOR)
    day = timedelta(days=1)
    Away.objects.create(
        user=requester, deputy=deputy, starts_at=now - day, ends_at=now + day
    )
    say(request_, now)

    read(now)

    told = Notification.objects.get()
    assert (told.user, told.instead_of) == (deputy, requester)


def test_the_reader_goes_on_where_it_was_but_looks_back(request_, now):
    say(request_, now)
    read(now)
    assert Reading.objects.get().reached_id < Concern.objects.get().pk

    read(now + timedelta(minutes=20))

    assert Reading.objects.get().reached_id == Concern.objects.last().pk


def test_news_after_an_outage_says_that_it_is_late(request_, now):
    say(request_, now)

    read(now + timedelta(hours=5))

    assert "This comes late" in mail.outbox[0].body
