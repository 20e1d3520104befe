"""The second factor: its seeds are kept encrypted, and who owes one sets it up first."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from apps.core.http import is_for_programs, refuse_program
from apps.core.models import decrypted, encrypted, is_encrypted

OWED = "second_factor.owed"
# The account's own pages: the factor, the password, the way out.
OPEN = "/account/"
ASKED = "Set up a second factor first: this portal asks everybody for one."


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Seeds stand in the database under the keys that all stored secrets have."""

    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it was given; seeds of earlier releases stand there as they are."""
        is_ours = is_encrypted(encrypted_text)
        return decrypted(encrypted_text) if is_ours else encrypted_text


def note_owed(request: HttpRequest, user: AbstractBaseUser) -> None:
    """At the login: whether this session has to set a factor up before anything else.

    Whom a provider vouches for owes none: the provider asks for factors itself.
    """
    ways = {one["method"] for one in get_authentication_records(request, user)}
    is_required = settings.SECOND_FACTOR == "required"
    if is_required and ways == {"password"}:
        request.session[OWED] = True


@receiver(authenticator_added)
def settle(request: HttpRequest, **_: Any) -> None:
    """Once a factor is set up nothing is owed."""
    request.session.pop(OWED, None)


@receiver(authenticator_removed)
def owe_again(request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    """Once the last one goes it is owed anew: a new phone is no way around it."""
    has_one = get_adapter().is_mfa_enabled(user, [Authenticator.Type.TOTP])
    if settings.SECOND_FACTOR == "required" and not has_one:
        request.session[OWED] = True


class SecondFactorMiddleware:
    """Who owes a second factor is led to where it is set up, from wherever they go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_owed = request.session.get(OWED) and request.user.is_authenticated
        if not is_owed or request.path.startswith(OPEN):
            return self.get_response(request)
        if is_for_programs(request):
            return refuse_program(HTTPStatus.FORBIDDEN, ASKED)
        messages.info(request, ASKED)
        place = reverse("mfa_activate_totp")
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": place})
        return redirect(place)
