"""How the API knows who asks: a token with a scope, or the browser's session."""

import logging

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from apps.accounts.actions import use_token
from apps.accounts.models import ApiToken, User
from apps.core.http import client_address

log = logging.getLogger(__name__)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer sop_…`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The person behind the token; None if the request carries none."""
        kind, _, given = (
            get_authorization_header(request).decode("latin-1").partition(" ")
        )
        if kind.lower() != "bearer":
            return None
        address = client_address(request)
        try:
            token = use_token(given.strip(), now=timezone.now(), address=address)
        except PermissionDenied as error:
            told = {"address": str(address), "why": str(error)}
            log.warning("token.refused", extra=told)
            raise exceptions.PermissionDenied(str(error)) from error
        if token is None:
            raise exceptions.AuthenticationFailed("This token is not valid.")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScope(BasePermission):
    """A token with scope read changes nothing."""

    message = "This token may only read."

    def has_permission(self, request: Request, view: object) -> bool:
        token = request.auth
        if not isinstance(token, ApiToken) or request.method in SAFE_METHODS:
            return True
        return token.scope == ApiToken.Scope.WRITE
