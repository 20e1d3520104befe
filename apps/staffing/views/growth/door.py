"""Every confidential page's guard: one of our people, who proved lately who they are."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial, wraps
from http import HTTPStatus
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from apps.accounts.http import HttpRequest
from apps.core.http import render_page
from apps.staffing.models.growth.base import bank_day
from apps.staffing.queries.growth.viewer import person_of

READS = timedelta(minutes=15)
# What somebody began to write while it was open may be sent a while longer.
WRITES = timedelta(minutes=60)
View = Callable[..., HttpResponse]


def guarded(view: View, *, writes: timedelta = WRITES) -> View:
    """404 for who has no place here; then the password again, if it was long ago.

    The answer is kept by no cache, and nothing of what was sent goes into the session.
    """
    asked = proved(view, writes=writes)

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        person_of(request.user, bank_day(timezone.now()))
        return asked(request, *args, **kwargs)

    return inner


def proved(view: View, *, writes: timedelta = WRITES) -> View:
    """For everybody inside who proved lately who they are; no cache keeps the answer.

    What is sent late is taken; a page in answer to it is a reading like any other.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_internal:
            raise Http404
        is_safe = request.method in {"GET", "HEAD"}
        if _proved_within(request, READS if is_safe else writes):
            answer = view(request, *args, **kwargs)
            shows = answer.status_code != HTTPStatus.SEE_OTHER
            if shows and not _proved_within(request, READS):
                answer = _ask_again(request, is_safe=is_safe)
        else:
            answer = _ask_again(request, is_safe=is_safe)
        answer["Cache-Control"] = "no-store, private"
        return answer

    return inner


# For what is read by sending, and for what cannot be taken back.
guarded_closely = partial(guarded, writes=READS)
proved_closely = partial(proved, writes=READS)


def _proved_within(request: HttpRequest, limit: timedelta) -> bool:
    records = get_authentication_records(request, request.user)
    last = max((float(one.get("at", 0)) for one in records), default=0.0)
    return 0 <= time.time() - last < limit.total_seconds()


def _ask_again(request: HttpRequest, *, is_safe: bool) -> HttpResponse:
    """By password or second factor; who has neither signs in again where they came from."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        return render_page(
            request, "staffing/growth/sign_in_again.html", {}, status=403
        )
    back = request.get_full_path() if is_safe else reverse("staffing:growth")
    return HttpResponseRedirect(f"{methods[0]['url']}?{urlencode({'next': back})}")
