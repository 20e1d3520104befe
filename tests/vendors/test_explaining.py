"""The arithmetic in words sums to what the clock says, in whatever zone it is read."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calendars.rules import Hours, Schedule
from apps.vendors.rules.clock import Case, read_clock
from apps.vendors.rules.explaining import Kind, explain, line_words, reading_words
from tests.vendors.test_judging import NOW, WORKED, instant, tickets

LONDON = ZoneInfo("Europe/London")
KOLKATA = ZoneInfo("Asia/Kolkata")
LUNCH = ((time(9), time(12)), (time(13), time(17)))
OFFICE = Schedule(
    (
        Hours(
            date(2020, 1, 1),
            "Europe/London",
            dict.fromkeys(range(5), LUNCH),
            {date(2026, 10, 7): ()},
        ),
    )
)


def at(day, clock, month=10):
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


def case_of(ticket, target) -> Case:
    start, stop, pauses = ticket
    spans = tuple((instant(a), instant(b)) for a, b in pauses)
    return Case(instant(start), instant(stop), spans, target)


@pytest.mark.parametrize("name", WORKED)
@given(ticket=tickets(), shift=st.integers(0, 999_999))
def test_the_lines_sum_to_the_reading(name, ticket, shift):
    case, now = case_of(ticket, 3600), instant(NOW)
    case = Case(
        case.start + timedelta(microseconds=shift),
        case.stop and case.stop + timedelta(microseconds=shift),
        case.pauses,
        3600,
    )
    reading = read_clock(WORKED[name], case, now)
    found = explain(WORKED[name], case, now)

    assert found.total(Kind.COUNTED) == reading.elapsed_seconds
    assert found.total(Kind.PAUSED) == reading.paused_seconds
    starts = [one.start for one in found.lines]
    assert starts == sorted(starts)


@given(ticket=tickets(), zone=st.sampled_from(["Asia/Kolkata", "America/New_York"]))
def test_the_zone_of_display_changes_no_figure(ticket, zone):
    case, there = case_of(ticket, 3600), ZoneInfo(zone)
    moved = Case(
        case.start.astimezone(there),
        case.stop and case.stop.astimezone(there),
        tuple((a.astimezone(there), b and b.astimezone(there)) for a, b in case.pauses),
        3600,
    )
    now = instant(NOW)

    assert read_clock(OFFICE, moved, now.astimezone(there)) == read_clock(
        OFFICE, case, now
    )
    seconds = [one.seconds for one in explain(OFFICE, case, now).lines]
    assert [one.seconds for one in explain(OFFICE, moved, now).lines] == seconds


def test_a_clock_reads_line_by_line():
    case = Case(
        at(5, "11:00"), at(8, "10:00"), ((at(5, "16:00"), at(6, "09:30")),), 8 * 3600
    )
    found = explain(
        OFFICE, case, at(9, "9:00"), ["Awaiting customer"], {date(2026, 10, 7): "Fair"}
    )

    assert [line_words(one, LONDON) for one in found.lines] == [
        "Mon 5 Oct 11:00–12:00, 13:00–16:00: 4 h counted",
        "Mon 5 Oct 16:00 – Tue 6 Oct 09:30: paused (Awaiting customer);"
        " 1 h 30 m of it working time, not counted",
        "Tue 6 Oct 09:30–12:00, 13:00–17:00: 6 h 30 m counted",
        "Wed 7 Oct: Fair, nothing counts",
        "Thu 8 Oct 09:00–10:00: 1 h counted",
    ]
    reading = read_clock(OFFICE, case, at(9, "9:00"))
    assert reading_words(reading, 8 * 3600, LONDON) == (
        "11 h 30 m of 8 h of working time: breached by 3 h 30 m;"
        " the target was reached Tue 6 Oct 2026 14:30."
    )


def test_times_are_told_in_the_readers_zone_by_the_calendars_days():
    case = Case(at(5, "16:00"), at(6, "10:00"))
    found = explain(OFFICE, case, at(6, "10:00"))

    assert [line_words(one, KOLKATA) for one in found.lines] == [
        "Mon 5 Oct 20:30–21:30: 1 h counted",
        "Tue 6 Oct 13:30–14:30: 1 h counted",
    ]


def test_many_days_without_a_break_are_one_line():
    case = Case(at(12, "09:00"), at(23, "10:30"))
    found = explain(OFFICE, case, at(23, "12:00"))

    assert [line_words(one, LONDON) for one in found.lines] == [
        "Mon 12 Oct 09:00–12:00, 13:00–17:00: 7 h counted",
        "Tue 13 Oct 09:00 – Thu 22 Oct 17:00, 8 working days: 56 h counted",
        "Fri 23 Oct 09:00–10:30: 1 h 30 m counted",
    ]


def test_a_clock_that_starts_at_night_waits_for_the_morning():
    case = Case(at(4, "23:00"), at(5, "09:30"))
    found = explain(OFFICE, case, at(6, "09:00"))

    assert [line_words(one, LONDON) for one in found.lines] == [
        "Sun 4 Oct 23:00 – Mon 5 Oct 09:00: outside working hours, nothing counts",
        "Mon 5 Oct 09:00–09:30: 30 m counted",
    ]
    early = explain(OFFICE, Case(at(4, "23:00"), at(5, "07:30")), at(6, "09:00"))
    assert [one.kind for one in early.lines] == [Kind.OUTSIDE]


def test_where_pauses_overlap_the_earlier_one_has_the_time():
    case = Case(
        at(5, "09:00"),
        at(5, "17:00"),
        ((at(5, "10:00"), at(5, "12:00")), (at(5, "11:00"), at(5, "14:00"))),
    )
    found = explain(OFFICE, case, at(6, "09:00"), ["Customer", "Vendor"])
    paused = [(one.why, one.seconds) for one in found.lines if one.kind is Kind.PAUSED]

    assert paused == [("Customer", 2 * 3600), ("Vendor", 3600)]


@pytest.mark.parametrize(
    ("stop", "now", "words"),
    [
        ("11:00", "12:00", "2 h of 3 h of working time: met with 1 h left."),
        (
            None,
            "10:30",
            "1 h 30 m of 3 h of working time: running, 1 h 30 m left;"
            " due Mon 5 Oct 2026 12:00.",
        ),
    ],
)
def test_what_it_comes_to(stop, now, words):
    case = Case(at(5, "09:00"), stop and at(5, stop), (), 3 * 3600)
    reading = read_clock(OFFICE, case, at(5, now))

    assert reading_words(reading, 3 * 3600, LONDON) == words


def test_a_clock_that_stands_still_says_so():
    case = Case(at(5, "09:00"), None, ((at(5, "10:00"), None),), 3 * 3600)
    reading = read_clock(OFFICE, case, datetime(2026, 10, 6, tzinfo=UTC))

    assert reading_words(reading, 3 * 3600, LONDON) == (
        "1 h of 3 h of working time: running, 2 h left; it stands still now."
    )
    assert "no target" in reading_words(reading, None, LONDON)
