"""Cover, working time, burden, leave and capacity by the cases of docs/formulas.md."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from apps.staffing.rules.balances import Away, entitlement, working_days
from apps.staffing.rules.burden import Hour, load, weighted_hours
from apps.staffing.rules.capacity import OFFICE, Worker, available_hours
from apps.staffing.rules.cover import Need, Window, gaps
from apps.staffing.rules.intervals import minute_of
from apps.staffing.rules.spans import Span
from apps.staffing.rules.working_time import Limits, breaches
from tests.vendors.hand_worked import DAYS, day, named

LONDON = ZoneInfo("Europe/London")
EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
CHRISTMAS = frozenset({date(2026, 12, 25)})


def moment(text: str) -> datetime:
    """`Mon 2 Mar 08:00` in London; of an hour shown twice the first."""
    on, _, clock = text.rpartition(" ")
    at = datetime.combine(day(on), time.fromisoformat(clock), LONDON)
    return at.astimezone(UTC)


def parts(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]


def span(text: str, person: int = 1) -> Span:
    if text[1] == " ":
        person, text = ord(text[0]) - ord("A"), text[2:]
    starts, _, ends = text.partition(" to ")
    return Span(person, moment(starts), moment(ends))


def terms(text: str) -> Limits:
    given = dict(one.split() for one in parts(text))
    return Limits(**{name: int(value) for name, value in given.items()})


def away(text: str) -> Away:
    first, _, last = text.partition(" to ")
    return Away(
        day(first.removesuffix(" noon")),
        day(last.removesuffix(" noon")),
        first.endswith("noon"),
        last.endswith("noon"),
    )


def days_of(text: str) -> list[date]:
    return [one for one, _ in away(text).days()] if text else []


@pytest.mark.parametrize(
    ("what", "row"), named("Cases of working time", "what it shows")
)
def test_working_time(what, row):
    shifts = [span(one) for one in parts(row["shifts"])]

    found = breaches(shifts, terms(row["terms"]), LONDON, {1: days_of(row["leave"])})

    assert [f"{one.kind} {one.value:g}" for one in found] == parts(row["breaches"])


@pytest.mark.parametrize(("what", "row"), named("Cases of burden", "what it shows"))
def test_burden(what, row):
    shifts = [span(one) for one in parts(row["shifts"])]

    found = load(shifts, LONDON, CHRISTMAS, call_outs=int(row["call-outs"]))

    assert found.weighted == Decimal(row["weighted"])
    assert found.hours == {kind: Decimal(row[kind]) for kind in Hour if row[kind.value]}
    if not found.call_outs:
        each = sum(weighted_hours(one, LONDON, CHRISTMAS) for one in shifts)
        assert each == found.weighted


@pytest.mark.parametrize(("what", "row"), named("Cases of gaps", "what it shows"))
def test_gaps(what, row):
    weekday, _, clock = row["window"].partition(" ")
    starts, _, ends = clock.partition("-")
    able = frozenset(ord(one) - ord("A") for one in row["able"].split())
    need = Need(
        key=7,
        people=int(row["people"]),
        windows=(Window(DAYS.index(weekday), minute_of(starts), minute_of(ends)),),
        zone=LONDON,
        from_on=date(2026, 1, 1),
        qualified=able or None,
    )
    shifts, absent = (
        [span(one) for one in parts(row[column])] for column in ("shifts", "away")
    )

    found = gaps([need], shifts, absent, *looked_at(row))

    assert [_said(one) for one in found] == parts(row["gaps"])


def looked_at(row: dict[str, str]) -> tuple[datetime, datetime]:
    """A week from Monday; where the clock changes, the one that ends with that Sunday."""
    if "29 Mar" in row["gaps"]:
        return moment("Mon 23 Mar 00:00"), moment("Mon 30 Mar 00:00")
    if "Oct" in row["gaps"]:
        return moment("Mon 19 Oct 00:00"), moment("Mon 26 Oct 00:00")
    return moment("Mon 2 Mar 00:00"), moment("Mon 9 Mar 00:00")


def _said(one) -> str:
    a, b = (
        at.astimezone(LONDON).strftime("%a %-d %b %H:%M")
        for at in (one.starts, one.ends)
    )
    return f"{a} to {b} {one.short}{' heads there' if one.heads else ''}"


@pytest.mark.parametrize(("what", "row"), named("Cases of days taken", "what it shows"))
def test_days_taken(what, row):
    week = [[["09:00", "17:00"]] if one in row["pattern"] else [] for one in DAYS]
    asked = away(f"{row['from']} to {row['until']}")

    found = working_days(asked, week if row["pattern"] else [], EASTER)

    assert found == Decimal(row["days"])


def test_days_taken_of_a_year_are_those_in_it():
    asked = Away(date(2026, 12, 28), date(2027, 1, 3))

    assert working_days(asked, [], (), 2026) == 4
    assert working_days(asked, [], (), 2027) == 1


@pytest.mark.parametrize(
    ("what", "row"), named("Cases of entitlement", "what it shows")
)
def test_entitlement(what, row):
    joined = day(row["joined"]) if row["joined"] else date(2020, 1, 1)
    last = day(row["last day"]) if row["last day"] else None

    found = entitlement(Decimal(row["days"]), Decimal(row["FTE"]), 2026, joined, last)

    assert found == Decimal(row["entitled"])


@pytest.mark.parametrize(
    ("what", "row"), named("Cases of available hours", "what it shows")
)
def test_available_hours(what, row):
    monday = day(row["week of"])
    worker = Worker(
        1,
        Decimal(row["FTE"]),
        OFFICE,
        day(row["joined"]) if row["joined"] else monday - timedelta(days=90),
        day(row["last day"]) if row["last day"] else None,
        holidays=EASTER,
        away=tuple(away(one) for one in parts(row["away"])),
    )

    assert available_hours(worker, monday) == Decimal(row["hours"])
