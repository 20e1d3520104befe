"""A message is sent at least once, under one id, and a broken address is marked."""

import json
import smtplib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from apps.accounts.roles import Role
from apps.core import outgoing
from apps.core.models import OutboxItem
from apps.reminders import actions
from apps.reminders.models import Channel, Delivery, Habits
from apps.reminders.states import DeliveryState
from tests.factories import TeamFactory, person
from tests.reminders.conftest import run, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_letters")]
MORNING = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def writer():
    return person(Role.REQUESTER)


@pytest.fixture
def team(letters, writer):
    found = TeamFactory(name="Post room")
    letters.owe(found, date(2026, 12, 1), writer)
    return found


@pytest.fixture
def posted(monkeypatch):
    """What was posted where; `answers` gives the statuses in turn."""
    seen, answers = [], []

    def post(url, body, *, headers):
        status = answers.pop(0) if answers else 200
        if isinstance(status, Exception):
            raise status
        seen.append((url, json.loads(body), dict(headers)))
        return outgoing.Answer(status)

    monkeypatch.setattr(outgoing, "post", post)
    return seen, answers


def channel(kind, **owner) -> Channel:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" if kind == "webhook" else ""
    url = "https://hooks.example/x"
    return Channel.objects.create(kind=kind, name=kind, url=url, secret=secret, **owner)


def refuse(monkeypatch, code):
    def broken(self, messages):
        raise smtplib.SMTPRecipientsRefused({"x@y": (code, b"No such person")})

    name = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    monkeypatch.setattr(name, broken)


def test_a_second_copy_has_the_same_message_id(team, writer):
    run(MORNING)
    Delivery.objects.update(state=DeliveryState.WAITING)
    OutboxItem.objects.update(done_at=None)

    send(MORNING)

    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_refused_address_is_marked_and_left_alone(team, writer, monkeypatch):
    refuse(monkeypatch, 550)

    run(MORNING)

    habits = Habits.objects.get(user=writer)
    assert habits.bounce_reason == "No such person"
    assert Delivery.objects.get().state == DeliveryState.FAILED
    assert OutboxItem.objects.get(task="reminders.deliver").done_at
    monkeypatch.undo()
    run(datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert mail.outbox == []

    actions.mail_works_again(writer, by=writer, now=MORNING)
    run(datetime(2026, 12, 2, 9, tzinfo=UTC))
    assert len(mail.outbox) == 1


def test_an_address_that_is_busy_is_tried_again(team, writer, monkeypatch):
    refuse(monkeypatch, 450)

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        run(MORNING)

    item = OutboxItem.objects.get(task="reminders.deliver")
    assert (item.attempts, item.done_at) == (1, None)
    assert not Habits.objects.filter(bounced_at__isnull=False).exists()


@pytest.mark.parametrize("kind", ["teams", "slack", "webhook"])
def test_a_persons_channel_gets_the_message(team, writer, posted, kind):
    channel(kind, owner=writer)

    run(MORNING)

    ((url, body, headers),) = posted[0]
    assert url == "https://hooks.example/x"
    assert "Post room" in json.dumps(body)
    assert headers.get("webhook-id", "").startswith("delivery-") == (kind == "webhook")


def test_a_teams_channel_is_told_once_for_all_its_people(team, writer, posted, letters):
    other = person(Role.REQUESTER)
    letters.owe(team, date(2026, 12, 1), writer, other)
    channel("slack", team=team)

    run(MORNING)

    assert len(posted[0]) == 1
    assert len(mail.outbox) == 2


def test_a_channel_that_wants_another_topic_is_silent(team, writer, posted):
    found = channel("slack", owner=writer)
    found.topics = ["mentions"]
    found.save()

    run(MORNING)

    assert posted[0] == []


def test_a_channel_that_fails_is_tried_again_under_the_same_id(
    team, writer, posted, time_machine
):
    time_machine.move_to(MORNING)
    channel("webhook", owner=writer)
    posted[1].append(503)

    with pytest.raises(Exception, match="503"):
        run(MORNING)
    send(MORNING + timedelta(minutes=5))

    first, second = posted[0]
    assert first[2]["webhook-id"] == second[2]["webhook-id"]
    assert Channel.objects.get().failing_since is None


def test_a_channel_that_is_gone_is_given_up(team, writer, posted):
    channel("webhook", owner=writer)
    posted[1].append(410)

    run(MORNING)

    assert Channel.objects.get().given_up_at == MORNING
    assert Delivery.objects.get(channel__isnull=False).state == DeliveryState.FAILED


def test_a_channel_that_leads_where_it_may_not_is_given_up(team, writer, posted):
    channel("slack", owner=writer)
    posted[1].append(outgoing.Refused("It leads to 10.0.0.1."))

    run(MORNING)

    assert "10.0.0.1" in Channel.objects.get().last_error


def test_a_failed_message_is_sent_again_by_an_administrator(team, writer, monkeypatch):
    refuse(monkeypatch, 550)
    run(MORNING)
    monkeypatch.undo()
    admin = person(Role.ADMINISTRATOR)
    actions.mail_works_again(writer, by=admin, now=MORNING)

    actions.deliver_again(Delivery.objects.get().pk, by=admin, now=MORNING)
    send(MORNING)

    assert len(mail.outbox) == 1


def test_a_dead_letter_is_fixed_and_sent_again(now):
    item = OutboxItem.objects.create(
        key="mail:x",
        task="core.send_mail",
        payload={"to": "old@bank.example"},
        created_at=now,
        not_before=now,
        dead_at=now,
        attempts=12,
    )

    actions.send_again(
        item.pk, by=person(Role.ADMINISTRATOR), now=now, address="new@bank.example"
    )

    item.refresh_from_db()
    assert item.payload == {"to": "new@bank.example"}
    assert (item.dead_at, item.attempts) == (None, 0)
