"""What is due is asked under a lease, side by side; what fails is told and tried again later."""

import json
import threading
from collections import Counter
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs

import pytest

from apps.core.errors import DomainError
from apps.facts import tasks
from apps.facts.actions import planning, rounds, sending
from apps.facts.actions.outcomes import Outcome, write
from apps.facts.models import Check, Connector, Fact, Probe
from apps.facts.rules.asking import Reading
from apps.facts.rules.schedule import next_run, rest_until
from tests.factories import ApplicationFactory, DeploymentFactory
from tests.facts.factories import CheckFactory, ConnectorFactory, ProbeFactory

MINUTE = timedelta(minutes=1)
QUICK = 10


class Bank(BaseHTTPRequestHandler):
    """A Prometheus that answers each query with what it was told to, or hangs."""

    asked: ClassVar[list[str]] = []
    headers_seen: ClassVar[list[str]] = []
    values: ClassVar[dict[str, str]] = {}
    waited: ClassVar[list[bool]] = []
    are_others_done: ClassVar[threading.Event] = threading.Event()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(body)["query"][0]
        self.asked.append(query)
        self.headers_seen.append(self.headers.get("Authorization", ""))
        if query == "hang":
            self.waited.append(self.are_others_done.wait(20))
        if self.asked.count("quick") == QUICK:
            self.are_others_done.set()
        value = self.values.get(query, "1")
        self.send_response(int(value) if value.startswith("5") else 200)
        self.end_headers()
        result = [{"metric": {}, "value": [1, value]}]
        data = {"resultType": "vector", "result": result}
        self.wfile.write(json.dumps({"status": "success", "data": data}).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def bank(settings):
    settings.OUTGOING_NETWORKS = ["127.0.0.0/8"]
    settings.OUTGOING_ALLOW_HTTP = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bank)
    settings.OUTGOING_PORTS = [server.server_port, 9]
    Bank.asked, Bank.values, Bank.headers_seen = [], {}, []
    Bank.waited = []
    Bank.are_others_done.clear()
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    Bank.are_others_done.set()
    server.shutdown()
    server.server_close()


def gather(now):
    return rounds.gather(now=now, seconds=3)


def test_what_is_due_is_asked_once_and_becomes_a_fact(db, now, bank):
    connector = ConnectorFactory(url=bank, secret="t0ken", name="Prometheus East")
    check = CheckFactory(connector=connector, query="{application}", every_minutes=5)
    probe = ProbeFactory(of_check=check, application__code="ledger")

    assert (gather(now), gather(now)) == (1, 0)

    fact = Fact.objects.get()
    assert (fact.name, fact.value, fact.source) == (
        "prometheus.up",
        "yes",
        "Prometheus East",
    )
    assert Bank.asked == ["ledger"]
    assert Bank.headers_seen == ["Bearer t0ken"]
    probe.refresh_from_db()
    assert (probe.lease_until, probe.error) == (None, "")
    assert now + 5 * MINUTE <= probe.next_run_at < now + 6 * MINUTE


def test_a_fact_that_fails_keeps_its_value_and_is_tried_less_and_less(db, now, bank):
    check = CheckFactory(connector__url=bank, query="q", every_minutes=5)
    probe = ProbeFactory(of_check=check)
    gather(now)
    Bank.values["q"] = "503"

    for failures, wait in [(1, 10), (2, 20), (3, 40)]:
        probe.refresh_from_db()
        at = probe.next_run_at
        gather(at)
        probe.refresh_from_db()
        assert probe.failures == failures
        assert at + wait * MINUTE <= probe.next_run_at < at + (wait + 1) * MINUTE

    fact = Fact.objects.get()
    assert (fact.value, fact.error) == ("yes", "It answered with an error (503).")
    assert not fact.is_fresh(at)
    Bank.values.clear()
    gather(probe.next_run_at)
    fact.refresh_from_db()
    assert fact.error == ""


