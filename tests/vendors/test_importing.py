"""Tickets come in whole or not at all, and the same file again changes nothing."""

import random
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from apps.accounts.roles import Role
from apps.core import outbox
from apps.core.errors import DomainError
from apps.core.models import OutboxItem
from apps.history.models import Event
from apps.vendors import actions, tasks
from apps.vendors.models import MonthFigure, StateSpan, Ticket, TicketImport, Verdict
from apps.vendors.queries.imports import is_at_work, work_lock
from apps.vendors.rules.tickets.mapping import EVENTS
from apps.vendors.states import ImportState
from tests.factories import person
from tests.vendors.factories import LevelFactory, ServiceFactory

LOG = Path(__file__).parents[1] / "data" / "incidents" / "event_log.csv"
HEAD = "Number,Opened,Priority,State,Assignment group,Resolved\n"
ROWS = [
    "INC1,2026-10-05 09:00,1 - Critical,Resolved,Desk,2026-10-05 11:00\n",
    "INC2,2026-10-06 09:00,3 - Moderate,Resolved,Desk,2026-10-07 11:00\n",
    "INC3,2026-10-07 09:00,3 - Moderate,Active,Desk,\n",
]
FIELDS = (
    *("number", "title", "type", "priority", "state", "group", "category", "opened_at"),
    *("first_response_at", "resolved_at", "closed_at", "reopen_count", "made_sla"),
    "fingerprint",
)


@pytest.fixture
def service(db):
    """Half of a working week to resolve, waiting for the user not counted."""
    made = ServiceFactory(slug="desk")
    LevelFactory(
        service=made,
        version__target_seconds=20 * 3600,
        version__pause_states=["Awaiting User Info"],
        version__valid_from_on=date(2015, 1, 1),
    )
    return made


@pytest.fixture
def manager(db):
    return person(Role.VENDOR_MANAGER)


