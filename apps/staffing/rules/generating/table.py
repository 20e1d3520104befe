"""A rota being filled by hand: who has which slot, and who may take one more."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from apps.staffing.rules.generating.instance import Assignment, Instance, minutes
from apps.staffing.rules.generating.named import overlap
from apps.staffing.rules.generating.shares import largest, shares, unfairness

ZERO = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
Span = tuple[int, int]


@dataclass
class Member:
    """What one of the team has so far, in minutes since 1970."""

    share: int
    slots: set[int] = field(default_factory=set)
    spans: dict[int, set[Span]] = field(default_factory=lambda: defaultdict(set))
    nights: set[date] = field(default_factory=set)
    load: int = 0


class Table:
    """Who has which slot by now. Weeks are by their place among those of the rota."""

    def __init__(self, asked: Instance) -> None:
        self.asked = asked
        self.allowed = largest(asked)
        self.spans = [_span(one.starts, one.ends) for one in asked.slots]
        self.weeks = _weeks(asked)
        self.of_slot = [self._touched(span) for span in self.spans]
        self.people: list[set[int]] = [set() for _ in asked.slots]
        self.team = [self._member(at, share) for at, share in enumerate(shares(asked))]
        self.hits = [self._hits(at) for at in range(len(asked.workers))]
        self.away = [
            {
                at
                for at, slot in enumerate(asked.slots)
                for gone in one.away
                if overlap(slot, gone.starts, gone.ends)
            }
            for one in asked.workers
        ]

    def _member(self, at: int, share: int) -> Member:
        one = self.asked.workers[at]
        made = Member(share, nights=set(one.nights))
        for fixed in one.fixed:
            span = _span(fixed.starts, fixed.ends)
            for week in self._touched(span, beside=1):
                made.spans[week].add(span)
        return made

    def _touched(self, span: Span, beside: int = 0) -> list[int]:
        """The weeks that a span touches; with those beside them, as rest reaches there."""
        hit = [
            at for at, (a, b) in enumerate(self.weeks) if span[0] < b and a < span[1]
        ]
        first = hit[0] if hit else 0
        last = hit[-1] if hit else len(self.weeks) - 1
        return [*range(max(0, first - beside), last + beside + 1)]

    def _hits(self, who: int) -> dict[int, list[int]]:
        """For each slot the wishes of somebody that it falls into."""
        found: dict[int, list[int]] = defaultdict(list)
        for place, wish in enumerate(self.asked.workers[who].wishes):
            for at, slot in enumerate(self.asked.slots):
                if overlap(slot, wish.starts, wish.ends):
                    found[at].append(place)
        return found

    @property
    def found(self) -> Assignment:
        """The rota as it is filled by now."""
        return frozenset(
            (at, who) for at, people in enumerate(self.people) for who in people
        )

    def take(self, who: int, at: int) -> None:
        """Give a slot to somebody."""
        one = self.team[who]
        one.slots.add(at)
        one.load += self.asked.slots[at].weight
        for week in self.of_slot[at]:
            one.spans[week].add(self.spans[at])
        if night := self.asked.slots[at].night:
            one.nights.add(night)
        self.people[at].add(who)

    def drop(self, who: int, at: int) -> None:
        """Take it from them again."""
        one = self.team[who]
        one.slots.remove(at)
        one.load -= self.asked.slots[at].weight
        for week in self.of_slot[at]:
            one.spans[week].remove(self.spans[at])
        if night := self.asked.slots[at].night:
            one.nights.remove(night)
        self.people[at].remove(who)

    def may(self, who: int, at: int) -> bool:
        """Whether somebody can take a slot and break no rule by it."""
        if who in self.people[at] or at in self.away[who]:
            return False
        return (
            self._is_rested(who, at)
            and all(self._has_time(who, at, week) for week in self.of_slot[at])
            and self._has_nights(who, at)
        )

    def _is_rested(self, who: int, at: int) -> bool:
        rest = self.asked.limits.rest or 0
        starts, ends = self.spans[at]
        spans = self.team[who].spans
        weeks = self.of_slot[at]
        near = (
            span
            for week in range(weeks[0] - 1, weeks[-1] + 2)
            for span in spans.get(week, ())
        )
        return all(a >= ends + rest or b + rest <= starts for a, b in near)

    def _has_time(self, who: int, at: int, week: int) -> bool:
        """Whether the hours of a week suffice, and some of it stays free at a stretch."""
        limits = self.asked.limits
        begun, ended = self.weeks[week]
        spans = sorted([*self.team[who].spans.get(week, ()), self.spans[at]])
        inside = [
            (max(a, begun), min(b, ended)) for a, b in spans if a < ended and b > begun
        ]
        worked = sum(b - a for a, b in inside)
        if limits.weekly_work is not None and worked > limits.weekly_work:
            return False
        if limits.weekly_rest is None:
            return True
        begins = [begun, *(b for _, b in inside)]
        stops = [*(a for a, _ in inside), ended]
        gaps = (stop - begin for begin, stop in zip(begins, stops, strict=True))
        longest: int = max(gaps)
        return longest >= limits.weekly_rest

    def _has_nights(self, who: int, at: int) -> bool:
        limit, night = self.asked.limits.nights, self.asked.slots[at].night
        if limit is None or night is None:
            return True
        nights = self.team[who].nights
        first = last = night
        while first - DAY in nights:
            first -= DAY
        while last + DAY in nights:
            last += DAY
        return (last - first) // DAY < limit

    def keeps_skill(self, at: int, people: Collection[int]) -> bool:
        """Whether these people on a slot hold what it needs."""
        workers = self.asked.workers
        return all(
            sum(workers[who].skills.get(need.skill, 0) >= need.level for who in people)
            >= need.count
            for need in self.asked.slots[at].needs
        )

    def unfair(self, who: int, more: int = 0) -> int:
        """How unfair somebody's load is, or would be with so many minutes more."""
        one = self.team[who]
        return unfairness(one.load + more, one.share, self.allowed)

    def price(self, who: int, at: int) -> int:
        """What a slot costs on somebody beside its load: wishes broken, a change saved."""
        asked = self.asked
        price = 0
        for place in self.hits[who].get(at, ()):
            wish = asked.workers[who].wishes[place]
            price += asked.aims.wish * wish.weight * (-1 if wish.wants_work else 1)
        if asked.published and asked.span(at, who) in asked.published:
            price -= asked.aims.change
        return price


def _span(starts: datetime, ends: datetime) -> Span:
    return minutes(starts - ZERO), minutes(ends - ZERO)


def _weeks(asked: Instance) -> list[Span]:
    """The weeks of a rota, from Monday to Monday in its zone."""
    begun = asked.week_of(min(one.starts for one in asked.slots))
    until = max(one.ends for one in asked.slots)
    found = []
    while begun < until:
        ended = asked.week_after(begun)
        found.append(_span(begun, ended))
        begun = ended
    return found
