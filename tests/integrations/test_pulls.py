"""Pulls: incremental, resumable, paced, and nothing written without its cursor."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from apps.accounts.roles import Role
from apps.core import outbox, outgoing
from apps.core.errors import DomainError
from apps.core.models import OutboxItem
from apps.integrations.actions import pulls, pulls_asking, pulls_reading
from apps.integrations.models import Pull, PullRun, RejectedRow
from apps.integrations.states.pulls import PullKind, RunState
from apps.vendors.models import Ticket
from tests.factories import NOW, PlatformFactory, person
from tests.integrations.pulls_world import (
    LONG_AGO,
    Server,
    go,
    minutes,
    pull_from,
    run_all,
)
from tests.vendors.factories import ServiceFactory

pytestmark = pytest.mark.django_db
KINDS = list(PullKind.values)


@pytest.fixture
def serve(monkeypatch):
    """A server of a kind, with pages of 3 rows."""
    monkeypatch.setattr(pulls_asking, "SIZES", dict.fromkeys(PullKind, 3))

    def start(kind, rows=0, **fields):
        server = Server(kind, **fields)
        for number in range(1, rows + 1):
            server.add(number, LONG_AGO + minutes(10 * number))
        monkeypatch.setattr(outgoing, "fetch", server.fetch)
        return server

    return start


def tickets():
    return set(Ticket.objects.values_list("number", flat=True))


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_becomes_a_ticket_and_the_next_run_reads_what_changed(kind, serve):
    server = serve(kind, rows=7)
    pull = pull_from(kind)

    first = go(pull)
    server.rows[3].title, server.rows[3].updated_at = "Mended", LONG_AGO + minutes(600)
    server.add(8, LONG_AGO + minutes(601))
    server.asked.clear()
    second = go(pull)

    assert (first.state, first.read, first.new) == (RunState.DONE, 7, 7)
    assert (second.new, second.changed, second.rejected) == (1, 1, 0)
    assert second.read <= 4, "only what is new, and the overlap"
    assert len(tickets()) == 8
    changed = Ticket.objects.get(title="Mended")
    assert changed.number in {"INC0000003", "OPS-3"}
    assert changed.state == "In Progress"
    third = go(pull)
    assert (third.new, third.changed, third.rejected) == (0, 0, 0)
    assert third.unchanged == third.read


def test_who_asks_is_said_in_basic_or_bearer(serve):
    server = serve("servicenow")
    go(pull_from())
    go(pull_from(name="By token", username=""))

    basic = b64encode(b"reader:open sesame").decode()
    given = [one["Authorization"] for one in server.headers]
    assert given == [f"Basic {basic}", "Bearer open sesame"]


def test_requests_keep_their_pace(serve):
    serve("servicenow", rows=7)
    pull = pull_from(per_minute=6)

    run = go(pull)

    assert run.finished_at - run.started_at == timedelta(seconds=10) * (run.pages - 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_busy_server_is_asked_again_when_it_says(kind, serve):
    server = serve(kind, rows=4)
    server.instead = [outgoing.Answer(429, b"", {"retry-after": "90"}), None]
    pull = pull_from(kind)

    run = go(pull)

    assert run.state == RunState.DONE
    assert run.finished_at - run.started_at >= timedelta(seconds=90)
    assert len(tickets()) == 4


def test_failures_are_waited_out_and_in_the_end_the_next_run_goes_on(serve):
    server = serve("servicenow", rows=7)
    pull = pull_from()
    server.instead = [None, *[outgoing.Failed("Nobody answered.")] * 8]

    run = go(pull)

    assert (run.state, run.read) == (RunState.FAILED, 3)
    assert run.trouble == "Nobody answered."
    assert run.finished_at - run.started_at >= timedelta(minutes=60)
    assert len(tickets()) == 3
    server.asked.clear()
    again = go(pull)
    assert (again.state, again.read, again.new) == (RunState.DONE, 4, 4)


@pytest.mark.parametrize("status", [401, 403])
def test_an_account_that_is_shut_out_is_not_tried_again(serve, status):
    server = serve("servicenow")
    server.instead = [outgoing.Answer(status, b"<html>secret of the server</html>")]
    pull = pull_from()

    run = go(pull)

    pull.refresh_from_db()
    assert run.state == RunState.FAILED
    assert not pull.is_on
    assert "secret" not in pull.last_error
    assert pulls.begin_due(now=NOW + timedelta(days=1)) == 0


@pytest.mark.parametrize(
    "answer",
    [
        outgoing.Answer(200, b"<html>Please sign in</html>"),
        outgoing.Answer(200, b'{"error": "none"}'),
        outgoing.Answer(302, b""),
        outgoing.Answer(400, b""),
        outgoing.Refused("Port 22 is not among those that the portal may use."),
    ],
)
def test_what_is_no_answer_ends_the_run_in_words(serve, answer):
    server = serve("servicenow")
    server.instead = [answer]
    pull = pull_from()

    run = go(pull)

    assert run.state == RunState.FAILED
    assert run.trouble
    assert Pull.objects.get(pk=pull.pk).is_on


def test_a_worker_that_dies_has_written_neither_rows_nor_cursor(serve, monkeypatch):
    serve("servicenow", rows=5)
    pull = pull_from()
    pulls.pull_now(pull.pk, by=person(Role.ADMINISTRATOR), now=NOW)
    item = OutboxItem.objects.get(task="integrations.pull")

    class Killed(BaseException):
        """As if by kill -9."""

    def die(*args, **kwargs):
        assert len(tickets()) == 3, "the rows are written by now, not committed"
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(pulls_reading, "owe_step", die)
        with pytest.raises(Killed):
            pulls_reading.take_step(item.pk, now=NOW)

    pull.refresh_from_db()
    assert pull.cursor == {
        "at": None,
        "skip": 0,
        "anchor": "",
        "token": "",
        "asked": None,
    }
    assert tickets() == set()
    run_all(NOW)
    run = PullRun.objects.get()
    assert (run.state, run.read, run.new) == (RunState.DONE, 5, 5)


@pytest.mark.parametrize("kind", KINDS)
def test_an_update_during_paging_is_not_missed(kind, serve):
    server = serve(kind, rows=9)
    pull = pull_from(kind)
    clock = [LONG_AGO + timedelta(days=1)]

    def somebody_works(there):
        if len(there.asked) in {1, 2}:
            clock[0] += minutes(1)
            moved = there.rows[len(there.asked)]
            moved.title, moved.updated_at = "Moved", clock[0]

    server.between = somebody_works

    go(pull)

    assert len(tickets()) == 9
    assert Ticket.objects.filter(title="Moved").count() == 2


def test_a_token_that_is_forgotten_is_done_without(serve):
    server = serve("jira_cloud", rows=7)
    server.instead = [None, outgoing.Answer(400, b"")]

    run = go(pull_from("jira_cloud", query="project = OPS"))

    assert (run.state, len(tickets())) == (RunState.DONE, 7)


def test_refused_rows_are_kept_with_the_reason(serve):
    server = serve("servicenow", rows=4)
    server.rows[2].opened = "2026-10-45 08:00:00"
    pull = pull_from()

    run = go(pull)

    assert (run.read, run.new, run.rejected) == (4, 3, 1)
    refused = RejectedRow.objects.get()
    assert (refused.number, refused.field, refused.value) == (
        "INC0000002",
        "opened_at",
        "2026-10-45 08:00:00",
    )
    assert refused.key == f"{2:032x}"
    assert "no date" in refused.why


def test_the_schedule_begins_each_pull_once(serve):
    serve("servicenow", rows=1)
    pull = pull_from(every_minutes=15)
    pull_from(name="Off", is_on=False)

    assert [pulls.begin_due(now=NOW) for _ in range(2)] == [1, 0]
    assert pulls.begin_due(now=NOW + minutes(16)) == 0, "the first is still at it"
    run_all(NOW + minutes(16))
    assert pulls.begin_due(now=NOW + minutes(32)) == 1
    assert pull.runs.count() == 2


def test_a_stopped_run_writes_no_more_and_the_next_goes_on(serve):
    server = serve("servicenow", rows=7)
    pull = pull_from()
    admin = person(Role.ADMINISTRATOR)
    run = pulls.pull_now(pull.pk, by=admin, now=NOW)
    with pytest.raises(DomainError):
        pulls.pull_now(pull.pk, by=admin, now=NOW)

    def somebody_stops(there):
        if len(there.asked) == 1:
            pulls.stop_run(run.pk, by=admin, now=NOW)

    server.between = somebody_stops
    run_all(NOW)
    server.between = None

    run.refresh_from_db()
    assert (run.state, run.read, len(tickets())) == (RunState.STOPPED, 3, 3)
    again = go(pull)
    assert (again.state, len(tickets())) == (RunState.DONE, 7)


def test_another_question_begins_anew_and_a_page_of_the_old_one_is_thrown_away(serve):
    server = serve("servicenow", rows=4)
    pull = pull_from()
    admin = person(Role.ADMINISTRATOR)
    names = [*("name", "kind", "url", "username", "secret", "table", "zone")]
    names += ["service", "mapping_name", "every_minutes", "per_minute", "is_on"]
    values = {name: getattr(pull, name) for name in names}

    def somebody_amends(there):
        if len(there.asked) == 1:
            pulls.amend_pull(
                pull.pk, by=admin, now=NOW, version=1, query="active=true", **values
            )

    server.between = somebody_amends
    run = go(pull)

    asked = [parse_qs(urlsplit(one).query)["sysparm_query"][0] for one in server.asked]
    assert [one.startswith("active=true") for one in asked] == [
        False,
        False,
        True,
        True,
    ]
    assert "sys_updated_on>=" not in asked[2]
    assert (run.state, len(tickets())) == (RunState.DONE, 4)


def test_everything_is_read_anew_when_asked(serve):
    serve("servicenow", rows=4)
    pull = pull_from()
    go(pull, now=NOW)

    run = go(pull, now=NOW + timedelta(days=9), from_start=True)

    assert (run.read, run.unchanged, run.new) == (4, 4, 0)


def test_a_fault_of_our_own_ends_the_run(serve, monkeypatch):
    serve("servicenow", rows=1)
    pull = pull_from()
    run = pulls.pull_now(pull.pk, by=person(Role.ADMINISTRATOR), now=NOW)
    item = OutboxItem.objects.get(task="integrations.pull")

    def broken(*args, **kwargs):
        raise RuntimeError("a fault of our own")

    monkeypatch.setattr(pulls_reading, "take_tickets", broken)
    for _ in range(outbox.MAX_ATTEMPTS):
        with pytest.raises(RuntimeError):
            pulls_reading.take_step(item.pk, now=NOW)

    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "administrator" in run.trouble


def test_only_administrators_change_pulls_and_nothing_changes_for_others():
    pull = pull_from()
    before = Pull.objects.values().get()
    for role in (Role.PLATFORM_MANAGER, Role.AUDITOR, Role.VENDOR_MANAGER):
        who = person(role)
        for act in (
            lambda who=who: pull_from(name="Another", by=who),
            lambda who=who: pulls.remove_pull(pull.pk, by=who, now=NOW),
            lambda who=who: pulls.pull_now(pull.pk, by=who, now=NOW),
        ):
            with pytest.raises(PermissionDenied):
                act()

    assert Pull.objects.values().get() == before
    assert not PullRun.objects.exists()


def test_a_platforms_manager_sees_what_leads_there():
    platform = PlatformFactory()
    service = ServiceFactory()
    service.platforms.add(platform)
    pull_from(name="Theirs", service=service)
    pull_from(name="Others")

    seen = Pull.objects.visible_to(
        person(Role.PLATFORM_MANAGER, platform=platform.slug)
    )

    assert [one.name for one in seen] == ["Theirs"]


def test_secrets_are_neither_stored_plain_nor_in_row_history():
    pull_from()

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM integrations_pull")
        assert "open sesame" not in cursor.fetchone()[0]
        cursor.execute("SELECT to_jsonb(e)::text FROM integrations_pullevent e")
        told = "".join(row[0] for row in cursor.fetchall())
    assert "reader" in told
    assert "secret" not in told


def test_old_runs_are_forgotten_but_the_last(serve):
    serve("servicenow")
    pull = pull_from()
    for _ in range(3):
        go(pull)

    pulls.forget_old_runs(now=NOW + timedelta(days=200))

    assert pull.runs.count() == 1
