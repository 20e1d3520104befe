"""Skills, coaching, checklists and sheets, worked out by hand as in docs/formulas.md."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.staffing.rules.checklists import (
    Owner,
    Step,
    due_day,
    progress,
    read_steps,
    written,
)
from apps.staffing.rules.patterns import is_worked, read_day, written_day
from apps.staffing.rules.sheets import Cell, Known, letter_of, read_sheet
from apps.staffing.rules.skills import (
    Hours,
    Learner,
    Overlaps,
    Pair,
    coaching_pairs,
    depth,
    is_single_point,
    missing,
    shared_hours,
    worked,
)

OFFICE = [[["09:00", "17:30"]]] * 5 + [[], []]
LATE = [[["11:30", "20:00"]]] * 5 + [[], []]
LONDON, BANGALORE = Hours(OFFICE, "Europe/London"), Hours(LATE, "Asia/Kolkata")
JOHANNESBURG = Hours(OFFICE, "Africa/Johannesburg")
NEW_YORK = Hours(OFFICE, "America/New_York")
WINTER, SUMMER = date(2026, 11, 23), date(2026, 7, 6)
BETWEEN = date(2026, 3, 9)  # New York's clocks are ahead already, London's not yet


def test_depth_counts_confirmed_levels_of_three_and_four():
    assert depth([4, 3, 2, None, 0, 3]) == 3
    assert [is_single_point(n) for n in (0, 1, 2)] == [False, True, False]


@pytest.mark.parametrize(
    ("target", "level", "short"), [(3, 1, 2), (3, None, 3), (2, 4, 0), (3, 3, 0)]
)
def test_what_is_missing_is_never_below_nothing(target, level, short):
    assert missing(target, level) == short


@pytest.mark.parametrize(
    ("one", "other", "monday", "hours"),
    [
        # Bangalore 11:30 to 20:00 is 06:00 to 14:30 in UTC: London's 09:00 to 14:30.
        (LONDON, BANGALORE, WINTER, "27.5"),
        # In summer London begins at 08:00 UTC: an hour more each day.
        (LONDON, BANGALORE, SUMMER, "32.5"),
        # Johannesburg has no summer time: 07:00 to 15:30 UTC.
        (LONDON, JOHANNESBURG, WINTER, "32.5"),
        (LONDON, JOHANNESBURG, SUMMER, "37.5"),
        # New York: 14:00 to 22:30 UTC in winter, 13:00 to 21:30 between the changes.
        (LONDON, NEW_YORK, WINTER, "17.5"),
        (LONDON, NEW_YORK, BETWEEN, "22.5"),
        (BANGALORE, NEW_YORK, WINTER, "2.5"),
        (BANGALORE, NEW_YORK, SUMMER, "7.5"),
        (LONDON, Hours([], "Europe/London"), WINTER, "0"),
    ],
)
def test_shared_hours_follow_the_clocks_of_both(one, other, monday, hours):
    assert shared_hours(one, other, monday) == Decimal(hours)
    assert shared_hours(other, one, monday) == Decimal(hours)


@pytest.mark.parametrize(
    ("monday", "hours"),
    [(WINTER, 8), (date(2026, 3, 23), 7), (date(2026, 10, 19), 9)],
)
def test_a_night_over_a_change_of_clocks_has_the_hours_that_pass(monday, hours):
    """Saturday 22:00 to Sunday 06:00 in London."""
    nights = Hours([[]] * 5 + [[["22:00", "06:00"]]] + [[]], "Europe/London")

    ((starts, ends),) = worked(nights, monday)

    assert (ends - starts).total_seconds() / 3600 == hours


@given(
    st.integers(0, 23),
    st.integers(1, 24),
    st.sampled_from(["Europe/London", "Asia/Kolkata", "America/New_York"]),
    st.sampled_from([WINTER, SUMMER, BETWEEN, date(2026, 3, 23), date(2026, 10, 19)]),
)
def test_shared_hours_are_those_counted_minute_by_minute(start, end, zone, monday):
    pair = [f"{start:02}:00", f"{end:02}:00"]
    week = [[pair] if start != end else []] * 5 + [[], []]
    other = Hours(week, zone)

    theirs, ours = worked(other, monday), worked(LONDON, monday)
    minutes = {
        at
        for a, b in ours
        for at in range(int(a.timestamp()) // 60, int(b.timestamp()) // 60)
    } & {
        at
        for a, b in theirs
        for at in range(int(a.timestamp()) // 60, int(b.timestamp()) // 60)
    }

    assert shared_hours(LONDON, other, monday) == Decimal(len(minutes)) / 60


def overlaps(hours):
    """Of people whose ways of working are called by their zone and week."""
    ways = {f"{one.zone} {one.week}": one for one in hours.values()}
    way_of = {who: f"{one.zone} {one.week}" for who, one in hours.items()}
    return Overlaps(way_of, ways, WINTER)


def test_the_coach_shares_the_most_hours_and_the_neediest_learner_is_first():
    hours = {1: LONDON, 2: BANGALORE, 3: JOHANNESBURG, 4: LONDON, 5: BANGALORE}
    coaches = {1: 3, 2: 4, 3: 2}
    learners = [Learner(4, 2, 3), Learner(5, 0, 3), Learner(1, 3, 3), Learner(9, 0, 3)]

    pairs = coaching_pairs(coaches, learners, overlaps(hours))

    assert pairs == [
        Pair(2, 4, 5, 0, 3, Decimal("42.5")),
        Pair(1, 3, 4, 2, 3, Decimal("42.5")),
    ]


def test_nobody_is_coached_by_somebody_no_better_or_never_there():
    nights = Hours([[["22:00", "06:00"]]] * 5 + [[], []], "Europe/London")

    assert not coaching_pairs(
        {1: 3}, [Learner(2, 3, 4)], overlaps({1: LONDON, 2: LONDON})
    )
    assert not coaching_pairs(
        {1: 3}, [Learner(2, 0, 3)], overlaps({1: LONDON, 2: nights})
    )


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (0, date(2026, 12, 2)),
        (3, date(2026, 12, 7)),  # a Saturday: on to Monday
        (4, date(2026, 12, 7)),  # a Sunday
        (-3, date(2026, 11, 27)),  # a Sunday: back to Friday
        (-4, date(2026, 11, 27)),
        (-5, date(2026, 11, 27)),
    ],
)
def test_a_step_is_never_due_on_a_weekend(days, due):
    assert due_day(date(2026, 12, 2), days) == due


def test_steps_are_read_as_they_are_written():
    steps = [Step(-5, Owner.LINE_MANAGER, "Order a laptop"), Step(0, Owner.PERSON, "x")]

    assert read_steps(written(steps)) == steps
    assert read_steps("\n−1 | Line Manager | Call | twice\n")[0].title == "Call | twice"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0 | the person | ok\nnonsense", "Line 2: write days"),
        ("1 | somebody | x", "Line 1: who is one of"),
        (f"1 | the person | {'x' * 201}", "at most 200"),
    ],
)
def test_a_line_that_is_no_step_is_named(text, words):
    with pytest.raises(ValueError, match=words):
        read_steps(text)


def test_progress_counts_a_step_as_late_the_day_after():
    steps = [(WINTER, False), (date(2026, 11, 22), False), (WINTER, True)]

    found = progress(steps, WINTER)

    assert (found.done, found.total, found.overdue) == (1, 3, 1)
    assert round(found.percent) == 33
    assert progress([], WINTER).is_done


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("13:00-17:30, 9:00-12:00", [["09:00", "12:00"], ["13:00", "17:30"]]),
        ("22:00–06:00", [["22:00", "06:00"]]),
        ("16:00-24:00", [["16:00", "24:00"]]),
        ("", []),
    ],
)
def test_hours_of_a_day_are_read(text, pairs):
    assert read_day(text) == pairs
    assert read_day(written_day(pairs)) == pairs


@pytest.mark.parametrize(
    "text",
    ["9-5", "25:00-26:00", "09:00-09:00", "09:00-12:00, 11:00-13:00", "9:00-24:30"],
)
def test_hours_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match=r"span|overlap"):
        read_day(text)


@pytest.mark.parametrize(
    ("hour", "is_there"), [(8, False), (9, True), (17, True), (18, False)]
)
def test_at_work_by_the_clock_of_the_place(hour, is_there):
    at = datetime(2026, 11, 23, hour, 0, tzinfo=UTC)

    assert is_worked(OFFICE, "Europe/London", at) is is_there


def test_a_night_goes_on_into_the_next_morning():
    nights = [[["22:00", "06:00"]]] + [[]] * 6

    assert is_worked(nights, "Europe/London", datetime(2026, 11, 24, 5, tzinfo=UTC))
    assert not is_worked(nights, "Europe/London", datetime(2026, 11, 23, 5, tzinfo=UTC))


KNOWN = Known(
    emails={"amara@x.example": 1, "lars@x.example": 2},
    names={"amara bose": 1, "lars byrne": 2, "sam": None},
    skills={"ingress": 10, "openshift / ingress": 10, "storage": 20, "twice": None},
    confirmable=frozenset({1}),
)


def test_a_sheet_gives_cells_with_their_rows():
    rows = [
        ["Person", "E-mail", "Team", "Ingress", "storage"],
        ["Amara Bose", "AMARA@x.example", "A", "3", ""],
        ["", "", "", "", ""],
    ]

    found = read_sheet(rows, KNOWN)

    assert found.cells == (Cell(2, 1, 10, 3),)
    assert found.problems == ()


def test_what_a_sheet_says_wrongly_is_said_with_row_and_column():
    rows = [
        ["Person", "Ingress", "OpenShift / Ingress", "Twice", "Cooking"],
        ["Amara Bose", "5", "", "", ""],
        ["Amara Bose", "1", "", "", ""],
        ["Nobody", "1"],
        ["Sam", "1"],
        ["Lars Byrne", "1"],
        ["", "1"],
    ]

    found = read_sheet(rows, KNOWN)

    assert found.cells == ()
    assert found.problems == (
        "Row 1, column C: “OpenShift / Ingress” is the skill of column B again.",
        "Row 1, column D: “Twice” is the name of several skills; use a short name.",
        "Row 1, column E: “Cooking” is no skill.",
        "Row 2, Ingress: “5” is no level; write 0 to 4.",
        "Row 3: the same person stands in row 2.",
        "Row 4: nobody is called Nobody.",
        "Row 5: several people are called Sam; give the e-mail.",
        "Row 6: you may not confirm levels of Lars Byrne.",
        "Row 7: it names nobody.",
    )


def test_a_sheet_of_nothing_says_what_is_missing():
    assert read_sheet([], KNOWN).problems == (
        "Row 1: a column must be called E-mail or Person.",
    )
    assert read_sheet([["Person"]], KNOWN).problems == ("Row 1: no column is a skill.",)


@given(st.lists(st.lists(st.text(max_size=6), max_size=6), max_size=6))
def test_no_sheet_makes_the_reader_fall(rows):
    assert all(cell.level in range(5) for cell in read_sheet(rows, KNOWN).cells)


def test_columns_are_called_as_spreadsheets_do():
    assert [letter_of(n) for n in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
