"""An import whose worker is killed leaves nothing, says so, and can be started again."""

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from apps.accounts.roles import Role
from apps.vendors import actions
from apps.vendors.models import Ticket, TicketImport, Verdict
from apps.vendors.queries.imports import is_at_work
from apps.vendors.states import ImportState
from tests.factories import person
from tests.faults.workers import until, url
from tests.vendors.factories import LevelFactory, ServiceFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TICKETS = 5_000
# Tickets are written before verdicts: who waits for that table is half-way.
HALF_WAY = """
    SELECT written.pid FROM pg_locks AS written JOIN pg_locks AS wanted USING (pid)
    WHERE written.relation = 'vendors_ticket'::regclass AND written.granted
        AND written.mode = 'RowExclusiveLock'
        AND wanted.relation = 'vendors_verdict'::regclass AND NOT wanted.granted
"""
ROOM = "SELECT pg_relation_size('vendors_ticket')"


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
