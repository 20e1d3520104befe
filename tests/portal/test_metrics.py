"""What /metrics says, to whom, and what it never says."""

import json
import logging.config
import os
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis
from structlog.contextvars import bound_contextvars, get_contextvars

from apps.accounts.roles import Role
from apps.core import outbox
from apps.core.models import OutboxItem
from apps.reminders.models import Occurrence
from portal import metrics, worker
from portal.celery import app
from tests.factories import TeamFactory, UserFactory, draft, person
from tests.portal.test_settings import ROOT

TOKEN = "a-token-that-nobody-guesses-0123456789"
BACKEND = "django.contrib.auth.backends.ModelBackend"
OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def unused_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def figures(client, **asked):
    """Every sample: {(name, labels): value}."""
    answer = client.get("/metrics", **asked)
    assert answer.status_code == 200
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "may"),
    [
        ({"REMOTE_ADDR": "10.1.2.3"}, True),
        ({"REMOTE_ADDR": "10.1.2.3", "HTTP_X_FORWARDED_FOR": "10.9.9.9"}, False),
        (OUTSIDE, False),
        ({**OUTSIDE, "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}, True),
        ({**OUTSIDE, "HTTP_AUTHORIZATION": "Bearer guessed"}, False),
        ({**OUTSIDE, "HTTP_AUTHORIZATION": f"Basic {TOKEN}"}, False),
        ({"REMOTE_ADDR": ""}, False),
    ],
)
def test_metrics_are_for_the_networks_named_and_who_bears_the_token(
    client, settings, asked, may
):
    settings.METRICS_TOKEN = TOKEN
    settings.METRICS_NETWORKS = ["10.0.0.0/8"]

    answer = client.get("/metrics", headers={"host": "10.1.2.3:8000"}, **asked)

    assert (answer.status_code == 200) == may
    assert (b"portal_redis_up" in answer.content) == may


@pytest.mark.django_db
def test_metrics_are_closed_until_somebody_is_named(client, settings):
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = "", []

    answer = client.get("/metrics", headers={"authorization": "Bearer "})

    assert b"portal_redis_up" not in answer.content


@pytest.mark.django_db
def test_requests_are_counted_by_the_name_of_their_address(client):
    client.force_login(person(Role.AUDITOR), BACKEND)
    team = TeamFactory(name="Zyxwv payments")
    before = figures(client)

    client.get(reverse("accounts:team", args=[team.slug]))
    client.get("/no/such/secret-thing/")

    def more(route, status):
        key = (
            "portal_request_duration_seconds_count",
            (("method", "GET"), ("route", route), ("status", status)),
        )
        return figures(client)[key] - before.get(key, 0)

    assert more("accounts:team", "200") == 1
    assert more("unmatched", "404") == 1


@pytest.mark.django_db
def test_figures_say_what_waits_and_name_nobody(client, now, time_machine):
    time_machine.move_to(now, tick=False)
    owner = UserFactory(name="Qwerty Uiopson", email="qwerty@bank.example")
    draft(by=person(Role.ADMINISTRATOR))
    made = {"created_at": now, "not_before": now - timedelta(minutes=7)}
    OutboxItem.objects.create(key="a", task="core.send_mail", **made)
    OutboxItem.objects.create(key="b", task="core.send_mail", dead_at=now, **made)
    OutboxItem.objects.create(key="c", task="core.send_mail", done_at=now, **made)
    Occurrence.objects.create(
        rule="onboarding.waiver_ends",
        subject_type="onboarding.waiver",
        subject_id=1,
        due_on=now.date(),
        step="0",
        recipient=owner,
        why="theirs",
        fire_at=now - timedelta(hours=3),
    )
    cache.set("core.heartbeat", now - timedelta(seconds=20), timeout=60)

    found = figures(client)

    mail = (("task", "core.send_mail"),)
    assert found["portal_outbox_due", mail] == 1
    assert found["portal_outbox_oldest_seconds", mail] == 7 * 60
    assert found["portal_outbox_dead", mail] == 1
    assert found["portal_reminders_due", ()] == 1
    assert found["portal_reminders_oldest_seconds", ()] == 3 * 3600
    assert found["portal_heartbeat_age_seconds", ()] == 20
    assert found["portal_redis_up", ()] == 1
    assert found["portal_requests", (("state", "draft"),)] == 1
    assert {value for (name, _), value in found.items() if "failed" in name} == {0}
    said = client.get("/metrics").content.decode().lower()
    assert not [word for word in ("qwerty", "uiopson", "@") if word in said]


@pytest.mark.django_db
def test_the_queue_says_how_long_its_oldest_message_waits(
    client, monkeypatch, settings
):
    monkeypatch.setattr(metrics, "QUEUE", "tests-of-the-queue")
    before = time.time() - 42
    with Redis.from_url(settings.REDIS_URL) as redis:
        redis.delete("tests-of-the-queue")
    empty = figures(client)

    monkeypatch.setattr(worker.time, "time", lambda: before)
    with app.connection() as line:
        app.send_task("tests.nobody", queue="tests-of-the-queue", connection=line)
        monkeypatch.undo()
        monkeypatch.setattr(metrics, "QUEUE", "tests-of-the-queue")
        app.send_task("tests.nobody", queue="tests-of-the-queue", connection=line)
    found = figures(client)

    assert empty["portal_queue_messages", ()] == 0
    assert empty["portal_queue_oldest_seconds", ()] == 0
    assert found["portal_queue_messages", ()] == 2
    assert 42 <= found["portal_queue_oldest_seconds", ()] < 60
    with Redis.from_url(settings.REDIS_URL) as redis:
        redis.delete("tests-of-the-queue")


@pytest.mark.django_db
def test_labels_are_of_a_closed_list(client):
    names = {label for _, labels in figures(client) for label, _ in labels}

    allowed = {"method", "route", "status", "task", "outcome", "of", "kind", "state"}
    allowed |= {"standing", "group", "le"}
    python = {"generation", "implementation", "major", "minor", "patchlevel", "version"}
    assert names <= allowed | python


@pytest.mark.django_db
def test_what_can_not_be_read_is_said_and_the_rest_is_there(client, monkeypatch):
    def away(now):
        raise DatabaseError

    monkeypatch.setitem(metrics.GROUPS, "vendors", away)
    monkeypatch.setattr(connection, "close", lambda: None)

    found = figures(client)

    assert found["portal_figures_failed", (("group", "vendors"),)] == 1
    assert found["portal_figures_failed", (("group", "outbox"),)] == 0
    assert ("portal_managed_services", ()) not in found


@pytest.mark.django_db
def test_a_scrape_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        figures(client)


def test_processes_of_one_container_count_together(tmp_path):
    script = (
        "import os\n"
        "from apps.core.metrics import TASK_SECONDS as seconds\n"
        "for _ in range(3):\n"
        "    if os.fork() == 0:\n"
        "        seconds.labels('a.task', 'success').observe(1)\n"
        "        os._exit(0)\n"
        "    os.wait()\n"
        "from prometheus_client import CollectorRegistry, generate_latest\n"
        "from prometheus_client.multiprocess import MultiProcessCollector\n"
        "together = CollectorRegistry()\n"
        "MultiProcessCollector(together)\n"
        "print(generate_latest(together).decode())\n"
    )
    env = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "metrics")}

    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        check=False,
        env=env,
        capture_output=True,
        text=True,
    )

    name = "portal_task_duration_seconds_count"
    assert f'{name}{{outcome="success",task="a.task"}} 3.0' in said.stdout, said.stderr


