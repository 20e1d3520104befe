"""Work that is owed survives everything, and is done once."""

from datetime import timedelta

import pytest
from celery import current_app
from django.core import mail as sent
from django.db import transaction
from kombu.exceptions import OperationalError

from apps.core import mail, outbox
from apps.core.models import OutboxItem
from apps.core.tasks import send_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch):
    """What was handed to the broker."""
    found = []
    monkeypatch.setattr(
        current_app, "send_task", lambda task, args, **_: found.append((task, args))
    )
    return found


def owe(now, key="one", **options) -> OutboxItem:
    outbox.enqueue("core.send_mail", {"to": "x"}, key=key, now=now, **options)
    return OutboxItem.objects.get(key=key)


def test_the_same_key_is_owed_once(now):
    owe(now)
    outbox.enqueue("core.send_mail", {"to": "other"}, key="one", now=now)

    assert OutboxItem.objects.get().payload == {"to": "x"}


def test_what_is_owed_goes_with_its_cause(now):
    with transaction.atomic():
        owe(now)
        transaction.set_rollback(True)

    assert not OutboxItem.objects.exists()


def test_a_commit_wakes_the_dispatcher(
    now, published, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        owe(now)

    assert published == [("core.dispatch", [])]


def test_what_is_due_is_handed_out_once_a_lease(now, published):
    item = owe(now)

    assert outbox.dispatch(now=now) == 1
    assert outbox.dispatch(now=now + timedelta(seconds=59)) == 0
    assert outbox.dispatch(now=now + timedelta(seconds=61)) == 1
    assert published == [("core.send_mail", [item.pk])] * 2


def test_what_is_not_due_yet_waits(now, published):
    owe(now, not_before=now + timedelta(hours=1))

    assert outbox.dispatch(now=now) == 0
    assert outbox.dispatch(now=now + timedelta(hours=1)) == 1


def test_work_claimed_twice_is_done_once(now):
    item = owe(now)
    done = []

    for _ in range(2):
        with outbox.claimed(item.pk) as found:
            if found:
                done.append(found.pk)

    assert done == [item.pk]
    item.refresh_from_db()
    assert item.done_at


def test_what_is_done_is_never_handed_out_again(now, published):
    item = owe(now)
    with outbox.claimed(item.pk):
        pass

    assert outbox.dispatch(now=now + timedelta(days=1)) == 0


def fail(item: OutboxItem) -> None:
    with pytest.raises(OSError, match="no route"), outbox.claimed(item.pk):
        raise OSError("no route")


def test_a_failure_is_noted_and_waits_longer_each_time(now, time_machine):
    time_machine.move_to(now, tick=False)
    item, waits = owe(now), []

    for _ in range(4):
        fail(item)
        item.refresh_from_db()
        waits.append((item.not_before - now).total_seconds())

    assert waits == sorted(set(waits))
    assert item.attempts == 4
    assert "no route" in item.last_error
    assert item.lease_until is None
    assert item.dead_at is None


def test_the_wait_has_an_end(now, time_machine):
    time_machine.move_to(now, tick=False)
    item = owe(now)

    for _ in range(outbox.MAX_ATTEMPTS - 1):
        fail(item)

    item.refresh_from_db()
    assert item.not_before - now <= outbox.MAX_WAIT


def test_after_the_last_attempt_it_lies_dead_for_a_person(now, published):
    item = owe(now)

    for _ in range(outbox.MAX_ATTEMPTS):
        fail(item)

    item.refresh_from_db()
    assert item.dead_at
    assert outbox.dispatch(now=now + timedelta(days=30)) == 0
    with outbox.claimed(item.pk) as found:
        assert found is None


def test_a_broker_that_is_away_loses_nothing(now, monkeypatch):
    def away(*_, **__):
        raise OperationalError("connection refused")

    item = owe(now)
    monkeypatch.setattr(current_app, "send_task", away)

    assert outbox.dispatch(now=now) == 1
    item.refresh_from_db()
    assert item.done_at is None
    assert item.attempts == 0


def letter(now, **more) -> OutboxItem:
    mail.send(
        to="ada@bank.example",
        subject="Returned:\r\nBcc: x@evil.example",
        text="Please look.",
        key="returned-7",
        now=now,
        **more,
    )
    return OutboxItem.objects.get()


def test_a_letter_owed_twice_and_delivered_twice_is_sent_once(now):
    item = letter(now)
    letter(now)

    send_mail(item.pk)
    send_mail(item.pk)

    assert len(sent.outbox) == 1
    assert sent.outbox[0].to == ["ada@bank.example"]


def test_a_subject_is_one_line_and_adds_no_header(now):
    send_mail(letter(now).pk)

    message = sent.outbox[0].message()
    assert message["Bcc"] is None
    assert "\n" not in sent.outbox[0].subject


def test_a_letter_sent_again_has_the_same_message_id(now, settings):
    settings.SITE_URL = "https://portal.bank.example"

    first = mail.message_id("mail:returned-7")

    assert first == mail.message_id("mail:returned-7")
    assert first != mail.message_id("mail:returned-8")
    assert first.endswith("@portal.bank.example>")


def test_a_letter_says_that_a_machine_sent_it_and_may_have_html(now):
    send_mail(letter(now, html="<p>Please look.</p>", headers={"X-Portal": "1"}).pk)

    message = sent.outbox[0]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"] == mail.message_id("mail:returned-7")
    assert message.extra_headers["X-Portal"] == "1"
    assert message.alternatives[0][0] == "<p>Please look.</p>"
