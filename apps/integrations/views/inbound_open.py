"""The door that other systems send to: no session, no cookie, no login; a proof instead."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from apps.core.http import client_address
from apps.integrations.actions.inbound_receiving import (
    KEPT_OF_MORE,
    MOST,
    Outcome,
    receive,
)
from apps.integrations.queries.inbound import endpoint_at
from apps.integrations.rules.inbound.proof import Sent

WORDS = {
    Outcome.TAKEN: "accepted",
    Outcome.KNOWN: "known already",
    Outcome.UNPROVED: "not proved",
    Outcome.ELSEWHERE: "not from there",
    Outcome.TOO_LARGE: "too large",
    Outcome.NOT_NOW: "not now",
}


@csrf_exempt
@login_not_required
@require_POST
def receive_delivery(request: HttpRequest, key: UUID, token: str = "") -> HttpResponse:
    """Take what another system sends. Its reasons for a refusal stand on the endpoint's page."""
    pk = endpoint_at(key)
    if pk is None:
        raise Http404
    outcome = receive(pk, _sent(request, token), now=timezone.now())
    response = JsonResponse({"result": WORDS[outcome]}, status=outcome.value)
    # Django would write a refusal's address into the log, and its last part may be a secret.
    response.__dict__["_has_been_logged"] = True
    if outcome == Outcome.UNPROVED:
        response["WWW-Authenticate"] = 'Bearer realm="inbox"'
    if outcome.value == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "60"
    return response


def _sent(request: HttpRequest, token: str) -> Sent:
    """The request before anybody parses it. Of what is too long, the beginning."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    body = request.body if size <= MOST else request.read(KEPT_OF_MORE)
    headers = {name.lower(): value for name, value in request.headers.items()}
    size = max(size, len(body))
    return Sent(body, size, headers, client_address(request), token)
