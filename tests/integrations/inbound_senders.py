"""Senders for tests: what each sends, how it proves itself, and endpoints to send to."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from apps.accounts.roles import Role
from apps.integrations.actions.inbound_endpoints import add_endpoint
from apps.integrations.actions.inbound_processing import process
from apps.integrations.models import Endpoint, InboundDelivery
from apps.integrations.rules.inbound.proof import key_of
from apps.vendors.models import Ticket
from tests.factories import NOW, person
from tests.vendors.factories import LevelFactory, ServiceFactory

DATA = Path(settings.BASE_DIR) / "tests" / "data" / "integrations"


def sample(kind: str) -> bytes:
    """What a real sender of this kind sent."""
    return (DATA / f"{kind}.json").read_bytes()


def payload(kind: str, **changes: Any) -> dict[str, Any]:
    """The same, taken apart, with some of it changed."""
    return json.loads(sample(kind)) | changes


def endpoint(kind: str = "alertmanager", **values: Any) -> Endpoint:
    """An endpoint that leads to a managed service, or where it is told to."""
    if not {"service", "platform", "standard"} & set(values):
        values["service"] = ServiceFactory()
    admin = person(Role.ADMINISTRATOR)
    name = f"{kind} {Endpoint.objects.count()}"
    return add_endpoint(by=admin, now=NOW, kind=kind, **{"name": name, **values})


def measured(kind: str = "alertmanager", **values: Any) -> Endpoint:
    """The same, whose service has a level, so that its tickets are judged."""
    return endpoint(kind, service=LevelFactory().service, **values)


def signed(
    secret: str, body: bytes, *, key: str = "msg_1", at: float | None = None
) -> dict[str, str]:
    """The headers of Standard Webhooks, made without the portal's own code."""
    seconds = int(datetime.now(UTC).timestamp() if at is None else at)
    content = f"{key}.{seconds}.".encode() + body
    digest = hmac.new(key_of(secret), content, hashlib.sha256).digest()
    return {
        "webhook-id": key,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def proof(found: Endpoint, body: bytes, secret: str = "") -> dict[str, str]:
    """How a sender of the endpoint's kind proves itself, in headers."""
    secret = secret or found.secret
    if found.kind == "signed":
        return signed(secret, body)
    if found.kind == "jira":
        digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        return {"x-hub-signature": f"sha256={digest}"}
    return {} if found.kind == "splunk" else {"authorization": f"Bearer {secret}"}


def address(found: Endpoint, secret: str = "") -> str:
    """Where a sender of the endpoint's kind sends to."""
    if found.kind != "splunk":
        return reverse("integrations:receive", args=[found.key])
    token = secret or found.secret
    return reverse("integrations:receive_by_address", args=[found.key, token])


def send(found: Endpoint, body: bytes, headers: dict[str, str] | None = None, **more):
    """One delivery through the door; proved unless headers are given."""
    headers = proof(found, body) if headers is None else headers
    return Client().post(
        address(found), body, content_type="application/json", headers=headers, **more
    )


def received(found: Endpoint, body: bytes | dict[str, Any], now=NOW) -> InboundDelivery:
    """A delivery that came in and was processed at that time."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    made = InboundDelivery.objects.create(
        endpoint=found,
        key=f"test:{InboundDelivery.objects.count()}",
        body=raw,
        size=len(raw),
        received_at=now,
    )
    return process(made.pk, now=now)


def alert(fingerprint: str = "aa11", status: str = "firing", **changes: Any):
    """One alert as Alertmanager tells it."""
    labels = {"alertname": "Disk full", "severity": "critical", "instance": "db-1"}
    return {
        "status": status,
        "labels": labels | changes.pop("labels", {}),
        "annotations": {"summary": "The disk is full"},
        "startsAt": changes.pop("started", "2026-11-23T08:00:00.123456789Z"),
        "endsAt": changes.pop("ended", "0001-01-01T00:00:00Z"),
        "fingerprint": fingerprint,
        **changes,
    }


def group(*alerts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A notification of Alertmanager."""
    return payload("alertmanager", alerts=list(alerts)) | changes


def tickets_of(found: Endpoint) -> list[Ticket]:
    """The tickets of the endpoint's service, by number."""
    return list(Ticket.objects.filter(service=found.service).order_by("number"))
