"""A form sent twice creates once; what is typed is kept until it is sent."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from apps.accounts.models import Team
from apps.core import actions
from apps.core.actions import (
    KEPT,
    forget_done,
    forget_typed,
    keep_typed,
    once,
    store_file,
)
from apps.core.models import OutboxItem, SentForm, StoredFile, TypedText
from apps.core.queries import typed_at
from apps.core.uploads import attachment_response, check_upload
from tests.factories import OrganisationFactory, TeamFactory, UserFactory


@pytest.mark.django_db
def test_the_same_key_creates_once():
    by, key = UserFactory(), uuid.uuid4()

    first = once(key, by=by, purpose="team", make=TeamFactory)
    again = once(key, by=by, purpose="team", make=TeamFactory)

    assert first == again
    assert Team.objects.count() == 1


@pytest.mark.django_db
def test_another_key_another_person_or_no_key_creates_again():
    by, key = UserFactory(), uuid.uuid4()

    once(key, by=by, purpose="team", make=TeamFactory)
    once(uuid.uuid4(), by=by, purpose="team", make=TeamFactory)
    once(key, by=UserFactory(), purpose="team", make=TeamFactory)
    once(None, by=by, purpose="team", make=TeamFactory)
    once(None, by=by, purpose="team", make=TeamFactory)

    assert Team.objects.count() == 5


@pytest.mark.django_db
def test_a_failed_making_leaves_the_key_free():
    by, key = UserFactory(), uuid.uuid4()

    def fail():
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        once(key, by=by, purpose="team", make=fail)

    assert once(key, by=by, purpose="team", make=TeamFactory) == Team.objects.get().pk


@pytest.mark.django_db(transaction=True)
def test_the_same_key_from_six_tabs_at_once_creates_once():
    by, key, bank = UserFactory(), uuid.uuid4(), OrganisationFactory()
    start, made = threading.Barrier(6), []

    def send() -> None:
        start.wait()
        made.append(
            once(
                key, by=by, purpose="team", make=lambda: TeamFactory(organisation=bank)
            )
        )
        connections.close_all()

    senders = [threading.Thread(target=send) for _ in range(6)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(timeout=60)

    assert Team.objects.count() == 1
    assert made == [Team.objects.get().pk] * 6


@pytest.mark.django_db
def test_typed_text_is_kept_for_its_person_and_forgotten_when_sent(now):
    me, other = UserFactory(), UserFactory()

    keep_typed("answer-1", {"note": "half a sent"}, by=me, now=now)
    keep_typed("answer-1", {"note": "half a sentence"}, by=me, now=now)

    assert TypedText.objects.count() == 1
    assert typed_at("answer-1", by=me).fields["note"] == "half a sentence"
    assert typed_at("answer-1", by=other) is None
    forget_typed("answer-1", by=me)
    assert not TypedText.objects.exists()


@pytest.mark.django_db
def test_an_upload_is_kept_under_our_own_name_and_served_as_attachment(now):
    file = SimpleUploadedFile("../../notes ü.txt", b"restore took 14 minutes")

    stored = store_file(file, check_upload(file), now=now)

    stored = StoredFile.objects.get(pk=stored.pk)
    assert stored.file.name.endswith(f"{stored.key}.bin")
    answer = attachment_response(stored)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == b"restore took 14 minutes"


@pytest.mark.django_db
def test_what_was_done_long_ago_is_forgotten_and_what_is_owed_or_given_up_is_not(
    now, monkeypatch
):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    long_ago, lately = now - KEPT - timedelta(days=1), now - KEPT + timedelta(days=1)
    rows = {
        "done long ago": {"done_at": long_ago},
        "done as long ago": {"done_at": long_ago},
        "done then, too": {"done_at": long_ago},
        "done lately": {"done_at": lately},
        "owed": {},
        "given up": {"dead_at": long_ago},
    }
    for key, fields in rows.items():
        OutboxItem.objects.create(
            key=key, task="t", created_at=long_ago, not_before=long_ago, **fields
        )
    for at in (long_ago, lately):
        sent = SentForm.objects.create(key=uuid.uuid4(), user_id=1, purpose="p")
        SentForm.objects.filter(pk=sent.pk).update(created_at=at)
    for name, ends in {"ended": now - KEPT, "open": now + KEPT}.items():
        Session.objects.create(session_key=name, session_data="", expire_date=ends)

    counts = forget_done(now=now)

    assert counts == {"work": 3, "forms": 1, "sessions": 1}
    left = set(OutboxItem.objects.values_list("key", flat=True))
    assert left == {"done lately", "owed", "given up"}
    assert SentForm.objects.get().created_at == lately
    assert Session.objects.get().session_key == "open"
    assert forget_done(now=now) == {"work": 0, "forms": 0, "sessions": 0}
