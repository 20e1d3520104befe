"""When a service breaches, and which of its tickets do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from apps.accounts.models import User
from apps.vendors.models import Exclusion, ManagedService, ServiceLevel, Verdict
from apps.vendors.states import ExclusionState, Outcome

TIMED = (ServiceLevel.Measure.RESPONSE, ServiceLevel.Measure.RESOLUTION)
DAYS, HOURS = range(1, 8), range(24)
SHARES = ("priority", "category", "group")


@dataclass(frozen=True)
class Part:
    """Tickets with something in common: how many of them were late, of how many."""

    value: str
    breached: int
    total: int
    of_all: int

    @property
    def share(self) -> float:
        """Its share of all breaches, in %."""
        return 100 * self.breached / self.of_all if self.of_all else 0.0

    @property
    def rate(self) -> float:
        """How many in 100 of these tickets were late."""
        return 100 * self.breached / self.total if self.total else 0.0


@dataclass(frozen=True)
class Patterns:
    """Breaches by weekday (1 is Monday) and hour, and by what the tickets are."""

    zone: str
    calendar: dict[tuple[int, int], int]
    shares: dict[str, list[Part]]

    @property
    def total(self) -> int:
        """All breaches."""
        return sum(self.calendar.values())


def timed_levels(user: User, service: ManagedService) -> list[ServiceLevel]:
    """The levels of a service under which a clock can be late."""
    rows = ServiceLevel.objects.visible_to(user).filter(service=service)
    return list(rows.filter(measure__in=TIMED))


def counted(
    user: User, levels: Sequence[ServiceLevel], months: Sequence[date], zone: str
) -> QuerySet[Verdict]:
    """Met and breached tickets of these levels and months, accepted exclusions left out.

    `weekday` (1 to 7) and `hour` tell when the target was reached, in the zone.
    """
    accepted = Exclusion.objects.filter(
        ticket=OuterRef("ticket"),
        level=OuterRef("level"),
        state=ExclusionState.ACCEPTED,
    )
    at = ZoneInfo(zone)
    rows = Verdict.objects.visible_to(user).filter(
        ~Exists(accepted),
        level__in=levels,
        month__in=months,
        outcome__in=(Outcome.MET, Outcome.BREACHED),
    )
    return rows.annotate(
        weekday=ExtractIsoWeekDay("due_at", tzinfo=at),
        hour=ExtractHour("due_at", tzinfo=at),
    )


def late(rows: QuerySet[Verdict]) -> QuerySet[Verdict]:
    """Those of them that were breached, the newest first, with how late they were."""
    found = rows.filter(outcome=Outcome.BREACHED).annotate(
        over_seconds=F("elapsed_seconds") - F("version__target_seconds")
    )
    return found.select_related("ticket", "level", "version").order_by("-due_at", "pk")


def patterns(rows: QuerySet[Verdict], zone: str) -> Patterns:
    """The breaches among these, counted. Four queries."""
    breached: Any = rows.filter(outcome=Outcome.BREACHED).order_by()
    cells = breached.values_list("weekday", "hour").annotate(Count("pk"))
    calendar = {(weekday, hour): count for weekday, hour, count in cells if weekday}
    total = sum(calendar.values())
    return Patterns(
        zone, calendar, {name: _parts(rows, name, total) for name in SHARES}
    )


def _parts(rows: QuerySet[Verdict], name: str, total: int) -> list[Part]:
    is_late = Q(outcome=Outcome.BREACHED)
    counts = (
        rows.order_by()
        .values_list(f"ticket__{name}")
        .annotate(late=Count("pk", filter=is_late), all=Count("pk"))
    )
    found = [Part(str(value), late, number, total) for value, late, number in counts]
    return sorted(found, key=lambda one: (-one.breached, one.value))
