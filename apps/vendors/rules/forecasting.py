"""How a running month may end, how many breaches it can bear, and what more would cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from apps.vendors.rules.credits import Band, Deal, Missed, band_of, credit_of
from apps.vendors.rules.scoring import Counts, Rating, Terms, attainment, rate

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Outlook:
    """How a level's month may end (%), by what is open; None without a ticket.

    `rate` is the share (0 to 1) of open tickets that the likely case takes as met.
    """

    pessimistic: Decimal | None
    likely: Decimal | None
    optimistic: Decimal | None
    rate: Decimal


def outlook(met: int, breached: int, due: int, past: Decimal | None) -> Outlook:
    """What becomes of a month in which so many open tickets fall due before its end.

    Pessimistic: every one of them breaches. Optimistic: every one is met. Likely: they
    are met at the past attainment (%) of the level, else at this month's so far, else
    all. Tickets that fall due later, stand still or are not opened yet are left out.
    """
    so_far = attainment(met, breached)
    known = so_far if past is None else past
    share = Decimal(1) if known is None else known / HUNDRED
    total = met + breached + due
    if not total:
        return Outlook(None, None, None, share)
    likely = HUNDRED * (met + due * share) / total
    return Outlook(
        pessimistic=attainment(met, breached + due),
        likely=likely,
        optimistic=attainment(met + due, breached),
        rate=share,
    )


def breaches_until(met: int, breached: int, below: Decimal) -> int | None:
    """The fewest more breaches after which attainment is below a share (%).

    0 where it is below already; None where no number of breaches gets there. Each
    breach is one more ticket: met ÷ (met + breached + n) < below, so
    n > 100 × met ÷ below − (met + breached).
    """
    total = met + breached
    now = attainment(met, breached)
    if now is not None and now < below:
        return 0
    if below <= 0:
        return None
    room = (HUNDRED * met / below - total).to_integral_value(ROUND_FLOOR)
    return max(int(room) + 1, 1)


@dataclass(frozen=True)
class Spare:
    """How many more breaches a level can have before its mark changes; None if never."""

    until_amber: int | None
    until_red: int | None


def spare(counts: Counts, terms: Terms) -> Spare:
    """More breaches until the goal is missed, and until the tolerance is used up.

    Below the minimum volume there is no mark, so the breaches have to bring it there.
    """
    met, breached = _agreed(counts)
    lacking = max(terms.minimum_volume - counts.volume, 0)

    def needed(below: Decimal) -> int | None:
        found = breaches_until(met, breached, below)
        return None if found is None else max(found, lacking)

    return Spare(needed(terms.goal), needed(terms.goal - terms.tolerance))


@dataclass(frozen=True)
class Running:
    """A level that counts tickets in a running month, with what a miss costs."""

    name: str
    counts: Counts
    terms: Terms
    bands: Sequence[Band]

    @property
    def missed(self) -> Missed:
        """As a credit takes it, by the figures so far."""
        percent = self.counts.agreed
        rating = rate(percent, self.counts.volume, self.terms)
        return Missed(self.name, percent, rating, self.bands)

    def after(self, more: int) -> "Running":
        """The same with so many more breaches."""
        counts = replace(self.counts, breached=self.counts.breached + more)
        return replace(self, counts=counts)


@dataclass(frozen=True)
class Step:
    """So many more breaches of a level, the band they reach, and what the month then costs.

    `cost` is what is added to the credit that is due by the figures so far, after the
    cap; `is_capped` tells that the cap takes something away.
    """

    level: str
    more: int
    percent: Decimal
    band: Band
    cost: Decimal
    due: Decimal
    is_capped: bool


def credit_steps(level: Running, others: Sequence[Missed], deal: Deal) -> list[Step]:
    """What more breaches of this level would cost, band by band, the nearest first.

    Everything else stays as it is now. Each band is one that is not reached yet.
    """
    before = credit_of([*others, level.missed], deal).due
    found: list[Step] = []
    for band in sorted(level.bands, key=lambda one: one.below, reverse=True):
        step = _step(level, others, deal, band, before)
        if step and not any(one.more == step.more for one in found):
            found.append(step)
    return found


def _step(
    level: Running,
    others: Sequence[Missed],
    deal: Deal,
    band: Band,
    before: Decimal,
) -> Step | None:
    met, breached = _agreed(level.counts)
    more = breaches_until(met, breached, band.below)
    if more is None:
        return None
    lacking = level.terms.minimum_volume - level.counts.volume
    more = max(more, lacking, 0)
    if not more:
        return None
    then = level.after(more).missed
    if then.percent is None or then.rating in {Rating.NOT_RATED, Rating.NO_DATA}:
        return None
    reached = band_of(then.percent, level.bands)
    if reached is None:
        return None
    credit = credit_of([*others, then], deal)
    cost = credit.due - before
    return Step(
        level=level.name,
        more=more,
        percent=then.percent,
        band=reached,
        cost=cost,
        due=credit.due,
        is_capped=credit.is_capped,
    )


def _agreed(counts: Counts) -> tuple[int, int]:
    return (
        counts.met - counts.accepted_met,
        counts.breached - counts.accepted_breached,
    )
