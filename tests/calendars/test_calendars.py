"""Calendars as rows: read by the rules, changed by administrators only."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.calendars import actions
from apps.calendars.forms import EditionForm
from apps.calendars.models import BusinessCalendar, CalendarEdition, OwnDate
from apps.calendars.queries import (
    FALLBACK,
    calendar_page,
    public_holidays,
    schedule_named,
)
from apps.calendars.rules import working_seconds
from apps.core.errors import DomainError
from apps.history.models import Event
from tests.factories import person

pytestmark = pytest.mark.django_db
HOURS = {day: [(time(9), time(12)), (time(13), time(17))] for day in range(5)}
PUBLISHED = Path(__file__).parent.parent / "data" / "holidays" / "uk.json"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def admin():
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def office(admin, now):
    found = actions.create_calendar(by=admin, slug="office", name="Office", now=now)
    actions.put_in_force(
        found.pk,
        by=admin,
        valid_from_on=date(2020, 1, 1),
        hours=HOURS,
        time_zone="Europe/London",
        country="GB",
        subdivision="ENG",
        now=now,
    )
    return found


def day_of(day):
    start = datetime.combine(day, time(0), tzinfo=LONDON)
    return start, start + timedelta(days=1)


def test_a_calendar_is_read_in_three_queries(office, django_assert_num_queries):
    with django_assert_num_queries(3):
        schedule = schedule_named("office")

    assert working_seconds(schedule, *day_of(date(2026, 11, 23))) == 7 * 3600


def test_a_public_holiday_has_no_working_time(office):
    schedule = schedule_named("office")

    assert working_seconds(schedule, *day_of(date(2026, 12, 25))) == 0
    assert working_seconds(schedule, *day_of(date(2026, 12, 28))) == 0


def test_the_moved_may_day_of_2020_is_known(office):
    schedule = schedule_named("office")

    assert working_seconds(schedule, *day_of(date(2020, 5, 8))) == 0
    assert working_seconds(schedule, *day_of(date(2020, 5, 4))) == 7 * 3600


def test_a_half_day_counts_half(office, admin, now):
    actions.add_own_date(
        office.pk,
        by=admin,
        day=date(2026, 12, 24),
        name="Christmas Eve",
        starts=time(9),
        ends=time(13),
        now=now,
    )

    schedule = schedule_named("office")

    assert working_seconds(schedule, *day_of(date(2026, 12, 24))) == 4 * 3600


def test_a_change_begins_on_its_day(office, admin, now):
    longer = {day: [(time(8), time(20))] for day in range(5)}
    actions.put_in_force(
        office.pk,
        by=admin,
        valid_from_on=date(2027, 3, 1),
        hours=longer,
        time_zone="Europe/London",
        now=now,
    )

    schedule = schedule_named("office")

    assert working_seconds(schedule, *day_of(date(2027, 2, 26))) == 7 * 3600
    assert working_seconds(schedule, *day_of(date(2027, 3, 1))) == 12 * 3600


def put(calendar, admin, now, day, **fields):
    fields = {"hours": HOURS, "time_zone": "Europe/London", **fields}
    return actions.put_in_force(
        calendar.pk, by=admin, valid_from_on=day, now=now, **fields
    )


def close(calendar, admin, now, day):
    return actions.add_own_date(
        calendar.pk, by=admin, day=day, name="Closed", starts=None, ends=None, now=now
    )


def test_a_promised_day_stays_closed_under_new_hours(office, admin, now):
    close(office, admin, now, date(2027, 3, 2))

    put(office, admin, now, date(2027, 3, 1))

    assert working_seconds(schedule_named("office"), *day_of(date(2027, 3, 2))) == 0


def test_a_day_belongs_to_the_edition_in_force_on_it(office, admin, now):
    later = put(office, admin, now, date(2027, 3, 1))

    own = close(office, admin, now, date(2027, 3, 2))

    assert own.edition == later
    assert working_seconds(schedule_named("office"), *day_of(date(2027, 3, 2))) == 0


def test_today_is_the_day_where_the_calendar_is_kept(admin):
    late = datetime(2026, 11, 23, 22, tzinfo=UTC)
    kolkata = actions.create_calendar(by=admin, slug="k", name="K", now=late)
    put(kolkata, admin, late, date(2020, 1, 1), time_zone="Asia/Kolkata")

    with pytest.raises(DomainError, match="past"):
        close(kolkata, admin, late, date(2026, 11, 23))

    assert not OwnDate.objects.exists()


def test_holidays_do_not_stop_what_runs_around_the_clock(admin, now):
    found = actions.create_calendar(by=admin, slug="always", name="Always", now=now)
    put(found, admin, now, date(2020, 1, 1), country="GB", is_around_the_clock=True)

    assert calendar_page(found, now.date()).off == []
    christmas = day_of(date(2026, 12, 25))
    assert working_seconds(schedule_named("always"), *christmas) == 24 * 3600


def test_the_page_shows_each_day_by_the_edition_in_force_on_it(office, admin, now):
    put(office, admin, now, date(2026, 12, 27))

    days = [day for day, _, _ in calendar_page(office, now.date()).off]

    assert date(2026, 12, 25) in days
    assert date(2026, 12, 28) not in days


@pytest.mark.parametrize(
    ("nation", "subdivision"),
    [("england-and-wales", "ENG"), ("scotland", "SCT"), ("northern-ireland", "NIR")],
)
def test_the_published_bank_holidays_are_the_weekdays_off(nation, subdivision):
    published = map(date.fromisoformat, json.loads(PUBLISHED.read_text())[nation])
    years = range(2015, 2022)

    known = [day for day, _ in public_holidays("GB", subdivision)]

    assert sorted(published) == [
        day for day in known if day.year in years and day.weekday() < 5
    ]


@pytest.mark.parametrize("country", ["GB", "PL", "IN", "BR", "EG", "AE"])
def test_holidays_are_known_where_we_work(country):
    assert public_holidays(country, "")


def test_a_calendar_without_hours_is_refused(office, admin, now):
    with pytest.raises(DomainError, match="every clock"):
        put(office, admin, now, date(2027, 3, 1), hours={})

    assert office.editions.count() == 1


def test_an_administrator_changes_a_calendar_in_the_browser(door, office, admin):
    door.force_login(admin)

    page = door.get("/calendars/office/")
    changed = door.post(
        "/calendars/office/change/",
        {"valid_from_on": "2040-01-02", "time_zone": "UTC", "day_0": "08:00-24:00"},
    )
    added = door.post("/calendars/office/date/", {"day": "2040-01-09", "name": "Off"})

    assert page.status_code == 200
    assert (changed.status_code, added.status_code) == (303, 303)
    monday = datetime(2040, 1, 2, tzinfo=UTC)
    schedule = schedule_named("office")
    assert working_seconds(schedule, monday, monday + timedelta(1)) == 16 * 3600
    assert working_seconds(schedule, monday, monday + timedelta(14)) == 16 * 3600


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": "XX"},
        {"country": "GB", "subdivision": "BY"},
        {"subdivision": "ENG"},
        {"time_zone": "Europe/Atlantis"},
        {"day_0": "09:00-41:00"},
    ],
)
def test_what_makes_no_sense_is_shown_beside_its_field(door, office, admin, wrong):
    door.force_login(admin)
    typed = {"valid_from_on": "2040-01-02", "time_zone": "UTC", "day_0": "08:00-17:00"}

    answer = door.post("/calendars/office/change/", {**typed, **wrong})

    assert answer.status_code == 422
    assert next(iter(wrong.values())) in answer.content.decode()
    assert office.editions.count() == 1


def test_an_unknown_calendar_is_office_hours_in_london():
    assert schedule_named("nowhere") is FALLBACK


def test_the_past_is_not_rewritten(office, admin, now):
    with pytest.raises(DomainError, match="past"):
        actions.put_in_force(
            office.pk,
            by=admin,
            valid_from_on=date(2026, 1, 1),
            hours=HOURS,
            time_zone="UTC",
            now=now,
        )
    with pytest.raises(DomainError, match="past"):
        actions.add_own_date(
            office.pk,
            by=admin,
            day=date(2026, 1, 1),
            name="Too late",
            starts=None,
            ends=None,
            now=now,
        )

    assert CalendarEdition.objects.count() == 1
    assert not OwnDate.objects.exists()


def test_only_administrators_change_calendars(office, now):
    before = Event.objects.count()

    with pytest.raises(PermissionDenied):
        actions.create_calendar(
            by=person(Role.PLATFORM_MANAGER), slug="x", name="X", now=now
        )

    assert BusinessCalendar.objects.count() == 1
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("09:00-17:00", True),
        ("09:00-12:00, 13:00 – 17:00", True),
        ("22:00-24:00", True),
        ("09:00-12:00, 11:00-17:00", False),
        ("17:00-09:00", False),
        ("nine to five", False),
        ("25:00-26:00", False),
    ],
)
def test_hours_are_read_as_people_write_them(typed, is_right):
    form = EditionForm(
        {"valid_from_on": "2040-01-01", "time_zone": "UTC", "day_0": typed}
    )

    assert form.is_valid() is is_right
