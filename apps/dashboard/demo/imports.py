"""The demonstration's files of tickets: one brought in, one that failed, a saved mapping."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from apps.dashboard.demo.register import Desk, Served
from apps.vendors import actions
from apps.vendors.models import ManagedService, TicketImport
from apps.vendors.rules.tickets.mapping import TicketMapping
from apps.vendors.states import ImportState

NAME = "Harbourline weekly list"
HEADINGS = ("Ref", "Raised", "First reply", "Fixed", "Urgency", "Stage", "Subject")
MAPPING = TicketMapping(
    columns={
        "number": "Ref",
        "opened_at": "Raised",
        "first_response_at": "First reply",
        "resolved_at": "Fixed",
        "priority": "Urgency",
        "state": "Stage",
        "title": "Subject",
    },
    zone="Europe/Amsterdam",
    priorities={"urgent": 1, "high": 2, "normal": 3, "low": 4},
    states={"fixed": "Resolved", "waiting for bank": "Awaiting customer"},
    type="Change",
)
SUBJECTS = (
    *("Open port 8443 to the sandbox", "Rule review, card zone"),
    *("Close the old SMTP rule", "New peer for the branch in Warsaw"),
)
ROWS, BEFORE_THE_FAULT = 24, 220
# One quotation mark is never closed, so that the rest of the file is one cell.
FAULT, TOO_LONG = "Firewall: see the mail of Monday", 5_000


def bring(served: list[Served], at: Desk) -> None:
    """Last week's list came in; this week's has a fault; both by the saved mapping."""
    service = next(one.service for one in served if one.run.slug == "firewall-changes")
    rules = MAPPING.as_json()
    last_week = at.now - timedelta(days=6)
    actions.save_mapping(NAME, by=at.manager, rules=rules, now=last_week)
    good = _list(_rows(last_week, ROWS))
    _carry(service, "firewall-week-47.csv", good, at, last_week)
    broken = _list(_rows(at.now, BEFORE_THE_FAULT)) + '"' + f"{FAULT}\n" * TOO_LONG
    _carry(service, "firewall-week-48.csv", broken, at, at.now - timedelta(hours=3))


def _carry(
    service: ManagedService, name: str, text: str, at: Desk, now: datetime
) -> TicketImport:
    """Given, read by the mapping and checked; brought in if that went well."""
    file = SimpleUploadedFile(name, text.encode())
    made = actions.give_file(
        service.pk, by=at.manager, file=file, mapping=NAME, now=now
    )
    actions.choose_columns(made.pk, by=at.manager, rules=made.rules, now=now)
    made = actions.check_import(made.pk, now=now)
    if made.state == ImportState.CHECKED:
        actions.confirm_import(made.pk, by=at.second, now=now)
        actions.begin_import(made.pk, now=now)
        made = actions.run_import(made.pk, now=now)
    return made


def _rows(now: datetime, count: int) -> Iterable[tuple[Any, ...]]:
    """Tickets of the week before; one row says no time that can be read."""
    for place in range(count):
        opened = now - timedelta(days=6, minutes=-300 * (place % 24))
        times = [opened, opened + timedelta(minutes=25), opened + timedelta(hours=4)]
        told = [f"{one:%Y-%m-%d %H:%M}" for one in times]
        if place == 7:
            told[0] = "last Tuesday"
        urgency = ("normal", "low", "high")[place % 3]
        subject = SUBJECTS[place % len(SUBJECTS)]
        yield (f"HLN-{now:%W}{place:03}", *told, urgency, "fixed", subject)


def _list(rows: Iterable[tuple[Any, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return out.getvalue()
