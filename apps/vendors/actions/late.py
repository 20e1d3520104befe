"""Late evidence: what comes in for a month that is closed changes nothing closed.

While a closure waits for its signature nothing about its month moves: it can go back to
review. Once it is frozen, outages, measurements and exclusions are recorded as late, and
count when the month is restated, with its own two people.
"""

from collections.abc import Iterable
from datetime import date

from apps.core.errors import DomainError
from apps.vendors.models import ManagedService, Period
from apps.vendors.states import PeriodState


def late_for(service: ManagedService, months: Iterable[date]) -> str:
    """The frozen ones of these months, in words, for which this is late; "" if none is.

    DomainError while one of them is closed and waits for its signature.
    """
    rows = Period.objects.filter(service=service, month__in=list(months))
    shut = rows.filter(state=PeriodState.CLOSED).order_by("month").first()
    if shut:
        raise DomainError(
            f"Not possible now: {shut.month:%B %Y} is closed and waits for its "
            "signature. Sign it, or take it back to review."
        )
    frozen = rows.filter(state=PeriodState.FROZEN).order_by("month")
    return ", ".join(f"{one:%B %Y}" for one in frozen.values_list("month", flat=True))
