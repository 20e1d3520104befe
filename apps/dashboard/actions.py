"""What the portal does across the rooms below: work of one is planned in another."""

from datetime import datetime

from apps.dashboard.queries.planned_work import promises, reviews
from apps.staffing.actions.terms import bring_planned_work


def plan_work_from_elsewhere(*, now: datetime) -> int:
    """Onboarding's reviews and vendors' review actions as planned work; how many rows differ.

    Safe to repeat.
    """
    today = now.date()
    changed = bring_planned_work(reviews(today), prefix="onboarding:")
    return changed + bring_planned_work(promises(today), prefix="vendors:")
