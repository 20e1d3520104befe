"""A first rota as a planner would fill it in by hand; the search begins from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from apps.staffing.rules.generating.instance import (
    Assignment,
    Instance,
    Need,
    Slot,
    Worker,
    minutes,
)
from apps.staffing.rules.generating.named import overlap
from apps.staffing.rules.generating.shares import shares
from apps.staffing.rules.spans import Span


def start(asked: Instance) -> Assignment:
    """Slot after slot in time, by who may and is furthest below their share.

    Those who have the slot in the published rota come first. Slots for which nobody
    is left stay open: it is a start, not an answer.
    """
    team = [
        _Filled(asked, one, share, list(one.fixed), set(one.nights))
        for one, share in zip(asked.workers, shares(asked), strict=True)
    ]
    order = sorted(range(len(asked.slots)), key=lambda at: asked.slots[at].starts)
    found = set()
    for at in order:
        slot = asked.slots[at]
        ranked = sorted(
            (member.price(slot), worker)
            for worker, member in enumerate(team)
            if member.may(slot)
        )
        for worker in _chosen(asked, slot, [worker for _, worker in ranked]):
            team[worker].take(slot)
            found.add((at, worker))
    return frozenset(found)


def _chosen(asked: Instance, slot: Slot, ranked: list[int]) -> list[int]:
    """First those whose skill is needed, then whoever comes next."""
    chosen: list[int] = []
    for need in slot.needs:
        able = [one for one in ranked if _can(asked.workers[one], need)]
        already = sum(one in able for one in chosen)
        fresh = [one for one in able if one not in chosen]
        chosen += fresh[: max(0, need.count - already)]
    chosen += [one for one in ranked if one not in chosen]
    return chosen[: slot.demand]


def _can(one: Worker, need: Need) -> bool:
    return one.skills.get(need.skill, 0) >= need.level


@dataclass
class _Filled:
    """What one of the team has so far."""

    asked: Instance
    who: Worker
    share: int
    spans: list[Span]
    nights: set[date]
    load: int = 0
    worked: dict[datetime, int] = field(default_factory=dict)

    def price(self, slot: Slot) -> tuple[bool, int]:
        """The lower, the better: those who have it today first."""
        mine = Span(self.who.person, slot.starts, slot.ends)
        wishes = sum(
            one.weight if not one.wants_work else -one.weight
            for one in self.who.wishes
            if overlap(slot, one.starts, one.ends)
        )
        price = self.load - self.share + wishes * self.asked.aims.wish
        return mine not in self.asked.published, price

    def may(self, slot: Slot) -> bool:
        """Whether no rule is broken by it."""
        rest = timedelta(minutes=self.asked.limits.rest or 0)
        is_away = any(overlap(slot, one.starts, one.ends) for one in self.who.away)
        if is_away or any(
            overlap(slot, one.starts - rest, one.ends + rest) for one in self.spans
        ):
            return False
        begun = self.asked.week_of(slot.starts)
        return (
            self._has_hours(slot, begun)
            and self._has_rest(slot, begun)
            and self._has_nights(slot)
        )

    def take(self, slot: Slot) -> None:
        """Give it to them."""
        self.spans.append(Span(self.who.person, slot.starts, slot.ends))
        self.load += slot.weight
        if slot.night:
            self.nights.add(slot.night)

    def _has_hours(self, slot: Slot, begun: datetime) -> bool:
        limit = self.asked.limits.weekly_work
        if limit is None:
            return True
        ended = self.asked.week_after(begun)
        worked = sum(_within(one, begun, ended) for one in self._of(begun, ended))
        return worked + _within(slot, begun, ended) <= limit

    def _has_rest(self, slot: Slot, begun: datetime) -> bool:
        rest = self.asked.limits.weekly_rest
        if rest is None:
            return True
        ended = self.asked.week_after(begun)
        spans = sorted((one.starts, one.ends) for one in self._of(begun, ended))
        spans = sorted([*spans, (slot.starts, slot.ends)])
        begins = [begun, *(ends for _, ends in spans)]
        stops = [*(starts for starts, _ in spans), ended]
        gaps = (b - a for a, b in zip(begins, stops, strict=True))
        return max(gaps) >= timedelta(minutes=rest)

    def _has_nights(self, slot: Slot) -> bool:
        limit = self.asked.limits.nights
        if limit is None or slot.night is None:
            return True
        return _run(self.nights, slot.night) <= limit

    def _of(self, begun: datetime, ended: datetime) -> Iterable[Span]:
        recent = self.spans[: len(self.who.fixed)] + self.spans[-15:]
        return {one for one in recent if overlap(one, begun, ended)}


def _run(nights: set[date], added: date) -> int:
    """How many nights in a row there are with this one."""
    day = timedelta(days=1)
    first = last = added
    while first - day in nights:
        first -= day
    while last + day in nights:
        last += day
    return (last - first) // day + 1


def _within(one: Slot | Span, starts: datetime, ends: datetime) -> int:
    return max(0, minutes(min(one.ends, ends) - max(one.starts, starts)))
