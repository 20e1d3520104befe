"""Signing in: passwords, the second factor, the bank's own identity provider."""

import pytest
from allauth.account.middleware import AccountMiddleware
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.urls import reverse

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.core.middleware import BEGAN
from tests.accounts.signing import LOGIN, PASSWORD, is_in, sign_in
from tests.factories import GrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("email", ["ada@bank.example", "ADA@Bank.Example"])
def test_a_person_signs_in_by_e_mail_and_password(client, ada, email):
    answer = sign_in(client, email)

    assert answer.status_code == 302
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_person_get_the_same_words(client, ada):
    wrong = sign_in(client, password="wrong").context["form"].errors
    unknown = sign_in(client, email="nobody@bank.example").context["form"].errors

    assert wrong == unknown
    assert not is_in(client)


def test_the_sixth_wrong_password_is_refused_with_a_page_that_says_so(client, ada):
    answers = [sign_in(client, password="wrong").status_code for _ in range(6)]

    assert answers[:5] == [200] * 5
    assert answers[5] == 429
    page = sign_in(client).content.decode()
    assert "Too many attempts" in page
    assert "Support Operations Portal" in page
    assert not is_in(client)


def test_others_still_sign_in_meanwhile(client, ada):
    other = UserFactory(email="bea@bank.example")
    other.set_password(PASSWORD)
    other.save()
    for _ in range(6):
        sign_in(client, password="wrong")

    assert sign_in(client, "bea@bank.example").status_code == 302


def test_who_is_barred_is_out_at_the_next_request(client, ada):
    sign_in(client)
    assert is_in(client)

    User.objects.update(is_active=False)

    assert not is_in(client)
    assert not sign_in(client).wsgi_request.user.is_authenticated


def test_a_session_ends_after_twelve_hours(client, ada, time_machine, settings):
    settings.SESSION_IDLE_MINUTES = 0
    time_machine.move_to("2026-11-23T08:00:00Z", tick=False)
    sign_in(client)
    time_machine.move_to("2026-11-23T19:59:00Z", tick=False)
    assert is_in(client)

    time_machine.move_to("2026-11-23T20:01:00Z", tick=False)

    assert not is_in(client)


def test_the_form_leads_back_to_ones_page_but_to_no_other_site(client, ada):
    data = {"login": ada.email, "password": PASSWORD}

    inside = client.post(LOGIN + "?next=/teams/", data)
    client.logout()
    outside = client.post(LOGIN, {**data, "next": "https://evil.example/"})

    assert inside["Location"] == "/teams/"
    assert outside["Location"] == "/"


def test_a_password_may_be_pasted_and_filled_in_by_a_manager(client):
    page = client.get(LOGIN).content.decode()

    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_nobody_signs_up(client):
    for method in (client.get, client.post):
        answer = method("/account/signup/")
        assert b"<form" not in answer.content or b"password1" not in answer.content
    assert not User.objects.exists()


OWN = [
    "account_logout",
    "account_change_password",
    "account_email",
    "mfa_index",
    "account_reauthenticate",
]
OPEN = ["account_login", "account_reset_password", "account_reset_password_done"]


@pytest.mark.parametrize("name", OWN)
def test_the_pages_of_ones_own_account_stand_in_the_portals_frame(client, ada, name):
    sign_in(client)

    answer = client.get(reverse(name))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="main"' in page
    assert "style=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize("name", OPEN)
def test_the_pages_before_signing_in_are_open_and_plain(client, name):
    answer = client.get(reverse(name))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="portal-plain"' in page
    assert "style=" not in page


