"""From where a token may be used: its networks, and whose address is believed."""

import re
from datetime import timedelta
from ipaddress import ip_address

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.actions import make_token
from apps.accounts.actions.tokens import MOST_TOKENS
from apps.accounts.models import ApiToken
from apps.accounts.rules import is_within, read_networks
from apps.core.errors import DomainError
from apps.core.http import client_address
from apps.history.models import Event
from portal.logs import OURS
from tests.factories import UserFactory

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        ("10.20.0.0/16", ["10.20.0.0/16"]),
        ("10.20.0.0/16\r\n fd12::/48", ["10.20.0.0/16", "fd12::/48"]),
        ("10.20.0.7, 10.20.0.7/32", ["10.20.0.7/32"]),
        ("2001:DB8::1", ["2001:db8::1/128"]),
    ],
)
def test_networks_are_read_one_a_line_or_between_commas(typed, read):
    assert read_networks(typed) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("intranet", "“intranet” is no network. Write 10.20.0.0/16."),
        ("10.20.0.0/33", "“10.20.0.0/33” is no network."),
        ("10.20.1.1/16", "“10.20.1.1/16” is inside a network. Write 10.20.0.0/16."),
        ("10.0.0.0/8 nowhere", "“nowhere” is no network."),
        (" ".join(f"10.0.{n}.0/24" for n in range(21)), "21 networks: 20 at most"),
    ],
)
def test_what_is_no_network_is_named(typed, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        read_networks(typed)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_words(typed):
    try:
        read = read_networks(typed)
    except ValueError as error:
        said = str(error)
    else:
        said = "Read."
        assert read_networks("\n".join(read)) == read
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("address", "is_in"),
    [
        ("10.20.3.4", True),
        ("10.21.0.1", False),
        ("fd12::9", True),
        ("fd13::9", False),
        (None, False),
    ],
)
def test_an_address_is_within_networks_of_its_own_kind(address, is_in):
    asked = ip_address(address) if address else None

    assert is_within(asked, ["10.20.0.0/16", "fd12::/48"]) is is_in


@pytest.mark.parametrize(
    ("proxies", "passed", "direct", "believed"),
    [
        (0, "", "10.1.1.1", "10.1.1.1"),
        (0, "6.6.6.6", "10.1.1.1", "10.1.1.1"),
        (1, "198.51.100.7", "10.1.1.1", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "10.1.1.1", "198.51.100.7"),
        (2, "6.6.6.6, 198.51.100.7, 10.9.9.9", "10.1.1.1", "198.51.100.7"),
        (2, "198.51.100.7", "10.1.1.1", None),
        (2, "", "10.1.1.1", None),
        (3, "198.51.100.7", "10.1.1.1", None),
        (1, "not an address", "10.1.1.1", None),
        (0, "", "::ffff:198.51.100.7", "198.51.100.7"),
        (1, "::ffff:198.51.100.7", "10.1.1.1", "198.51.100.7"),
        (0, "", "", None),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(
    settings, proxies, passed, direct, believed
):
    settings.TRUSTED_PROXY_COUNT = proxies
    sent = {"HTTP_X_FORWARDED_FOR": passed} if passed else {}

    found = client_address(RequestFactory().get("/", REMOTE_ADDR=direct, **sent))

    assert found == (ip_address(believed) if believed else None)


@pytest.fixture
def limited(db, now, time_machine) -> str:
    """A key that may be used from 10.20.0.0/16."""
    time_machine.move_to(now)
    _, key = make_token(
        by=UserFactory(),
        name="ci",
        scope="read",
        expires_at=now + timedelta(days=9),
        now=now,
        networks=["10.20.0.0/16"],
    )
    return key


def ask(key, address, **sent):
    client = Client(REMOTE_ADDR=address, **sent)
    return client.get("/api/v1/me/", headers={"authorization": f"Bearer {key}"})


def test_a_limited_token_works_inside_and_is_refused_outside_in_words(limited):
    assert ask(limited, "10.20.3.4").status_code == 200
    ApiToken.objects.update(last_used_at=None)

    refused = ask(limited, "203.0.113.9")

    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["detail"] == "This token may not be used from 203.0.113.9."
    assert ApiToken.objects.get().last_used_at is None


def test_a_refusal_is_a_line_of_the_log_that_says_from_where_and_why(limited, caplog):
    ask(limited, "203.0.113.9")

    (line,) = [one for one in caplog.records if one.message == "token.refused"]
    known = {name: vars(line).get(name) for name in OURS if name in vars(line)}
    assert known == {
        "address": "203.0.113.9",
        "why": "This token may not be used from 203.0.113.9.",
    }


def test_a_header_of_the_client_opens_nothing(limited, settings):
    forged = ask(limited, "203.0.113.9", HTTP_X_FORWARDED_FOR="10.20.3.4")
    settings.TRUSTED_PROXY_COUNT = 1
    behind = ask(limited, "10.20.0.1", HTTP_X_FORWARDED_FOR="10.20.3.4, 203.0.113.9")
    past = ask(limited, "")

    assert [forged.status_code, behind.status_code, past.status_code] == [403] * 3


@pytest.mark.django_db
def test_a_tokens_networks_are_typed_listed_and_told(door, now, time_machine):
    time_machine.move_to(now)
    user = UserFactory()
    door.force_login(user, BACKEND)
    day = (now + timedelta(days=30)).date().isoformat()
    typed = {"name": "ci", "scope": "read", "expires_on": day}
    url = reverse("accounts:make_token")

    wrong = door.post(url, {**typed, "networks": "10.20.1.1/16"})
    assert wrong.status_code == 422
    assert "is inside a network. Write 10.20.0.0/16." in wrong.content.decode()
    assert not ApiToken.objects.exists()

    door.post(url, {**typed, "networks": "10.20.0.0/16\nfd12::/48"})
    assert ApiToken.objects.get().networks == ["10.20.0.0/16", "fd12::/48"]
    listed = door.get(reverse("accounts:tokens")).content.decode()
    assert "<code>fd12::/48</code>" in listed
    assert Event.objects.get().facts["networks"] == "10.20.0.0/16, fd12::/48"


@pytest.mark.django_db
def test_nobody_has_more_than_twenty_tokens(now):
    user = UserFactory()

    def make(name):
        end = now + timedelta(days=9)
        make_token(by=user, name=name, scope="read", expires_at=end, now=now)

    for number in range(MOST_TOKENS):
        make(f"ci {number}")
    with pytest.raises(DomainError, match="You have 20 tokens"):
        make("one more")

    assert ApiToken.objects.count() == Event.objects.count() == 20
