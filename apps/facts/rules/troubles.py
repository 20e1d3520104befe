"""Which values call for somebody, whatever else a standard may ask."""

from collections.abc import Mapping
from decimal import Decimal

from apps.facts.rules.burn import NO_ALERT
from apps.facts.rules.kinds import NO

DOWN = ("http.up", "prometheus.up")
ALERT = "prometheus.burn_alert"
BELOW: Mapping[str, Decimal] = {
    "prometheus.budget_left": Decimal(0),
    "http.certificate_days": Decimal(21),
}
ABOVE: Mapping[str, Decimal] = {
    "portal.exercise_days": Decimal(365),
    "alertmanager.firing": Decimal(0),
    "portal.breaches": Decimal(0),
}


def is_trouble(name: str, number: Decimal | None, value: str) -> bool:
    """Down, burning, overspent, firing, breached, about to expire, or overdue.

    `troubles_only` of the list's filter asks the database the same.
    """
    if name in DOWN:
        return value == NO
    if name == ALERT:
        return value != NO_ALERT
    if number is None:
        return False
    return number < BELOW.get(name, number) or number > ABOVE.get(name, number)
