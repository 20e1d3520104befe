"""Scorecards of closed months, read from their closures and from nothing else."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from apps.vendors.models import (
    Closure,
    LevelVersion,
    ManagedService,
    MonthFigure,
    ServiceLevel,
)
from apps.vendors.queries.card import LevelLine, Scorecard
from apps.vendors.queries.terms import terms_of
from apps.vendors.rules.credits import Band, Credit, CreditLine
from apps.vendors.rules.scoring import Rating
from apps.vendors.states import SHUT

COUNTS = (
    *("met", "breached", "accepted_met", "accepted_breached"),
    *("proposed_met", "proposed_breached", "service_seconds", "down_seconds"),
)
ASKED = ("goal", "tolerance", "weight")


def closed_cards(
    services: Sequence[ManagedService], months: Sequence[date]
) -> dict[tuple[int, date], Scorecard]:
    """The scorecards of those of these services and months that are closed.

    By the newest closure that is signed, or else by the one that waits for its signature.
    """
    by_key = {one.pk: one for one in services}
    rows = Closure.objects.filter(
        period__service__in=by_key, period__month__in=months, period__state__in=SHUT
    )
    found = {}
    for one in rows.select_related("period").defer("terms").order_by("number"):
        if one.is_signed or one.number == 1:
            key = one.period.service_id, one.period.month
            found[key] = frozen_card(by_key[key[0]], one)
    return found


def frozen_card(service: ManagedService, closure: Closure) -> Scorecard:
    """The scorecard of a closure. Its figures are those closed, not worked out again."""
    figures = closure.figures
    month = closure.period.month
    lines = tuple(_line(service, month, one) for one in figures["lines"])
    card = Scorecard(service, month, lines, Decimal(figures["charge"]), closure)
    shown = vars(card)
    shown.update(
        score=decimal(figures["score"]),
        rating=Rating(figures["rating"]),
        credit=_credit(figures["credit"]),
    )
    return card


def decimal(written: str | None) -> Decimal | None:
    """The number as it was written, or none."""
    return None if written is None else Decimal(written)


def bare_line(
    service: ManagedService, month: date, written: Mapping[str, Any]
) -> LevelLine:
    """The line by what was asked and counted; its figures are worked out by the rules."""
    level = ServiceLevel(
        pk=written["level"],
        service=service,
        **{name: written[name] for name in ("slug", "name", "measure", "agreement")},
    )
    version = LevelVersion(
        pk=written["version"],
        level=level,
        valid_from_on=date.fromisoformat(written["version_from_on"]),
        target_seconds=written["target_seconds"],
        minimum_volume=written["minimum_volume"],
        is_critical=written["is_critical"],
        **{name: Decimal(written[name]) for name in ASKED},
    )
    figure = MonthFigure(
        level=level,
        version=version,
        month=month,
        value=decimal(written["value"]),
        **{name: written[name] for name in COUNTS},
    )
    line = LevelLine(level, version, terms_of(version), figure)
    shown = vars(line)
    shown.update(bands=tuple(_band(one) for one in written["bands"]))
    return line


def _line(
    service: ManagedService, month: date, written: Mapping[str, Any]
) -> LevelLine:
    """The line with the figures that were closed."""
    line = bare_line(service, month, written)
    shown = vars(line)
    shown.update(
        percent=decimal(written["percent"]),
        reported=decimal(written["reported"]),
        disputed=decimal(written["disputed"]),
        rating=Rating(written["rating"]),
    )
    return line


def _band(written: Mapping[str, str]) -> Band:
    return Band(Decimal(written["below"]), Decimal(written["credit"]))


def _credit(written: Mapping[str, Any]) -> Credit:
    lines = (
        CreditLine(
            one["name"], Decimal(one["percent"]), _band(one), Decimal(one["amount"])
        )
        for one in written["lines"]
    )
    return Credit(tuple(lines), Decimal(written["total"]), Decimal(written["cap"]))
