"""The list of calendars, and hours that may not overlap."""

from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.roles import Role
from apps.calendars import actions
from apps.calendars.models import BusinessCalendar, CalendarEdition, WeeklyInterval
from apps.calendars.rules import are_apart
from apps.core.errors import DomainError
from apps.history.models import Event
from tests.factories import person

pytestmark = pytest.mark.django_db
NINE, TEN, TWELVE, MIDNIGHT = time(9), time(10), time(12), time(0)


def made(slug: str, name: str, zone: str = "Europe/London") -> CalendarEdition:
    calendar = BusinessCalendar.objects.create(slug=slug, name=name)
    return CalendarEdition.objects.create(
        calendar=calendar, valid_from_on=date(2020, 1, 1), time_zone=zone
    )


@pytest.fixture
def reader(door):
    backend = "django.contrib.auth.backends.ModelBackend"
    door.force_login(person(Role.AUDITOR), backend)
    return door


def names(answer) -> list[str]:
    return [one.name for one in answer.context["page_obj"]]


def test_calendars_are_filtered_sorted_and_exported(reader):
    made("desk", "Desk", "Asia/Tokyo")
    made("office", "Office")
    url = reverse("calendars:index")

    assert names(reader.get(f"{url}?q=off")) == ["Office"]
    assert names(reader.get(f"{url}?sort=-name")) == ["Office", "Desk"]
    assert names(reader.get(f"{url}?sort=zone")) == ["Desk", "Office"]
    sheet = reader.get(f"{url}?export=csv&q=desk").content.decode()
    assert "Desk,desk,Asia/Tokyo,2020-01-01" in sheet
    assert "Office" not in sheet


def test_a_list_without_calendars_says_what_counts(reader):
    url = reverse("calendars:index")

    assert "9 to 17 in London" in reader.get(url).content.decode()
    assert "No calendar matches" in reader.get(f"{url}?q=no").content.decode()


def test_a_new_calendar_that_is_malformed_is_told_without_the_list(door):
    backend = "django.contrib.auth.backends.ModelBackend"
    door.force_login(person(Role.ADMINISTRATOR), backend)
    made("office", "Office")

    answer = door.post(reverse("calendars:create"), {"name": "Mine", "slug": "a b"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Mine" in text
    assert "Filter the list" not in text
    assert list(BusinessCalendar.objects.values_list("name", flat=True)) == ["Office"]


def test_the_list_asks_as_often_for_two_as_for_twenty(reader):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            reader.get(reverse("calendars:index"))
        return len(queries)

    made("a", "A")
    made("b", "B")
    count()
    few = count()
    for number in range(18):
        made(f"c{number}", f"C{number}")

    assert count() == few


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([], True),
        ([(NINE, TEN), (TEN, TWELVE)], True),
        ([(TEN, TWELVE), (NINE, TEN)], True),
        ([(MIDNIGHT, MIDNIGHT)], True),
        ([(NINE, MIDNIGHT), (TEN, TWELVE)], False),
        ([(NINE, TWELVE), (TEN, MIDNIGHT)], False),
        ([(NINE, TEN), (NINE, TEN)], False),
        ([(TEN, NINE)], False),
        ([(NINE, NINE)], False),
    ],
)
def test_intervals_are_apart(intervals, expected):
    assert are_apart(intervals) is expected


def test_hours_that_overlap_are_not_put_in_force(now):
    admin = person(Role.ADMINISTRATOR)
    calendar = BusinessCalendar.objects.create(slug="office", name="Office")

    with pytest.raises(DomainError, match="overlap"):
        actions.put_in_force(
            calendar.pk,
            by=admin,
            valid_from_on=date(2027, 1, 1),
            hours={0: [(NINE, TWELVE), (TEN, TWELVE)]},
            time_zone="Europe/London",
            now=now,
        )

    assert not CalendarEdition.objects.exists()
    assert not Event.objects.exists()


def test_the_database_holds_the_hours_of_a_day_apart():
    edition, other = made("a", "A"), made("b", "B")
    day = {"edition": edition, "weekday": 0}
    WeeklyInterval.objects.create(**day, starts=NINE, ends=MIDNIGHT)

    with (
        pytest.raises(IntegrityError, match="intervals_are_apart"),
        transaction.atomic(),
    ):
        WeeklyInterval.objects.create(**day, starts=TEN, ends=TWELVE)
    WeeklyInterval.objects.create(**day, starts=time(8), ends=NINE)
    WeeklyInterval.objects.create(edition=edition, weekday=1, starts=TEN, ends=TWELVE)
    WeeklyInterval.objects.create(edition=other, weekday=0, starts=TEN, ends=TWELVE)

    assert WeeklyInterval.objects.count() == 4
