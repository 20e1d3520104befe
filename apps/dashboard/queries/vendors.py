"""What needs a vendor manager today."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.dashboard.queries.tiles import Tile
from apps.vendors.models import Exclusion, ManagedService
from apps.vendors.queries.at_stake import at_stake
from apps.vendors.queries.ending import endings
from apps.vendors.queries.standings import standings
from apps.vendors.rules.months import month_of, next_month
from apps.vendors.rules.scoring import Rating
from apps.vendors.states import ExclusionState


def looks_after_vendors(user: User) -> bool:
    """Whether what vendors need is shown to somebody at all."""
    return bool(user.rights.scopes("vendors.edit"))


def vendor_tiles(user: User, now: datetime) -> list[Tile]:
    """Red services of last month, exclusions, notice days, goals at stake.

    Only for who looks after vendors; each number is exactly the list it leads to.
    """
    if not looks_after_vendors(user):
        return []
    today = timezone.localdate(now)
    portfolio = reverse("vendors:portfolio")
    last = next_month(month_of(today), -1)
    services = list(ManagedService.objects.visible_to(user))
    waiting = Exclusion.objects.visible_to(user).filter(state=ExclusionState.PROPOSED)
    near = sum(one.is_near for one in endings(user, today))
    return [
        _tile(
            f"Services red in {last:%B}",
            _red(services, last),
            f"{portfolio}?rating=red#services",
            "circle-x",
        ),
        _tile(
            "Goals at stake this month",
            len(at_stake(services, now)),
            reverse("vendors:forecasts"),
            "trending-up",
        ),
        _tile(
            "Exclusions waiting",
            waiting.count(),
            f"{reverse('vendors:exclusions')}?state=proposed",
            "filter-off",
        ),
        _tile(
            "Notice days in 30 days",
            near,
            f"{portfolio}?near=on#endings",
            "calendar-due",
        ),
    ]


def _tile(label: str, count: int, url: str, icon: str) -> Tile:
    return Tile(label, count, url, icon, "amber" if count else "green")


def _red(services: list[ManagedService], month: date) -> int:
    found = standings([one.pk for one in services], [month])
    return sum(one.rating is Rating.RED for one in found.values())
