"""The cases worked out by hand in docs/formulas.md, put to everything that judges."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from apps.calendars.rules import working_seconds
from apps.calendars.rules.vector import NEVER, WorkingTable
from apps.vendors import actions
from apps.vendors.models import LevelVersion, MonthFigure, ServiceLevel, Verdict
from apps.vendors.queries.case import opened_clock
from apps.vendors.rules.availability import down_seconds
from apps.vendors.rules.clock import Case, Reading, read_clock
from apps.vendors.rules.credits import (
    Band,
    Basis,
    Deal,
    Missed,
    credit_of,
    is_earned_back,
)
from apps.vendors.rules.judging import Pauses, judge
from apps.vendors.rules.months import bounds, month_at
from apps.vendors.rules.scoring import (
    Counts,
    Rated,
    Rating,
    Terms,
    availability,
    overall,
    rate,
    score,
)
from apps.vendors.states import Outcome
from tests.vendors.factories import LevelFactory, TicketFactory
from tests.vendors.hand_worked import (
    calendars,
    duration,
    moment,
    month,
    named,
    spans,
    table,
)

CALENDARS = calendars()
CLOCK = [
    (f"{row['#']} {row['what it shows']}", row) for row in table("Cases of the clock")
]
FAR = datetime(2026, 12, 31, tzinfo=UTC)
SAYS = {
    "met": Outcome.MET,
    "breached": Outcome.BREACHED,
    "running": Outcome.RUNNING,
    "paused": Outcome.RUNNING,
    "not measured": Outcome.UNMEASURED,
}
PARTIAL = {"Resolved": "Resolved", "": "Awaiting customer"}


def cases(found):
    return pytest.mark.parametrize(
        "row", [pytest.param(row, id=name) for name, row in found]
    )


def percent(number: Decimal | None) -> str:
    return "" if number is None else f"{number:.2f}"


class Hand:
    """A row of the clock's table as values."""

    def __init__(self, row):
        self.calendar = CALENDARS[row["calendar"]]
        zone = self.calendar.zone
        self.zone, self.schedule = zone, self.calendar.schedule
        self.is_response = row["stops"].startswith("Responded ")
        self.start = moment(row["starts"], zone)
        self.stop = moment(row["stops"].removeprefix("Responded "), zone)
        self.now = moment(row["looked at"], zone) or FAR
        self.spans = spans(row["paused"], zone)
        self.target = duration(row["target"])
        self.says = (
            SAYS[row["says"]],
            duration(row["elapsed"]),
            moment(row["due"], zone),
            month(row["counts in"]),
        )
        self.is_paused = row["paused"].endswith("to now")

    def read(self, reading: Reading):
        counted = reading.counts_at and month_at(reading.counts_at, self.zone)
        return reading.outcome, reading.elapsed_seconds, reading.due_at, counted

    def ticket(self):
        """In the database, with its level."""
        response = ServiceLevel.Measure.RESPONSE
        measure = response if self.is_response else ServiceLevel.Measure.RESOLUTION
        level = LevelFactory(
            service__calendar=self.calendar.kept(),
            measure=measure,
            version__target_seconds=self.target,
        )
        ticket = TicketFactory(
            service=level.service,
            opened_at=self.start,
            first_response_at=self.stop if self.is_response else None,
            resolved_at=None if self.is_response else self.stop,
            spans=[(PARTIAL[state], a, b) for state, a, b in self.spans],
        )
        return ticket, level


def test_there_are_at_least_forty_cases():
    numbers = [int(row["#"]) for row in table("Cases of the clock")]

    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 40


@cases(CLOCK)
def test_the_plain_clock_says_what_was_worked_by_hand(row):
    hand = Hand(row)
    pauses = tuple((a, b) for _, a, b in hand.spans)
    reading = read_clock(
        hand.schedule, Case(hand.start, hand.stop, pauses, hand.target), hand.now
    )

    assert hand.read(reading) == hand.says
    assert reading.is_paused == hand.is_paused


@cases(CLOCK)
def test_the_vectorised_clock_says_what_was_worked_by_hand(row):
    hand = Hand(row)

    def seconds(one):
        return NEVER if one is None else int(one.timestamp())

    def instant(one):
        return None if one == NEVER else datetime.fromtimestamp(int(one), UTC)

    table_of = WorkingTable.of(
        hand.schedule,
        seconds(hand.start - timedelta(days=40)),
        seconds(hand.now + timedelta(days=400)),
    )
    ends = [(seconds(a), seconds(b)) for _, a, b in hand.spans]
    read = judge(
        table_of,
        np.array([seconds(hand.start)]),
        np.array([seconds(hand.stop)]),
        Pauses(
            np.zeros(len(ends), np.int64),
            np.array([a for a, _ in ends], np.int64),
            np.array([b for _, b in ends], np.int64),
        ),
        target=hand.target,
        now=seconds(hand.now),
    )
    counts = instant(read.counts[0])

    assert (
        read.outcome[0],
        read.elapsed[0],
        instant(read.due[0]),
        counts and month_at(counts, hand.zone),
    ) == hand.says
    assert read.is_paused[0] == hand.is_paused


