"""The rules of a rota as a model for CP-SAT: each a sum that stays below a limit."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from ortools.sat.python import cp_model

from apps.staffing.rules.generating.instance import Assignment, Instance, Slot, minutes
from apps.staffing.rules.generating.named import (
    Cover,
    FreeDay,
    Leave,
    Nights,
    Rest,
    Rule,
    Skilled,
    Week,
    overlap,
)
from apps.staffing.rules.spans import Span

Sum = cp_model.LinearExpr


@dataclass(frozen=True)
class Bound:
    """A sum of decisions, and what it may not go beyond."""

    sum: Sum
    limit: int


class Board:
    """Who fills which slot: a decision for each pair, and the rules put on them.

    What can never be otherwise stands from the start: nobody is at two places at once,
    and no slot has more people than it needs.
    """

    def __init__(self, asked: Instance) -> None:
        self.asked = asked
        self.model = cp_model.CpModel()
        self._derived: list[tuple[cp_model.IntVar, Callable[[Assignment], int]]] = []
        self.works = [
            [self.model.new_bool_var("") for _ in asked.workers] for _ in asked.slots
        ]
        for at, one in enumerate(asked.slots):
            self.model.add(cp_model.LinearExpr.sum(self.works[at]) <= one.demand)
        for worker in range(len(asked.workers)):
            for bound in self._apart(worker, 0):
                self.model.add(bound.sum <= bound.limit)

    @cached_property
    def _weeks(self) -> Mapping[datetime, list[tuple[int, int]]]:
        """For each week the slots that touch it, with their minutes in it."""
        touched: dict[datetime, list[tuple[int, int]]] = defaultdict(list)
        for at, one in enumerate(self.asked.slots):
            begun = self.asked.week_of(one.starts)
            while begun < one.ends:
                ended = self.asked.week_after(begun)
                touched[begun].append((at, within(one, begun, ended)))
                begun = ended
        return touched

    def keep(self, rules: Iterable[Rule]) -> None:
        """Put these rules on it."""
        for rule in rules:
            for bound in self.bounds(rule):
                self.model.add(bound.sum <= bound.limit)

    def derive(
        self, one: cp_model.IntVar, value: Callable[[Assignment], int]
    ) -> cp_model.IntVar:
        """A number that follows from who works; how, for a rota to begin from."""
        self._derived.append((one, value))
        return one

    def hint(self, found: Assignment) -> None:
        """Where the search may begin."""
        for slot, row in enumerate(self.works):
            for worker, work in enumerate(row):
                self.model.add_hint(work, (slot, worker) in found)
        for one, value in self._derived:
            self.model.add_hint(one, value(found))

    def excess(self, rule: Rule) -> Sum:
        """By how much a rule is broken, put on it instead of the rule."""
        over = []
        for bound in self.bounds(rule):
            one = self.model.new_int_var(0, 10_000_000, "")
            self.model.add(bound.sum - one <= bound.limit)
            over.append(one)
        return cp_model.LinearExpr.sum(over)

    def bounds(self, rule: Rule) -> Iterator[Bound]:
        """The sums that a rule keeps below a limit."""
        match rule:
            case Cover(slot):
                yield _at_least(self.works[slot], self.asked.slots[slot].demand)
            case Skilled(slot, need):
                yield self._skilled(slot, need)
            case Leave(worker, away):
                yield from self._away(worker, away)
            case Rest(worker):
                yield from self._apart(worker, self.asked.limits.rest or 0)
            case Week(worker, begun):
                yield self._week(worker, begun)
            case FreeDay(worker, begun):
                yield from self._free_day(worker, begun)
            case Nights(worker):
                yield from self._nights(worker)

    def _skilled(self, slot: int, need: int) -> Bound:
        asked = self.asked.slots[slot].needs[need]
        able = [
            self.works[slot][at]
            for at, one in enumerate(self.asked.workers)
            if one.skills.get(asked.skill, 0) >= asked.level
        ]
        return _at_least(able, asked.count)

    def _away(self, worker: int, away: int) -> Iterator[Bound]:
        found = self.asked.workers[worker].away[away]
        hit = [
            self.works[at][worker]
            for at, one in enumerate(self.asked.slots)
            if overlap(one, found.starts, found.ends)
        ]
        yield Bound(cp_model.LinearExpr.sum(hit), 0)

    def _apart(self, worker: int, rest: int) -> Iterator[Bound]:
        """Shifts closer than the rest exclude each other; so do those near a fixed one.

        Each slot, made longer by the rest, is an interval; those that share an instant
        exclude each other, and every such group shares the begin of one of them.
        """
        for group in _groups(self.asked.slots, timedelta(minutes=rest)):
            taken = [self.works[at][worker] for at in group]
            yield Bound(cp_model.LinearExpr.sum(taken), 1)
        near = [
            self.works[at][worker]
            for at, one in enumerate(self.asked.slots)
            if _is_near(one, self.asked.workers[worker].fixed, timedelta(minutes=rest))
        ]
        if near:
            yield Bound(cp_model.LinearExpr.sum(near), 0)

    def _week(self, worker: int, begun: datetime) -> Bound:
        """Minutes within the week; what is fixed and beyond the limit is not held against."""
        ended = self.asked.week_after(begun)
        limit = self.asked.limits.weekly_work or 0
        fixed = sum(
            within(one, begun, ended) for one in self.asked.workers[worker].fixed
        )
        inside = self._weeks[begun]
        total = cp_model.LinearExpr.weighted_sum(
            [self.works[at][worker] for at, _ in inside],
            [length for _, length in inside],
        )
        return Bound(total, max(0, limit - fixed))

    def _free_day(self, worker: int, begun: datetime) -> Iterator[Bound]:
        """Some stretch is free: one that begins with the week or when a shift ends.

        Any free stretch can be moved back until it meets one of these.
        """
        ended = self.asked.week_after(begun)
        length = timedelta(minutes=self.asked.limits.weekly_rest or 0)
        fixed = self.asked.workers[worker].fixed
        inside = [(at, self.asked.slots[at]) for at, _ in self._weeks[begun]]
        shifts: list[Slot | Span] = [*fixed, *(slot for _, slot in inside)]
        stops = [one.ends for one in shifts]
        chosen = []
        for start in sorted({begun, *(at for at in stops if begun < at < ended)}):
            stop = start + length
            if stop > ended or any(overlap(one, start, stop) for one in fixed):
                continue
            hit = [at for at, slot in inside if overlap(slot, start, stop)]
            chosen.append(self._none(hit, worker))
        if chosen:
            yield _at_least(chosen, 1)

    def _nights(self, worker: int) -> Iterator[Bound]:
        limit = self.asked.limits.nights or 0
        fixed = self.asked.workers[worker].nights
        slots: dict[date, list[int]] = defaultdict(list)
        for at, one in enumerate(self.asked.slots):
            if one.night and one.night not in fixed:
                slots[one.night].append(at)
        worked = {night: self._any(hit, worker) for night, hit in slots.items()}
        for first in sorted({*worked, *fixed}):
            run = [first + timedelta(days=ahead) for ahead in range(limit + 1)]
            free = [worked[night] for night in run if night in worked]
            stands = sum(night in fixed for night in run)
            if free and len(free) + stands > limit:
                yield Bound(cp_model.LinearExpr.sum(free), max(0, limit - stands))

    def _none(self, hit: list[int], worker: int) -> cp_model.IntVar:
        """Whether somebody works none of these slots."""
        is_free = self.derive(
            self.model.new_bool_var(""),
            lambda found: all((at, worker) not in found for at in hit),
        )
        for at in hit:
            self.model.add_implication(is_free, ~self.works[at][worker])
        return is_free

    def _any(self, hit: list[int], worker: int) -> cp_model.IntVar:
        """Whether somebody works one of these slots."""
        if len(hit) == 1:
            return self.works[hit[0]][worker]
        is_worked = self.derive(
            self.model.new_bool_var(""),
            lambda found: any((at, worker) in found for at in hit),
        )
        for at in hit:
            self.model.add_implication(self.works[at][worker], is_worked)
        return is_worked


def _at_least(found: list[cp_model.IntVar], count: int) -> Bound:
    return Bound(-cp_model.LinearExpr.sum(found), -count)


def _groups(slots: Iterable[Slot], rest: timedelta) -> Iterator[list[int]]:
    """The largest groups of slots of which one person can work only one."""
    order = sorted(enumerate(slots), key=lambda one: one[1].starts)
    open_now: list[tuple[datetime, int]] = []
    for at, slot in order:
        kept = [(until, other) for until, other in open_now if until > slot.starts]
        if len(kept) < len(open_now) and len(open_now) > 1:
            yield [other for _, other in open_now]
        open_now = [*kept, (slot.ends + rest, at)]
    if len(open_now) > 1:
        yield [other for _, other in open_now]


def _is_near(slot: Slot, fixed: Iterable[Span], rest: timedelta) -> bool:
    return any(overlap(slot, one.starts - rest, one.ends + rest) for one in fixed)


def within(one: Slot | Span, starts: datetime, ends: datetime) -> int:
    """Minutes of it in [starts, ends)."""
    return max(0, minutes(min(one.ends, ends) - max(one.starts, starts)))