def csv(*rows: str, head: str = HEAD, name="tickets.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (head + "".join(rows)).encode())


def given(service, manager, now, file=None, **fields) -> TicketImport:
    return actions.give_file(
        service.pk, by=manager, file=file or csv(*ROWS), now=now, **fields
    )


def checked(service, manager, now, file=None, **rules) -> TicketImport:
    made = given(service, manager, now, file)
    rules = {**made.rules, **rules}
    actions.choose_columns(made.pk, by=manager, rules=rules, now=now)
    return actions.check_import(made.pk, now=now)


def brought(service, manager, now, file=None, **rules) -> TicketImport:
    made = checked(service, manager, now, file, **rules)
    actions.confirm_import(made.pk, by=manager, now=now)
    actions.begin_import(made.pk, now=now)
    return actions.run_import(made.pk, now=now)


def state_of_all(service):
    """All that is known of a service's tickets."""
    tickets = list(service.tickets.order_by("number").values_list(*FIELDS))
    spans = list(
        StateSpan.objects.order_by("ticket__number", "started_at", "sequence")
        .filter(ticket__service=service)
        .values_list("ticket__number", "state", "started_at", "ended_at", "sequence")
    )
    figures = list(
        MonthFigure.objects.filter(level__service=service)
        .order_by("month")
        .values_list("month", "met", "breached")
    )
    return tickets, spans, figures


def test_checking_says_what_would_happen_and_writes_no_ticket(service, manager, now):
    bad = "INC4,2026-10-07 09:00,3,Active,Desk,2026-10-06 09:00\n"

    found = checked(service, manager, now, csv(*ROWS, ROWS[0], bad))

    assert found.state == ImportState.CHECKED
    assert found.counts == {
        "rows": 5,
        "rejected": 1,
        "tickets": 3,
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "duplicates": 1,
        "updates": 0,
    }
    assert found.report["problems"] == [
        {
            "row": 6,
            "column": "Resolved",
            "value": "2026-10-06 09:00",
            "why": "is before the ticket was opened",
        }
    ]
    assert found.report["strange_states"] == {"Active": 2}
    assert not Ticket.objects.exists()


def test_an_import_brings_tickets_in_and_judges_them(service, manager, now):
    found = brought(service, manager, now)

    assert found.state == ImportState.DONE
    assert found.counts["new"] == 3
    first = Ticket.objects.get(number="INC1")
    assert (first.priority, first.group, first.import_id, first.source_row) == (
        *(1, "Desk", found.pk),
        2,
    )
    assert first.opened_at == datetime(2026, 10, 5, 9, tzinfo=UTC)
    assert Verdict.objects.count() == 3
    figure = MonthFigure.objects.get(month=date(2026, 10, 1))
    assert (figure.met, figure.breached) == (2, 1)


def test_the_same_file_again_changes_nothing(service, manager, now):
    brought(service, manager, now)
    before = state_of_all(service)
    rows = list(Ticket.objects.order_by("pk").values())

    again = brought(service, manager, now)

    assert (again.counts["unchanged"], again.counts["changed"]) == (3, 0)
    assert state_of_all(service) == before
    assert list(Ticket.objects.order_by("pk").values()) == rows


WIDE = """Number,Opened,Priority,State,Title,Type,Group,Category,Item,Location,Responded,\
Resolved,Closed,Reopened,Reassigned,Satisfaction,First time,Compliant,Made SLA
INC1,2026-10-05 09:00,1,Resolved,Über \\ uns,incident,Desk,Mail,host1,Rome,\
2026-10-05 09:10,2026-10-05 11:00,2026-10-06 11:00,2,3,5,yes,no,true
INC2,2026-10-05 09:00,,,,,,,,,,,,,,,,,
INC3,2026-10-05 09:00,9,Odd,"a ""quoted"" word",change,,,,,,2026-10-05 11:00,,,1,,no,,false
"""
COLUMNS = {
    "title": "Title",
    "type": "Type",
    "group": "Group",
    "category": "Category",
    "item": "Item",
    "location": "Location",
    "first_response_at": "Responded",
    "closed_at": "Closed",
    "reopen_count": "Reopened",
    "made_sla": "Made SLA",
    "reassignment_count": "Reassigned",
    "satisfaction": "Satisfaction",
    "was_fixed_first_time": "First time",
    "was_compliant": "Compliant",
}


@pytest.mark.parametrize("content", [WIDE, "Number,Opened\nINC1,2026-10-05\n"])
def test_an_empty_service_is_filled_as_rows_are_compared(content, manager, now):
    """The same file into two services, one of which knows a ticket already."""
    empty, other = ServiceFactory(slug="empty"), ServiceFactory(slug="other")
    brought(other, manager, now, csv("INC0,2026-10-05 09:00,,,,\n"))
    found = []
    for service in (empty, other):
        file = SimpleUploadedFile("t.csv", content.encode())
        made = given(service, manager, now, file)
        columns = {**made.rules["columns"], **COLUMNS}
        actions.choose_columns(
            made.pk, by=manager, rules={**made.rules, "columns": columns}, now=now
        )
        actions.check_import(made.pk, now=now)
        actions.confirm_import(made.pk, by=manager, now=now)
        actions.begin_import(made.pk, now=now)
        made = actions.run_import(made.pk, now=now)
        rows = service.tickets.exclude(number="INC0").order_by("number")
        tickets = list(rows.values())
        assert {one.pop("import_id") for one in tickets} == {made.pk}
        assert {one.pop("service_id") for one in tickets} == {service.pk}
        ids = [one.pop("id") for one in tickets]
        assert ids == sorted(ids)
        found.append((tickets, made.report))

    assert found[0] == found[1]


def test_a_ticket_twice_in_a_first_file_counts_once_and_the_latest_row_is_kept(
    service, manager, now
):
    later = "INC1,2026-10-05 09:00,2 - High,Resolved,Second desk,2026-10-05 12:00\n"

    found = brought(service, manager, now, csv(*ROWS, "INC9,bad,,,,\n", later))

    assert found.counts["new"] == 3
    assert found.counts["duplicates"] == 1
    assert [one["row"] for one in found.report["problems"]] == [5]
    assert service.tickets.get(number="INC1").group == "Second desk"
    assert service.tickets.count() == Verdict.objects.count() == 3


def test_a_ticket_told_again_in_a_later_piece_of_a_first_file_counts_once(
    service, manager, now, monkeypatch
):
    monkeypatch.setattr("apps.vendors.rules.tickets.csv_rows.LETTERS_AT_ONCE", 60)
    later = "INC1,2026-10-05 09:00,2 - High,Resolved,Second desk,2026-10-05 12:00\n"

    found = brought(service, manager, now, csv(*ROWS, *ROWS[1:], later))

    assert (found.counts["new"], found.counts["duplicates"]) == (3, 3)
    assert service.tickets.get(number="INC1").group == "Second desk"
    assert service.tickets.count() == Verdict.objects.count() == 3


def test_a_first_file_that_breaks_off_in_a_later_piece_leaves_nothing(
    service, manager, now, monkeypatch
):
    monkeypatch.setattr("apps.vendors.rules.tickets.csv_rows.LETTERS_AT_ONCE", 60)
    made = checked(service, manager, now)
    mapping = made.mapping
    broken = csv(*ROWS, 'INC9,"' + "x" * 200_000)

    with pytest.raises(DomainError, match="quotation mark"), transaction.atomic():
        actions.import_now(
            service.pk, file=broken, mapping=mapping, mapping_name="", now=now
        )

    assert not Ticket.objects.exists()


def test_a_corrected_file_updates_what_it_names_and_leaves_the_rest(
    service, manager, now
):
    brought(service, manager, now)
    Ticket.objects.filter(number="INC1").update(category="Mail")
    fixed = ROWS[2].replace("Desk,", "Net,2026-10-07 10:00").replace("Active", "Closed")

    found = brought(service, manager, now, csv(*ROWS[:2], fixed))

    assert (found.counts["unchanged"], found.counts["changed"]) == (2, 1)
    assert Ticket.objects.get(number="INC3").group == "Net"
    assert Ticket.objects.get(number="INC1").category == "Mail"
    assert MonthFigure.objects.get().met == 3


def test_the_event_log_gives_histories(service, manager, now):
    found = brought(service, manager, now, as_file(LOG))

    assert found.mapping_name == "ServiceNow event log"
    assert found.counts["rows"] == 481
    assert found.counts["new"] == found.counts["tickets"] == 61
    one = Ticket.objects.get(number="INC0000045")
    assert list(one.spans.values_list("state", flat=True)) == [
        *("New", "Resolved", "Resolved", "Closed"),
    ]
    assert one.first_response_at == datetime(2016, 2, 29, 8, 53, tzinfo=UTC)
    assert one.resolved_at == datetime(2016, 2, 29, 11, 29, tzinfo=UTC)
    assert one.closed_at == datetime(2016, 3, 5, 12, tzinfo=UTC)
    assert (one.made_sla, one.type, one.priority) == (True, "incident", 3)
    lines = found.report["agreement"]["priorities"]
    assert sum(sum(line.values()) - line["priority"] for line in lines) == 61
    differing = sum(one["only_source_met"] + one["only_we_met"] for one in lines)
    reasons = found.report["agreement"]["reasons"]
    assert sum(one["count"] for one in reasons) == differing > 0


def as_file(path: Path, lines: list[str] | None = None) -> SimpleUploadedFile:
    text = path.read_text().splitlines(keepends=True)
    content = "".join([text[0], *(text[1:] if lines is None else lines)])
    return SimpleUploadedFile(path.name, content.encode())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_attainment_hangs_neither_on_the_order_of_rows_nor_on_how_files_are_cut(
    seed, service, manager, now
):
    brought(service, manager, now, as_file(LOG))
    wanted = state_of_all(service)
    dice = random.Random(seed)
    lines = LOG.read_text().splitlines(keepends=True)[1:]
    cut = dice.randrange(1, len(lines))
    parts = [lines[:cut], lines[cut:]]
    dice.shuffle(parts)
    for part in parts:
        dice.shuffle(part)

    other = ServiceFactory()
    level = LevelFactory(service=other, version__valid_from_on=date(2015, 1, 1))
    level.versions.update(target_seconds=20 * 3600, pause_states=["Awaiting User Info"])
    for part in parts:
        brought(other, manager, now, as_file(LOG, part))

    assert state_of_all(other) == wanted


def test_only_who_may_import_gives_files(service, now):
    with pytest.raises(PermissionDenied):
        given(service, person(Role.AUDITOR), now)

    assert not TicketImport.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"\0\1\2,", "no text"), (b"\n\n", "no row")]
)
def test_what_is_no_table_is_refused_when_given(content, words, service, manager, now):
    with pytest.raises(ValidationError, match=words):
        given(service, manager, now, SimpleUploadedFile("t.csv", content))

    assert not TicketImport.objects.exists()


