"""Whether what a vendor owes for a month was earned back by the months after it."""

from dataclasses import dataclass
from datetime import date

from apps.vendors.models import Closure, CreditClaim
from apps.vendors.rules.credits import is_earned_back
from apps.vendors.rules.months import next_month
from apps.vendors.rules.scoring import Rating


@dataclass(frozen=True)
class EarnBack:
    """So many green months are agreed; these followed, as they are frozen."""

    months: int
    following: tuple[tuple[date, Rating], ...]

    @property
    def is_agreed(self) -> bool:
        """Whether the contract has it at all."""
        return self.months > 0

    @property
    def is_reached(self) -> bool:
        """Whether the agreed months are frozen and all green."""
        return is_earned_back([rating for _, rating in self.following], self.months)


def earn_back_of(claim: CreditClaim) -> EarnBack:
    """What followed a claim's month: the frozen months up to the first that is not.

    How many have to be green is what the contract said when the month was closed.
    """
    closure = claim.closure
    months = closure.terms["contract"]["earn_back_months"]
    first = closure.period.month
    wanted = [next_month(first, step + 1) for step in range(months)]
    rows = Closure.objects.filter(
        period__service=closure.period.service_id,
        period__month__in=wanted,
        signed_by__isnull=False,
    )
    rated = dict(
        rows.order_by("number").values_list("period__month", "figures__rating")
    )
    following = []
    for month in wanted:
        if month not in rated:
            break
        following.append((month, Rating(rated[month])))
    return EarnBack(months, tuple(following))
