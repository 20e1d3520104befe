"""The inbox: what it shows, and what is done with what was ticked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.reminders.models import Mute, Notification
from tests.factories import NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(door):
    user = UserFactory(name="Ada Stone")
    door.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


def act(door, verb, *rows, **typed):
    picked = [one.pk for one in rows]
    return door.post(reverse(f"reminders:{verb}"), {"picked": picked, **typed})


def shown(door, **query):
    return list(door.get(reverse("reminders:inbox"), query).context["page_obj"])


def test_the_inbox_shows_ones_own_and_nobody_elses(door, me):
    mine = NotificationFactory(user=me)
    NotificationFactory()

    assert shown(door) == [mine]


def test_a_line_says_what_there_is_to_know(door, me):
    NotificationFactory(
        user=me,
        title="ONB-0001 Cards",
        words="a waiver ends",
        why="you are the requester",
        is_critical=True,
        late_since=timezone.now() - timedelta(hours=3),
        instead_of=UserFactory(name="Ben Reed"),
    )

    page = door.get(reverse("reminders:inbox")).content.decode()

    for words in (
        *("ONB-0001 Cards", "a waiver ends", "Because you are the requester"),
        *("Critical", "Late, meant for", "For Ben Reed, who is away", "Unread"),
    ):
        assert words in page


def test_an_empty_inbox_says_what_appears_there(door, me):
    assert (
        "Nothing waits for you" in door.get(reverse("reminders:inbox")).content.decode()
    )


def test_the_tabs_part_open_from_snoozed_from_done(door, me):
    now = timezone.now()
    waiting = NotificationFactory(user=me)
    asleep = NotificationFactory(user=me, snoozed_until=now + timedelta(hours=1))
    done = NotificationFactory(user=me, done_at=now)
    gone = NotificationFactory(user=me, withdrawn_at=now)

    assert shown(door) == [waiting]
    assert shown(door, tab="snoozed") == [asleep]
    assert set(shown(door, tab="done")) == {done, gone}
    assert shown(door, tab="nonsense") == [waiting]


def test_the_list_is_narrowed_by_topic_and_words(door, me):
    one = NotificationFactory(user=me, topic="mentions", words="asks about Cards")
    NotificationFactory(user=me)

    assert shown(door, topic="mentions") == [one]
    assert shown(door, q="about cards") == [one]


def test_opening_marks_it_read_and_leads_to_the_object(door, me):
    one = NotificationFactory(user=me, url="/catalog/")

    answer = door.get(one.get_absolute_url())

    assert answer["Location"] == "/catalog/"
    assert Notification.objects.get().read_at


def test_nobody_opens_anothers(door, me):
    one = NotificationFactory()

    assert door.get(one.get_absolute_url()).status_code == 404
    assert Notification.objects.get().read_at is None


def test_what_is_ticked_is_read_unread_done(door, me):
    one, other = NotificationFactory(user=me), NotificationFactory(user=me)

    act(door, "read", one)
    assert set(Notification.objects.exclude(read_at=None)) == {one}
    act(door, "unread", one)
    assert not Notification.objects.exclude(read_at=None)
    act(door, "finish", one, other)
    assert shown(door) == []


def test_nothing_happens_to_what_is_somebody_elses(door, me):
    theirs = NotificationFactory()

    answer = act(door, "finish", theirs)

    assert answer.status_code == 303
    assert Notification.objects.get().done_at is None


@pytest.mark.parametrize("verb", ["read", "unread", "finish", "wake", "mute", "snooze"])
def test_nothing_ticked_is_said(door, me, verb):
    act(door, verb, until="hour")

    assert (
        "Tick at least one line."
        in door.get(reverse("reminders:inbox")).content.decode()
    )


def test_a_snoozed_line_sleeps_and_wakes(door, me):
    one = NotificationFactory(user=me)

    act(door, "snooze", one, until="hour")
    slept = Notification.objects.get().snoozed_until - timezone.now()
    assert timedelta(minutes=59) < slept <= timedelta(hours=1)
    assert shown(door) == []
    act(door, "wake", one)
    assert shown(door) == [one]


def test_a_time_of_ones_own_is_taken_in_ones_own_zone(door, me):
    me.time_zone = "Asia/Kolkata"
    me.save()
    one = NotificationFactory(user=me)
    day = timezone.localdate() + timedelta(days=3)

    act(door, "snooze", one, until="custom", at=f"{day}T09:30")

    until = Notification.objects.get().snoozed_until
    assert f"{until:%Y-%m-%d %H:%M}" == f"{day} 04:00"


def test_custom_without_a_time_is_said(door, me):
    one = NotificationFactory(user=me)

    act(door, "snooze", one, until="custom")

    assert "Say until when." in door.get(reverse("reminders:inbox")).content.decode()
    assert Notification.objects.get().snoozed_until is None


def test_muting_finishes_all_of_that_object_and_keeps_quiet_of_it(door, me):
    one = NotificationFactory(user=me, subject_id=7)
    NotificationFactory(user=me, subject_id=7)
    other = NotificationFactory(user=me, subject_id=8)

    act(door, "mute", one)

    assert shown(door) == [other]
    assert Mute.objects.get().user == me


def test_the_badge_counts_what_is_unread(client):
    me = UserFactory()
    client.force_login(me, "django.contrib.auth.backends.ModelBackend")
    NotificationFactory.create_batch(2, user=me)
    NotificationFactory(user=me, read_at=timezone.now())
    headers = {"HX-Request": "true", "HX-Target": "span#inbox-count"}

    answer = client.get(reverse("reminders:badge"), headers=headers)

    assert (
        answer.content.decode().strip()
        == '2<span class="visually-hidden"> unread</span>'
    )
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("reminders:badge"), headers=headers)
    assert len(queries) == 3


def test_the_badge_sends_nobody_to_the_login(client):
    assert client.get(reverse("reminders:badge")).status_code == 204


def test_the_inbox_asks_as_much_for_twenty_lines_as_for_two(door, me):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            door.get(reverse("reminders:inbox"))
        return len(queries)

    NotificationFactory.create_batch(2, user=me, instead_of=UserFactory())
    few = asked()
    NotificationFactory.create_batch(18, user=me, instead_of=UserFactory())

    assert asked() == few
