"""Days off out of iCalendar files; files that mean harm end in plain words."""

import io
from contextlib import suppress
from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.accounts.roles import Role
from apps.calendars import actions
from apps.calendars.imports import read_days
from apps.calendars.models import OwnDate
from apps.core.errors import DomainError
from apps.history.models import Event
from tests.factories import person
from tests.vendors.factories import office


def event(*lines: str, name: str = "Bank holiday") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"SUMMARY:{name}", *lines, "END:VEVENT"])


def file(*events: str) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN"]
    return "\r\n".join([*head, *events, "END:VCALENDAR", ""]).encode()


def said(content: bytes):
    return read_days(io.BytesIO(content))


CHRISTMAS = event(
    "DTSTART;VALUE=DATE:20271227", "DTEND;VALUE=DATE:20271229", name="Xmas"
)
EASTER = event("DTSTART;VALUE=DATE:20270329", name="Easter  Monday")


def test_whole_days_are_read_each_once_and_in_order():
    found = said(file(CHRISTMAS, EASTER, EASTER))

    assert [(one.day, one.name) for one in found.days] == [
        (date(2027, 3, 29), "Easter Monday"),
        (date(2027, 12, 27), "Xmas"),
        (date(2027, 12, 28), "Xmas"),
    ]
    assert found.left == ()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["DTSTART:20271227T090000Z"], "it has times"),
        (["DTSTART;VALUE=DATE:20271227", "RRULE:FREQ=YEARLY"], "it repeats"),
        (["DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20280101"], "365 days"),
        (["DTSTART;VALUE=DATE:20270102", "DTEND;VALUE=DATE:20270101"], "-1 days"),
        (["DTSTART;VALUE=DATE:99991231"], "too far away"),
        (["DESCRIPTION:none"], "it has no day"),
        (["DTSTART;VALUE=DATE:20271399"], "its day is none"),
    ],
)
def test_what_is_no_whole_day_is_left_out_with_its_reason(lines, words):
    found = said(file(event(*lines, name="Odd"), EASTER))

    assert [one.name for one in found.days] == ["Easter Monday"]
    assert len(found.left) == 1
    assert found.left[0].startswith("Event 1, Odd: ")
    assert words in found.left[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no iCalendar file"),
        (b"<html><script>alert(1)</script>", "no iCalendar file"),
        (b"PK\x03\x04", "no iCalendar file"),
        (b"BEGIN:VCALENDAR\0END:VCALENDAR", "no iCalendar file"),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:\xff\xfe\r\nEND:VCALENDAR\r\n", "UTF-8"),
        (file(), "no events"),
        (file() + file(EASTER), "broken"),
        (b"BEGIN:VCALENDAR\r\n" * 100_000, "larger than 1 MB"),
        (b"BEGIN:VCALENDAR\r\n" * 5_000, "broken"),
        (file(*[EASTER] * 2_001), "more than 2,000 events"),
    ],
)
def test_a_hostile_file_is_refused_in_words(content, words):
    with pytest.raises(DomainError, match=words):
        said(content)


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(noise):
    with suppress(DomainError):
        said(b"BEGIN:VCALENDAR\r\n" + noise)


@pytest.fixture
def admin(db):
    return person(Role.ADMINISTRATOR)


def test_days_are_added_once_and_never_into_the_past(admin, now):
    calendar = office()
    days = [(date(2027, 3, 29), "Easter"), (date(2026, 1, 1), "Over")]
    first = actions.add_days_off(calendar.pk, by=admin, days=days, now=now)
    again = actions.add_days_off(calendar.pk, by=admin, days=days, now=now)

    assert (first, again) == (1, 0)
    assert list(OwnDate.objects.values_list("day", "starts")) == [
        (date(2027, 3, 29), None)
    ]
    assert Event.objects.filter(verb="calendars.days_added").count() == 1


def test_who_may_not_change_calendars_adds_nothing(db, now):
    calendar, reader = office(), person(Role.TEAM_MANAGER)
    with pytest.raises(PermissionDenied):
        actions.add_days_off(
            calendar.pk, by=reader, days=[(date(2027, 1, 1), "New")], now=now
        )

    assert not OwnDate.objects.exists()


def upload(door, calendar, content):
    return door.post(
        reverse("calendars:read_days", args=[calendar.slug]),
        {"file": SimpleUploadedFile("days.ics", content)},
    )


def test_a_file_is_looked_at_before_it_changes_anything(door, admin):
    calendar = office()
    door.force_login(admin)
    answer = upload(door, calendar, file(CHRISTMAS, event("DTSTART:20271227T090000Z")))
    page = door.get(answer["Location"])
    untouched = OwnDate.objects.count()
    done = door.post(reverse("calendars:add_days_off", args=[calendar.slug]))
    twice = door.post(reverse("calendars:add_days_off", args=[calendar.slug]))

    assert answer.status_code == done.status_code == twice.status_code == 303
    assert b"2 days read, 2 new" in page.content
    assert b"it has times" in page.content
    assert untouched == 0
    assert OwnDate.objects.count() == 2


def test_a_broken_file_is_refused_beside_the_field(door, admin):
    calendar = office()
    door.force_login(admin)
    answer = upload(door, calendar, b"<html>")

    assert answer.status_code == 422
    assert b"This is no iCalendar file" in answer.content


def test_the_year_shows_each_day_and_adds_up(client, admin, now):
    calendar = office()
    actions.add_own_date(
        calendar.pk,
        by=admin,
        now=now,
        day=date(2026, 12, 24),
        name="Early",
        starts=time(9),
        ends=time(12),
    )
    client.force_login(admin)
    page = client.get(reverse("calendars:year", args=[calendar.slug, 2026]))
    december = page.context["months"][11]

    assert (december.working, december.short, december.closed) == (22, 1, 0)
    assert december.hours == 22 * 8 + 3
    assert page.context["total_hours"] == 261 * 8 - 5
    assert b"Early, 09:00" in page.content


@pytest.mark.parametrize("year", [1999, 2061])
def test_years_without_known_holidays_are_not_there(client, admin, year):
    client.force_login(admin)

    url = reverse("calendars:year", args=[office().slug, year])
    assert client.get(url).status_code == 404


def test_the_api_reckons_with_working_time(client, admin):
    client.force_login(admin)
    base = f"/api/v1/calendars/{office().slug}/"
    friday, monday = "2026-11-20T16:00:00Z", "2026-11-23T10:00:00Z"
    worked = client.get(base + "working-time/", {"start": friday, "end": monday})
    due = client.get(base + "due/", {"start": friday, "seconds": 7200})
    wrong = client.get(base + "due/", {"start": "yesterday", "seconds": -1})

    assert worked.json()["seconds"] == 7200
    assert due.json()["due"] == "2026-11-23T10:00:00Z"
    assert wrong.status_code == 400
    assert (
        client.get(base).json()["editions"][0]["intervals"][0]["starts"] == "09:00:00"
    )


@pytest.mark.parametrize(
    "start", ["0001-01-01T00:00:00Z", "1899-12-31T23:59:59Z", "9999-12-31T23:59:59Z"]
)
@pytest.mark.parametrize("what", ["due", "working-time"])
def test_but_not_with_years_that_no_calendar_knows(client, admin, start, what):
    client.force_login(admin)

    url = f"/api/v1/calendars/{office().slug}/{what}/"
    answer = client.get(url, {"start": start, "end": start, "seconds": 1})

    assert answer.status_code == 400
    assert "start" in answer.content.decode()
