"""Reminders over the API: the same rights, the same actions."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from apps.accounts.roles import Role
from apps.reminders.models import Away, Channel, Habits, Notification, Preference
from tests.factories import NotificationFactory, UserFactory, person
from tests.reminders.conftest import dead_letter, set_rule

pytestmark = pytest.mark.django_db
V1 = "/api/v1"


@pytest.fixture
def me(client):
    user = UserFactory()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return user


def sign_in(client, role):
    client.force_login(person(role), "django.contrib.auth.backends.ModelBackend")


def send(client, method, path, data=None, **headers):
    return getattr(client, method)(
        f"{V1}/{path}/", data or {}, content_type="application/json", headers=headers
    )


def ids(client, **query):
    found = client.get(f"{V1}/notifications/", query).json()["results"]
    return [one["id"] for one in found]


def test_the_inbox_is_read_snoozed_woken_and_done(client, me):
    one = NotificationFactory(user=me)
    NotificationFactory()
    until = (timezone.now() + timedelta(days=1)).isoformat()
    path = f"notifications/{one.pk}"

    assert ids(client) == [one.pk]
    assert send(client, "post", f"{path}/read").json()["read_at"]
    send(client, "post", f"{path}/snooze", {"until": until})
    assert (ids(client), ids(client, tab="snoozed")) == ([], [one.pk])
    send(client, "post", f"{path}/wake")
    send(client, "post", f"{path}/done")
    assert (ids(client), ids(client, tab="done")) == ([], [one.pk])


def test_muting_finishes_the_rest_of_the_object(client, me):
    one = NotificationFactory(user=me, subject_id=5)
    NotificationFactory(user=me, subject_id=5)

    send(client, "post", f"notifications/{one.pk}/mute")

    assert not Notification.objects.filter(done_at=None)


def test_topics_are_chosen_and_unknown_ones_refused(client, me):
    good = send(client, "put", "preferences", {"chosen": {"mentions": "day"}})
    bad = send(client, "put", "preferences", {"chosen": {"nonsense": "day"}})

    assert {"mentions": "day"}.items() <= {
        one["topic"]: one["how"] for one in good.json()
    }.items()
    assert bad.status_code == 400
    assert Preference.objects.count() == 1


HABITS = {
    "morning": "09:00",
    "digest_at": "17:00",
    "digest_weekday": 4,
    "quiet_starts": None,
    "quiet_ends": None,
    "is_weekend_quiet": True,
}


def test_habits_need_the_version_that_was_read(client, me):
    tag = send(client, "get", "habits")["ETag"]

    assert send(client, "put", "habits", HABITS).status_code == 428
    assert send(client, "put", "habits", HABITS, if_match=tag).status_code == 200
    assert send(client, "put", "habits", HABITS, if_match=tag).status_code == 412
    assert Habits.objects.get().is_weekend_quiet


def test_an_absence_is_named_and_called_off(client, me):
    starts = timezone.now() + timedelta(days=1)
    sent = {
        "deputy": UserFactory().pk,
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(days=7)).isoformat(),
    }

    made = send(client, "post", "aways", sent)

    assert made.status_code == 201
    assert send(client, "delete", f"aways/{made.json()['id']}").status_code == 204
    assert not Away.objects.exists()


def test_a_channel_tells_its_secret_once_and_its_address_never(client, me):
    sent = {"kind": "webhook", "name": "Ops", "url": "https://93.184.216.34/hook"}

    made = send(client, "post", "channels", sent)
    one = Channel.objects.get(owner=me)
    path = f"channels/{one.pk}"
    read = send(client, "get", path)
    amended = send(client, "put", path, {"name": "New"}, if_match=read["ETag"])

    assert made.json()["secret"] == one.secret
    assert not {"secret", "url"} & set(read.json())
    assert amended.json()["name"] == "New"
    assert Channel.objects.get().url == sent["url"]


def test_a_channel_into_a_closed_network_is_refused(client, me):
    sent = {"kind": "slack", "name": "Ops", "url": "https://127.0.0.1/hook"}

    assert send(client, "post", "channels", sent).status_code == 400
    assert not Channel.objects.exists()


RULE = {
    "is_on": False,
    "steps": "-3d",
    "people": ["writer"],
    "escalates": "",
    "is_critical": False,
    "calendar": None,
}


def test_a_rule_is_changed_by_who_may_with_the_version_they_read(client, only_letters):
    setting = set_rule()
    client.force_login(
        person(Role.ADMINISTRATOR), "django.contrib.auth.backends.ModelBackend"
    )
    tag = send(client, "get", "rules/tests.letter")["ETag"]

    wrong = send(
        client, "put", "rules/tests.letter", RULE | {"steps": "soon"}, if_match=tag
    )
    good = send(client, "put", "rules/tests.letter", RULE, if_match=tag)

    assert (wrong.status_code, good.status_code) == (400, 200)
    setting.refresh_from_db()
    assert (setting.is_on, setting.steps) == (False, "-3d")


def test_an_auditor_reads_rules_and_changes_none(client, only_letters):
    set_rule()
    client.force_login(
        person(Role.AUDITOR), "django.contrib.auth.backends.ModelBackend"
    )

    assert send(client, "get", "rules/tests.letter").status_code == 200
    assert send(client, "put", "rules/tests.letter", RULE).status_code == 403


def test_an_administrator_reads_a_dead_letter_without_its_words_and_mends_it(client):
    sign_in(client, Role.ADMINISTRATOR)
    found = dead_letter()

    (shown,) = client.get(f"{V1}/dead-letters/").json()["results"]
    answer = send(
        client,
        *("post", f"dead-letters/{found.pk}/again"),
        {"address": "new@bank.example"},
    )

    assert (shown["to"], shown["last_error"]) == ("gone@bank.example", "no such box")
    assert "secret words" not in str(shown)
    assert answer.status_code == 204
    found.refresh_from_db()
    assert (found.dead_at, found.payload["to"]) == (None, "new@bank.example")
    assert not client.get(f"{V1}/dead-letters/").json()["results"]


def test_what_is_no_address_leaves_the_dead_letter_dead(client):
    sign_in(client, Role.ADMINISTRATOR)
    found = dead_letter()

    answer = send(client, "post", f"dead-letters/{found.pk}/again", {"address": "new"})

    assert answer.status_code == 400
    found.refresh_from_db()
    assert found.dead_at


def test_an_auditor_reads_dead_letters_and_mends_none(client):
    sign_in(client, Role.AUDITOR)
    found = dead_letter()

    assert client.get(f"{V1}/dead-letters/").json()["results"]
    assert send(client, "post", f"dead-letters/{found.pk}/again").status_code == 403
    found.refresh_from_db()
    assert found.dead_at


def test_a_calendars_address_is_made_once_told_once_and_revoked(client, me):
    assert client.get(f"{V1}/calendar/").json() == {"exists": False, "address": None}
    made = send(client, "post", "calendar")
    address = urlsplit(made.json()["address"]).path

    assert made.status_code == 201
    assert client.get(address).status_code == 200
    assert client.get(f"{V1}/calendar/").json() == {"exists": True, "address": None}
    assert send(client, "delete", "calendar").status_code == 204
    assert client.get(address).status_code == 404
