"""Workbooks: how much one would hold, and how far one is."""

from datetime import date

from apps.accounts.models import User
from apps.vendors.access import can_see_money
from apps.vendors.models import (
    Closure,
    FrozenTicket,
    ManagedService,
    Verdict,
    Workbook,
)
from apps.vendors.states import Outcome

# What is made while one waits: less than a second of work.
FEW = 5_000


def tickets_behind(
    service: ManagedService, month: date, closure: Closure | None
) -> int:
    """How many rows of tickets its workbook has."""
    if closure:
        return FrozenTicket.objects.of(closure).count()
    judged = Verdict.objects.filter(level__service=service, month=month)
    return judged.filter(outcome__in=(Outcome.MET, Outcome.BREACHED)).count()


def kept_books(
    user: User, service: ManagedService, month: date, closure: Closure | None
) -> list[Workbook]:
    """Those that this person asked for already, the newest first."""
    rows = Workbook.objects.visible_to(user).of(service, month, closure)
    return list(rows.select_related("file"))


def may_fetch(user: User, found: Workbook) -> bool:
    """Whether it holds nothing that this person may see no more."""
    return not found.with_money or can_see_money(user, found.service.contract.vendor)
