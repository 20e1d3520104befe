"""What a version may ask for, by the cases worked out by hand in docs/formulas.md."""

from datetime import UTC, datetime

import pytest

from apps.vendors import actions
from apps.vendors.models import MonthFigure, Verdict
from apps.vendors.queries.case import opened_clock
from apps.vendors.queries.closing import TICKET_FIELDS, tickets_to_freeze
from apps.vendors.rules.clock import Case, read_clock
from apps.vendors.states import Outcome
from tests.vendors.factories import LevelFactory, TicketFactory
from tests.vendors.hand_worked import calendars, duration, moment, named

LONDON = "Europe/London"
CALENDAR = calendars()["9-17"]
OPENED = moment("Mon 23 Nov 09:00", LONDON)
NOW = datetime(2026, 12, 31, tzinfo=UTC)
EVENTS = {"opened", "responded", "resolved", "closed"}
ANSWERS = {"yes": True, "no": False, "unknown": None}
FACTS = {
    "satisfaction": "satisfaction",
    "reopened": "reopen_count",
    "first_time_fix": "was_fixed_first_time",
    "changes": "was_compliant",
}


def cases(heading):
    rows = named(heading, "what it shows")
    return pytest.mark.parametrize(
        "row", [pytest.param(row, id=name) for name, row in rows]
    )


def condition(which: str, text: str) -> dict[str, object]:
    """What happens to the ticket, or the state that it enters."""
    if text in EVENTS:
        return {f"version__{which}s_when": text}
    return {f"version__{which}s_when": "state", f"version__{which}_states": [text]}


def states(text: str):
    """Such as `Mon 23 Nov 09:00 New; Mon 23 Nov 11:00 Active`."""
    found = []
    for part in filter(None, text.split("; ")):
        *when, state = part.split(" ", 4)
        found.append((state, moment(" ".join(when), LONDON)))
    ends = [start for _, start in found[1:]]
    return [
        (state, start, end)
        for (state, start), end in zip(found, [*ends, None], strict=False)
    ]


@cases("Cases of starts, stops and pauses")
def test_a_clock_starts_stops_and_pauses_as_its_version_says(row, db):
    level = LevelFactory(
        service__calendar=CALENDAR.kept(),
        measure=row["level"],
        version__target_seconds=4 * 3600,
        version__pause_states=[row["pauses in"]] if row["pauses in"] else [],
        **condition("start", row["starts"]),
        **condition("stop", row["stops"]),
    )
    answered, resolved, closed = (
        moment(row[name], LONDON) for name in ("answered", "resolved", "closed")
    )
    ticket = TicketFactory(
        service=level.service,
        opened_at=OPENED,
        first_response_at=answered,
        resolved_at=resolved,
        closed_at=closed,
        spans=states(row["states"]),
    )
    actions.recount(level.service_id, now=NOW)
    opened = opened_clock(ticket, level, NOW)
    found = Verdict.objects.first()

    if row["says"] == "no say":
        assert (opened, found) == (None, None)
        return
    wanted = Outcome[row["says"].upper()], duration(row["elapsed"])
    assert opened
    assert found
    assert (opened.reading.outcome, opened.reading.elapsed_seconds) == wanted
    assert (found.outcome, found.elapsed_seconds) == wanted
    (kept,) = tickets_to_freeze(level.service, found.month)
    assert frozen_says(dict(zip(TICKET_FIELDS, kept, strict=True))) == wanted


def frozen_says(kept) -> tuple[Outcome, int]:
    """The clock over what a closure keeps of the ticket."""
    pauses = tuple(
        (datetime.fromtimestamp(a, UTC), b and datetime.fromtimestamp(b, UTC))
        for a, b in kept["pauses"]
    )
    case = Case(kept["started_at"], kept["stopped_at"], pauses, kept["target_seconds"])
    reading = read_clock(CALENDAR.schedule, case, NOW)
    return reading.outcome, reading.elapsed_seconds


@cases("Cases of counted levels")
def test_a_counted_level_counts_what_is_known_of_what_is_resolved(row, db):
    level = LevelFactory(measure=row["level"])
    facts = [ANSWERS.get(one, one) for one in row["tickets"].split("; ")]
    for fact in facts:
        TicketFactory(service=level.service, **{FACTS[row["level"]]: fact})
    TicketFactory(
        service=level.service, resolved_at=None, **{FACTS[row["level"]]: facts[0]}
    )
    actions.recount(level.service_id, now=NOW)
    found = MonthFigure.objects.values_list("met", "breached").first() or (0, 0)

    assert found == (int(row["met"]), int(row["breached"]))
