"""The addresses of calendars."""

from datetime import date

from apps.calendars.models import BusinessCalendar, CalendarEdition
from tests.access import EVERYBODY_IN, NO_SUCH_METHOD, Row


def build(world, now):
    """A calendar with its first edition."""
    calendar = BusinessCalendar.objects.create(slug="office", name="Office")
    world["calendar"] = calendar
    world["calendar_edition"] = CalendarEdition.objects.create(
        calendar=calendar, valid_from_on=date(2020, 1, 1), time_zone="Europe/London"
    )


def slug(world):
    return [world["calendar"].slug]


TABLE = {
    "calendars:index": Row(EVERYBODY_IN),
    "calendars:calendar": Row(EVERYBODY_IN, args=slug),
    "calendars:create": Row(
        NO_SUCH_METHOD, "LFFFFFFFS", data=lambda w: {"name": "N", "slug": "n"}
    ),
    "calendars:put_in_force": Row(
        NO_SUCH_METHOD,
        "LFFFFFFFS",
        args=slug,
        data=lambda w: {
            "valid_from_on": "2040-01-01",
            "time_zone": "Europe/London",
            "day_0": "09:00-12:00, 13:00-17:00",
        },
    ),
    "calendars:add_own_date": Row(
        NO_SUCH_METHOD,
        "LFFFFFFFS",
        args=slug,
        data=lambda w: {"day": "2040-12-24", "name": "Closed early"},
    ),
    "calendars:year": Row(EVERYBODY_IN, args=lambda w: [w["calendar"].slug, 2026]),
    "calendars:days": Row("LFFFFFFFO", args=slug),
    "calendars:read_days": Row(NO_SUCH_METHOD, "LFFFFFFFI", args=slug),
    "calendars:add_days_off": Row(NO_SUCH_METHOD, "LFFFFFFFS", args=slug),
}