def test_a_mapping_without_the_needed_columns_is_refused(service, manager, now):
    made = given(service, manager, now)

    with pytest.raises(DomainError, match="Updated: choose its column"):
        actions.choose_columns(
            made.pk, by=manager, rules={**made.rules, "layout": EVENTS}, now=now
        )

    made.refresh_from_db()
    assert made.state == ImportState.GIVEN


def test_a_file_that_breaks_off_half_way_fails_with_its_line(service, manager, now):
    broken = HEAD + "".join(ROWS) * 100 + 'INC9,"' + "x" * 200_000

    found = checked(service, manager, now, SimpleUploadedFile("t.csv", broken.encode()))

    assert found.state == ImportState.FAILED
    assert "quotation mark" in found.failure


class Killed(BaseException):
    """The worker is gone."""


@contextmanager
def killed_while_writing(monkeypatch):
    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("apps.vendors.actions.carrying.judge_all", die)
        with pytest.raises(Killed):
            yield


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_leaves_nothing_and_the_job_goes_on(monkeypatch, now):
    service, manager = ServiceFactory(slug="desk"), person(Role.VENDOR_MANAGER)
    LevelFactory(service=service)
    made = checked(service, manager, now)
    actions.confirm_import(made.pk, by=manager, now=now)
    item = OutboxItem.objects.get(task="vendors.run_import")

    with killed_while_writing(monkeypatch):
        tasks.run_import(item.pk)

    made.refresh_from_db()
    assert not Ticket.objects.exists()
    assert (made.state, made.attempts) == (ImportState.RUNNING, 1)
    assert not is_at_work(made.pk)
    item.refresh_from_db()
    assert item.done_at is None
    taken = []
    monkeypatch.setattr(outbox, "_publish", lambda task, args: taken.append(args[0]))
    outbox.dispatch(now=now + 2 * outbox.LEASE)
    assert item.pk in taken

    tasks.run_import(item.pk)

    made.refresh_from_db()
    assert (made.state, made.attempts) == (ImportState.DONE, 2)
    assert Ticket.objects.count() == 3
    tasks.run_import(item.pk)
    assert Ticket.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_one_whose_worker_died_can_be_started_again_but_not_one_at_work(now):
    service, manager = ServiceFactory(slug="desk"), person(Role.VENDOR_MANAGER)
    made = checked(service, manager, now)
    actions.confirm_import(made.pk, by=manager, now=now)
    actions.begin_import(made.pk, now=now)

    with transaction.atomic():
        work_lock(made.pk)
        assert is_at_work(made.pk)
        with pytest.raises(DomainError, match="A worker is at it"):
            actions.restart_import(made.pk, by=manager, now=now)
        stopped = actions.stop_import(made.pk, by=manager, now=now)
        assert (stopped.state, stopped.stop_asked_at) == (ImportState.RUNNING, now)

    again = actions.restart_import(made.pk, by=manager, now=now)
    assert again.state == ImportState.WAITING
    assert again.stop_asked_at is None


