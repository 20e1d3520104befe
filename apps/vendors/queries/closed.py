"""Up to which day a service's months are closed."""

from datetime import date, timedelta

from apps.vendors.models import Period
from apps.vendors.rules.months import next_month
from apps.vendors.states import PeriodState

SHUT = (PeriodState.CLOSED, PeriodState.FROZEN)


def closed_until(service_pk: int) -> date | None:
    """The last day of the newest closed month; None where none is."""
    rows = Period.objects.filter(service=service_pk, state__in=SHUT)
    newest = rows.order_by("month").values_list("month", flat=True).last()
    return next_month(newest) - timedelta(days=1) if newest else None


def closed_months(service_pk: int) -> set[date]:
    """The months that are closed, each by its first day."""
    rows = Period.objects.filter(service=service_pk, state__in=SHUT)
    return set(rows.values_list("month", flat=True))
