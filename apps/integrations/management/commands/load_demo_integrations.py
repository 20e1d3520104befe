"""The demonstration's endpoints: alerts of a platform, and a pipeline that signs.

Beside them its pulls and its receiver, which call nobody.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.integrations.actions.inbound_endpoints import add_endpoint
from apps.integrations.actions.inbound_processing import process
from apps.integrations.actions.inbound_receiving import receive
from apps.integrations.demo.outbound import load_receiver
from apps.integrations.demo.pulls import load_pulls
from apps.integrations.models import Endpoint, Pull, Subscription
from apps.integrations.rules.inbound.events import written
from apps.integrations.rules.inbound.proof import Sent, key_of
from apps.vendors.models import ManagedService

ADMIN = "admin@demo.example"
PLATFORM = "openshift-north"
SENDER = ip_address("10.20.0.14")
ALERTS, PIPELINE = "Alerts of OpenShift", "Deployments of the pipeline"
# What fires: name, severity, summary, since how many hours, for how many (0: still).
TROUBLES = (
    ("KubePodCrashLooping", "critical", "A pod restarts again and again", 50, 2),
    ("KubePersistentVolumeFillingUp", "warning", "A volume is nearly full", 30, 9),
    ("HighErrorRate", "critical", "More than 5 % of requests fail", 3, 0),
    ("CertificateExpiresSoon", "info", "A certificate ends in 20 days", 1, 0),
)


class Command(BaseCommand):
    help = "Load integrations beside the demonstration's data; once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Both endpoints with what they received, a pull of each kind, a receiver."""
        admin = User.objects.filter(email=ADMIN).first()
        platform = Platform.objects.filter(slug=PLATFORM).first()
        if not admin or not platform:
            return
        with transaction.atomic():
            load(admin, platform, now=timezone.now())
        if options["verbosity"]:
            self.stdout.write("Endpoints, pulls and a receiver are there.")


def load(admin: User, platform: Platform, *, now: datetime) -> None:
    """Each part that is not there yet."""
    rows = ManagedService.objects.filter(platforms=platform).order_by("pk")
    services = list(rows[:3])
    if not Endpoint.objects.filter(name=ALERTS).exists():
        load_endpoints(admin, platform, services[0] if services else None, now=now)
    if not Pull.objects.exists():
        load_pulls(admin, services, now=now)
    if not Subscription.objects.exists():
        load_receiver(admin, now=now)


def load_endpoints(
    admin: User, platform: Platform, service: ManagedService | None, *, now: datetime
) -> None:
    """Alerts of two days, one that nobody can read, and deployments of a week."""
    rows = Application.objects.filter(deployments__platform=platform).distinct()
    codes = list(rows.order_by("code").values_list("code", flat=True)[:4])
    began = now - timedelta(days=20)
    alerts = add_endpoint(
        by=admin,
        now=began,
        name=ALERTS,
        kind="alertmanager",
        service=service,
        platform=platform,
    )
    for at, body in sorted(_alerts(codes, now)):
        _send(alerts, body, {"authorization": f"Bearer {alerts.secret}"}, at)
    wrong = {"authorization": "Bearer of-another-cluster"}
    _send(alerts, b"{}", wrong, now - timedelta(hours=7))
    pipeline = add_endpoint(
        by=admin, now=began, name=PIPELINE, kind="signed", platform=platform
    )
    for number, code in enumerate(codes):
        at = now - timedelta(days=number, hours=2)
        body = json.dumps(_deployment(code, number, at)).encode()
        _send(pipeline, body, _signed(pipeline.secret, body, number, at), at)


def _alerts(codes: list[str], now: datetime) -> Iterator[tuple[datetime, bytes]]:
    """Each trouble as it begins and, where it is over, as it ends."""
    for number, (name, severity, summary, hours, lasted) in enumerate(TROUBLES):
        began = now - timedelta(hours=hours)
        alert: dict[str, Any] = {
            "status": "firing",
            "labels": {
                "alertname": name,
                "severity": severity,
                "application": codes[number % len(codes)] if codes else "",
                "instance": f"worker-{number + 1}.cluster.bank.example",
            },
            "annotations": {"summary": summary},
            "startsAt": written(began),
            "endsAt": "0001-01-01T00:00:00Z",
            "fingerprint": hashlib.sha256(name.encode()).hexdigest()[:16],
        }
        yield began, _group(alert)
        if lasted:
            ended = began + timedelta(hours=lasted)
            over = {"status": "resolved", "endsAt": written(ended)}
            yield ended, _group(alert | over)
    broken = {"status": "firing", "labels": {"alertname": "Watchdog"}}
    yield now - timedelta(hours=5), _group(broken)


def _group(alert: Mapping[str, Any]) -> bytes:
    told = {"version": "4", "receiver": "portal", "truncatedAlerts": 0}
    return json.dumps({**told, "status": alert["status"], "alerts": [alert]}).encode()


def _deployment(code: str, number: int, at: datetime) -> dict[str, Any]:
    data = {
        "application": code,
        "id": f"run-{4100 + number}",
        "release": f"2026.{11 - number}.0",
        "environment": "production",
        "deployed_at": written(at),
        "committed_at": written(at - timedelta(hours=20 + 7 * number)),
        "status": "success",
    }
    return {"type": "deployment.finished", "timestamp": written(at), "data": data}


def _signed(secret: str, body: bytes, number: int, at: datetime) -> dict[str, str]:
    key, seconds = f"msg_demo_{number}", str(int(at.timestamp()))
    content = b".".join([key.encode(), seconds.encode(), body])
    digest = hmac.digest(key_of(secret), content, hashlib.sha256)
    return {
        "webhook-id": key,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _send(
    endpoint: Endpoint, body: bytes, headers: dict[str, str], at: datetime
) -> None:
    """By the road that a real delivery takes, at its time."""
    heads = {"content-type": "application/json", **headers}
    receive(endpoint.pk, Sent(body, len(body), heads, SENDER), now=at)
    waiting = endpoint.deliveries.filter(state="received")
    for pk in list(waiting.values_list("pk", flat=True)):
        process(pk, now=at)
