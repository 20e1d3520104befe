"""What the command palette finds of vendors, for those whom vendors concern."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from django.db.models import Model, Q, QuerySet

from apps.accounts.models import User
from apps.vendors.access import can_view
from apps.vendors.models import Contract, ManagedService, Vendor

T = TypeVar("T", bound=Model)
PAGES = [
    ("Portfolio", "vendors:portfolio", "layout-dashboard"),
    ("Vendors", "vendors:index", "briefcase"),
    ("Contracts", "vendors:contracts", "signature"),
    ("Services", "vendors:services", "headset"),
    ("Exclusions", "vendors:exclusions", "filter-off"),
    ("Periods", "vendors:periods", "calendar-stats"),
    ("Reviews", "vendors:reviews", "users-group"),
    ("Review actions", "vendors:review_actions", "list-check"),
    ("Risks and issues", "vendors:risks", "alert-triangle"),
]


class Found(NamedTuple):
    """A vendor, a contract or a service."""

    title: str
    url: str
    icon: str
    hint: str


def pages_for(user: User) -> list[tuple[str, str, str]]:
    """The pages of vendors, if any of them concerns this person."""
    return PAGES if can_view(user) else []


def found_for(asked: str, user: User, shown: int) -> Iterator[tuple[str, list[Found]]]:
    """Vendors, contracts and services that answer, so many of each at most."""
    if not can_view(user):
        return
    yield (
        "Vendors",
        [
            Found(one.name, one.get_absolute_url(), "briefcase", one.get_tier_display())
            for one in _named(Vendor.objects.visible_to(user), asked, "name", "slug")[
                :shown
            ]
        ],
    )
    contracts = Contract.objects.visible_to(user).select_related("vendor")
    yield (
        "Contracts",
        [
            Found(
                f"{one.reference} {one.title}",
                one.get_absolute_url(),
                "signature",
                one.vendor.name,
            )
            for one in _named(contracts, asked, "reference", "title")[:shown]
        ],
    )
    services = ManagedService.objects.visible_to(user)
    services = services.select_related("contract__vendor")
    yield (
        "Services",
        [
            Found(one.name, one.get_absolute_url(), "headset", one.contract.vendor.name)
            for one in _named(services, asked, "name", "slug")[:shown]
        ],
    )


def _named(rows: QuerySet[T], asked: str, *fields: str) -> QuerySet[T]:
    """Those with these words in one of the fields."""
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__icontains": asked})
    return rows.filter(condition)
