"""How a page is answered: whole, as a named part, or by sending the browser on; and to whom."""

import re
from collections.abc import Collection, Mapping
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

# Fields that may hold a secret; and what would be missed: some words, or a long one.
UNSAID = re.compile("password|secret|token|code|key|certificate|url", re.IGNORECASE)
WORDS = re.compile(r"(?=.*[^\W\d_]{2})(?=.*\s|.{12})", re.DOTALL)
PROGRAMS = ("/api/", "/integrations/in/")
VARY = ("HX-Request", "HX-Target", "HX-Boosted")


class SeeOther(HttpResponseRedirect):
    """The answer to a POST that did its work: look there, by GET."""

    status_code = 303


def see_other(url: str) -> SeeOther:
    """Send the browser to the page that shows the result. HTTP 303."""
    return SeeOther(url)


def typed_words(request: HttpRequest) -> list[tuple[str, str]]:
    """Field and words of what a person typed into the form that was sent; no secrets."""
    return [
        (name, words)
        for name, values in request.POST.lists()
        if not UNSAID.search(name)
        for words in values
        if WORDS.match(words)
    ]


def page_before(request: HttpRequest) -> str:
    """The page of ours that the form stood on; "" if it is none of ours."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()})
    return page if is_ours else ""


def is_for_programs(request: HttpRequest) -> bool:
    """Whether programs ask there, who read no pages."""
    return request.path.startswith(PROGRAMS)


def refuse_program(status: HTTPStatus, detail: str) -> JsonResponse:
    """A refusal as RFC 9457 problem+json, where no view of the API says it itself."""
    body = {"type": "about:blank", "title": status.phrase, "status": int(status)}
    kind = "application/problem+json"
    return JsonResponse(body | {"detail": detail}, status=status, content_type=kind)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    partials: Collection[str] = (),
    status: int = 200,
) -> TemplateResponse:
    """The whole page; or, for htmx, the partial whose name is the targeted element's id.

    `partials` names what may be fetched alone: a partial that is not named here is
    never rendered outside the page, and the guards, in which it stands.
    """
    if (asked := _asked_partial(request)) in partials:
        template = f"{template}#{asked}"
    response = TemplateResponse(request, template, dict(context), status=status)
    patch_vary_headers(response, VARY)
    return response


def _asked_partial(request: HttpRequest) -> str:
    """The id in HX-Target: htmx 2 sends `panel`, htmx 4 sends `section#panel`."""
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.boosted:
        return ""
    return (htmx.target or "").rpartition("#")[2]


def client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The address that asks, as the outermost of our own proxies saw it.

    What stands further left in X-Forwarded-For was written by the client, and is never
    read. None where the address is unknown: it came past the proxies, or by a socket.
    An IPv4 address written as IPv6 is the IPv4 address.
    """
    passed = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    chain = [*passed, str(request.META.get("REMOTE_ADDR", ""))]
    place = len(chain) - 1 - settings.TRUSTED_PROXY_COUNT
    try:
        found = ip_address(chain[place].strip() if place >= 0 else "")
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