def test_workers_show_theirs_on_a_port_of_their_own(settings, unused_port):
    settings.METRICS_NETWORKS = ["127.0.0.1/32"]
    metrics.serve(unused_port)

    with urllib.request.urlopen(f"http://127.0.0.1:{unused_port}/metrics") as answer:
        said = answer.read().decode()

    assert "portal_task_duration_seconds" in said
    assert "portal_requests" not in said
    settings.METRICS_NETWORKS = []
    with pytest.raises(OSError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{unused_port}/metrics")


@pytest.mark.django_db
def test_a_task_bears_the_id_of_the_request_that_owed_it(now, monkeypatch):
    seen = {}

    @app.task(name="tests.look")
    def look(pk):
        seen.update(get_contextvars())

    def send(name, args, **_):
        headers = {}
        worker.name_cause(headers=headers)
        look.apply(args=args, headers=headers)

    monkeypatch.setattr(outbox.current_app, "send_task", send)
    with bound_contextvars(request_id="the-request-1"):
        outbox.enqueue("tests.look", {}, key="look", now=now)

    outbox.dispatch(now=now)

    assert seen["request_id"] == "the-request-1"
    assert seen["task"] == "tests.look"
    assert "request_id" not in get_contextvars()


@pytest.mark.django_db
def test_a_line_of_the_log_is_json_with_the_request_and_without_what_was_typed(
    client, settings
):
    formatter = logging.config.dictConfigClass(
        {**settings.LOGGING, "disable_existing_loggers": False}
    )
    record = logging.LogRecord("portal", 20, "x", 1, "two\nlines", None, None)
    record.route, record.password = "core:api_docs", "hunter2"
    json_formatter = formatter.configure_formatter(
        settings.LOGGING["formatters"]["json"]
    )

    with bound_contextvars(request_id="the-request-2"):
        line = json_formatter.format(record)

    said = json.loads(line)
    assert "\n" not in line
    assert said["request_id"] == "the-request-2"
    assert said["route"] == "core:api_docs"
    assert "hunter2" not in line


@pytest.mark.django_db
def test_each_request_leaves_a_line_that_names_its_route_only(client, caplog):
    with caplog.at_level(logging.INFO, logger="portal.requests"):
        client.get(
            "/account/login/?next=/secret-word/", headers={"x-request-id": "a" * 8}
        )

    (line,) = [one for one in caplog.records if one.name == "portal.requests"]
    assert (line.route, line.status) == ("account_login", "200")
    assert "secret-word" not in str(line.__dict__)


@pytest.mark.django_db
def test_the_page_of_a_fault_names_the_request(client, monkeypatch):
    client.raise_request_exception = False
    client.force_login(UserFactory(), BACKEND)
    monkeypatch.setattr("apps.core.views.api_reference", lambda: 1 / 0)

    answer = client.get("/api/docs/", headers={"x-request-id": "find-me-12345"})

    assert answer.status_code == 500
    assert "find-me-12345" in answer.content.decode()
    assert answer["X-Request-ID"] == "find-me-12345"
