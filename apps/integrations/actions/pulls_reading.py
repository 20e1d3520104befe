"""A run of a pull: page after page, each a piece of work of its own, to its end.

A page's rows and the cursor behind them are written in one transaction: who dies in
between has written neither, and the page is asked for again.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from apps.core import outbox, outgoing
from apps.history.actions import record
from apps.integrations.actions.pulls_asking import NotNow, Refusal, ShutOut, fetch
from apps.integrations.models import Pull, PullRun, RejectedRow
from apps.integrations.queries.pulls import mapping_named
from apps.integrations.rules import pulls_pages, pulls_schedule
from apps.integrations.rules.pulls_pages import (
    MINUTE,
    SECOND,
    BadAnswer,
    Cursor,
    Page,
    Row,
)
from apps.integrations.states.pulls import PullKind, RunState
from apps.vendors.actions.upserting import take_tickets
from apps.vendors.rules.tickets.mapping import TicketMapping

PULL = "integrations.pull"
COUNTS = ("new", "changed", "unchanged", "rejected")


def owe_step(run: PullRun, *, now: datetime, at: datetime) -> None:
    """Owe the next request of a run, at that time; the run is saved by the caller."""
    run.steps += 1
    run.waits_until = at if at > now else None
    key = f"pull:{run.pk}:{run.steps}"
    outbox.enqueue(PULL, {"run": run.pk}, key=key, now=now, not_before=at)


def take_step(pk: int, *, now: datetime) -> None:
    """One request of the run that this outbox row owes, and what it brings. Safe to repeat."""
    try:
        with outbox.claimed(pk) as item:
            if item:
                _step(item.payload["run"], now=now)
    except Exception:
        if payload := outbox.given_up(pk):
            give_up(payload["run"], now=now)
        raise


def _step(pk: int, *, now: datetime) -> None:
    rows = PullRun.objects.running().select_related("pull__service")
    run = rows.filter(pk=pk).first()
    if run is None:
        return
    try:
        mapping = mapping_named(run.pull.mapping_name)
        if mapping is None:
            raise Refusal(f"The mapping “{run.pull.mapping_name}” is gone.")
        page = fetch(run.pull, mapping, now=now)
    except NotNow as later:
        _wait(run, later, now)
    except (Refusal, BadAnswer, outgoing.Refused) as refusal:
        fail_run(run, refusal, now=now)
    else:
        take_page(run, page, mapping, now=now)


def _held(run: PullRun) -> PullRun | None:
    """The run with its pull, held, if nobody stopped it while the page came."""
    pull = Pull.objects.select_for_update(of=("self",)).filter(pk=run.pull_id).first()
    rows = PullRun.objects.running().select_for_update(of=("self",))
    held = rows.filter(pk=run.pk).first()
    if pull is None or held is None:
        return None
    held.pull = pull
    return held


def fail_run(before: PullRun, refusal: Exception, *, now: datetime) -> None:
    """End the run. An account that is shut out is not tried again, lest it be locked."""
    run = _held(before)
    if run is None:
        return
    if isinstance(refusal, ShutOut):
        run.pull.is_on = False
        run.pull.save_if_version(run.pull.version, ["is_on"])
    _end(run, RunState.FAILED, now, str(refusal))


def take_page(
    before: PullRun, page: Page, mapping: TicketMapping, *, now: datetime
) -> None:
    """The rows, the cursor behind them and the counts, all or nothing.

    A page of a question that was changed meanwhile is thrown away.
    """
    run = _held(before)
    if run is None:
        return
    pull = run.pull
    if (pull.version, pull.cursor) != (before.pull.version, before.pull.cursor):
        owe_step(run, now=now, at=now)
        run.save()
        return
    unit = SECOND if pull.kind == PullKind.SERVICENOW else MINUTE
    read = pulls_pages.step(Cursor.from_json(pull.cursor), page, unit)
    rows = pulls_pages.fresh(read.rows, pull.recent)
    results = _bring(run, rows, mapping, now) if rows else []
    pull.cursor, pull.last_error = read.cursor.as_json(), ""
    pull.recent = pulls_pages.remembered(pull.recent, read.rows)
    pull.save(update_fields=["cursor", "recent", "last_error"])
    if run.expected is None:
        run.expected = page.total
    run.pages, run.read = run.pages + 1, run.read + len(read.rows)
    for name in COUNTS:
        count = sum(one["result"] == name for one in results)
        setattr(run, name, getattr(run, name) + count)
    run.unchanged += len(read.rows) - len(rows)
    run.failures, run.trouble = 0, ""
    if read.is_done:
        _end(run, RunState.DONE, now)
    else:
        owe_step(run, now=now, at=now + pulls_schedule.pace(pull.per_minute))
        run.save()


def _bring(
    run: PullRun, rows: list[Row], mapping: TicketMapping, now: datetime
) -> list[dict[str, Any]]:
    results = take_tickets(
        run.pull.service_id,
        rows=[one.values for one in rows],
        mapping=mapping,
        source=run.pull.name,
        now=now,
    )
    refused = [
        RejectedRow(
            run=run,
            key=row.key[:100],
            number=one.get("number", ""),
            field=one.get("field", "")[:100],
            value=row.values.get(one.get("field", ""), "")[:120],
            why=one.get("why", "")[:200],
            updated_at=row.updated_at,
        )
        for row, one in zip(rows, results, strict=True)
        if one["result"] == "rejected"
    ]
    RejectedRow.objects.bulk_create(refused)
    return results


def _wait(before: PullRun, later: NotNow, now: datetime) -> None:
    """Ask again later: as the other system says, or longer each time."""
    run = _held(before)
    if run is None:
        return
    run.failures += 1
    wait = pulls_schedule.wait_after(run.failures)
    run.trouble = str(later)[:200]
    if wait is None:
        _end(run, RunState.FAILED, now, str(later))
        return
    owe_step(run, now=now, at=now + (wait if later.wait is None else later.wait))
    run.save()


def _end(run: PullRun, state: RunState, now: datetime, words: str = "") -> None:
    """The run's last line."""
    run.become(state)
    run.finished_at, run.waits_until, run.trouble = now, None, words[:200]
    run.save()
    if state == RunState.FAILED:
        Pull.objects.filter(pk=run.pull_id).update(last_error=words[:200])
    record(
        run.pull,
        f"integrations.pull_{state}",
        by=run.by,
        now=now,
        number=run.pk,
        counts={name: getattr(run, name) for name in ("read", *COUNTS)},
        why=words[:200],
    )


@transaction.atomic
def give_up(pk: int, *, now: datetime) -> None:
    """The portal itself failed at it many times: the run ends, the next one goes on."""
    run = PullRun.objects.running().select_related("pull").filter(pk=pk).first()
    if run:
        words = "The portal itself failed at it many times; tell an administrator."
        _end(run, RunState.FAILED, now, words)
