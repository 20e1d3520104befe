"""A form sent twice creates once; what is typed is kept until it is sent."""

import threading
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from apps.accounts.models import Team
from apps.core.actions import forget_typed, keep_typed, once, store_file
from apps.core.models import StoredFile, TypedText
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
