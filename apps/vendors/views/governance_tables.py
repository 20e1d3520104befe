"""The columns of reviews, actions and risks; a review's scorecards as lines."""

from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import badge, fill, link, person, state_badge
from apps.vendors.models import Review, ReviewAction, Risk
from apps.vendors.queries.governance import ReviewPage
from apps.vendors.rules.wording import NOTHING, money_text, percent_text
from apps.vendors.states import ReviewActionState, ReviewState, RiskState

REVIEW_TONES = {
    ReviewState.PLANNED: "blue",
    ReviewState.HELD: "amber",
    ReviewState.PUBLISHED: "green",
    ReviewState.CANCELLED: "grey",
}
ACTION_TONES = {
    ReviewActionState.OPEN: "blue",
    ReviewActionState.DONE: "green",
    ReviewActionState.DROPPED: "grey",
}
RISK_TONES = {RiskState.OPEN: "blue", RiskState.CLOSED: "grey"}


def review_badge(one: Review) -> SafeString:
    """The state of a review."""
    return state_badge(one, REVIEW_TONES[ReviewState(one.state)])


def action_badge(one: ReviewAction) -> SafeString:
    """The state of an action; red while it is late."""
    if one.is_overdue(timezone.localdate()):
        return badge("Overdue", "red")
    return state_badge(one, ACTION_TONES[ReviewActionState(one.state)])


def score_badge(one: Risk) -> SafeString:
    """How heavy a risk weighs."""
    return badge(f"{one.score} of 25", one.tone)


def _owner(one: ReviewAction) -> SafeString:
    who = person(one.owner)
    side = one.get_side_display()
    return fill('{}<div class="text-secondary small">{}</div>', who, side)


REVIEWS = [
    Column(
        "period",
        "About",
        lambda one: one.period,
        sort="first_month",
        cell=lambda one: link(one.get_absolute_url(), one.period),
        is_head=True,
    ),
    Column("vendor", "Vendor", lambda one: one.vendor.name, sort="vendor__name"),
    Column("kind", "Kind", lambda one: one.get_kind_display(), sort="kind"),
    Column("held_on", "Meeting on", lambda one: one.held_on, sort="held_on"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        sort="state",
        cell=review_badge,
    ),
    Column("actions", "Actions", lambda one: one.action_count, sort="action_count"),
    Column("open", "Still open", lambda one: one.open_count, sort="open_count"),
]

ACTIONS = [
    Column(
        "title",
        "Action",
        lambda one: one.title,
        sort="title",
        cell=lambda one: link(one.get_absolute_url(), one.title),
        is_head=True,
        css="portal-wide",
    ),
    Column(
        "vendor",
        "Vendor",
        lambda one: one.review.vendor.name,
        sort="review__vendor__name",
    ),
    Column(
        "owner",
        "Owner",
        lambda one: str(one.owner or one.get_side_display()),
        sort="owner__name",
        cell=_owner,
    ),
    Column("due_on", "Due", lambda one: one.due_on, sort="due_on"),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        sort="state",
        cell=action_badge,
    ),
    Column(
        "review",
        "From the review",
        lambda one: one.review.period,
        sort="review__first_month",
        cell=lambda one: link(one.review.get_absolute_url(), one.review.period),
    ),
]

RISKS = [
    Column(
        "title",
        "Risk or issue",
        lambda one: one.title,
        sort="title",
        cell=lambda one: link(one.get_absolute_url(), one.title),
        is_head=True,
        css="portal-wide",
    ),
    Column("kind", "Kind", lambda one: one.get_kind_display(), sort="kind"),
    Column("vendor", "Vendor", lambda one: one.vendor.name, sort="vendor__name"),
    Column(
        "score",
        "Likelihood × impact",
        lambda one: one.score,
        sort="weight",
        cell=score_badge,
    ),
    Column(
        "owner",
        "Owner",
        lambda one: str(one.owner or ""),
        sort="owner__name",
        cell=lambda one: person(one.owner),
    ),
    Column(
        "review_on", "Look at it again", lambda one: one.review_on, sort="review_on"
    ),
    Column(
        "state",
        "State",
        lambda one: one.get_state_display(),
        sort="state",
        cell=lambda one: state_badge(one, RISK_TONES[RiskState(one.state)]),
    ),
]


def card_rows(page: ReviewPage) -> list[dict[str, Any]]:
    """The scorecards of a review: service, month, score, mark, levels missed, credit."""
    return [
        {
            "service": card.service,
            "month": card.month,
            "score": NOTHING if card.score is None else f"{card.score:.1f}",
            "rating": badge(card.rating.label, card.rating.tone),
            "missed": ", ".join(
                f"{line.level.name} {percent_text(line.percent)}"
                for line in card.lines
                if line.rating in {"red", "amber"}
            )
            or NOTHING,
            "credit": money_text(card.credit.due, card.service.contract.currency)
            if page.see_money
            else "",
        }
        for card in page.cards
    ]