@pytest.mark.parametrize("name", OWN)
def test_they_are_nobodys_before_signing_in(client, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 302


def test_a_forgotten_password_is_reset_by_a_letter(client, ada, mailoutbox):
    known = client.post(reverse("account_reset_password"), {"email": ada.email})

    address = next(w for w in mailoutbox[0].body.split() if "/account/" in w)
    form = client.get("/" + address.split("/", 3)[3], follow=True)
    new = "a better horse battery"
    done = client.post(
        form.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True
    )

    assert known.status_code == 302
    assert done.status_code == 200
    client.logout()
    assert sign_in(client, password=new).status_code == 302


def test_an_unknown_address_gets_the_same_answer(client, ada):
    known = client.post(reverse("account_reset_password"), {"email": ada.email})
    cache.clear()
    unknown = client.post(reverse("account_reset_password"), {"email": "x@y.example"})

    assert known["Location"] == unknown["Location"]


OIDC = {
    "provider_id": "bank",
    "name": "The bank's login",
    "client_id": "portal",
    "secret": "not-a-secret",
    "settings": {"server_url": "https://idp.bank.example"},
}
SAML = {
    "provider_id": "https://idp.bank.example/saml",
    "name": "Bank SAML",
    "client_id": "bank",
    "settings": {
        "idp": {
            "entity_id": "https://idp.bank.example/saml",
            "sso_url": "https://idp.bank.example/sso",
            "x509cert": "MIIB",
        },
        "advanced": {"want_assertion_signed": True},
    },
}


@pytest.fixture
def identity_provider(settings):
    """An OpenID Connect provider with these settings of its app."""

    def configure(**more):
        app = {**OIDC, "settings": {**OIDC["settings"], **more}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    return configure


def vouched(rf, email, *, verified=True, subject="s-1"):
    """What happens when the provider says: this is subject, with this e-mail."""
    request = rf.get("/account/oidc/bank/login/callback/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request._messages = FallbackStorage(request)
    answers = []

    def arrive(request):
        provider = get_adapter().get_provider(request, "bank")
        claims = {"sub": subject, "email": email, "email_verified": verified}
        login: SocialLogin = provider.sociallogin_from_response(
            request, {"userinfo": claims, "id_token": claims}
        )
        login.state = {"process": "login"}
        answers.append(complete_login(request, login))
        return answers[-1]

    AccountMiddleware(arrive)(request)
    return request


def test_the_first_login_knows_a_person_by_a_trusted_e_mail(rf, ada, identity_provider):
    identity_provider(trust_email=True)

    request = vouched(rf, "Ada@Bank.example")

    assert request.user == ada
    assert SocialAccount.objects.get().user == ada
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_from_then_on_the_subject_counts_not_the_e_mail(rf, ada, identity_provider):
    identity_provider(trust_email=True)
    vouched(rf, "ada@bank.example")
    UserFactory(email="bea@bank.example")

    request = vouched(rf, "bea@bank.example")

    assert request.user == ada


@pytest.mark.parametrize(
    "said",
    [
        (False, True, "ada@bank.example"),
        ("yes", True, "ada@bank.example"),
        (True, False, "ada@bank.example"),
        (True, True, "stranger@bank.example"),
        (True, "false", "ada@bank.example"),
        (True, True, ""),
    ],
)
def test_anybody_else_is_not_let_in(rf, ada, identity_provider, said):
    trusted, verified, email = said
    identity_provider(trust_email=trusted)

    request = vouched(rf, email, verified=verified)

    assert not request.user.is_authenticated
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_who_is_barred_is_not_let_in_either(rf, ada, identity_provider):
    identity_provider(trust_email=True)
    vouched(rf, ada.email)
    User.objects.update(is_active=False)

    for subject in ("s-1", "s-2"):
        assert not vouched(rf, ada.email, subject=subject).user.is_authenticated


def test_the_login_page_offers_the_configured_providers_first(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [OIDC]},
        "saml": {"APPS": [SAML]},
    }

    page = client.get(LOGIN).content.decode()

    assert page.index("The bank&#x27;s login") < page.index('name="password"')
    assert "Bank SAML" in page
    assert reverse("saml_login", args=["bank"]) in page


def test_saml_tells_the_identity_provider_who_we_are(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"saml": {"APPS": [SAML]}}

    answer = client.get(
        reverse("saml_metadata", args=["bank"]),
        headers={"host": "portal.bank.example"},
    )

    assert answer.status_code == 200
    assert b'WantAssertionsSigned="true"' in answer.content
    assert b"/account/saml/bank/acs/" in answer.content


def test_without_configuration_no_provider_is_offered(client):
    assert b"Sign in with" not in client.get(LOGIN).content


@pytest.fixture
def cast(settings):
    """The demonstration's people: two with a login, one of the crowd."""
    settings.DEMO = True
    auditor = UserFactory(email="auditor@demo.example", password="md5$x")
    GrantFactory(user=auditor, role=Role.AUDITOR)
    UserFactory(email="crowd@demo.example", password="!")
    return auditor


def test_the_demonstration_lets_one_look_around_as_a_role(client, cast):
    page = client.get(LOGIN).content.decode()
    answer = client.post(reverse("accounts:view_as"), {"email": cast.email})

    assert "Auditor" in page
    assert "crowd@demo.example" not in page
    assert answer.status_code == 303
    assert answer.wsgi_request.user == cast
    assert BEGAN in client.session


@pytest.mark.parametrize("email", ["crowd@demo.example", "ada@bank.example", ""])
def test_but_as_nobody_else(client, cast, ada, email):
    answer = client.post(reverse("accounts:view_as"), {"email": email})

    assert answer.status_code == 404
    assert not is_in(client)


def test_and_never_outside_the_demonstration(client, cast, settings):
    settings.DEMO = False

    answer = client.post(reverse("accounts:view_as"), {"email": cast.email})

    assert answer.status_code == 404
    assert b"view-as" not in client.get(LOGIN).content
