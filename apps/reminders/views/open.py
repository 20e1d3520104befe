"""What works without signing in: leaving a topic, and the calendar of due dates."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.models import User
from apps.core.http import render_page
from apps.reminders import actions
from apps.reminders.actions.delivering import UNSUBSCRIBE
from apps.reminders.queries.feed import calendar_of, owner_of
from apps.reminders.queries.topics import label_of


def _asked(token: str) -> tuple[User, list[str]]:
    """Whom the address belongs to, and which topics it ends. Http404 if it is not ours."""
    try:
        pk, topics = signing.loads(token, salt=UNSUBSCRIBE)
    except signing.BadSignature as error:
        raise Http404 from error
    return get_object_or_404(User, pk=pk), topics


# Mail programs send the POST without a session or a token: the signed address is the proof.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End mails of some topics: a page that asks, and the POST that does it (RFC 8058)."""
    user, topics = _asked(token)
    if request.method == "POST":
        actions.unsubscribe(user, topics)
    context: dict[str, Any] = {
        "topics": [label_of(one) for one in topics],
        "is_done": request.method == "POST",
    }
    return render_page(request, "reminders/unsubscribe.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What is due to one person, for the calendar program that knows the address."""
    user = owner_of(secret)
    if user is None:
        raise Http404
    body = calendar_of(user, timezone.now())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
