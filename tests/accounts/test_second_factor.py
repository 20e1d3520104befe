"""The second factor: set up, asked for, required, kept encrypted."""

from io import StringIO

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from apps.accounts.factors import ASKED, OWED, note_owed
from apps.core.models import decrypted
from tests.accounts.signing import (
    code_of,
    is_in,
    say_the_password_again,
    sign_in,
)

pytestmark = pytest.mark.django_db


def set_up(client) -> list[str]:
    """Turn an authenticator on, as its page asks; the recovery codes."""
    if client.get(reverse("mfa_activate_totp")).status_code == 302:
        say_the_password_again(client)
    form = client.get(reverse("mfa_activate_totp"))
    assert "data:image" in form.content.decode()
    secret = form.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]


@pytest.fixture
def secured(client, ada, _committed):
    """Ada has a second factor and is signed out; her recovery codes."""
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True)
    sign_in(client)
    codes = set_up(client)
    client.logout()
    return codes


@pytest.fixture
def _committed(monkeypatch):
    """What waits for a commit is done at once: the test's own transaction has none."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_: act())


def test_with_a_second_factor_the_password_alone_is_not_enough(client, secured):
    answer = sign_in(client)

    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert refused.status_code == 200
    assert not is_in(client)


def test_a_recovery_code_works_once(client, secured):
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": secured[0]})
    assert is_in(client)

    client.logout()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": secured[0]})

    assert not is_in(client)


def test_the_recovery_codes_can_be_seen_kept_made_anew_and_the_factor_removed(
    client, secured
):
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": secured[0]})
    say_the_password_again(client)

    names = (
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
    )
    answers = [client.get(reverse(name)).status_code for name in names]

    assert answers == [200] * 4
    client.post(reverse("mfa_deactivate_totp"))
    client.logout()
    sign_in(client)
    assert is_in(client)


def secrets_held() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        return cursor.fetchone()[0]


def test_the_database_holds_neither_seed_in_words(client, ada):
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))
    say_the_password_again(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    held = secrets_held()

    assert secret not in held
    assert held.count("gAAAAA") == Authenticator.objects.count() == 2


def test_a_seed_of_an_earlier_release_counts_and_a_rotation_encrypts_it(
    client, secured, settings
):
    for row in Authenticator.objects.all():
        row.data |= {
            name: decrypted(row.data[name])
            for name in ("secret", "seed")
            if name in row.data
        }
        row.save()
    assert "gAAAAA" not in secrets_held()

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "new" * 20
    call_command("rotate_secrets", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = []

    assert secrets_held().count("gAAAAA") == 2
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": secured[1]})
    assert is_in(client)


@pytest.fixture
def _required(settings):
    settings.SECOND_FACTOR = "required"


@pytest.mark.usefixtures("_required", "_committed")
def test_where_it_is_required_a_password_alone_leads_to_setting_it_up(client, ada):
    answer = sign_in(client)
    assert answer.status_code == 302

    led = client.get(reverse("accounts:profile"), follow=True)
    asked = client.get("/api/v1/me/")
    swapped = client.get("/", headers={"HX-Request": "true"})
    changed = client.post(reverse("accounts:theme"), {"theme": "dark"})

    assert ASKED in led.content.decode()
    assert asked.status_code == 403
    assert asked.json()["detail"] == ASKED
    assert swapped["HX-Redirect"] == changed["Location"] == reverse("mfa_activate_totp")
    ada.refresh_from_db()
    assert ada.theme == "auto"

    set_up(client)
    assert is_in(client)


@pytest.mark.usefixtures("_required", "_committed")
def test_whoever_has_one_owes_nothing_until_it_is_removed(client, secured):
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": secured[0]})
    assert is_in(client)

    say_the_password_again(client)
    client.post(reverse("mfa_deactivate_totp"))

    assert not is_in(client)
    set_up(client)
    assert is_in(client)


@pytest.mark.usefixtures("_required")
def test_whoever_a_provider_vouches_for_owes_none_here(rf, ada):
    request = rf.get("/")
    request.session = SessionStore()
    record_authentication(request, ada, "socialaccount", provider="bank", uid="1")

    note_owed(request, ada)

    assert OWED not in request.session
