"""Carrying an import out, or only looking what it would do: all of it, or nothing."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import IO, Any

from django.db import connection, transaction

from apps.core.errors import DomainError
from apps.vendors.actions.bringing import Outcome, decide, touched, write
from apps.vendors.actions.filling import Doubled, Filling
from apps.vendors.actions.judging import recount, recount_tickets
from apps.vendors.actions.staging import Stage
from apps.vendors.models import LevelVersion, ManagedService
from apps.vendors.queries.agreement import agreement
from apps.vendors.rules.tickets.findings import gaps, notices, words_of
from apps.vendors.rules.tickets.mapping import TICKETS, TicketMapping, faults, missing
from apps.vendors.rules.tickets.rows import Problem, Read, RowReader
from apps.vendors.rules.tickets.table import Batch, Table, open_table
from apps.vendors.rules.tickets.unreadable import Unreadable

# Small enough for the cells of a chunk to stay near the processor.
ROWS_AT_ONCE = 2_000
MOST_PROBLEMS = 2_000
FEW = 20_000
WHOLE, READ, WRITTEN = 1000, 550, 700
Progress = Callable[[int, int], None]


class Stopped(Exception):
    """Somebody asked the import to stop."""


@dataclass
class Job:
    """A file on its way into a service's tickets."""

    service: ManagedService
    mapping: TicketMapping
    progress: Progress | None = None
    is_stopped: Callable[[], bool] = field(default=lambda: False)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, done: float) -> None:
        """Show how far it is, of WHOLE; stop if that was asked for."""
        if self.progress:
            self.progress(int(done), WHOLE)
        if self.is_stopped():
            raise Stopped


def look(job: Job, file: IO[bytes]) -> dict[str, Any]:
    """What the file would do, as a report; inside a transaction. Changes no ticket."""
    stage, table = _staged(job, file, WHOLE * 0.9)
    return _report(job, stage, table, decide(stage))


def carry_out(
    job: Job, file: IO[bytes], *, import_pk: int | None, now: datetime
) -> dict[str, Any]:
    """Bring the tickets in and judge them, inside a transaction; the report."""
    held = ManagedService.objects.select_for_update(no_key=True).get(pk=job.service.pk)
    if job.mapping.layout == TICKETS and not held.tickets.exists():
        with suppress(Doubled):
            return _filled(job, file, import_pk=import_pk, now=now)
        job.problems.clear()
    stage, table = _staged(job, file, READ)
    outcome = decide(stage)
    job.tell(READ)
    if outcome.new or outcome.changed:
        write(stage, import_pk)
        job.tell(WRITTEN)
        judge(job, outcome, now)
    return _with_agreement(job, stage, _report(job, stage, table, outcome))


@transaction.atomic
def _filled(
    job: Job, file: IO[bytes], *, import_pk: int | None, now: datetime
) -> dict[str, Any]:
    """The same for a service that has no ticket yet: nothing is to be compared."""
    table = open_mapped(job.mapping, file)
    reader = RowReader(job.mapping, table.headings)
    with Filling(job.service.pk, reader, import_pk) as filling:
        for read, share in _read(job, table, reader):
            rows = filling.rows(read)
            filling.wait()
            job.tell(READ * share)
            filling.start(rows)
        filling.wait()
    job.tell(WRITTEN)
    if filling.taken:
        judge_all(job, filling.taken, now)
    report = _report(job, filling, table, Outcome(filling.taken, filling.taken, 0))
    return _with_agreement(job, filling, report)


def _with_agreement(
    job: Job, taken: Stage | Filling, report: dict[str, Any]
) -> dict[str, Any]:
    if "made_sla" in taken.keys:
        report["agreement"] = agreement(job.service.pk)
    return report


def judge(job: Job, outcome: Outcome, now: datetime) -> None:
    """Judge what was touched, or everything if that is much."""
    if outcome.new + outcome.changed <= FEW:
        recount_tickets(job.service.pk, touched(job.service.pk), now=now)
    else:
        judge_all(job, outcome.tickets, now)


def judge_all(job: Job, tickets: int, now: datetime) -> None:
    """Judge every ticket of the service, of which so many just came."""

    def told(done: int, of: int) -> None:
        job.tell(WRITTEN + (WHOLE - WRITTEN) * done / max(of, 1))

    if tickets > FEW:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE vendors_ticket, vendors_statespan")
    recount(job.service.pk, now=now, progress=told)


def _staged(job: Job, file: IO[bytes], share: float) -> tuple[Stage, Table]:
    table = open_mapped(job.mapping, file)
    stage = Stage(job.service.pk, RowReader(job.mapping, table.headings))
    for read, done in _read(job, table, stage.reader):
        stage.add(read)
        job.tell(share * done)
    stage.settle()
    return stage, table


def _read(job: Job, table: Table, reader: RowReader) -> Iterator[tuple[Read, float]]:
    """What is taken of each piece of the file, and the share of it that is read."""
    done = 0
    for batch in _batches(table):
        read = reader.read(batch)
        job.problems += read.problems[: MOST_PROBLEMS - len(job.problems)]
        done += len(batch.numbers)
        yield read, min(1.0, done / max(table.total, 1))


def _batches(table: Table) -> Iterator[Batch]:
    try:
        yield from table.pieces(ROWS_AT_ONCE)
    except Unreadable as error:
        raise DomainError(str(error)) from error


def open_mapped(mapping: TicketMapping, file: IO[bytes]) -> Table:
    """The file as a table in which the mapping finds what it needs; DomainError if not."""
    if found := faults(mapping):
        raise DomainError(" ".join(found))
    try:
        table = open_table(file)
    except Unreadable as error:
        raise DomainError(str(error)) from error
    if lacking := missing(mapping, table.headings):
        names = ", ".join(lacking)
        raise DomainError(f"The file has no column for: {names}. Choose the columns.")
    return table


def _report(
    job: Job, stage: Stage | Filling, table: Table, outcome: Outcome
) -> dict[str, Any]:
    tally = stage.reader.tally
    days = stage.days()
    duplicates = stage.taken - outcome.tickets
    return {
        "counts": {
            "rows": tally.rows,
            "rejected": tally.rejected,
            "tickets": outcome.tickets,
            "new": outcome.new,
            "changed": outcome.changed,
            "unchanged": outcome.unchanged,
            "duplicates": 0 if stage.is_log else duplicates,
            "updates": stage.taken if stage.is_log else 0,
        },
        "kind": table.kind,
        "headings": table.headings,
        "problems": [asdict(one) for one in job.problems],
        "notices": notices(
            tally,
            duplicates=duplicates,
            same=stage.same_updates,
            late=stage.late,
            repeated=stage.reader.instants.repeated,
            is_log=stage.is_log,
        ),
        "gaps": [[str(a), str(b), count] for a, b, count in gaps(days)[:50]],
        "first": str(days[0]) if days else "",
        "last": str(days[-1]) if days else "",
        **words_of(tally, job.mapping.states, _known_states(job.service)),
    }


def _known_states(service: ManagedService) -> frozenset[str]:
    """The states that the service's levels speak of."""
    rows = LevelVersion.objects.filter(level__service=service)
    lists = rows.values_list("pause_states", "start_states", "stop_states")
    return frozenset(name for row in lists for names in row for name in names)
