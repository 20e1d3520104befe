"""A review as a pack: a page of paper a service, its agenda and actions; a workbook."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from apps.accounts.models import User
from apps.core.exports import Sheet, book_bytes
from apps.core.markup import day_text
from apps.vendors.access import can_see_money
from apps.vendors.models import Review
from apps.vendors.queries.card import Scorecard
from apps.vendors.queries.closing import tickets_to_freeze
from apps.vendors.queries.governance import ReviewPage, Shown, review_page
from apps.vendors.queries.paper import closure_paper, running_paper
from apps.vendors.queries.replay import frozen_rows
from apps.vendors.queries.workbook import TICKETS, ticket_cells
from apps.vendors.rules.frozen import Written
from apps.vendors.rules.governance import months_of_review

Row = Sequence[Any]
AGENDA = ("Kind", "Item", "Details", "Service", "Month")
ACTIONS = ("Action", "Promised by", "Owner", "Due", "State", "From the review")
LEVELS = (
    *("Service", "Month", "Level", "Goal, %", "Agreed, %", "Reported, %"),
    *("Disputed, %", "Tickets", "Mark"),
)


def pack_paper(review: Review, user: User, now: datetime) -> Written:
    """What the pack says on paper to this person: the last month of each service."""
    page = review_page(review, user, now.date())
    last = months_of_review(review.kind, review.first_month)[-1]
    is_paid = can_see_money(user, review.vendor)
    cards = [
        _card(one, now, with_money=is_paid) for one in page.cards if one.month == last
    ]
    return {
        "title": str(review),
        "vendor": review.vendor.name,
        "status": f"{review.get_state_display()}. Meeting on {day_text(review.held_on)}."
        f" As of {day_text(now)} {now:%H:%M} UTC.",
        "cards": cards,
        "agenda": [
            [one.get_kind_display(), one.title, one.words] for one in page.agenda
        ],
        "carried": [_action(one) for one in page.carried],
        "actions": [_action(one) for one in page.actions],
        "decisions": [one.words for one in page.decisions],
        "minutes": review.minutes if page.see_minutes else "",
    }


def _card(card: Scorecard, now: datetime, *, with_money: bool) -> Written:
    """A closed month as it was closed, else by what is known now."""
    if card.closure:
        return closure_paper(card.closure, with_money=with_money)
    return running_paper(card.service, card.month, now, with_money=with_money)


def _action(one: Shown) -> list[str]:
    found = one.found
    state = "Overdue" if one.is_overdue else found.get_state_display()
    owner = str(found.owner or found.get_side_display())
    return [found.title, owner, day_text(found.due_on), state, found.review.period]


def pack_book(review: Review, user: User, now: datetime) -> bytes:
    """Agenda, actions, figures, and the tickets behind them, as XLSX."""
    page = review_page(review, user, now.date())
    return book_bytes(_sheets(page), made_at=now)


def _sheets(page: ReviewPage) -> Iterator[Sheet]:
    yield Sheet("Agenda", AGENDA, (_item(one) for one in page.agenda))
    both = [*page.carried, *page.actions]
    yield Sheet("Actions", ACTIONS, (_promised(one) for one in both))
    yield Sheet("Figures", LEVELS, _levels(page.cards))
    header = ("Service", "Month", *TICKETS.values())
    yield Sheet("Tickets", header, _tickets(page.cards))


def _item(one: Any) -> Row:
    service = one.service.name if one.service else ""
    return [one.get_kind_display(), one.title, one.words, service, one.month]


def _promised(one: Shown) -> Row:
    found = one.found
    owner = str(found.owner or "")
    state = "Overdue" if one.is_overdue else found.get_state_display()
    side = found.get_side_display()
    return [found.title, side, owner, found.due_on, state, found.review.period]


def _levels(cards: Sequence[Scorecard]) -> Iterator[Row]:
    for card in cards:
        for line in card.lines:
            shares = (line.terms.goal, line.percent, line.reported, line.disputed)
            yield [
                *(card.service.name, card.month, line.level.name),
                *(None if one is None else float(one) for one in shares),
                line.counts.volume if line.level.counts_tickets else None,
                line.rating.label,
            ]


def _tickets(cards: Sequence[Scorecard]) -> Iterator[Row]:
    """Those behind every month: of a closed one as they were closed."""
    for card in cards:
        for row in _behind(card, card.month):
            yield [card.service.name, card.month, *ticket_cells(row)]


def _behind(card: Scorecard, month: date) -> Iterator[Row]:
    if card.closure:
        yield from frozen_rows(card.closure)
    else:
        yield from tickets_to_freeze(card.service, month)
