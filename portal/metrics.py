"""`/metrics`: what was measured, and the portal's figures read at that moment."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from ipaddress import ip_address, ip_network
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from redis import Redis
from redis.exceptions import RedisError

from apps.core.metrics import FOLDER
from apps.core.queries import Gauge, age
from apps.dashboard.queries.gauges import GROUPS as BUSINESS
from apps.integrations.queries.inbound_gauges import inbound_gauges
from apps.reminders.queries.gauges import reminder_gauges

GROUPS = {**BUSINESS, "reminders": reminder_gauges, "inbound": inbound_gauges}
PATH = "/metrics"
QUEUE = "celery"
PATIENCE_MS = 5000
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


class MetricsMiddleware:
    """Answers /metrics before the host check, to who may read it; else 404 as ever."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != PATH or not may_read(request.META):
            return self.get_response(request)
        return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def may_read(asked: dict[str, Any]) -> bool:
    """Whether a request (its WSGI environment) bears the token or comes from a network.

    What went through a proxy has the proxy's address, so its network says nothing.
    """
    kind, _, given = str(asked.get("HTTP_AUTHORIZATION", "")).partition(" ")
    if settings.METRICS_TOKEN and kind.lower() == "bearer":
        return constant_time_compare(given.strip(), settings.METRICS_TOKEN)
    if any(name in asked for name in FORWARDED):
        return False
    try:
        address = ip_address(str(asked.get("REMOTE_ADDR", "")))
    except ValueError:
        return False
    return any(address in ip_network(each) for each in settings.METRICS_NETWORKS)


def exposition() -> bytes:
    """Everything, in Prometheus's text format."""
    state = CollectorRegistry(auto_describe=False)
    state.register(Figures())
    return measured() + generate_latest(state)


def measured() -> bytes:
    """What was counted and timed, by all processes of this container together."""
    if not FOLDER:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return generate_latest(together)


class Figures:
    """The portal's state, asked at each scrape. What can't be had is said, not raised."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = timezone.now()
        yield from _redis(now)
        failed: dict[str, float] = {}
        for name, group in GROUPS.items():
            try:
                found = _within_time(group, now)
            except DatabaseError:
                connection.close()
                found, failed[name] = [], 1.0
            else:
                failed[name] = 0.0
            yield from map(_family, found)
        says = "1 where the figures of a group could not be read."
        yield _family(Gauge("figures_failed", says, failed, "group"))


def _within_time(group: Callable[[datetime], Any], now: datetime) -> list[Gauge]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = {PATIENCE_MS}")
        return list(group(now))


def _family(gauge: Gauge) -> GaugeMetricFamily:
    labels = [gauge.label] if gauge.label else []
    family = GaugeMetricFamily(f"portal_{gauge.name}", gauge.says, labels=labels)
    for value, figure in gauge.values.items():
        family.add_metric([value] if gauge.label else [], figure)
    return family


def _redis(now: datetime) -> Iterator[GaugeMetricFamily]:
    """Whether Redis answers, what waits in the queue, how long ago a worker beat."""
    beaten, waiting, oldest = None, None, None
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1
        ) as redis:
            waiting = float(redis.llen(QUEUE))
            oldest = _asked_at(redis.lindex(QUEUE, -1))
        beaten = cache.get("core.heartbeat")
    except (RedisError, OSError):
        waiting = None
    up = {"": float(waiting is not None)}
    yield _family(Gauge("redis_up", "1 where Redis answers.", up))
    if waiting is not None:
        says = "Messages in the broker's queue."
        yield _family(Gauge("queue_messages", says, {"": waiting}))
        says = "How long the oldest message waits in the broker's queue."
        since = {"": max(now.timestamp() - (oldest or now.timestamp()), 0.0)}
        yield _family(Gauge("queue_oldest_seconds", says, since))
    if beaten:
        says = "Since beat, broker and a worker last were in step; none: over a minute."
        since = {"": age(beaten, now)}
        yield _family(Gauge("heartbeat_age_seconds", says, since))


def _asked_at(message: Any) -> float | None:
    """When a message of the queue was sent; None where there is none, or it does not say."""
    try:
        said = json.loads(message)["headers"]["asked_at"]
    except (TypeError, ValueError, KeyError):
        return None
    return float(said)


def forget_measured() -> None:
    """Begin anew: what processes of an earlier start counted goes."""
    for path in Path(FOLDER).glob("*.db") if FOLDER else []:
        path.unlink(missing_ok=True)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """A scrape every few seconds is no news."""


def serve(port: int) -> None:
    """What the workers measured, on a port of their own; for who may read it."""
    server = make_server("", port, _measured_app, handler_class=_Quiet)
    Thread(target=server.serve_forever, name="metrics", daemon=True).start()


def _measured_app(asked: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    if asked.get("PATH_INFO") != PATH or not may_read(asked):
        start("404 Not Found", [("Content-Type", "text/plain")])
        return [b"not found\n"]
    start("200 OK", [("Content-Type", CONTENT_TYPE_LATEST)])
    return [measured()]
