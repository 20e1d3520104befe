"""Whether a rota keeps its hard rules: looked at rule by rule, apart from the model."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from apps.staffing.rules.generating.instance import Assignment, Instance, Worker

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Breach:
    """A hard rule that a rota breaks: which kind, who, from when, and in words."""

    kind: str
    person: int | None
    at: datetime
    words: str

    @property
    def label(self) -> str:
        """The kind, as a word to begin with."""
        return self.kind.capitalize()


def breaches(asked: Instance, found: Assignment) -> list[Breach]:
    """Every breach of a hard rule that the filled slots have a part in, by time.

    What fixed shifts break among themselves is not theirs, and is left out.
    """
    told = [*_slots_short(asked, found)]
    for place, who in enumerate(asked.workers):
        told += _Kept(asked, who, [slot for slot, by in found if by == place]).broken()
    return sorted(told, key=lambda one: (one.at, one.kind, one.words))


def _slots_short(asked: Instance, found: Assignment) -> Iterator[Breach]:
    on_slot: dict[int, list[Worker]] = defaultdict(list)
    for place, by in found:
        on_slot[place].append(asked.workers[by])
    for at, slot in enumerate(asked.slots):
        there = on_slot[at]
        when = f"{slot.name} on {_day(slot.starts, asked)}"
        if len(there) < slot.demand:
            words = f"{when} has {len(there)} of {slot.demand}"
            yield Breach("cover", None, slot.starts, words)
        for need in slot.needs:
            able = sum(one.skills.get(need.skill, 0) >= need.level for one in there)
            if able < need.count:
                words = f"{when} has {able} of {need.count} with {need.name}"
                yield Breach("skill", None, slot.starts, words)


class _Kept:
    """One person's shifts: those of the rota, and those that stand anyway."""

    def __init__(self, asked: Instance, who: Worker, slots: list[int]) -> None:
        self.asked = asked
        self.who = who
        self.slots = [asked.slots[at] for at in slots]
        self.ours: set[Stretch] = {(one.starts, one.ends) for one in self.slots}
        self.all = sorted(
            [(one.starts, one.ends) for one in self.slots]
            + [(one.starts, one.ends) for one in who.fixed]
        )

    def broken(self) -> Iterator[Breach]:
        yield from self._away()
        yield from self._rest()
        for begun, ended in self._weeks():
            yield from self._week(begun, ended)
        yield from self._nights()

    def _told(self, kind: str, at: datetime, words: str) -> Breach:
        words = f"{self.who.name} {words}"
        return Breach(kind, self.who.person, at, words)

    def _away(self) -> Iterator[Breach]:
        for one in self.who.away:
            for starts, ends in sorted(self.ours):
                if starts < one.ends and ends > one.starts:
                    day = _day(starts, self.asked)
                    yield self._told("away", starts, f"is away on {day} ({one.name})")

    def _rest(self) -> Iterator[Breach]:
        rest = self.asked.limits.rest or 0
        for first, then in pairwise(self.all):
            gap = (then[0] - first[1]).total_seconds() / 60
            if (gap < rest or gap < 0) and ({first, then} & self.ours):
                words = (
                    f"has {gap / 60:.3g} hours of rest on {_day(then[0], self.asked)}"
                )
                yield self._told("rest", then[0], words)

    def _weeks(self) -> list[Stretch]:
        """The weeks that the rota's shifts touch, from Monday to Monday where it is."""
        zone = self.asked.zone
        mondays = set()
        for starts, ends in self.ours:
            for at in (starts, ends - timedelta(seconds=1)):
                day = at.astimezone(zone).date()
                mondays.add(day - timedelta(days=day.weekday()))
        return [
            (_midnight(monday, self.asked), _midnight(_later(monday, 7), self.asked))
            for monday in sorted(mondays)
        ]

    def _week(self, begun: datetime, ended: datetime) -> Iterator[Breach]:
        inside = [
            (max(starts, begun), min(ends, ended))
            for starts, ends in self.all
            if starts < ended and ends > begun
        ]
        spent = sum((b - a).total_seconds() for a, b in inside) / 60
        limit = self.asked.limits.weekly_work
        week = _day(begun, self.asked)
        if limit is not None and spent > limit:
            words = f"works {spent / 60:.4g} hours in the week of {week}"
            yield self._told("week", begun, words)
        least = self.asked.limits.weekly_rest
        longest = _longest_gap([(begun, begun), *inside, (ended, ended)])
        if (
            least is not None
            and longest < least * 60
            and self._takes_rest(begun, ended)
        ):
            words = f"has no {least / 60:.3g} hours free in the week of {week}"
            yield self._told("free day", begun, words)

    def _takes_rest(self, begun: datetime, ended: datetime) -> bool:
        """Whether there would be rest without the rota's own shifts."""
        fixed = sorted(
            (max(one.starts, begun), min(one.ends, ended))
            for one in self.who.fixed
            if one.starts < ended and one.ends > begun
        )
        longest = _longest_gap([(begun, begun), *fixed, (ended, ended)])
        return longest >= (self.asked.limits.weekly_rest or 0) * 60

    def _nights(self) -> Iterator[Breach]:
        limit = self.asked.limits.nights
        ours = {one.night for one in self.slots if one.night}
        nights = sorted(ours | self.who.nights)
        run: list[date] = []
        for night in nights:
            run = [*run, night] if run and night == _later(run[-1], 1) else [night]
            if limit is not None and len(run) > limit and ours & {*run[-limit - 1 :]}:
                at = _midnight(night, self.asked)
                yield self._told("nights", at, f"works {len(run)} nights in a row")


def _longest_gap(spans: list[Stretch]) -> float:
    """Seconds of the longest stretch between these spans, which are in order."""
    longest, reached = 0.0, spans[0][1]
    for starts, ends in spans:
        longest = max(longest, (starts - reached).total_seconds())
        reached = max(reached, ends)
    return longest


def _midnight(day: date, asked: Instance) -> datetime:
    return datetime.combine(day, time(), tzinfo=asked.zone).astimezone(UTC)


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _day(at: datetime, asked: Instance) -> str:
    local = at.astimezone(asked.zone)
    return f"{local:%a} {local.day} {local:%B}"


def by_kind(told: list[Breach]) -> dict[str, int]:
    """How many of each kind."""
    return dict(Counter(one.kind for one in told))
