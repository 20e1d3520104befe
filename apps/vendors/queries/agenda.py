"""What a review should talk about, built from the figures of its months."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, pairwise

from django.db.models import Count, Q

from apps.core.markup import day_text
from apps.vendors.models import (
    AgendaItem,
    Certificate,
    Contract,
    Exclusion,
    ManagedService,
    Review,
    ReviewAction,
    Risk,
    Vendor,
)
from apps.vendors.queries.scorecard import LevelLine, Scorecard, scorecards
from apps.vendors.rules.governance import FALLING_MONTHS, months_of_review
from apps.vendors.rules.months import next_month
from apps.vendors.rules.scoring import Rating
from apps.vendors.rules.wording import breaches_words, goal_text, percent_text
from apps.vendors.states import ContractState, ExclusionState, RiskState

AHEAD = timedelta(days=120)
BAD = {Rating.RED: 0, Rating.AMBER: 1}
TRENDS = 3
Kind = AgendaItem.Kind


@dataclass(frozen=True)
class Built:
    """An item as the figures make it."""

    kind: str
    title: str
    words: str = ""
    service: ManagedService | None = None
    month: date | None = None
    is_shared: bool = True


def built_agenda(review: Review, today: date) -> list[Built]:
    """The items of a review, in their order. Amounts of money are in none of them."""
    vendor = review.vendor
    months = months_of_review(review.kind, review.first_month)
    services = list(
        ManagedService.objects.filter(contract__vendor=vendor).select_related(
            "contract__vendor", "calendar"
        )
    )
    before = [next_month(months[-1], -step) for step in range(FALLING_MONTHS + 1)]
    cards = scorecards(services, {*months, *before})
    of_period = [cards[one.pk, month] for month in months[::-1] for one in services]
    histories = [
        [cards[one.pk, month] for month in reversed(before)] for one in services
    ]
    return [
        *_levels(of_period),
        *_trends(histories),
        *_disputes(vendor),
        *_credits(of_period),
        *_actions(review, today),
        *_risks(vendor, today),
        *_dates(vendor, today),
    ]


def _levels(cards: Sequence[Scorecard]) -> Iterator[Built]:
    """Red and amber levels, red and critical ones first."""
    bad = [(card, line) for card in cards for line in card.lines if line.rating in BAD]
    bad.sort(key=lambda one: (BAD[one[1].rating], not one[1].terms.is_critical))
    for card, line in bad:
        missed = breaches_words(line.to_goal) if line.to_goal is not None else ""
        yield Built(
            Kind.LEVEL,
            f"{line.level.name} of {card.service} is {line.rating.label.lower()}:"
            f" {percent_text(line.percent)} against {goal_text(line.terms.goal)}"
            f" in {card.month:%B %Y}",
            missed[:1].upper() + missed[1:],
            card.service,
            card.month,
        )


def _trends(histories: Sequence[Sequence[Scorecard]]) -> list[Built]:
    """The levels that lost most over the last months, if they fell in each of them."""
    falls = []
    for cards in histories:
        for line in cards[-1].lines:
            shares = [_share(card, line) for card in cards]
            known = [one for one in shares if one is not None]
            is_falling = all(b < a for a, b in pairwise(known))
            if len(known) == len(cards) and is_falling:
                words = " → ".join(map(percent_text, known))
                falls.append((known[-1] - known[0], cards[-1], line, words))
    falls.sort(key=lambda one: one[0])
    return [
        Built(
            Kind.TREND,
            f"{line.level.name} of {card.service} fell {FALLING_MONTHS} months in a row",
            words,
            card.service,
            card.month,
        )
        for _, card, line, words in falls[:TRENDS]
    ]


def _share(card: Scorecard, line: LevelLine) -> Decimal | None:
    found = card.line(line.level.slug)
    return found.percent if found else None


def _disputes(vendor: Vendor) -> Iterator[Built]:
    rows = Exclusion.objects.filter(
        level__service__contract__vendor=vendor, state=ExclusionState.PROPOSED
    )
    found = rows.order_by("answer_by_at").select_related("level__service").first()
    if found:
        total = rows.count()
        yield Built(
            Kind.DISPUTE,
            f"{total} {'exclusion waits' if total == 1 else 'exclusions wait'}"
            " for an answer",
            f"The first lapses on {day_text(found.answer_by_at)}.",
        )


def _credits(cards: Sequence[Scorecard]) -> Iterator[Built]:
    for card in cards:
        if card.credit.due:
            names = ", ".join(line.name for line in card.credit.lines)
            yield Built(
                Kind.CREDIT,
                f"{card.service} owes a service credit for {card.month:%B %Y}",
                f"For {names}.",
                card.service,
                card.month,
            )


def _actions(review: Review, today: date) -> Iterator[Built]:
    rows = ReviewAction.objects.carried_into(review).open()
    counts = rows.aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today))
    )
    if counts["all"]:
        late = f", {counts['late']} of them overdue" if counts["late"] else ""
        carried = "action carries" if counts["all"] == 1 else "actions carry"
        yield Built(Kind.ACTION, f"{counts['all']} {carried} over{late}")


def _risks(vendor: Vendor, today: date) -> Iterator[Built]:
    rows = Risk.objects.filter(vendor=vendor, state=RiskState.OPEN)
    for one in rows.filter(review_on__lte=today + timedelta(days=31)):
        yield Built(
            Kind.RISK,
            f"{one.get_kind_display()} to look at again: {one.title}"[:250],
            one.mitigation,
            is_shared=not one.is_internal,
        )


def _dates(vendor: Vendor, today: date) -> Iterator[Built]:
    certificates = Certificate.objects.filter(
        vendor=vendor, expires_on__lte=today + AHEAD
    )
    for certificate in certificates:
        ends = "expired" if certificate.is_expired(today) else "expires"
        yield Built(
            Kind.DATE,
            f"{certificate.kind} {ends} on {day_text(certificate.expires_on)}",
        )
    contracts = Contract.objects.filter(
        vendor=vendor,
        ends_on__range=(today, today + 3 * AHEAD),
        state__in=[ContractState.IN_FORCE, ContractState.NOTICE_GIVEN],
    )
    for contract in contracts:
        if contract.ends_on:
            yield Built(
                Kind.DATE,
                f"Contract {contract.reference} ends on {day_text(contract.ends_on)}",
                f"Notice {contract.notice} {contract.get_notice_unit_display()} before;"
                f" {contract.get_renewal_display().lower()}.",
                is_shared=False,
            )


def as_items(review: Review, built: Sequence[Built]) -> list[AgendaItem]:
    """The rows to keep."""
    place = count(1)
    return [
        AgendaItem(
            review=review,
            position=next(place),
            kind=one.kind,
            service=one.service,
            month=one.month,
            title=one.title[:250],
            words=one.words,
            is_built=True,
            is_shared=one.is_shared,
        )
        for one in built
    ]
