"""What a level asks for, in words."""

from decimal import Decimal

from django import template

from apps.vendors.models import LevelVersion, ServiceLevel
from apps.vendors.rules.targets import target_text

register = template.Library()

TIMES = {
    ServiceLevel.Measure.RESPONSE: "answered within {} of working time",
    ServiceLevel.Measure.RESOLUTION: "resolved within {} of working time",
}
SHARES = {
    ServiceLevel.Measure.FIRST_TIME_FIX: "{} of the tickets are solved by whom they reach first.",
    ServiceLevel.Measure.REOPENED: "{} of the tickets are not reopened.",
    ServiceLevel.Measure.CHANGES: "{} of the changes keep to what was agreed for them.",
    ServiceLevel.Measure.AVAILABILITY: "The service is there {} of the agreed service time.",
    ServiceLevel.Measure.MANUAL: "The figure entered and approved is at least {}.",
}


@register.filter
def target_words(seconds: int) -> str:
    """Working seconds as they are typed: 1 h 30 min."""
    return target_text(seconds)


@register.filter
def percent_words(value: Decimal) -> str:
    """A share without needless zeros: 99.5 %."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return f"{shown}\xa0%"


@register.filter
def money_words(amount: Decimal) -> str:
    """An amount with its thousands apart: 1,200,000.00."""
    return f"{amount:,.2f}"


@register.simple_tag
def version_words(level: ServiceLevel, version: LevelVersion) -> str:
    """One sentence of what a version asks for."""
    goal = percent_words(version.goal)
    measure = ServiceLevel.Measure(level.measure)
    if measure in TIMES:
        within = TIMES[measure].format(target_text(version.target_seconds or 0))
        return f"{goal} of the tickets are {within}."
    if measure == ServiceLevel.Measure.SATISFACTION:
        return f"{goal} of the answers give at least {version.threshold} of 5."
    return SHARES[measure].format(goal)
