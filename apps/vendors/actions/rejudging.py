"""After a change of what is agreed: figures worked out anew, tickets in the background."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.history.actions import record
from apps.vendors.access import can_edit
from apps.vendors.actions.figures import refresh_availability, refresh_measured
from apps.vendors.actions.judging import ask_recount
from apps.vendors.models import ManagedService, Recount, ServiceLevel
from apps.vendors.queries.closed import closed_months


def rejudge(
    service: ManagedService,
    levels: Iterable[ServiceLevel],
    *,
    why: str,
    by: User,
    now: datetime,
    months: Iterable[date] = (),
) -> None:
    """Have these levels' figures worked out anew: tickets by a worker, the rest at once.

    `months` are measured beside those that have figures already; closed ones are not.
    """
    given = list(levels)
    if any(level.counts_tickets for level in given):
        ask_recount(service.pk, why=why, by=by, now=now)
    closed = closed_months(service.pk)
    for level in given:
        if not level.counts_tickets:
            known = set(level.months.values_list("month", flat=True))
            _measure(level, sorted((known | set(months)) - closed), now)


def _measure(level: ServiceLevel, months: list[date], now: datetime) -> None:
    if level.measure == ServiceLevel.Measure.AVAILABILITY:
        refresh_availability(level, months, now=now)
        return
    entered = set(level.measurements.values_list("month", flat=True))
    for month in entered.intersection(months):
        refresh_measured(level, month)


@transaction.atomic
def ask_for_recount(pk: int, *, by: User, now: datetime) -> Recount:
    """Have all tickets of a service judged anew because somebody wants it."""
    rows = ManagedService.objects.select_related("contract__vendor")
    found = rows.get(pk=pk)
    if not can_edit(by, found.contract.vendor):
        raise PermissionDenied
    made = ask_recount(pk, why="Asked for", by=by, now=now)
    record(found, "vendors.recount_asked", by=by, now=now)
    return made
