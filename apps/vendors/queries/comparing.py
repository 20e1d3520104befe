"""Vendors on the same measure, over the same months."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Max, Min, Sum

from apps.accounts.models import User
from apps.vendors.models import MonthFigure, ServiceLevel
from apps.vendors.rules.scoring import attainment, availability

Measure = ServiceLevel.Measure
SUMS = (
    *("met", "breached", "accepted_met", "accepted_breached"),
    *("service_seconds", "down_seconds"),
)


@dataclass(frozen=True)
class Compared:
    """A vendor's levels of one measure taken together; `%` throughout."""

    name: str
    slug: str
    levels: int
    volume: int
    percent: Decimal | None
    goals: tuple[Decimal, Decimal]
    by_month: dict[date, Decimal | None]


def compared(user: User, measure: str, months: Sequence[date]) -> list[Compared]:
    """The vendors with SLAs of this measure, the worst first. One query.

    Tickets, or seconds, of all their levels are added up before the share is taken, so
    a busy service weighs more. Numbers entered by hand are averaged. Accepted
    exclusions are left out.
    """
    vendor = "level__service__contract__vendor"
    rows = MonthFigure.objects.visible_to(user).filter(
        month__in=months,
        level__measure=measure,
        level__agreement=ServiceLevel.Agreement.SLA,
    )
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    grouped = rows.order_by().values(f"{vendor}__name", f"{vendor}__slug", "month")
    for row in grouped.annotate(
        **{f"sum_{name}": Sum(name) for name in SUMS},
        mean=Avg("value"),
        values_count=Count("value"),
        levels=Count("level", distinct=True),
        lowest=Min("version__goal"),
        highest=Max("version__goal"),
    ):
        found[row[f"{vendor}__name"], row[f"{vendor}__slug"]].append(row)
    told = [_compared(*key, measure, rows) for key, rows in found.items()]
    return sorted(told, key=lambda one: (one.percent is None, one.percent))


def _compared(
    name: str, slug: str, measure: str, rows: list[dict[str, Any]]
) -> Compared:
    return Compared(
        name=name,
        slug=slug,
        levels=max(row["levels"] for row in rows),
        volume=sum(_counts(row)[0] + _counts(row)[1] for row in rows),
        percent=_percent(measure, rows),
        goals=(
            min(row["lowest"] for row in rows),
            max(row["highest"] for row in rows),
        ),
        by_month={row["month"]: _percent(measure, [row]) for row in rows},
    )


def _counts(row: dict[str, Any]) -> tuple[int, int]:
    """Met and breached, without accepted exclusions."""
    return (
        row["sum_met"] - row["sum_accepted_met"],
        row["sum_breached"] - row["sum_accepted_breached"],
    )


def _percent(measure: str, rows: Iterable[dict[str, Any]]) -> Decimal | None:
    given = list(rows)
    if measure == Measure.AVAILABILITY:
        service = sum(row["sum_service_seconds"] or 0 for row in given)
        return availability(service, sum(row["sum_down_seconds"] or 0 for row in given))
    if measure == Measure.MANUAL:
        count = sum(row["values_count"] for row in given)
        total = sum(
            (row["mean"] * row["values_count"] for row in given if row["values_count"]),
            Decimal(0),
        )
        return total / count if count else None
    counts = [_counts(row) for row in given]
    return attainment(sum(met for met, _ in counts), sum(late for _, late in counts))
