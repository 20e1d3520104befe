"""Judging a million tickets anew, beside the bare COPY of the same columns."""

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock

import numpy as np
import pytest
from django.db import connection

from apps.calendars.models import BusinessCalendar, CalendarEdition, WeeklyInterval
from apps.calendars.queries import schedule_named
from apps.calendars.rules.vector import NEVER, WorkingTable
from apps.vendors import actions
from apps.vendors.actions.judging import WRITE
from apps.vendors.models import ManagedService, MonthFigure, Verdict
from apps.vendors.queries.columns import read_spans, read_tickets
from apps.vendors.rules.clock import Case, read_clock
from apps.vendors.rules.judging import Pauses, judge
from apps.vendors.states import RESOLVED_STATES, Outcome
from tests.bench.ledger import note
from tests.vendors.factories import LevelFactory

TICKETS = int(os.environ.get("BENCH_TICKETS", "1000000"))
SERVICES = 20
SAMPLE = 20_000
MOST_TIMES_COPY = 3
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST = NOW - timedelta(days=36 * 30.4)
STATES = ["Awaiting customer", *RESOLVED_STATES]
TARGET = 8 * 3600

FILL = """
    INSERT INTO vendors_ticket (service_id, number, title, type, priority, state, "group",
        category, item, location, opened_at, first_response_at, resolved_at, closed_at,
        reopen_count, reassignment_count, fingerprint)
    SELECT %s, 'INC' || n, 'A ticket', 'incident', 1 + n %% 4,
        CASE WHEN n %% 50 = 0 THEN 'Active' ELSE 'Resolved' END, 'Group ' || n %% 12,
        'Category', '', 'London', opened, opened + interval '20 minutes',
        CASE WHEN n %% 50 > 0 THEN opened + spent END, NULL, 0, 0, n
    FROM (
        SELECT n, date_trunc('second', %s::timestamptz
                + random() * (%s::timestamptz - %s::timestamptz)) AS opened,
            date_trunc('second', random() * random() * interval '8 days') AS spent
        FROM generate_series(1, %s) AS n
    ) AS made
"""
PAUSE = """
    INSERT INTO vendors_statespan (ticket_id, state, started_at, ended_at)
    SELECT id, 'Awaiting customer', opened_at + interval '1 hour',
        opened_at + interval '1 hour' + (id % 40) * interval '30 minutes'
    FROM vendors_ticket WHERE fingerprint % 100 < 15
"""
OUT = """
    COPY (
        SELECT id, opened_at, first_response_at, resolved_at, closed_at, priority, type,
            satisfaction, was_fixed_first_time, was_compliant, reopen_count
        FROM vendors_ticket
    ) TO STDOUT (FORMAT binary)
"""
OUT_SPANS = """
    COPY (SELECT ticket_id, started_at, ended_at, state FROM vendors_statespan)
    TO STDOUT (FORMAT binary)
"""
OUT_VERDICTS = """
    COPY (
        SELECT ticket_id, level_id, version_id, outcome, month, started_at, stopped_at,
            due_at, elapsed_seconds, paused_seconds, is_paused
        FROM vendors_verdict
    ) TO STDOUT (FORMAT binary)
"""
IN_VERDICTS = WRITE.replace("vendors_verdict", "bench_verdict")


def office() -> BusinessCalendar:
    """Monday to Friday with a lunch break and England's holidays."""
    made = BusinessCalendar.objects.create(slug="bench", name="Bench")
    edition = CalendarEdition.objects.create(
        calendar=made,
        valid_from_on=date(2020, 1, 1),
        time_zone="Europe/London",
        country="GB",
        subdivision="ENG",
    )
    for day in range(5):
        for a, b in ((9, 12), (13, 17)):
            WeeklyInterval.objects.create(
                edition=edition, weekday=day, starts=clock(a), ends=clock(b)
            )
    return made


