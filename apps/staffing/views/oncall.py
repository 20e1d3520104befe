"""Who is on call now and next; calendars of shifts."""

from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.http import HttpRequest as AnyRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.http import HttpRequest
from apps.core.http import render_page, see_other
from apps.staffing.actions import feeds as actions
from apps.staffing.forms.swaps import FeedForm
from apps.staffing.models import ShiftFeed
from apps.staffing.queries.feeds import body_of, feed_of, feeds_of
from apps.staffing.queries.oncall import duties, my_turns, visible_rotas
from apps.staffing.queries.team_calendar import teams_with_rotas


@require_safe
def on_call(request: HttpRequest) -> HttpResponse:
    """Each rota one sees: who is on now, who comes next; and one's own shifts."""
    now = timezone.now()
    context = {
        "duties": duties(visible_rotas(request.user), now),
        "mine": my_turns(request.user, now),
        "now": now,
    }
    return render_page(request, "staffing/on_call.html", context, partials={"duties"})


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """The addresses of one's calendars."""
    return _show(request, FeedForm(user=request.user, initial=_asked(request)))


def _asked(request: HttpRequest) -> dict[str, str]:
    rotas = visible_rotas(request.user).values_list("slug", "pk")
    teams = teams_with_rotas(request.user).values_list("slug", "pk")
    known = {"rota": dict(rotas), "team": dict(teams)}
    found = {name: rows.get(request.GET.get(name, "")) for name, rows in known.items()}
    return {name: str(pk) for name, pk in found.items() if pk}


def _show(
    request: HttpRequest, form: FeedForm, *, url: str = "", status: int = 200
) -> HttpResponse:
    context = {"feeds": feeds_of(request.user), "form": form, "url": url}
    if url:
        context["webcal"] = "webcal://" + url.partition("://")[2]
        context["google"] = "https://calendar.google.com/calendar/r?" + urlencode(
            {"cid": context["webcal"]}
        )
    answer = render_page(request, "staffing/feeds.html", context, status=status)
    if url:
        answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """A new address; it is on this answer and nowhere else."""
    form = FeedForm(request.POST, user=request.user)
    if not form.is_valid():
        return _show(request, form, status=422)
    _, secret = actions.make_feed(
        by=request.user, now=timezone.now(), **form.cleaned_data
    )
    url = f"{settings.SITE_URL}{reverse('staffing:feed', args=[secret])}"
    return _show(request, FeedForm(user=request.user), url=url)


@require_POST
def revoke_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """An address works no more."""
    found = get_object_or_404(ShiftFeed.objects.visible_to(request.user), pk=pk)
    actions.revoke_feed(found.pk, by=request.user, now=timezone.now())
    messages.success(request, "The address works no more.")
    return see_other(reverse("staffing:feeds"))


@login_not_required
@require_safe
def feed(request: AnyRequest, secret: str) -> HttpResponse:
    """Shifts for the calendar program that knows the address; 304 where nothing changed.

    429 where it asks, or an address is guessed, too often: `shift_feed` among the limits.
    """
    if not _is_in_time(request, secret):
        return HttpResponse(
            status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": "60"}
        )
    found = feed_of(secret)
    if found is None:
        raise Http404
    now = timezone.now()
    actions.note_reading(found, now)
    body = body_of(found, now)
    modified = int(datetime.timestamp(body.changed_at))
    answer = get_conditional_response(
        request, etag=f'"{body.etag}"', last_modified=modified
    )
    if answer is None:
        answer = HttpResponse(body.text, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = f'"{body.etag}"'
    answer["Last-Modified"] = http_date(modified)
    answer["Cache-Control"] = "private, max-age=300"
    return answer


def _is_in_time(request: AnyRequest, secret: str) -> bool:
    asked = ratelimit.consume(
        request, app="allauth.account", action="shift_feed", key=secret, limit_get=True
    )
    return asked is not None
