"""What came in after a month was closed, and counts only once it is restated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from apps.vendors.models import Closure, Maintenance, ManagedService, Outage

Span = tuple[datetime, datetime | None]
TERMS = {"outage": "outages", "maintenance": "maintenance"}


def closed_at_of(service: str, month: str) -> Subquery:
    """When the newest signed closure of a row's service and month was closed."""
    rows = Closure.objects.filter(
        period__service=OuterRef(service),
        period__month=OuterRef(month),
        signed_at__isnull=False,
    )
    return Subquery(rows.order_by("-number").values("closed_at")[:1])


def is_after(decided_at: datetime | None, closed_at: datetime | None) -> bool:
    """Whether what is decided then, or not yet, stands in none of the closed figures."""
    if closed_at is None:
        return False
    return decided_at is None or decided_at > closed_at


@dataclass(frozen=True)
class LateSpans:
    """Outages and windows beside those that a month was closed with.

    `keys` are those that it was not closed with; `gone` is how many it was closed with
    that are otherwise now, or are no more.
    """

    keys: frozenset[tuple[str, int]]
    gone: int


def late_spans(
    service: ManagedService,
    month: date,
    within: tuple[datetime, datetime],
    outages: Iterable[Outage],
    windows: Iterable[Maintenance],
) -> LateSpans | None:
    """What is late for the newest signed closure of a month; None without one."""
    rows = Closure.objects.filter(
        period__service=service, period__month=month, signed_at__isnull=False
    )
    terms = rows.order_by("-number").values_list("terms", flat=True).first()
    if terms is None:
        return None
    keys: set[tuple[str, int]] = set()
    gone = 0
    for name, found in (("outage", outages), ("maintenance", windows)):
        now = {(one.starts_at, one.ends_at): (name, one.pk) for one in found}
        closed = _closed(terms[TERMS[name]], within)
        keys |= {key for span, key in now.items() if span not in closed}
        gone += len(closed - set(now))
    return LateSpans(frozenset(keys), gone)


def _closed(
    written: list[list[str | None]], within: tuple[datetime, datetime]
) -> set[Span]:
    """The spans that a closure was measured by, of those that reach into its month."""
    read = ((_instant(start), _instant(end)) for start, end in written)
    return {
        (start, end)
        for start, end in read
        if start and start < within[1] and (end is None or end > within[0])
    }


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
