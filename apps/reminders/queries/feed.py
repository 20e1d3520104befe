"""What is due to one person, as an iCalendar (RFC 5545)."""

import hashlib
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from apps.accounts.models import User
from apps.reminders.models import Habits, Occurrence
from apps.reminders.queries.people import visible
from apps.reminders.queries.rules import RULES, Due

BACK = timedelta(days=30)


def owner_of(secret: str) -> User | None:
    """Whose feed it is, if they may still log in."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    rows = Habits.objects.select_related("user").filter(feed_digest=digest)
    habits = rows.filter(user__is_active=True).first()
    return habits.user if habits else None


def calendar_of(user: User, now: datetime) -> bytes:
    """Each thing due to them once, from a month ago on; its UID stays while it moves."""
    found = Calendar()
    found.add("prodid", "-//Support Operations Portal//due dates//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Due in the Support Operations Portal")
    for due, rule in _dues_of(user, now):
        found.add_component(_event(due, rule, now))
    return bytes(found.to_ical())


def _dues_of(user: User, now: datetime) -> list[tuple[Due, str]]:
    """What the rules find now among what was planned or told to them."""
    rows = Occurrence.objects.filter(
        recipient=user, due_on__gte=(now - BACK).date()
    ).exclude(state="withdrawn")
    pks: dict[tuple[str, str], set[int]] = {}
    for rule, kind, pk in rows.values_list("rule", "subject_type", "subject_id"):
        if rule in RULES:
            pks.setdefault((rule, kind), set()).add(pk)
    return [
        (due, rule)
        for (rule, kind), found in sorted(pks.items())
        for due in RULES[rule].find(visible(user, kind, found))
    ]


def _event(due: Due, rule: str, now: datetime) -> Event:
    kind, pk, when = due.key
    day = when.date() if isinstance(when, datetime) else when
    event = Event()
    event.add("uid", f"{rule}-{kind}-{pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now)
    event.add("dtstart", when)
    if type(when) is date:
        event.add("dtend", when + timedelta(days=1))
    event.add("summary", due.title)
    event.add("description", RULES[rule].words(due, day))
    event.add("url", f"{settings.SITE_URL}{due.subject.get_absolute_url()}")  # type: ignore[attr-defined]
    event.add("transp", "TRANSPARENT")
    return event
