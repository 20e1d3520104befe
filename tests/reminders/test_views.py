"""The inbox: what it shows, and what is done with what was ticked."""

from datetime import time, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.core.models import OutboxItem
from apps.reminders.actions import add_channel, mute
from apps.reminders.models import (
    Away,
    Channel,
    Delivery,
    Habits,
    Mute,
    Notification,
    Preference,
)
from apps.reminders.queries.topics import topics
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
    answer = act(door, verb, until="hour")

    if answer.status_code == 303:
        answer = door.get(answer.url)
    assert "Tick at least one line." in answer.content.decode()


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


@pytest.mark.parametrize("typed", ["", "soon"])
def test_a_snooze_without_a_time_says_so_and_keeps_the_ticks(door, me, typed):
    one, other = NotificationFactory(user=me), NotificationFactory(user=me)

    answer = act(door, "snooze", one, until="custom", at=typed, query="tab=open&q=")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("Say until when." if not typed else "Enter a valid date/time.") in page
    assert f'value="{one.pk}" checked' in page
    assert f'value="{other.pk}" checked' not in page
    assert '<option value="custom" selected>' in page
    assert f'href="{reverse("reminders:inbox")}?tab=open&amp;q="' in page
    assert not Notification.objects.exclude(snoozed_until=None).exists()


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


def test_every_topic_can_be_chosen(door, me):
    chosen = dict.fromkeys(topics(), "off") | {"mentions": "week"}

    door.post(reverse("reminders:choose"), chosen)

    assert Preference.objects.get(user=me, topic="mentions").how == "week"
    assert Preference.objects.filter(user=me, how="off").count() == len(chosen) - 1


HABITS = {"morning": "09:00", "digest_at": "17:00", "digest_weekday": 4}


def test_habits_are_saved_and_a_stale_form_loses_nothing(door, me):
    url = reverse("reminders:set_habits")

    assert door.post(url, HABITS | {"expected_version": 1}).status_code == 303
    stale = door.post(url, HABITS | {"morning": "07:15", "expected_version": 1})

    assert stale.status_code == 409
    assert "7:15" in stale.content.decode()
    assert Habits.objects.get().morning == time(9)


def test_quiet_hours_need_both_ends(door, me):
    typed = HABITS | {"quiet_starts": "22:00", "expected_version": 1}

    answer = door.post(reverse("reminders:set_habits"), typed)

    assert answer.status_code == 422
    assert "a beginning and an end" in answer.content.decode()
    assert not Habits.objects.exists()


def test_somebody_stands_in_and_stops(door, me):
    deputy, today = UserFactory(), timezone.localdate()
    typed = {
        "deputy": deputy.pk,
        "starts_at": f"{today + timedelta(days=1)}T08:00",
        "ends_at": f"{today + timedelta(days=8)}T08:00",
    }

    door.post(reverse("reminders:go_away"), typed)
    away = Away.objects.get(user=me, deputy=deputy)
    page = door.get(reverse("reminders:settings")).content.decode()
    assert f"{deputy} stands in for you" in page
    door.post(reverse("reminders:come_back", args=[away.pk]))

    assert not Away.objects.exists()


def test_what_is_muted_can_be_heard_again(door, me):
    one = mute(NotificationFactory(user=me).pk, by=me, now=timezone.now())

    door.post(reverse("reminders:unmute", args=[one.pk]))

    assert not Mute.objects.exists()


WEBHOOK = {
    "kind": "webhook",
    "name": "Ops",
    "url": "https://93.184.216.34/hook",
    "is_on": "on",
}


def test_a_webhooks_secret_is_shown_once(door, me):
    answer = door.post(reverse("reminders:add_channel"), WEBHOOK)
    secret = Channel.objects.get(owner=me).secret

    assert secret in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert secret not in door.get(reverse("reminders:settings")).content.decode()


def test_a_channel_into_the_banks_own_network_is_refused_beside_the_field(door, me):
    typed = WEBHOOK | {"url": "https://10.0.0.1/hook"}

    answer = door.post(reverse("reminders:add_channel"), typed)

    assert answer.status_code == 422
    assert answer.context["channel_form"].errors["url"]
    assert not Channel.objects.exists()


def test_a_channel_is_amended_without_typing_its_address_again(door, me):
    one = add_channel(by=me, now=timezone.now(), **(WEBHOOK | {"is_on": True}))
    typed = {"name": "Renamed", "expected_version": 1}

    door.post(reverse("reminders:amend_channel", args=[one.pk]), typed)

    found = Channel.objects.get()
    assert (found.name, found.is_on, found.url) == ("Renamed", False, WEBHOOK["url"])
    page = door.get(found.get_absolute_url()).content.decode()
    assert WEBHOOK["url"] not in page


def test_a_test_message_goes_the_road_of_all_messages_once_a_minute(door, me):
    one = add_channel(by=me, now=timezone.now(), **(WEBHOOK | {"is_on": True}))
    url = reverse("reminders:test_channel", args=[one.pk])

    assert door.post(url).status_code == 303
    assert door.post(url).status_code in {303, 409}

    first = Delivery.objects.order_by("pk").first()
    assert OutboxItem.objects.filter(key=f"delivery:{first.pk}").exists()


def test_the_calendars_address_is_shown_once_and_works_until_revoked(door, me):
    page = door.post(reverse("reminders:make_feed"))
    url = urlsplit(page.context["feed_url"]).path

    assert url in page.content.decode()
    assert door.get(url).status_code == 200
    door.post(reverse("reminders:revoke_feed"))
    assert door.get(url).status_code == 404


def test_mail_that_came_back_is_said_until_it_works_again(door, me):
    Habits.objects.create(user=me, bounced_at=timezone.now(), bounce_reason="no box")
    settings = reverse("reminders:settings")

    assert "no box" in door.get(settings).content.decode()
    door.post(reverse("reminders:mail_works_again"))
    assert "no box" not in door.get(settings).content.decode()
