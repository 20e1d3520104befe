"""How a page is answered: whole, as a named part, or by sending the browser on."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers

VARY = ("HX-Request", "HX-Target", "HX-Boosted")


class SeeOther(HttpResponseRedirect):
    """The answer to a POST that did its work: look there, by GET."""

    status_code = 303


def see_other(url: str) -> SeeOther:
    """Send the browser to the page that shows the result. HTTP 303."""
    return SeeOther(url)


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
