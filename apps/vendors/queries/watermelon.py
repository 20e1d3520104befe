"""What the scorecard says of each service, beside what its tickets say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection

from apps.accounts.models import User
from apps.vendors.models import ManagedService
from apps.vendors.queries.standings import standings
from apps.vendors.queries.zones import NO_CALENDAR, zones_of
from apps.vendors.rules.months import bounds, next_month
from apps.vendors.rules.portfolio import Standing
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.watermelon import (
    Inside,
    Verdict,
    index,
    inside_rating,
    verdict,
)
from apps.vendors.states import CANCELLED_STATE

MONTHS = 3
AGAIN_DAYS = 30
INSIDE = """
    WITH seen AS (
        SELECT service_id, opened_at, satisfaction, reopen_count, reassignment_count,
            item <> '' AND opened_at - lag(opened_at) OVER (
                PARTITION BY service_id, item, category ORDER BY opened_at
            ) <= make_interval(days => %s) AS is_repeated
        FROM vendors_ticket
        WHERE service_id = ANY(%s) AND opened_at >= %s AND opened_at < %s
            AND state <> %s
    )
    SELECT service_id, count(*), count(satisfaction),
        count(*) FILTER (WHERE satisfaction < 4),
        count(*) FILTER (WHERE reopen_count > 0),
        count(*) FILTER (WHERE is_repeated),
        count(*) FILTER (WHERE reassignment_count >= 3)
    FROM seen WHERE opened_at >= %s GROUP BY 1
"""
NOTHING = Standing(None, Rating.NO_DATA)
ORDER = list(Verdict)


@dataclass(frozen=True)
class Melon:
    """A service outside and inside."""

    service: ManagedService
    outside: Standing
    inside: Inside

    @property
    def index(self) -> Decimal | None:
        """0 (sound) to 100."""
        return index(self.inside)

    @property
    def inside_rating(self) -> Rating:
        """The mark of the index."""
        return inside_rating(self.index)

    @property
    def verdict(self) -> Verdict:
        """What both say together."""
        return verdict(self.outside.rating, self.inside_rating)


def melons(user: User, month: date) -> list[Melon]:
    """The services one sees, watermelons first: the month's scorecard, and the tickets
    opened in it and the two months before.

    Five queries, and one more for each further time zone.
    """
    rows = ManagedService.objects.visible_to(user).select_related("contract__vendor")
    services = list(rows)
    outside = standings([one.pk for one in services], [month])
    inside = _inside(services, month)
    found = [
        Melon(
            one,
            outside.get((one.pk, month), NOTHING),
            inside.get(one.pk, Inside(0, 0, 0, 0, 0, 0)),
        )
        for one in services
    ]
    return sorted(
        found, key=lambda one: (ORDER.index(one.verdict), -(one.index or Decimal(-1)))
    )


def _inside(services: Sequence[ManagedService], month: date) -> dict[int, Inside]:
    """Each in the zone of its calendar."""
    zones = zones_of(services, month)
    by_zone: dict[str, list[int]] = {}
    for one in services:
        zone = zones.get(one.calendar_id, NO_CALENDAR)
        by_zone.setdefault(zone, []).append(one.pk)
    found: dict[int, Inside] = {}
    for zone, keys in by_zone.items():
        first = bounds(next_month(month, 1 - MONTHS), zone)[0]
        found |= _read(keys, first, bounds(month, zone)[1])
    return found


def _read(services: list[int], first: datetime, end: datetime) -> dict[int, Inside]:
    with connection.cursor() as cursor:
        before = first - timedelta(days=AGAIN_DAYS)
        cursor.execute(
            INSIDE, [AGAIN_DAYS, services, before, end, CANCELLED_STATE, first]
        )
        return {service: Inside(*counts) for service, *counts in cursor.fetchall()}
