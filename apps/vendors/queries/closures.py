"""A closure as its page shows it, from what it holds; and what came in later."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from apps.accounts.models import User
from apps.vendors.access import can_claim, can_close, can_see_money, can_sign
from apps.vendors.models import Closure, CreditClaim
from apps.vendors.queries.card import Scorecard
from apps.vendors.queries.closing import written_figures
from apps.vendors.queries.frozen import frozen_card
from apps.vendors.queries.live import live_card
from apps.vendors.rules.frozen import Change, changed_figures

LATE = """
    SELECT count(*) FILTER (WHERE frozen.number IS NULL),
        count(*) FILTER (WHERE live.number IS NULL),
        count(*) FILTER (WHERE live.outcome <> frozen.outcome
            OR live.is_excluded <> frozen.is_excluded)
    FROM (
        SELECT level.slug, ticket.number, verdict.outcome,
            exclusion.id IS NOT NULL AS is_excluded
        FROM vendors_verdict verdict
        JOIN vendors_ticket ticket ON ticket.id = verdict.ticket_id
        JOIN vendors_servicelevel level ON level.id = verdict.level_id
        LEFT JOIN vendors_exclusion exclusion
            ON exclusion.ticket_id = verdict.ticket_id
            AND exclusion.level_id = verdict.level_id AND exclusion.state = 'accepted'
        WHERE level.service_id = %s AND verdict.month = %s AND verdict.outcome IN (1, 2)
    ) live
    FULL JOIN (
        SELECT level_slug, number, outcome, is_excluded
        FROM vendors_frozenticket WHERE closure_id = %s
    ) frozen ON frozen.level_slug = live.slug AND frozen.number = live.number
"""


@dataclass(frozen=True)
class Late:
    """What is known now and was not when the month was closed."""

    more: int
    fewer: int
    otherwise: int
    changes: tuple[Change, ...]

    @property
    def words(self) -> list[str]:
        """In words: "3 tickets more"; none if nothing came."""
        counts = (
            (self.more, "more"),
            (self.fewer, "fewer"),
            (self.otherwise, "judged otherwise"),
        )
        return [
            f"{count} verdict{'s' if count > 1 else ''} {how}"
            for count, how in counts
            if count
        ]

    def __bool__(self) -> bool:
        return bool(self.words or self.changes)


def late_data(closure: Closure, now: datetime, *, with_money: bool) -> Late:
    """How the month would look if it were closed now. The closure does not change."""
    service, month = closure.period.service, closure.period.month
    with connection.cursor() as cursor:
        cursor.execute(LATE, [service.pk, month, closure.pk])
        more, fewer, otherwise = cursor.fetchone() or (0, 0, 0)
    live = written_figures(live_card(service, month, now), [])
    changes = changed_figures(closure.figures, live)
    shown = shown_changes(changes, with_money=with_money)
    return Late(more, fewer, otherwise, shown)


@dataclass(frozen=True)
class May:
    """What the reader may do with a closure."""

    sign: bool
    drop: bool
    restate: bool
    claim: bool
    see_money: bool


@dataclass(frozen=True)
class ClosurePage:
    """A closure with its neighbours, its claims and what the reader may do."""

    found: Closure
    card: Scorecard
    others: list[Closure]
    changes: tuple[Change, ...]
    late: Late | None
    claims: list[CreditClaim]
    may: May

    @property
    def is_newest(self) -> bool:
        """Whether no later one is signed."""
        numbers = [one.number for one in self.others if one.is_signed]
        return self.found.number >= max(numbers, default=0)


def closure_page(found: Closure, user: User, now: datetime) -> ClosurePage:
    """The page of a closure; a restatement comes with how it differs from the one before."""
    service = found.period.service
    rows = found.period.closures.exclude(pk=found.pk).order_by("number")
    others = list(rows.select_related("closed_by", "signed_by").defer("terms"))
    earlier = [one for one in others if one.number == found.number - 1]
    later = [one for one in others if one.number > found.number]
    changes = changed_figures(earlier[0].figures, found.figures) if earlier else []
    sees_money = can_see_money(user, service.contract.vendor)
    may = _may(found, user, has_later=bool(later))
    return ClosurePage(
        found=found,
        card=frozen_card(service, found),
        others=others,
        changes=shown_changes(changes, with_money=sees_money),
        late=None
        if later or not user.is_internal
        else late_data(found, now, with_money=sees_money),
        claims=list(
            CreditClaim.objects.visible_to(user).filter(closure__period=found.period)
        )
        if sees_money
        else [],
        may=may,
    )


def shown_changes(
    changes: list[Change] | tuple[Change, ...], *, with_money: bool
) -> tuple[Change, ...]:
    """Without what tells of money, for those who don't see it."""
    return tuple(one for one in changes if with_money or not one.is_money)


def _may(found: Closure, user: User, *, has_later: bool) -> May:
    service = found.period.service
    closes, is_signed = can_close(user, service), found.is_signed
    return May(
        sign=not is_signed and can_sign(user, found),
        drop=closes and not is_signed and found.number > 1,
        restate=closes and is_signed and not has_later,
        claim=is_signed and not has_later and can_claim(user, service.contract.vendor),
        see_money=can_see_money(user, service.contract.vendor),
    )
