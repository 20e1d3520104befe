"""Which values call for somebody, whatever else a standard may ask."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from apps.facts.rules.burn import NO_ALERT
from apps.facts.rules.kinds import NO

CERTIFICATE_DAYS, YEAR = 21, 365
BEYOND: Mapping[str, Callable[[Decimal], bool]] = {
    "prometheus.budget_left": lambda left: left < 0,
    "http.certificate_days": lambda days: days < CERTIFICATE_DAYS,
    "portal.exercise_days": lambda days: days > YEAR,
    "alertmanager.firing": lambda alerts: alerts > 0,
    "portal.breaches": lambda tickets: tickets > 0,
}


def is_trouble(name: str, number: Decimal | None, value: str) -> bool:
    """Down, burning, overspent, firing, breached, about to expire, or overdue."""
    if name in ("http.up", "prometheus.up"):
        return value == NO
    if name == "prometheus.burn_alert":
        return value != NO_ALERT
    is_beyond = BEYOND.get(name)
    return bool(is_beyond and number is not None and is_beyond(number))
