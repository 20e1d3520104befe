"""A receiver that fails nearly every second time gets every event, each object's in order.

`WEBHOOK_EVENTS=1000` is the whole of it (`make test-webhooks`); the clock is a toy.
"""

import base64
import hashlib
import hmac
import json
import os
import random
import socket
import struct
import time
from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from django.db import connection

from apps.core import outgoing
from apps.integrations.actions import outbound
from apps.integrations.models import Attempt, Message
from apps.integrations.states.outbound import MessageState
from tests.factories import NOW, TeamFactory
from tests.integrations.outbound_world import happen, subscribe, until_settled, work

pytestmark = pytest.mark.django_db
EVENTS = int(os.environ.get("WEBHOOK_EVENTS", "60"))
OF_ONE_OBJECT = 25
PATIENCE = 0.1
RESET = struct.pack("ii", 1, 0)


class Flaky(BaseHTTPRequestHandler):
    """30 % 5xx, 10 % silence, 5 % a reset line; the rest takes what it is given."""

    lot: ClassVar[random.Random] = random.Random(17)
    taken: ClassVar[dict[str, dict]] = {}
    order: ClassVar[list[str]] = []
    bad: ClassVar[list[str]] = []
    fates: ClassVar[dict[str, int]] = defaultdict(int)
    secret: ClassVar[str] = ""

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return
        draw = self.lot.random()
        if draw < 0.05:
            self.fates["reset"] += 1
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.connection.close()
            return
        if draw < 0.15:
            self.fates["silent"] += 1
            time.sleep(PATIENCE * 2)
            return
        if draw < 0.45:
            self.fates["5xx"] += 1
            self.send_response(self.lot.choice([500, 502, 503]))
            self.end_headers()
            return
        self._take(body)
        self.send_response(204)
        self.end_headers()

    def _take(self, body):
        """As a receiver should: check the signature, and know an id again."""
        told, at = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        signed = f"{told}.{at}.".encode() + body
        right = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
        if self.headers["webhook-signature"] != f"v1,{right}":
            self.bad.append(told)
        if told not in self.taken:
            self.order.append(told)
        self.taken[told] = json.loads(body)["data"]

    def log_message(self, *args):
        pass


@pytest.fixture
def flaky(settings, monkeypatch):
    settings.OUTGOING_NETWORKS = ["127.0.0.0/8"]
    settings.OUTGOING_ALLOW_HTTP = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Flaky)
    settings.OUTGOING_PORTS = [server.server_port]
    monkeypatch.setattr(outgoing, "SECONDS", PATIENCE)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/events"
    with suppress(OSError):
        server.shutdown()
        server.server_close()


def know_how_many():
    """What autovacuum would tell the planner, were all of this not one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE integrations_message, history_event, core_outboxitem")


def test_a_flaky_receiver_gets_every_event_and_each_objects_in_order(flaky):
    subscription = subscribe(url=flaky, kinds=["accounts.*"])
    Flaky.secret = subscription.secret
    teams = TeamFactory.create_batch(max(2, EVENTS // OF_ONE_OBJECT))
    now, events = NOW, []
    for number in range(EVENTS):
        events.append(happen(teams[number % len(teams)], now=now).pk)
        if number % 50 == 49:
            now += timedelta(seconds=20)
            work(now)
            know_how_many()

    ended = until_settled(now)
    given_up = set(Message.objects.failed().values_list("number", flat=True))
    if given_up:
        owner = subscription.owner
        outbound.send_again_since(subscription.pk, by=owner, now=ended, since=NOW)
        ended = until_settled(ended)

    assert not Message.objects.exclude(state=MessageState.DELIVERED).exists()
    assert sorted(one["event"] for one in Flaky.taken.values()) == sorted(events)
    assert Flaky.bad == []
    by_object = defaultdict(list)
    for one in (Flaky.taken[told] for told in Flaky.order):
        by_object[one["subject"]["id"]].append(one)
    for told in by_object.values():
        numbers = [one["event"] for one in told]
        in_time = [one for one in numbers if one not in given_up]
        assert in_time == sorted(in_time)
        previous = {one["event"]: one["previous"] for one in told}
        every = sorted(numbers)
        assert [previous[one] for one in every] == [None, *every[:-1]]
        assert {one["event"] for one in told if one["is_late"]} <= given_up
    assert set(Flaky.fates) == {"5xx", "silent", "reset"}
    tries = Attempt.objects.count()
    print(
        f"\n{len(events)} events, {tries} attempts, {dict(Flaky.fates)},"
        f" {len(Flaky.taken)} delivered in {ended - NOW}, {len(given_up)} of them"
        " given up and sent again by hand"
    )
