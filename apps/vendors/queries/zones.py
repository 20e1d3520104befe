"""In which zone, and so in which month, each service is."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from apps.calendars.models import CalendarEdition
from apps.vendors.models import ManagedService
from apps.vendors.rules.months import month_at

NO_CALENDAR = "Europe/London"


def zones_of(services: Iterable[ManagedService], day: date) -> dict[int, str]:
    """The zone of each calendar (by key) that these services keep, on a day. One query."""
    rows = CalendarEdition.objects.filter(
        calendar__in={one.calendar_id for one in services}
    ).order_by("valid_from_on")
    found: dict[int, str] = {}
    for calendar, since, zone in rows.values_list(
        "calendar_id", "valid_from_on", "time_zone"
    ):
        if since <= day or calendar not in found:
            found[calendar] = zone
    return found


def running_months(
    services: Sequence[ManagedService], now: datetime
) -> dict[int, tuple[date, str]]:
    """The month that runs for each service (by key), and its zone. One query."""
    zones = zones_of(services, now.date())
    return {
        one.pk: (month_at(now, zone), zone)
        for one in services
        for zone in [zones.get(one.calendar_id, NO_CALENDAR)]
    }