def fill() -> list[ManagedService]:
    """Twenty vendors with a service, a level and a share of the tickets each."""
    calendar = office()
    levels = LevelFactory.create_batch(
        SERVICES,
        service__calendar=calendar,
        version__valid_from_on=date(2020, 1, 1),
        version__target_seconds=TARGET,
    )
    with connection.cursor() as cursor:
        for level in levels:
            share = TICKETS // SERVICES
            cursor.execute(FILL, [level.service_id, FIRST, NOW, FIRST, share])
        cursor.execute(PAUSE)
        cursor.execute("VACUUM ANALYZE vendors_ticket, vendors_statespan")
    return [level.service for level in levels]


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def copied_out(query: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        return b"".join(copy)


def copy_out() -> None:
    copied_out(OUT)
    copied_out(OUT_SPANS)


def copy_in(data: bytes, like: str) -> float:
    """Seconds to COPY verdicts into a table of the same columns."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_verdict")
        cursor.execute(f"CREATE TABLE bench_verdict (LIKE vendors_verdict {like})")

        def write() -> None:
            with cursor.copy(IN_VERDICTS) as copy:
                copy.write(data)

        return timed(write)


def columns_in_memory(services):
    """Starts, stops and pauses of every ticket, one after another."""
    starts, stops, of, begins, ends = [], [], [], [], []
    seen = 0
    for one in services:
        tickets = read_tickets(one.pk, [], cancelled="Cancelled", limit=TICKETS)
        spans = read_spans(one.pk, tickets, STATES)
        starts.append(tickets.opened)
        stops.append(np.minimum(tickets.resolved, tickets.closed))
        of.append(spans.of + seen)
        begins.append(spans.starts)
        ends.append(spans.ends)
        seen += len(tickets)
    pauses = Pauses(*(np.concatenate(parts) for parts in (of, begins, ends)))
    return np.concatenate(starts), np.concatenate(stops), pauses


def loop(schedule, starts, stops, pauses) -> None:
    """Ticket by ticket."""
    waits: dict[int, list] = {}
    for place, a, b in zip(pauses.of, pauses.starts, pauses.ends, strict=True):
        if place < SAMPLE:
            waits.setdefault(int(place), []).append((instant(a), instant(b)))
    for place in range(SAMPLE):
        case = Case(
            *(instant(starts[place]), instant(stops[place])),
            *(tuple(waits.get(place, ())), TARGET),
        )
        read_clock(schedule, case, NOW)


def instant(one) -> datetime | None:
    return None if one == NEVER else datetime.fromtimestamp(int(one), UTC)


@pytest.mark.django_db(transaction=True)
def test_judging_a_million(capsys):
    services = fill()

    def judge_all() -> None:
        for one in services:
            actions.recount(one.pk, now=NOW)

    first = timed(judge_all)
    again = min(timed(judge_all) for _ in range(2))
    out = min(timed(copy_out) for _ in range(3))
    verdicts = copied_out(OUT_VERDICTS)
    bare = min(copy_in(verdicts, "INCLUDING IDENTITY") for _ in range(2))
    indexed = min(copy_in(verdicts, "INCLUDING ALL") for _ in range(2))
    schedule = schedule_named("bench")
    starts, stops, pauses = columns_in_memory(services)
    low, high = int(starts.min()), int(NOW.timestamp()) + 400 * 86400

    def in_memory() -> None:
        table = WorkingTable.of(schedule, low, high)
        judge(table, starts, stops, pauses, target=TARGET, now=int(NOW.timestamp()))

    numpy_pass = min(timed(in_memory) for _ in range(3))
    per_ticket = timed(lambda: loop(schedule, starts, stops, pauses))
    per_ticket *= TICKETS / SAMPLE
    floor = out + indexed
    rows = {
        "COPY out of the same columns": out,
        "COPY in of the verdicts, a bare table": bare,
        "COPY in of the verdicts, the same indexes": indexed,
        "COPY out and in, the same indexes": floor,
        "COPY out and in, a bare table": out + bare,
        "judging in memory, numpy minute table": numpy_pass,
        "judging ticket by ticket, a Python loop": per_ticket,
        "judging all the first time": first,
        "judging all again": again,
    }
    with capsys.disabled():
        print(f"\n{'judging':44} {'s':>7} {'tickets/s':>11} {'× floor':>8}")
        for name, spent in rows.items():
            rate = TICKETS / spent
            print(f"{name:44} {spent:7.2f} {rate:11,.0f} {spent / floor:8.2f}")
    for name, spent in rows.items():
        bound = MOST_TIMES_COPY if "judging all" in name else None
        note("judging", name, spent, "s", floor=floor, bound=bound)
    assert Verdict.objects.count() == TICKETS
    assert MonthFigure.objects.values("month").distinct().count() >= 36
    assert Verdict.objects.filter(outcome=Outcome.RUNNING).exists()
    assert again <= MOST_TIMES_COPY * floor