def test_a_slow_system_does_not_hold_up_others(db, now, bank, monkeypatch):
    monkeypatch.setattr(sending, "SECONDS", 30)
    slow = CheckFactory(connector__url=bank, query="hang")
    ProbeFactory.create_batch(4, of_check=slow, next_run_at=now - MINUTE)
    quick = CheckFactory(connector__url=bank, query="quick")
    ProbeFactory.create_batch(QUICK, of_check=quick)

    rounds.gather(now=now, seconds=60)

    assert Counter(Bank.asked) == {"hang": 4, "quick": QUICK}
    assert Bank.waited == [True] * 4


def test_a_system_that_does_not_answer_is_left_to_rest(db, now, bank):
    check = CheckFactory(connector__url="http://127.0.0.1:9")
    ProbeFactory.create_batch(8, of_check=check)

    gather(now)

    connector = Connector.objects.get()
    assert connector.failing_since is not None
    assert now < connector.resting_until <= now + 2 * MINUTE
    assert Probe.objects.filter(failures=1).count() < 8
    Connector.objects.update(url=bank)
    assert gather(connector.resting_until - timedelta(seconds=1)) == 0
    gather(connector.resting_until + MINUTE * 20)
    connector.refresh_from_db()
    assert (connector.failures, connector.failing_since) == (0, None)


def test_a_dead_endpoint_is_a_value_and_not_a_failure(db, now, bank):
    check = CheckFactory(
        connector__kind="http", connector__url="http://127.0.0.1:9", name="http.up"
    )
    ProbeFactory(of_check=check)

    gather(now)

    assert Fact.objects.get(name="http.up").value == "no"
    assert Probe.objects.get().error == ""
    assert Connector.objects.get().resting_until is None


def test_where_the_portal_may_not_go_nothing_is_sent_and_nothing_concluded(db, now):
    check = CheckFactory(
        connector__kind="http", connector__url="https://169.254.169.254", name="http.up"
    )
    ProbeFactory(of_check=check)

    gather(now)

    assert not Fact.objects.exists()
    assert "cannot be used" in Probe.objects.get().error


def test_a_value_that_is_none_is_a_failure(db, now, bank):
    Bank.values["q"] = "1e300"
    check = CheckFactory(connector__url=bank, query="q", name="prometheus.error_ratio")
    ProbeFactory(of_check=check)

    gather(now)

    assert not Fact.objects.exists()
    assert "too large" in Probe.objects.get().error


def test_who_lost_the_lease_writes_nothing(db, now):
    probe = ProbeFactory()
    (held,) = rounds.claim(Counter(), 8, now=now)
    assert rounds.claim(Counter(), 8, now=now) == []
    (again,) = rounds.claim(Counter(), 8, now=now + 2 * rounds.LEASE)
    told = Outcome(at=now, readings=[Reading("prometheus.up", value=True)], status=200)

    assert not write(probe.pk, held.lease_until, told, now=now)
    assert not Fact.objects.exists()
    assert write(probe.pk, again.lease_until, told, now=now)
    assert Fact.objects.get().value == "yes"


def test_signs_that_cannot_be_kept_are_a_failure_and_stop_nobody(db, now, bank):
    Bank.values["q"] = "\x00\ud800"
    check = CheckFactory(connector__url=bank, query="q")
    ill = ProbeFactory(of_check=check, next_run_at=now - MINUTE)
    ProbeFactory(of_check=CheckFactory(connector__url=bank))

    assert gather(now) == 2
    ill.refresh_from_db()
    assert ill.error == "“��” is not a number."
    assert Fact.objects.get().value == "yes"


def test_a_connector_has_two_lines_with_those_that_are_busy(db, now):
    check = CheckFactory()
    ProbeFactory.create_batch(4, of_check=check)

    for busy, free in ((2, 0), (1, 1), (0, 2)):
        held = rounds.claim(Counter({check.connector_id: busy}), 8, now=now)
        assert len(held) == free
        Probe.objects.update(lease_until=None)


