"""The first administrator is made at the machine, where nobody logs in yet."""

import io

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.models import Grant, User
from apps.accounts.roles import Role
from apps.history.models import Event
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(monkeypatch):
    """What stands in the pipe."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_the_first_administrator_can_log_in_and_do_everything(typed, client):
    typed("correct horse battery\n")

    call_command("create_administrator", "Ada@Bank.example", name="Ada")

    ada = User.objects.get()
    assert client.login(email="ada@bank.example", password="correct horse battery")
    assert [grant.role for grant in ada.grants.all()] == [Role.ADMINISTRATOR]
    assert Event.objects.get().verb == "accounts.role_given"


def test_a_person_known_already_gets_the_role_and_keeps_the_name(typed):
    known = UserFactory(email="ada@bank.example", name="Ada")
    typed("correct horse battery\n")

    call_command("create_administrator", "ada@bank.example", name="Somebody")

    assert User.objects.get(pk=known.pk).name == "Ada"
    assert Grant.objects.get().user == known


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("ada@bank.example", "short", "too short"),
        ("ada", "correct horse battery", "valid email address"),
    ],
)
def test_a_weak_password_or_no_address_is_refused(typed, email, password, said):
    typed(password + "\n")

    with pytest.raises(CommandError, match=said):
        call_command("create_administrator", email)

    assert not User.objects.exists()
    assert not Event.objects.exists()
