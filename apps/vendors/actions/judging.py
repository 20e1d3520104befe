"""Judging tickets anew: read by COPY, judged in numpy, written back by COPY."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

import numpy as np
from django.db import connection, transaction

from apps.accounts.models import User
from apps.calendars.rules.vector import NEVER
from apps.core.outbox import enqueue
from apps.vendors.actions.figures import refresh_all_counts
from apps.vendors.models import CalendarStamp, ManagedService, Recount, Verdict
from apps.vendors.queries.columns import packed, pg_instants
from apps.vendors.queries.levels import Judged, calendar_digests, judged_levels
from apps.vendors.queries.verdicts import Batch, Found, batches, judge_level
from apps.vendors.states import Outcome

CROSSED_AT_ONCE = 20_000
PG_DAY_ZERO = date(2000, 1, 1).toordinal()
WORTH_ANALYSING = 5
KNOWN_ROWS = "SELECT reltuples FROM pg_class WHERE oid = 'vendors_verdict'::regclass"
Progress = Callable[[int, int], None]
WRITE = """
    COPY vendors_verdict (
        ticket_id, level_id, version_id, outcome, month, started_at, stopped_at,
        due_at, elapsed_seconds, paused_seconds, is_paused
    ) FROM STDIN (FORMAT binary)
"""


@transaction.atomic
def recount(service_pk: int, *, now: datetime, progress: Progress | None = None) -> int:
    """Judge every ticket of a service anew and count its months again; how many tickets."""
    service = _locked(service_pk)
    # Before the calendars are read: what changes while we judge is noticed later.
    digest = calendar_digests([service.pk])[service.pk]
    levels = judged_levels(service)
    keys = [one.level.pk for one in levels]
    Verdict.objects.filter(level__service=service).delete()
    total = service.tickets.count()
    done = 0
    for batch in batches(service.pk, levels, now):
        _judge(batch, levels)
        done += len(batch.tickets)
        if progress:
            progress(done, total)
    _analyse(done * len(levels))
    refresh_all_counts(keys)
    CalendarStamp.objects.update_or_create(service=service, defaults={"digest": digest})
    return done


@transaction.atomic
def recount_tickets(
    service_pk: int, ticket_ids: Iterable[int], *, now: datetime
) -> int:
    """Judge these tickets of a service anew, and count the months they touch."""
    service = _locked(service_pk)
    ids = sorted(set(ticket_ids))
    levels = judged_levels(service)
    rows = Verdict.objects.filter(ticket_id__in=ids, level__service=service)
    months = set(rows.values_list("month", flat=True))
    rows.delete()
    done = 0
    for batch in batches(service.pk, levels, now, only=ids):
        _judge(batch, levels)
        done += len(batch.tickets)
    months |= set(rows.values_list("month", flat=True))
    refresh_all_counts([one.level.pk for one in levels], sorted(filter(None, months)))
    return done


def _locked(pk: int) -> ManagedService:
    rows = ManagedService.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("calendar").get(pk=pk)


def _judge(batch: Batch, levels: Sequence[Judged]) -> None:
    for one in levels:
        for found in judge_level(one, batch):
            _write(found)


def _write(found: Found) -> None:
    """Verdicts into the table; what is null has no bytes."""
    read = found.readings
    size = len(found.ids)
    columns = [
        (found.ids, ">i8"),
        (np.full(size, found.level), ">i8"),
        (np.full(size, found.version), ">i8"),
        (read.outcome, ">i2"),
        (found.months - PG_DAY_ZERO, ">i4"),
        (pg_instants(found.starts), ">i8"),
        (pg_instants(found.stops), ">i8"),
        (pg_instants(read.due), ">i8"),
        (read.elapsed, ">i4"),
        (read.paused, ">i4"),
        (read.is_paused, ">i1"),
    ]
    nulls = {4: found.months == 0, 6: found.stops == NEVER, 7: read.due == NEVER}
    with connection.cursor() as cursor, cursor.copy(WRITE) as copy:
        copy.write(packed(columns, nulls))


def _analyse(written: int) -> None:
    """Have the planner look again, where a good part of the table is new."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_ROWS)
        (known,) = cursor.fetchone()
        if written * WORTH_ANALYSING > known:
            cursor.execute("ANALYZE vendors_verdict")


@transaction.atomic
def ask_recount(
    service_pk: int, *, why: str, by: User | None, now: datetime
) -> Recount:
    """Have all tickets of a service judged anew in the background.

    One that waits already is enough: it will see this change too.
    """
    service = _locked(service_pk)
    waiting = service.recounts.filter(started_at=None, finished_at=None).first()
    if waiting:
        return waiting
    made = Recount.objects.create(
        service=service, why=why, by=by, asked_at=now, tickets=service.tickets.count()
    )
    enqueue(
        "vendors.recount",
        {"recount": made.pk},
        key=f"vendors.recount:{made.pk}",
        now=now,
    )
    return made


@transaction.atomic
def run_recount(pk: int, *, now: datetime, progress: Progress | None = None) -> Recount:
    """Carry out a recount that was asked for. Safe to run again."""
    found = Recount.objects.get(pk=pk)
    found.done = recount(found.service_id, now=now, progress=progress)
    found.started_at = found.started_at or now
    found.tickets, found.finished_at, found.error = found.done, now, ""
    found.save(update_fields=["done", "tickets", "started_at", "finished_at", "error"])
    return found


def notice_calendars(*, now: datetime) -> int:
    """Ask for a recount of the services whose calendars say something else by now.

    How many. A service that waits for its recount is not asked for again.
    """
    stamps = dict(CalendarStamp.objects.values_list("service_id", "digest"))
    said = calendar_digests(stamps)
    waiting = set(
        Recount.objects.filter(finished_at=None).values_list("service_id", flat=True)
    )
    changed = [pk for pk in stamps if said[pk] != stamps[pk] and pk not in waiting]
    for pk in changed:
        ask_recount(pk, why="A working calendar changed", by=None, now=now)
    return len(changed)


def cross_targets(*, now: datetime) -> int:
    """Judge anew the running tickets whose due time has passed; how many. Repeatable."""
    rows = Verdict.objects.filter(outcome=Outcome.RUNNING, due_at__lt=now)
    crossed = rows.order_by("due_at").values_list("level__service_id", "ticket_id")
    by_service: dict[int, set[int]] = {}
    for service_pk, ticket_pk in crossed[:CROSSED_AT_ONCE]:
        by_service.setdefault(service_pk, set()).add(ticket_pk)
    return sum(
        recount_tickets(service_pk, ids, now=now)
        for service_pk, ids in by_service.items()
    )
