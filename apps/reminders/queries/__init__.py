"""Every rule there is; a file of rules is named here once."""

from apps.reminders.queries import (
    inbox,
    knowledge,
    onboarding,
    staffing_cover,
    staffing_growth,
    staffing_roster,
    staffing_rotas,
    vendors,
)
from apps.reminders.queries.rules import RULES, Due, Rule, among, rule

__all__ = [
    "RULES",
    "Due",
    "Rule",
    "among",
    "inbox",
    "knowledge",
    "onboarding",
    "rule",
    "staffing_cover",
    "staffing_growth",
    "staffing_roster",
    "staffing_rotas",
    "vendors",
]
