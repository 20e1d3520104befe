"""Secrets of channels stand encrypted in the database."""

import pytest
from cryptography.fernet import InvalidToken

from apps.core.models import EncryptedTextField

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
