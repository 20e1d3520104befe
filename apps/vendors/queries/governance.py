"""What pages of reviews, actions and risks show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from apps.accounts.models import User
from apps.vendors.access import can_close_action, can_govern, can_see_money
from apps.vendors.models import (
    AgendaItem,
    Decision,
    ManagedService,
    Review,
    ReviewAction,
    Risk,
    Vendor,
)
from apps.vendors.models.governance import ReviewActionQuerySet
from apps.vendors.queries.scorecard import Scorecard, scorecards
from apps.vendors.rules.governance import months_of_review, next_due, period_text
from apps.vendors.states import ReviewActionState, ReviewState, RiskState

SCALE = range(1, 6)


def governed(user: User) -> QuerySet[Vendor]:
    """The vendors whose reviews and risks this person runs."""
    if not user.is_internal:
        return Vendor.objects.none()
    where = user.rights.scopes("vendors.govern")
    rows = Vendor.objects.visible_to(user)
    return rows if where.everything else rows.filter(slug__in=sorted(where.vendors))


def listed_reviews(user: User) -> QuerySet[Review]:
    """Every review one sees, with the number of its actions and of those still open."""
    rows = Review.objects.visible_to(user).select_related("vendor")
    open_ones = Q(actions__state=ReviewActionState.OPEN)
    counted = rows.annotate(
        action_count=Count("actions"), open_count=Count("actions", filter=open_ones)
    )
    return counted.order_by("-held_on", "-pk")


def listed_actions(user: User) -> ReviewActionQuerySet:
    """Every action one sees."""
    rows = ReviewAction.objects.visible_to(user)
    return rows.select_related("review__vendor", "owner", "closed_by")


def listed_risks(user: User) -> QuerySet[Risk]:
    """Every risk and issue one sees, with its weight."""
    rows = Risk.objects.visible_to(user).weighed()
    return rows.select_related("vendor", "service", "owner")


@dataclass(frozen=True)
class Due:
    """A kind of review that a vendor has had, and what the next one is about."""

    vendor: Vendor
    kind: str
    first_month: date
    period: str
    is_late: bool


def reviews_due(user: User, today: date) -> list[Due]:
    """The next review of each vendor and kind that is not planned yet, the oldest first."""
    newest: dict[tuple[int, str], Review] = {}
    rows = Review.objects.filter(vendor__in=governed(user)).select_related("vendor")
    for one in rows.exclude(state=ReviewState.CANCELLED).order_by("first_month"):
        newest[one.vendor_id, one.kind] = one
    found = []
    for one in newest.values():
        first = next_due(one.kind, one.first_month)
        ends = months_of_review(one.kind, first)[-1]
        is_late = next_due("monthly", ends) <= today
        text = period_text(one.kind, first)
        found.append(Due(one.vendor, one.kind, first, text, is_late))
    return sorted(found, key=lambda one: (one.first_month, one.vendor.name))


@dataclass(frozen=True)
class Shown:
    """An action as a page draws it: whether it is late, what one may do."""

    found: ReviewAction
    is_overdue: bool
    may_close: bool


@dataclass(frozen=True)
class ReviewPage:
    """A review: its agenda, figures, decisions, own actions and those carried over."""

    found: Review
    agenda: Sequence[AgendaItem]
    cards: Sequence[Scorecard]
    decisions: Sequence[Decision]
    actions: Sequence[Shown]
    carried: Sequence[Shown]
    may_govern: bool
    see_money: bool
    see_minutes: bool
    is_inside: bool

    @property
    def is_planned(self) -> bool:
        """Whether it is still to take place."""
        return self.found.state == ReviewState.PLANNED

    @property
    def is_writable(self) -> bool:
        """Whether agenda, minutes and decisions still change."""
        return self.may_govern and self.found.state in {
            ReviewState.PLANNED,
            ReviewState.HELD,
        }


def review_page(found: Review, user: User, today: date) -> ReviewPage:
    """What this person sees of a review and may do with it."""
    is_told = user.is_internal or found.state == ReviewState.PUBLISHED
    own = listed_actions(user).filter(review=found)
    carried = listed_actions(user).carried_into(found)
    return ReviewPage(
        found=found,
        agenda=list(
            AgendaItem.objects.visible_to(user)
            .filter(review=found)
            .select_related("service")
        ),
        cards=cards_of(found),
        decisions=list(found.decisions.select_related("by")) if is_told else [],
        actions=shown(own, user, today),
        carried=shown(carried, user, today),
        may_govern=can_govern(user, found.vendor),
        see_money=can_see_money(user, found.vendor),
        see_minutes=is_told,
        is_inside=user.is_internal,
    )


def cards_of(found: Review) -> list[Scorecard]:
    """The scorecards of its months, by service, the newest month last."""
    services = list(
        ManagedService.objects.filter(contract__vendor=found.vendor).select_related(
            "contract__vendor", "calendar"
        )
    )
    months = months_of_review(found.kind, found.first_month)
    cards = scorecards(services, months)
    given = [cards[one.pk, month] for one in services for month in months]
    return [one for one in given if one.has_data]


def shown(rows: QuerySet[ReviewAction], user: User, today: date) -> list[Shown]:
    """Actions as pages draw them."""
    return [
        Shown(
            one,
            one.is_overdue(today),
            one.state == ReviewActionState.OPEN and can_close_action(user, one),
        )
        for one in rows
    ]


def risk_grid(rows: QuerySet[Risk]) -> dict[tuple[int, int], int]:
    """How many open risks there are by likelihood and impact."""
    counted = dict.fromkeys(((a, b) for a in SCALE for b in SCALE), 0)
    open_rows = rows.filter(state=RiskState.OPEN).order_by()
    for likelihood, impact, number in open_rows.values_list(
        "likelihood", "impact"
    ).annotate(number=Count("pk")):
        counted[likelihood, impact] = number
    return counted
