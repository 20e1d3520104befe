"""How the tests of logins get in."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

PASSWORD = "correct horse battery staple"
LOGIN = "/account/login/"


def sign_in(client, email="ada@bank.example", password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def is_in(client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def say_the_password_again(client):
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302
