"""An import whose worker is killed leaves nothing, says so, and can be started again."""

import os
import sys
import time
from urllib.parse import urlsplit

import psycopg
import pytest
from celery import Celery
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.core import outbox
from apps.vendors import actions
from apps.vendors.models import Ticket, TicketImport, Verdict
from apps.vendors.queries.imports import is_at_work
from apps.vendors.states import ImportState
from tests.factories import person
from tests.faults.drill import environment
from tests.faults.machines import Machine, Valkey
from tests.faults.sinks import free_port
from tests.vendors.factories import LevelFactory, ServiceFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATIENCE = 30.0
TICKETS = 5_000
# Tickets are written before verdicts: who waits for that table is half-way.
HALF_WAY = """
    SELECT written.pid FROM pg_locks AS written JOIN pg_locks AS wanted USING (pid)
    WHERE written.relation = 'vendors_ticket'::regclass AND written.granted
        AND written.mode = 'RowExclusiveLock'
        AND wanted.relation = 'vendors_verdict'::regclass AND NOT wanted.granted
"""
ROOM = "SELECT pg_relation_size('vendors_ticket')"


@pytest.fixture
def place(tmp_path):
    """Uploads are in this folder, for the tests and for the worker."""
    return tmp_path


@pytest.fixture
def valkey(place):
    one = Valkey(free_port(), place)
    one.start()
    yield one
    one.kill()


@pytest.fixture
def worker(valkey, place, monkeypatch):
    """A worker of the portal, not yet started, on the tests' own database."""
    env = environment(place, url()) | {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "REDIS_URL": f"redis://127.0.0.1:{valkey.port}/0",
    }
    broker = Celery(broker=env["REDIS_URL"])
    monkeypatch.setattr(outbox, "_publish", broker.send_task)
    run = [sys.executable, "-m", "celery", "-A", "portal", "worker", "-c", "1"]
    run += ["--without-mingle", "--without-gossip", "-l", "warning"]
    one = Machine(run, env, place / "worker.log")
    yield one
    one.kill()


def url() -> str:
    """The address of the tests' own database."""
    known = urlsplit(os.environ["DATABASE_URL"])
    return known._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def until(is_so):
    """What comes true in the end; the last that was found, else."""
    ends_at = time.monotonic() + PATIENCE
    while not (found := is_so()) and time.monotonic() < ends_at:
        time.sleep(0.02)
    return found


def export() -> SimpleUploadedFile:
    """Tickets of one week."""
    rows = [
        f"INC{number},2026-10-05 09:00,3,Resolved,Desk,2026-10-05 1{number % 10}:00\n"
        for number in range(TICKETS)
    ]
    head = "Number,Opened,Priority,State,Assignment group,Resolved\n"
    return SimpleUploadedFile("t.csv", (head + "".join(rows)).encode())


def confirmed(manager) -> TicketImport:
    """An import that a worker is woken for."""
    now = timezone.now()
    service = ServiceFactory(slug="desk")
    LevelFactory(service=service)
    made = actions.give_file(service.pk, by=manager, file=export(), now=now)
    actions.choose_columns(made.pk, by=manager, rules=made.rules, now=now)
    actions.check_import(made.pk, now=now)
    return actions.confirm_import(made.pk, by=manager, now=now)


def test_a_worker_killed_half_way_leaves_nothing_and_it_is_started_again(
    worker, client
):
    manager = person(Role.VENDOR_MANAGER)
    client.force_login(manager)
    worker.start()

    with psycopg.connect(url()) as line:
        line.execute("LOCK TABLE vendors_verdict IN SHARE MODE")
        made = confirmed(manager)
        assert until(lambda: line.execute(HALF_WAY).fetchall()), worker.log.read_text()
        written = line.execute(ROOM).fetchone()[0]
        assert is_at_work(made.pk)
        worker.kill()

    assert until(lambda: not is_at_work(made.pk))
    made.refresh_from_db()
    assert written > TICKETS * 50
    assert not Ticket.objects.exists()
    assert not Verdict.objects.exists()
    assert (made.state, made.attempts) == (ImportState.RUNNING, 1)
    assert "No worker is at it" in client.get(made.get_absolute_url()).content.decode()

    worker.start()
    client.post(reverse("vendors:restart_import", args=[made.pk]))

    assert until(lambda: TicketImport.objects.get(pk=made.pk).state == ImportState.DONE)
    made.refresh_from_db()
    assert made.counts["new"] == TICKETS
    assert Ticket.objects.count() == Verdict.objects.count() == TICKETS
