"""What happens to every request, once: health, ids, time zone, refusals, toasts."""

import re
import uuid
import zoneinfo
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from redis.exceptions import RedisError

from apps.core.api.deprecated import deprecated
from apps.core.errors import DomainError, EditConflict
from apps.core.http import is_for_programs, page_before, refuse_program, render_page

GetResponse = Callable[[HttpRequest], HttpResponseBase]
BEGAN, SEEN = "session.began", "session.seen"
NOTED_EVERY = 300
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
TEXT = re.compile(
    r"text/|application/(.+\+)?json\b|application/vnd\.oai|image/svg\+xml"
)


class _Middleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response


class HealthMiddleware(_Middleware):
    """Answers the probes before the host check: alive, ready to serve, and begun."""

    has_begun = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/livez":
            return JsonResponse({"alive": True})
        if request.path == "/readyz":
            return _readiness()
        if request.path == "/startupz":
            return self._beginning()
        return self.get_response(request)

    def _beginning(self) -> JsonResponse:
        """Ready once is enough: what fails later is for the other two probes."""
        if not self.has_begun:
            readiness = _readiness()
            if readiness.status_code != HTTPStatus.OK:
                return readiness
            self.has_begun = True
        return JsonResponse({"started": True})


def _readiness() -> JsonResponse:
    try:
        executor = MigrationExecutor(connection)
        is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"ready": False, "database": "unreachable"}, status=503)
    if is_behind:
        return JsonResponse({"ready": False, "migrations": "pending"}, status=503)
    return JsonResponse({"ready": True, "degraded": _degraded()})


def _degraded() -> list[str]:
    """What is away while pages still work: mail and the like wait in the database."""
    try:
        is_beating = cache.get("core.heartbeat") is not None
    except RedisError:
        return ["redis"]
    return [] if is_beating else ["worker"]


class RequestIdMiddleware(_Middleware):
    """Each request has an id: in its logs, its error page and its answer."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        found = given if REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        request.__dict__["request_id"] = found
        with structlog.contextvars.bound_contextvars(request_id=found):
            response = self.get_response(request)
        response["X-Request-ID"] = found
        return response


class CompressionMiddleware(GZipMiddleware):
    """Text goes out compressed; files, and what a strong ETag names, go as they are.

    Padding of a random length (Django's) and masked tokens keep secrets from being
    guessed by the size of the answer.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        is_text = TEXT.match(response.headers.get("Content-Type", ""))
        is_exact = response.headers.get("ETag", "").startswith('"')
        if response.streaming or is_exact or not is_text:
            return response
        return super().process_response(request, response)


class HtmxLoginMiddleware(_Middleware):
    """An expired session never puts a login page inside a card: the page goes there."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_htmx = request.headers.get("HX-Request") == "true"
        login = reverse("account_login")
        location = response.headers.get("Location", "")
        if (
            is_htmx
            and response.status_code == HTTPStatus.FOUND
            and location.startswith(login)
        ):
            redirect = HttpResponse(status=204)
            redirect["HX-Redirect"] = location
            return redirect
        return response


class PlainHttpMiddleware(_Middleware):
    """A program that speaks plain http is refused and not led to https: it would go on
    sending its secret in the open, and nobody would see it.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_open = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if is_open and is_for_programs(request):
            return refuse_program(HTTPStatus.FORBIDDEN, "Use https.")
        return self.get_response(request)


def begin_session(request: HttpRequest) -> None:
    """From now on its age counts, and the time for which it is not used."""
    now = int(timezone.now().timestamp())
    request.session[BEGAN] = request.session[SEEN] = now


class SessionAgeMiddleware(_Middleware):
    """A session ends so long after its login however much it is used, and when nobody
    used it for a while. That it is used is noted every five minutes.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = request.session
        if (began := session.get(BEGAN)) is not None:
            now = int(timezone.now().timestamp())
            idle = now - session[SEEN]
            is_idle = idle > settings.SESSION_IDLE_MINUTES * 60 > 0
            if is_idle or now - began >= settings.SESSION_COOKIE_AGE:
                logout(request)
            elif idle > NOTED_EVERY:
                session[SEEN] = now
        return self.get_response(request)


class NoStoreMiddleware(_Middleware):
    """What a signed-in person sees is kept nowhere, and gone once they sign out."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        was_in = _is_signed_in(request)
        response = self.get_response(request)
        is_in = _is_signed_in(request)
        if is_in and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        if was_in and not is_in:
            response["Clear-Site-Data"] = '"cache"'
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    return bool(getattr(request, "user", None) and request.user.is_authenticated)


class ApiMiddleware(_Middleware):
    """Every answer of the API says how many requests are left, and what will go."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if verdict := request.__dict__.get("rate"):
            for name, value in verdict.headers().items():
                response[name] = value
        if going := deprecated(request):
            for name, value in going.headers().items():
                response[name] = value
        return response


class TimeZoneMiddleware(_Middleware):
    """Times are shown in the viewer's zone."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        zone = getattr(getattr(request, "user", None), "time_zone", "") or "UTC"
        with timezone.override(zoneinfo.ZoneInfo(zone)):
            return self.get_response(request)


class ToastMiddleware(_Middleware):
    """Messages reach an htmx answer as toasts beside the part it asked for."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not getattr(request, "htmx", False) or not isinstance(
            response, HttpResponse
        ):
            return response
        is_part = response.status_code == HTTPStatus.OK and not response.streaming
        if is_part and b"<html" not in response.content[:200]:
            messages = list(get_messages(request))
            if messages:
                context = {"messages": messages, "is_partial": True}
                toasts = render_to_string("core/toasts.html", context, request)
                response.write(toasts)
        return response


class DomainErrorMiddleware(_Middleware):
    """A refusal in the rule's own words: HTTP 409, shown in the page."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(error, DomainError):
            return None
        template = (
            "core/conflict.html" if isinstance(error, EditConflict) else "409.html"
        )
        response = render_page(
            request,
            template,
            {"error": error, "back_url": page_before(request)},
            partials={"main"},
            status=409,
        )
        response["HX-Retarget"] = "#main"
        response["HX-Reswap"] = "outerHTML"
        return response.render()
