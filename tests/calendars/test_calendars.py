"""Calendars as rows: read by the rules, changed by administrators only."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from apps.accounts.roles import Role
from apps.calendars import actions
from apps.calendars.forms import EditionForm
from apps.calendars.models import BusinessCalendar, CalendarEdition, OwnDate
from apps.calendars.queries import FALLBACK, schedule_named
from apps.calendars.rules import working_seconds
from apps.core.errors import DomainError
from apps.history.models import Event
from tests.factories import person

pytestmark = pytest.mark.django_db
HOURS = {day: [(time(9), time(12)), (time(13), time(17))] for day in range(5)}
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
    edition = office.editions.get()
    actions.add_own_date(
        edition.pk,
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
            office.editions.get().pk,
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
