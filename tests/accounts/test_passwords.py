"""Which passwords are taken, and what the log says of those who try."""

import logging

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.factories import UserFactory

LOGIN = "/account/login/"


@pytest.mark.parametrize(
    "password",
    [
        *(
            "Portal-2026-Portal",
            "supportsupport1",
            "Welcome!Bank2026",
            "vendor_onboarding",
        ),
        *("123 password 456", "BANKbankBANKbank", "Service-Portal-XY9"),
    ],
)
def test_words_of_the_house_and_figures_are_no_password(password):
    with pytest.raises(ValidationError, match="anybody here would try"):
        validate_password(password)


def test_the_house_names_words_of_its_own(settings):
    settings.PASSWORD_WORDS = [*settings.PASSWORD_WORDS, "Moneta"]

    validate_password("lighthouse-moneta")
    with pytest.raises(ValidationError, match="anybody here would try"):
        validate_password("Moneta!Moneta!99")


@pytest.mark.parametrize(
    "password",
    [
        *(
            "correct horse battery staple",
            "7204-1938-5561-0027",
            "ßöñ 漢字 かな ひみつ です よ",
        ),
        *(
            "!!??..,,;;::--__",
            "a supporter of the portal once said",
            "x7" * 64,
            "q" * 30,
        ),
    ],
)
def test_any_composition_is_taken_and_long_ones_too(password):
    validate_password(password)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", [" padded with blanks ", "MiXeD Case 12345", "ü" * 200]
)
def test_a_password_is_neither_stripped_nor_cut_nor_folded(client, typed):
    user = UserFactory(email="ada@bank.example")
    user.set_password(typed)
    user.save()

    for other in (typed.strip() + "x", typed[:-1], typed.swapcase() + "1"):
        assert authenticate(email=user.email, password=other) is None
    answer = client.post(LOGIN, {"login": user.email, "password": typed})
    assert answer.status_code == 302


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.INFO, logger="apps.accounts.adapters")
    return lambda: [
        (one.message, one.person, one.address)
        for one in caplog.records
        if one.name == "apps.accounts.adapters"
    ]


@pytest.mark.django_db
def test_the_log_has_a_line_for_each_login_failure_and_logout(client, told):
    user = UserFactory(email="ada@bank.example")
    user.set_password("correct horse battery staple")
    user.save()

    for email, password in [
        (user.email, "wrong"),
        ("nobody@bank.example", "my secret, in the wrong field"),
        (user.email, "correct horse battery staple"),
    ]:
        client.post(LOGIN, {"login": email, "password": password})
    client.post(reverse("account_logout"))

    assert told() == [
        ("login.failed", user.pk, "127.0.0.1"),
        ("login.failed", None, "127.0.0.1"),
        ("login.succeeded", user.pk, "127.0.0.1"),
        ("logout", user.pk, "127.0.0.1"),
    ]