@cases([(name, row) for name, row in CLOCK if row["target"]])
def test_the_database_says_what_was_worked_by_hand(row, db):
    hand = Hand(row)
    ticket, level = hand.ticket()
    actions.recount(level.service_id, now=hand.now)
    found = Verdict.objects.get()
    opened = opened_clock(ticket, level, hand.now)

    assert opened
    assert (
        found.outcome,
        found.elapsed_seconds,
        found.due_at,
        found.month,
    ) == hand.says
    assert hand.read(opened.reading) == hand.says
    assert found.is_paused == hand.is_paused
    counted = MonthFigure.objects.values_list("month", "met", "breached")
    outcome, *_, counts_in = hand.says
    met, breached = outcome == Outcome.MET, outcome == Outcome.BREACHED
    assert list(counted) == ([(counts_in, met, breached)] if counts_in else [])


@cases(named("Cases of versions", "what it shows"))
def test_a_ticket_is_judged_by_the_version_of_its_opening_day(row, db):
    calendar = CALENDARS[row["calendar"]]
    level = LevelFactory(
        service__calendar=calendar.kept(),
        version__valid_from_on=date(2026, 2, 1),
        version__target_seconds=8 * 3600,
    )
    LevelVersion.objects.create(
        level=level,
        valid_from_on=date(2026, 3, 1),
        target_seconds=4 * 3600,
        goal=95,
    )
    ticket = TicketFactory(
        service=level.service,
        opened_at=moment(row["opened"], calendar.zone),
        resolved_at=None,
        first_response_at=None,
    )
    actions.recount(level.service_id, now=FAR)
    opened = opened_clock(ticket, level, FAR)

    assert Verdict.objects.get().version.target_seconds == duration(row["target"])
    assert opened
    assert opened.version.target_seconds == duration(row["target"])


@cases(named("Cases of attainment", "what it shows"))
def test_attainment_and_rating(row):
    counts = Counts(
        *(int(row[name]) for name in ("met", "breached", "accepted met")),
        accepted_breached=int(row["accepted breached"]),
        proposed_breached=int(row["proposed breached"]),
    )
    terms = Terms(
        Decimal(row["goal"]),
        Decimal(row["tolerance"]),
        minimum_volume=int(row["minimum"]),
    )
    figures = counts.reported, counts.agreed, counts.disputed

    assert tuple(map(percent, figures)) == (
        *(row["reported"], row["agreed"], row["disputed"]),
    )
    assert rate(counts.agreed, counts.volume, terms).label.lower() == row["rating"]


@cases(named("Cases of availability", "what it shows"))
def test_availability(row):
    calendar = CALENDARS[row["calendar"]]
    if row["month"] == "none":
        assert percent(availability(0, 0)) == row["percent"]
        return
    schedule, zone = calendar.schedule, calendar.zone
    start, end = bounds(month(row["month"]), zone)
    outages, windows = (
        [(a, b) for _, a, b in spans(row[name], zone)]
        for name in ("outages", "maintenance")
    )
    agreed = working_seconds(schedule, start, end)
    down = down_seconds(schedule, start, end, outages, windows)

    assert (agreed, down) == (duration(row["agreed"]), duration(row["down"]))
    assert percent(availability(agreed, down)) == row["percent"]


def rated(text: str) -> Rated:
    """Such as `2 x 90 of 95 critical`."""
    weight, _, figure, _, goal, *more = text.split()
    terms = Terms(
        Decimal(goal),
        weight=Decimal(weight),
        minimum_volume=10,
        is_critical="critical" in more,
    )
    volume = 1 if "few" in more else 100
    return Rated(Decimal(figure), rate(Decimal(figure), volume, terms), terms)


@cases(named("Cases of scores", "what it shows"))
def test_scores(row):
    levels = [rated(one) for one in filter(None, row["levels"].split("; "))]

    assert percent(score(levels)) == row["score"]
    assert overall(levels).label.lower() == row["mark"]


def missed(text: str) -> Missed:
    """Such as `94: <95 2, <90 5`."""
    figure, bands = text.split(": ")
    pairs = (one.removeprefix("<").split() for one in bands.split(", "))
    return Missed(
        "Level",
        Decimal(figure.removeprefix("few ")),
        Rating.NOT_RATED if figure.startswith("few") else Rating.RED,
        [Band(Decimal(below), Decimal(credit)) for below, credit in pairs],
    )


@cases(named("Cases of credits", "what it shows"))
def test_credits(row):
    deal = Deal(
        Decimal(row["charge"]),
        Decimal(row["at risk"]),
        Basis.AT_RISK if row["share of"] == "at risk" else Basis.CHARGE,
        is_rounded_down=row["share of"].endswith("down"),
    )
    levels = [missed(one) for one in row["attainment: bands"].split("; ")]
    found = credit_of(levels, deal)
    figures = found.total, found.cap, found.due

    assert tuple(map(percent, figures)) == (row["sum"], row["cap"], row["due"])


@cases(named("Cases of earn-back", "what followed"))
def test_earn_back(row):
    following = [Rating(one) for one in row["what followed"].split(", ")]
    answer = is_earned_back(following, int(row["months agreed"]))

    assert answer == (row["earned back"] == "yes")
