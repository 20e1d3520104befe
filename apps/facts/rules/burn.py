"""Error budgets and how fast they burn, over several windows (Google SRE workbook)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

PERIOD_HOURS = 30 * 24
LEAST_EVENTS = 100
NO_ALERT = "none"
WINDOWS: Mapping[str, Decimal] = {
    "5m": Decimal(5) / 60,
    "30m": Decimal("0.5"),
    "1h": Decimal(1),
    "2h": Decimal(2),
    "6h": Decimal(6),
    "1d": Decimal(24),
    "3d": Decimal(72),
    "30d": Decimal(PERIOD_HOURS),
}


@dataclass(frozen=True)
class BurnAlert:
    """An alert: the share of the budget that is gone when it fires, and its windows."""

    severity: str
    spent: Decimal
    long: str
    short: str

    @property
    def factor(self) -> Decimal:
        """k = p·T/w: the burn at which the share p of a period T is gone in w."""
        return self.spent * PERIOD_HOURS / WINDOWS[self.long]


ALERTS = (
    BurnAlert("page fast", Decimal("0.02"), "1h", "5m"),
    BurnAlert("page slow", Decimal("0.05"), "6h", "30m"),
    BurnAlert("ticket fast", Decimal("0.10"), "1d", "2h"),
    BurnAlert("ticket slow", Decimal("0.10"), "3d", "6h"),
)


def budget_of(objective: Decimal) -> Decimal:
    """The share of events that may fail: 1 − the objective, which is in %."""
    return 1 - objective / 100


def burn(error_ratio: Decimal, objective: Decimal) -> Decimal:
    """How many times faster than allowed the budget goes: error ratio ÷ budget."""
    return error_ratio / budget_of(objective)


def budget_left(error_ratio_30d: Decimal, objective: Decimal) -> Decimal:
    """The part of 30 days' budget that is left, in %; below nothing once overspent."""
    return (1 - burn(error_ratio_30d, objective)) * 100


def firing(
    ratios: Mapping[str, Decimal],
    objective: Decimal,
    events: Mapping[str, Decimal] | None = None,
) -> str:
    """The gravest alert whose long and short window both burn faster than its factor.

    Windows that are not known do not fire. With `events` counted, a long window of fewer
    than LEAST_EVENTS does not either: one failure among few says nothing.
    """
    for alert in ALERTS:
        pair = [ratios.get(alert.long), ratios.get(alert.short)]
        if events is not None and events.get(alert.long, Decimal()) < LEAST_EVENTS:
            continue
        if all(one is not None and burn(one, objective) > alert.factor for one in pair):
            return alert.severity
    return NO_ALERT
