"""How allauth treats our people: nobody signs up by themselves."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import respond_429
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from apps.accounts.factors import note_owed
from apps.accounts.models import User
from apps.core.http import client_address
from apps.core.middleware import begin_session

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator or by the identity provider."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many wrong passwords for this account: a page that says so. HTTP 429."""
        try:
            super().pre_authenticate(request, **credentials)
        except forms.ValidationError as error:
            _tell("login.stopped", request, _typed(credentials))
            raise ImmediateHttpResponse(respond_429(request)) from error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        _tell("login.failed", request, _typed(credentials))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """The last step of every way in: the session begins here."""
        super().login(request, user)
        begin_session(request)
        note_owed(request, user)
        _tell("login.succeeded", request, user)

    def logout(self, request: HttpRequest) -> None:
        _tell("logout", request, request.user)
        super().logout(request)


def _typed(credentials: dict[str, Any]) -> User | None:
    """Whose account was tried, if it is anybody's; what was typed is told nowhere."""
    return User.objects.active_with_email(str(credentials.get("email") or ""))


def _tell(what: str, request: HttpRequest, person: object) -> None:
    who = getattr(person, "pk", None)
    log.info(what, extra={"person": who, "address": str(client_address(request))})


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who the configured identity provider vouches for, is let in if known."""

    def is_open_for_signup(
        self, request: HttpRequest, sociallogin: SocialLogin
    ) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The first time, know a person by the e-mail, if this provider is trusted so.

        From then on the provider's own name for the person counts, not the e-mail.
        """
        is_login = sociallogin.state.get("process", "login") == "login"
        if sociallogin.is_existing or not is_login:
            return
        if user := _vouched_for(sociallogin):
            sociallogin.connect(request, user)


def _vouched_for(sociallogin: SocialLogin) -> User | None:
    app = sociallogin.provider.app
    if app is None or app.settings.get("trust_email") is not True:
        return None
    emails = [one.email for one in sociallogin.email_addresses if one.verified is True]
    people = [
        found
        for email in emails
        if (found := User.objects.active_with_email(email)) is not None
    ]
    return people[0] if people else None
