"""Contracts that run out: their last day, and the last day to give notice."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.accounts.models import User
from apps.vendors.models import Contract
from apps.vendors.queries.served import VendorNamed
from apps.vendors.rules.notice import last_notice_day
from apps.vendors.states import ContractState

HORIZON = timedelta(days=183)
NEAR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class EndingContract:
    """What of a contract is asked here, named as the model names it."""

    pk: int
    reference: str
    title: str
    state: str
    ends_on: date
    renewal: str
    notice: int
    notice_unit: str
    vendor: VendorNamed

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def then(self) -> str:
        """What happens at its end, in words."""
        return str(Contract.Renewal(self.renewal).label)


@dataclass(frozen=True)
class Ending:
    """A contract that ends soon, or whose notice has to be given soon."""

    contract: EndingContract
    notice_on: date | None
    today: date

    @property
    def is_near(self) -> bool:
        """Whether its notice day is one of the next 30 days."""
        on = self.notice_on
        return on is not None and self.today <= on <= self.today + NEAR

    @property
    def words(self) -> str:
        """What has to be decided, and how long there is for it."""
        if self.contract.state == ContractState.NOTICE_GIVEN:
            return "Notice is given"
        if self.notice_on is None:
            return "Ends without notice"
        days = (self.notice_on - self.today).days
        if days < 0:
            return "The notice day is past"
        return "Today is the last day" if not days else f"{days} days to give notice"


def endings(user: User, today: date) -> list[Ending]:
    """Contracts in force that end, or have their notice day, in half a year. One query.

    The nearest day to act first.
    """
    live = (ContractState.IN_FORCE, ContractState.NOTICE_GIVEN)
    rows = Contract.objects.visible_to(user).filter(
        state__in=live, ends_on__gte=today, ends_on__lte=today + 4 * HORIZON
    )
    written = rows.values_list(
        *("pk", "reference", "title", "state", "ends_on"),
        *("renewal", "notice", "notice_unit"),
        *("vendor__slug", "vendor__name", "vendor__organisation_id"),
    )
    found = []
    for pk, code, title, state, ends_on, then, notice, unit, *vendor in written:
        one = EndingContract(
            *(pk, code, title, state),
            *(ends_on, then, notice, unit),
            VendorNamed(*vendor),
        )
        needs_none = (
            one.renewal == Contract.Renewal.NONE
            or one.state == ContractState.NOTICE_GIVEN
        )
        on = None
        if not needs_none:
            on = last_notice_day(one.ends_on, one.notice, one.notice_unit)
        found.append(Ending(one, on, today))
    return sorted(
        (one for one in found if _is_soon(one)),
        key=lambda one: one.notice_on or one.contract.ends_on,
    )


def _is_soon(one: Ending) -> bool:
    until = one.today + HORIZON
    is_ending = one.contract.ends_on <= until
    return is_ending or (one.notice_on is not None and one.notice_on <= until)
