"""A month that is over gets its place in the list of periods."""

from datetime import datetime

from apps.vendors.models import Period
from apps.vendors.queries.periods import missing_months
from apps.vendors.rules.months import month_of, next_month

BACK = 6


def open_periods(*, now: datetime) -> int:
    """Periods, still open, for the months that are over; how many. Safe to repeat.

    Half a year back: whoever wants to close an older month takes it to review by name.
    """
    today = now.date()
    months = [next_month(month_of(today), -step) for step in range(1, BACK + 1)]
    made = [
        Period(service_id=service, month=month)
        for service, month in missing_months(today, months)
    ]
    Period.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)