def test_a_check_of_a_platform_asks_about_what_runs_there(db, now):
    there = DeploymentFactory()
    DeploymentFactory(platform=there.platform, environment="test")
    check = CheckFactory(connector__platform=there.platform)

    assert (planning.plan(now=now), planning.plan(now=now)) == (1, 0)
    assert Probe.objects.get().application == there.application

    there.delete()
    later = now + 2 * planning.PLANNED_EVERY
    planning.plan(now=later)
    assert not check.probes.exists()


def test_check_now_asks_first_and_says_when_it_is_done(db, now, bank):
    one = DeploymentFactory()
    CheckFactory(connector__platform=one.platform, connector__url=bank)
    later = ProbeFactory(of_check__connector__url=bank, next_run_at=now - MINUTE)

    assert planning.hurry(one.application, now=now) == 1

    (first, *_) = rounds.claim(Counter(), 1, now=now)
    assert first.probe.application == one.application
    assert later.application != one.application
    with pytest.raises(DomainError, match="already"):
        planning.hurry(one.application, now=now + timedelta(seconds=9))
    Probe.objects.update(lease_until=None)
    gather(now)
    assert not Probe.objects.waiting().exists()


def test_check_now_costs_as_many_queries_for_many_checks_as_for_few(
    db, now, django_assert_num_queries
):
    for count in (1, 9):
        one = DeploymentFactory()
        DeploymentFactory(platform=one.platform)
        connector = ConnectorFactory(platform=one.platform)
        CheckFactory.create_batch(count, connector=connector)
        CheckFactory(connector__platform=one.platform, connector__environment="test")
        CheckFactory(connector=connector, application=ApplicationFactory())
        with django_assert_num_queries(9):
            assert planning.hurry(one.application, now=now) == count
        asked = Probe.objects.filter(of_check__connector=connector)
        assert set(asked.values_list("application", flat=True)) == {one.application_id}


def test_check_now_wakes_a_system_that_rests(db, now):
    one = DeploymentFactory()
    connector = ConnectorFactory(
        platform=one.platform, resting_until=now + timedelta(minutes=9)
    )
    CheckFactory(connector=connector)

    assert planning.hurry(one.application, now=now) == 1

    assert len(rounds.claim(Counter(), 8, now=now)) == 1


def test_a_fault_of_our_own_is_a_failure_and_stops_nobody(db, now, bank, monkeypatch):
    check = CheckFactory(connector__url=bank)
    ProbeFactory.create_batch(2, of_check=check)

    def broken(question):
        raise RuntimeError("canary")

    monkeypatch.setattr(rounds, "send", broken)

    assert gather(now) == 2
    errors = set(Probe.objects.values_list("error", flat=True))
    assert errors == {"The portal could not put the question; its log says why."}


def test_nothing_to_check_is_said(db, now):
    with pytest.raises(DomainError, match="No check"):
        planning.hurry(ApplicationFactory(), now=now)


def test_a_claim_costs_as_many_queries_for_many_as_for_few(
    db, now, django_assert_num_queries
):
    for count in (2, 20):
        Probe.objects.all().delete()
        ProbeFactory.create_batch(count)
        with django_assert_num_queries(5):  # two of them open and end the transaction
            assert len(rounds.claim(Counter(), 8, now=now)) == min(count, 8)


def test_the_ticks_may_come_twice(db, bank):
    tasks.plan()
    tasks.plan()
    tasks.gather()
    tasks.thin()

    assert Check.objects.filter(connector=None).count() == len(planning.OWN)


def test_waits_double_up_to_six_hours_and_rests_up_to_a_quarter(now):
    assert next_run(5 * MINUTE, 0, now) == now + 5 * MINUTE
    assert next_run(5 * MINUTE, 99, now) == now + timedelta(hours=6)
    assert next_run(timedelta(days=1), 3, now) == now + timedelta(days=1)
    assert rest_until(2, now) is None
    assert rest_until(3, now) == now + timedelta(seconds=30)
    assert rest_until(99, now) == now + 15 * MINUTE
