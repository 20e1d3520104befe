"""Secrets of channels stand encrypted in the database."""

from io import StringIO

import pytest
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection

from apps.core.models import EncryptedTextField
from apps.reminders.models import Channel
from tests.factories import UserFactory

field = EncryptedTextField()


def test_what_is_stored_does_not_show_the_text():
    stored = field.get_prep_value("https://hooks.example/secret")

    assert "secret" not in stored
    assert field.from_db_value(stored) == "https://hooks.example/secret"


@pytest.mark.parametrize("nothing", ["", None])
def test_nothing_stays_nothing(nothing):
    assert field.from_db_value(field.get_prep_value(nothing)) == nothing


def test_a_new_key_reads_what_an_old_one_wrote(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "old" * 20, []
    stored = field.get_prep_value("x")

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, ["old" * 20]
    assert field.from_db_value(stored) == "x"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        field.from_db_value(stored)


@pytest.fixture
def channel(db, settings):
    """Written under a key that is replaced since."""
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "old" * 20, []
    made = Channel.objects.create(
        owner=UserFactory(), kind="slack", name="Ours", url="https://hooks.example/x"
    )
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, ["old" * 20]
    return made


def test_after_the_rotation_the_old_key_may_go(channel, settings):
    events = apps.get_model("reminders", "ChannelEvent").objects
    before = events.count()
    out = StringIO()

    call_command("rotate_secrets", stdout=out)
    settings.SECRET_KEY_FALLBACKS = []

    assert Channel.objects.get().url == "https://hooks.example/x"
    assert Channel.objects.get().version == channel.version
    assert events.count() == before
    assert "1 rows" in out.getvalue()


def test_a_rotation_without_the_old_key_changes_nothing(channel, settings):
    settings.SECRET_KEY_FALLBACKS = []

    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("rotate_secrets")

    settings.SECRET_KEY_FALLBACKS = ["old" * 20]
    assert Channel.objects.get().url == "https://hooks.example/x"


def test_the_database_holds_no_secret_in_words(channel):
    with connection.cursor() as cursor:
        cursor.execute("SELECT url, secret FROM reminders_channel")
        url, secret = cursor.fetchone()

    assert "hooks.example" not in url
    assert secret == ""
    assert "hooks.example" not in repr(channel)


def test_a_secret_cannot_be_searched_for(channel):
    with pytest.raises(FieldError, match="exact"):
        Channel.objects.filter(url="https://hooks.example/x")


def test_history_keeps_no_secret():
    events = [one for one in apps.get_models() if hasattr(one, "pgh_tracked_model")]
    kept = [
        str(kept)
        for one in events
        for kept in one._meta.fields
        if isinstance(kept, EncryptedTextField)
    ]

    assert events
    assert kept == []
