"""The request as our views see it: signed in, and with htmx's details."""

from django.http import HttpRequest as DjangoHttpRequest
from django_htmx.middleware import HtmxDetails

from apps.accounts.models import User


class HttpRequest(DjangoHttpRequest):
    """A request of somebody who is signed in."""

    user: User
    htmx: HtmxDetails
