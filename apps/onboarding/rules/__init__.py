"""The rules of onboarding, on plain values."""

from apps.onboarding.rules.applicability import (
    Situation,
    applies,
    explain,
    faults,
    questions_of,
)
from apps.onboarding.rules.changes import changed_words
from apps.onboarding.rules.comparison import Difference, compare, distance
from apps.onboarding.rules.evidence import (
    fault,
    meets_threshold,
    number,
    renewal_fault,
    valid_until,
    waiver_fault,
)
from apps.onboarding.rules.foresight import (
    Candidate,
    Forecast,
    forecast,
    percentile,
    propose_reviewer,
)
from apps.onboarding.rules.readiness import (
    SEATS,
    Item,
    badge,
    is_full,
    is_gate_met,
    is_lapsed,
    is_waived,
    lapses,
    missing_musts,
    readiness,
    unmet_musts,
)

__all__ = [
    "SEATS",
    "Candidate",
    "Difference",
    "Forecast",
    "Item",
    "Situation",
    "applies",
    "badge",
    "changed_words",
    "compare",
    "distance",
    "explain",
    "fault",
    "faults",
    "forecast",
    "is_full",
    "is_gate_met",
    "is_lapsed",
    "is_waived",
    "lapses",
    "meets_threshold",
    "missing_musts",
    "number",
    "percentile",
    "propose_reviewer",
    "questions_of",
    "readiness",
    "renewal_fault",
    "unmet_musts",
    "valid_until",
    "waiver_fault",
]
