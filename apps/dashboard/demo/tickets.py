"""The demonstration's tickets: their words, and the way into the database by COPY."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
from django.db import connection

from apps.calendars.rules.vector import NEVER
from apps.dashboard.demo.history import Column, history
from apps.dashboard.demo.shapes import Run
from apps.vendors.models import ManagedService, Ticket

TYPES = ("Incident", "Request", "Change")
GROUPS = ("{} first line", "{} second line", "{} specialists")
PLACES = ("London", "Frankfurt", "Warsaw", "Madrid", "Johannesburg", "Dubai")
WORK = {
    "operations": {
        "Nodes": ("Node not ready", "Node drained too late", "Disk pressure"),
        "Deployments": ("Rollout stuck", "Image can't be pulled", "Pod restarts"),
        "Storage": ("Volume not attached", "Volume full", "Slow writes"),
        "Access": ("Role missing", "Certificate expired", "Login refused"),
        "Network": ("Route answers 503", "DNS slow", "Packet loss"),
    },
    "watch": {
        "Alerts": ("Alert not acknowledged", "Alert storm", "Probe fails"),
        "Jobs": ("Job ran late", "Job failed", "Calendar not loaded"),
        "Handover": ("Shift note missing", "Call not passed on", "Wrong group"),
        "Capacity": ("CPU above limit", "Memory above limit", "Queue grows"),
        "Links": ("Link flaps", "Tunnel down", "Latency high"),
    },
    "desk": {
        "Access": ("Password reset", "Group membership", "Token expired"),
        "Tools": ("Editor won't start", "Licence missing", "Plug-in broken"),
        "Builds": ("Build agent offline", "Cache corrupt", "Build times out"),
        "Requests": ("New repository", "New environment", "Quota increase"),
        "Devices": ("Laptop slow", "Screen flickers", "No sound in calls"),
    },
    "changes": {
        "Rules": ("Open a port", "Close a port", "Rule review"),
        "Pipelines": ("New stage", "Runner upgrade", "Secret rotated"),
        "Templates": ("Template broken", "Template outdated", "Variable missing"),
        "Reviews": ("Review overdue", "Evidence missing", "Owner changed"),
        "Releases": ("Release blocked", "Rollback needed", "Gate fails"),
    },
}
WORK["deskless"] = WORK["desk"]
TICKETS = """
    COPY vendors_ticket (
        service_id, number, title, type, priority, state, "group", category, item,
        location, opened_at, first_response_at, resolved_at, closed_at, reopen_count,
        reassignment_count, satisfaction, was_fixed_first_time, was_compliant, made_sla,
        fingerprint
    ) FROM STDIN
"""
SPANS = """
    COPY vendors_statespan (ticket_id, state, started_at, ended_at) FROM STDIN
"""
Life = dict[str, int]


def fill(
    service: ManagedService, run: Run, first: date, now: datetime, seed: int
) -> int:
    """Write the history of a service; how many tickets."""
    rng = np.random.default_rng(seed)
    drawn = history(run, first, now, rng)
    lives = list(_lives(drawn))
    base = 10_000 * seed % 9_000_000
    numbers = [f"INC{base + place:07}" for place in range(len(lives))]
    _copy(
        TICKETS,
        (
            _row(service, run, number, life)
            for number, life in zip(numbers, lives, strict=True)
        ),
    )
    keys = dict(Ticket.objects.filter(service=service).values_list("number", "pk"))
    _copy(
        SPANS,
        (
            (keys[number], *span)
            for number, life in zip(numbers, lives, strict=True)
            for span in _spans(life)
        ),
    )
    return len(lives)


def _lives(drawn: Column) -> Iterator[Life]:
    names = list(Column.__dataclass_fields__)
    columns = [getattr(drawn, name).tolist() for name in names]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _copy(statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _row(service: ManagedService, run: Run, number: str, life: Life) -> tuple[Any, ...]:
    categories = WORK[run.kind]
    category = list(categories)[life["category"]]
    titles = categories[category]
    kind = TYPES[life["type"]]
    is_first = life["reassigned"] == 0 and not life["reopened"]
    is_done = life["resolved"] != NEVER
    return (
        service.pk,
        number,
        titles[life["item"] % len(titles)],
        kind,
        life["priority"],
        _state(life),
        GROUPS[life["group"]].format(run.name),
        category,
        f"{run.slug}-{life['item']:03}",
        PLACES[life["item"] % len(PLACES)],
        *(_instant(life[name]) for name in ("opened", "responded")),
        *(_instant(life[name]) for name in ("resolved", "closed")),
        life["reopened"],
        life["reassigned"],
        life["satisfaction"] or None,
        is_first if is_done and run.kind == "desk" else None,
        bool(life["is_good"]) if is_done and kind == "Change" else None,
        None,
        life["opened"],
    )


def _state(life: Life) -> str:
    spans = list(_spans(life))
    return str(spans[-1][0])


def _spans(life: Life) -> Iterator[tuple[str, datetime | None, datetime | None]]:
    """The states it went through so far, each with its ends; the last one lasts."""
    waits = "Resolved" if life["reopened"] else "Awaiting customer"
    steps = [
        ("New", life["opened"]),
        ("In progress", life["responded"]),
        (waits, life["paused"]),
        ("In progress", life["resumed"]),
        ("Resolved", life["resolved"]),
        ("Closed", life["closed"]),
    ]
    reached = [(state, at) for state, at in steps if at != NEVER]
    ends = [at for _, at in reached[1:]] + [NEVER]
    for (state, at), end in zip(reached, ends, strict=True):
        yield state, _instant(at), _instant(end)


def _instant(seconds: int) -> datetime | None:
    return None if seconds == NEVER else datetime.fromtimestamp(seconds, UTC)
