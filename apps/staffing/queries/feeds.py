"""Calendars of shifts as iCalendar (RFC 5545), by a secret address."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, QuerySet
from icalendar import Alarm, Calendar, Event

from apps.accounts.models import Team, User
from apps.staffing.models import Publication, Rota, Shift, ShiftFeed

BACK, AHEAD = timedelta(days=31), timedelta(days=366)


@dataclass(frozen=True)
class Body:
    """A calendar's text, its tag, and when what it holds last changed."""

    text: bytes
    etag: str
    changed_at: datetime


def feeds_of(user: User) -> QuerySet[ShiftFeed]:
    """One's addresses."""
    return ShiftFeed.objects.visible_to(user).select_related("rota", "team")


def digest_of(secret: str) -> str:
    """What is kept of a feed's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_of(secret: str) -> ShiftFeed | None:
    """The feed with this secret, while its owner may log in and sees the rota or the team."""
    rows = ShiftFeed.objects.select_related("owner", "rota", "team")
    feed = rows.filter(digest=digest_of(secret), owner__is_active=True).first()
    return feed if feed and _is_seen(feed) else None


def _is_seen(feed: ShiftFeed) -> bool:
    """Whether its owner sees whose shifts it holds."""
    if feed.team:
        return Team.objects.visible_to(feed.owner).filter(pk=feed.team.pk).exists()
    if feed.rota:
        return Rota.objects.visible_to(feed.owner).filter(pk=feed.rota.pk).exists()
    return True


def shifts_of(feed: ShiftFeed, now: datetime) -> list[Shift]:
    """Its shifts, from a month ago to a year ahead."""
    rows = Shift.objects.filter(starts_at__lt=now + AHEAD, ends_at__gt=now - BACK)
    rows = rows.filter(rota__in=_rotas_of(feed))
    if not feed.is_of_everybody:
        rows = rows.filter(person__user=feed.owner_id)
    found = rows.select_related("person", "rota", "publication")
    return list(found.order_by("starts_at", "pk"))


def _rotas_of(feed: ShiftFeed) -> QuerySet[Rota]:
    """The rotas that it looks at, of those that its owner sees."""
    rotas = Rota.objects.visible_to(feed.owner)
    if feed.rota_id:
        return rotas.filter(pk=feed.rota_id)
    return rotas.filter(team=feed.team_id) if feed.team_id else rotas


def body_of(feed: ShiftFeed, now: datetime) -> Body:
    """The calendar. The same shifts give the same text, and so the same tag."""
    shifts = shifts_of(feed, now)
    ends = _known_until([one.rota_id for one in shifts])
    changed = max(filter(None, (feed.made_at, _last_published(feed))))
    found = Calendar()
    found.add("prodid", "-//Support Operations Portal//shifts//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", str(feed))
    for one in shifts:
        found.add_component(_event(one, feed, is_open=_is_open(one, ends)))
    text = bytes(found.to_ical())
    return Body(text, hashlib.sha256(text).hexdigest()[:32], changed)


def _last_published(feed: ShiftFeed) -> datetime | None:
    """When a rota of the feed was last published: shifts that went changed it too."""
    rows = Publication.objects.filter(rota__in=_rotas_of(feed))
    last: datetime | None = rows.aggregate(last=Max("published_at"))["last"]
    return last


def _is_open(shift: Shift, ends: dict[int, datetime]) -> bool:
    """Whether it only ends because no more was published."""
    return shift.ends_at == ends[shift.rota_id] == shift.publication.until_at


def _known_until(rotas: list[int]) -> dict[int, datetime]:
    """When each rota's published shifts end: what goes on beyond is not known yet."""
    rows = Shift.objects.filter(rota__in=rotas).values("rota_id").order_by()
    found = rows.annotate(last=Max("ends_at"))
    return dict(found.values_list("rota_id", "last"))


def _event(shift: Shift, feed: ShiftFeed, *, is_open: bool) -> Event:
    """A shift. One whose end is only that of what is published is marked "Begins*".

    Its UID hangs on the end, or for one that only begins on the start: so it stays the
    same when the other end moves.
    """
    event = Event()
    event.add("uid", uid_of(shift, is_open=is_open))
    event.add("dtstamp", shift.publication.published_at)
    event.add("dtstart", shift.starts_at)
    event.add("dtend", shift.ends_at)
    event.add("sequence", shift.version)
    who = f"{shift.person}: " if feed.is_of_everybody else ""
    name = f"{who}{shift.rota.get_kind_display().lower()}, {shift.rota.name}"
    event.add("summary", f"Begins*: {name}" if is_open else _capital(name))
    if is_open:
        event.add("description", "It goes on after what is published so far.")
    event.add("url", f"{settings.SITE_URL}{shift.rota.get_absolute_url()}")
    event.add("transp", "TRANSPARENT")
    if feed.alarm_minutes is not None:
        event.add_component(_alarm(feed.alarm_minutes))
    return event


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def uid_of(shift: Shift, *, is_open: bool) -> str:
    """sha256 of person, rota and the end that is known."""
    at = shift.starts_at if is_open else shift.ends_at
    text = (
        f"{shift.person_id}|{shift.rota_id}|{'s' if is_open else 'e'}{at.isoformat()}"
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{digest}@{urlsplit(settings.SITE_URL).hostname}"


def _alarm(minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Your shift begins")
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm
