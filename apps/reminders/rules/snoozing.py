"""Until when something is put away, as people say it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.reminders.rules.schedule import local_instant

PRESETS = {
    "hour": "For an hour",
    "evening": "Until this evening, 18:00",
    "tomorrow": "Until tomorrow morning",
    "monday": "Until next Monday",
}
EVENING = time(18)
WEEK = 7


def snoozed_until(
    preset: str, now: datetime, *, zone: ZoneInfo, morning: time
) -> datetime:
    """The instant that a preset means to a person of that zone, in UTC.

    Mornings are the person's own. ValueError for this evening when it is over.
    """
    if preset == "hour":
        return now.astimezone(UTC) + timedelta(hours=1)
    today = now.astimezone(zone).date()
    if preset == "evening":
        evening = local_instant(today, EVENING, zone)
        if evening <= now:
            raise ValueError("This evening is over: choose a later time.")
        return evening
    days = 1 if preset == "tomorrow" else WEEK - today.weekday()
    return local_instant(today + timedelta(days=days), morning, zone)
