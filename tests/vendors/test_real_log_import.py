"""The real event log as the portal brings it in, beside readers that share nothing with it.

Histories are compared with `real_log`, verdicts with the clock on the wall (`oracle`).
"""

import csv
import gzip
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from itertools import groupby
from pathlib import Path

import pytest
from django.core.management import call_command

from apps.vendors.models import StateSpan, Ticket, Verdict
from apps.vendors.states import Outcome
from tests.vendors.factories import LevelFactory
from tests.vendors.oracle import Walk
from tests.vendors.real_log import (
    EXTRACT,
    RESOLVED,
    WHOLE,
    Incident,
    incidents,
    instant,
    of_the_whole,
)
from tests.vendors.test_real_log import END, FIRST, LAST

TARGET = 20 * 3600
PAUSES = {"Awaiting User Info", *RESOLVED}
STATES = {
    "Active": 23_202,
    "New": 18_225,
    "Resolved": 12_906,
    "Closed": 12_501,
    "Awaiting User Info": 9_548,
    "Awaiting Vendor": 323,
    "Awaiting Problem": 296,
    "Awaiting Evidence": 10,
}


def in_office(wall: datetime) -> bool:
    return wall.weekday() < 5 and 9 <= wall.hour < 17


def brought(path: Path) -> str:
    level = LevelFactory(
        version__target_seconds=TARGET,
        version__pause_states=["Awaiting User Info"],
        version__valid_from_on=date(2015, 1, 1),
    )
    told = StringIO()
    call_command(
        "import_tickets",
        path,
        service=level.service.slug,
        mapping="ServiceNow event log",
        zone="Europe/London",
        stdout=told,
    )
    return told.getvalue()


def read_anew(path: Path) -> dict[str, Incident]:
    """The log by the other reader. Where it names no resolution, its states do."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", newline="") as file:
        named = {row["number"]: row["resolved_at"] for row in csv.DictReader(file)}
    found = {one.number: one for one in incidents(path)}
    for number, one in found.items():
        if instant(named[number]) is None:
            found[number] = replace(one, resolved=since_when(one))
    return found


def since_when(one: Incident) -> datetime | None:
    """From when it stands in a state in which it is resolved."""
    since = None
    for state, start, _ in one.spans:
        since = (since or start) if state in RESOLVED else None
    return since and max(since, one.opened)


def kept_spans():
    """The states of each ticket, those that only repeat the one before left out."""
    names = ("ticket__number", "state", "started_at", "ended_at")
    rows = StateSpan.objects.order_by("ticket__number", "started_at", "sequence", "pk")
    found = {}
    for number, group in groupby(rows.values_list(*names), key=lambda row: row[0]):
        told = []
        for _, state, start, end in group:
            if told and told[-1][0] == state:
                told[-1] = (state, told[-1][1], end)
            else:
                told.append((state, start, end))
        found[number] = tuple(one for one in told if one[1] != one[2])
    return found


def compare(path: Path) -> int:
    """Assert that histories and verdicts are those read anew; how many tickets."""
    read, spans = read_anew(path), kept_spans()
    kept = {one.number: one for one in Ticket.objects.all()}
    assert kept.keys() == read.keys()
    for number, one in read.items():
        ticket = kept[number]
        facts = ticket.opened_at, ticket.first_response_at, ticket.resolved_at
        assert facts == (one.opened, one.answered, one.resolved), number
        assert spans[number] == one.spans, number
    walk = Walk.of(FIRST, LAST, "Europe/London", in_office)
    rows = Verdict.objects.values_list("ticket__number", "outcome", "elapsed_seconds")
    judged = {number: (Outcome(said), seconds) for number, said, seconds in rows}
    wanted = {}
    for number, one in read.items():
        said = walk.says(
            one.opened, one.resolved, one.in_states(PAUSES), target=TARGET, now=END
        )
        wanted[number] = Outcome[said.outcome.upper()], said.elapsed
    assert judged == wanted
    return len(read)


def test_the_extract_comes_in_as_others_read_it(db):
    brought(EXTRACT)

    assert compare(EXTRACT) == 176


@pytest.mark.slow
@of_the_whole
def test_the_whole_log_comes_in_as_others_read_it(db):
    told = brought(WHOLE)

    assert "77,011 rows, 0 rejected; 12,459 tickets: 12,459 new" in told
    for state, rows in STATES.items():
        assert f"{rows:,} rows in state {state}" in told
    assert "Priority 3: both met" in told
    assert compare(WHOLE) == 12_459
