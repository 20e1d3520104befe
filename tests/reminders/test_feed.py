"""The calendar of due dates: secret, revocable, with ids that stay."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from icalendar import Calendar

from apps.accounts.roles import Role
from apps.reminders import actions
from tests.factories import TeamFactory, person
from tests.reminders.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_letters")]
MORNING = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def writer():
    return person(Role.REQUESTER)


def events(client, secret):
    answer = client.get(reverse("reminders:feed", args=[secret]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_what_is_due_is_in_the_calendar(client, letters, writer, time_machine):
    time_machine.move_to(MORNING)
    letters.owe(TeamFactory(name="Post; room, 2"), date(2026, 12, 1), writer)
    run(MORNING)
    secret = actions.make_feed(writer, by=writer, now=MORNING)

    (event,) = events(client, secret)

    assert event["summary"] == "Post; room, 2"
    assert event.decoded("dtstart") == date(2026, 12, 1)


def test_a_moved_date_keeps_its_uid(client, letters, writer, time_machine):
    time_machine.move_to(MORNING)
    team = TeamFactory()
    letters.owe(team, date(2026, 12, 1), writer)
    run(MORNING)
    secret = actions.make_feed(writer, by=writer, now=MORNING)
    (before,) = events(client, secret)

    letters.owe(team, date(2026, 12, 15), writer)
    run(MORNING)
    (after,) = events(client, secret)

    assert before["uid"] == after["uid"]
    assert after.decoded("dtstart") == date(2026, 12, 15)


def test_a_revoked_address_and_a_guess_find_nothing(client, writer, now):
    first = actions.make_feed(writer, by=writer, now=now)
    second = actions.make_feed(writer, by=writer, now=now)
    assert client.get(reverse("reminders:feed", args=[first])).status_code == 404
    assert client.get(reverse("reminders:feed", args=[second])).status_code == 200

    actions.revoke_feed(writer, by=writer, now=now)

    assert client.get(reverse("reminders:feed", args=[second])).status_code == 404
    assert client.get(reverse("reminders:feed", args=["x"])).status_code == 404


def test_who_is_barred_has_no_calendar(client, writer, now):
    secret = actions.make_feed(writer, by=writer, now=now)
    writer.is_active = False
    writer.save()

    assert client.get(reverse("reminders:feed", args=[secret])).status_code == 404


def test_the_database_holds_no_usable_address(writer, now):
    secret = actions.make_feed(writer, by=writer, now=now)

    writer.habits.refresh_from_db()
    assert secret not in writer.habits.feed_digest