def test_the_database_keeps_a_service_that_has_tickets(service, manager, now):
    brought(service, manager, now)

    with (
        pytest.raises(DatabaseError, match="A service that has tickets stays"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM vendors_managedservice WHERE id = %s", [service.pk])

    assert service.tickets.count() == 3


def test_an_import_that_is_asked_to_stop_writes_nothing(service, manager, now):
    made = checked(service, manager, now)
    actions.confirm_import(made.pk, by=manager, now=now)
    actions.begin_import(made.pk, now=now)
    TicketImport.objects.filter(pk=made.pk).update(stop_asked_at=now)

    found = actions.run_import(made.pk, now=now)

    assert found.state == ImportState.CANCELLED
    assert not Ticket.objects.exists()


def test_what_waits_is_cancelled_at_once(service, manager, now):
    made = checked(service, manager, now)

    assert actions.stop_import(made.pk, by=manager, now=now).state == "cancelled"
    with pytest.raises(DomainError):
        actions.confirm_import(made.pk, by=manager, now=now)


def test_the_command_imports_and_tells(service, capsys):
    call_command("import_tickets", str(LOG), service="desk", dry_run=True)
    assert not Ticket.objects.exists()

    call_command("import_tickets", str(LOG), service="desk", mapping="")

    told = capsys.readouterr().out
    assert "61 tickets: 61 new, 0 changed, 0 unchanged." in told
    assert "rows in state Active (not known)" in told
    assert "only we met" in told
    assert service.tickets.count() == 61


def test_the_command_says_what_it_lacks(service):
    with pytest.raises(CommandError, match="no service"):
        call_command("import_tickets", str(LOG), service="elsewhere")
    with pytest.raises(CommandError, match="no mapping"):
        call_command("import_tickets", str(LOG), service="desk", mapping="Mine")
