"""A proposal as its pages show it: beside what is published, person by person, and judged."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from apps.staffing.models import Generation, Proposal
from apps.staffing.queries.generating import standing, window_of
from apps.staffing.queries.proposal_parts import (
    Carried,
    Filled,
    Shown,
    Week,
    signed,
)
from apps.staffing.queries.working_time import breaches_if
from apps.staffing.rules.generating.checking import Breach, breaches
from apps.staffing.rules.generating.instance import Assignment, Instance, Slot
from apps.staffing.rules.generating.shares import (
    Costs,
    breaks,
    costs,
    loads,
    shares,
)
from apps.staffing.rules.publishing import Touched, touched
from apps.staffing.rules.spans import Span
from apps.staffing.rules.working_time import said
from apps.staffing.states import GenerationState

WEEKS_SHOWN = 4
SATURDAY = 5
HOUR = 60


@dataclass(frozen=True)
class Judged:
    """A proposal, and what it does to whom, by what is known now."""

    found: Generation
    proposal: Proposal
    asked: Instance
    fills: Assignment

    @cached_property
    def spans(self) -> list[Span]:
        """Its shifts."""
        return sorted(self.asked.span(*pair) for pair in self.fills)

    @cached_property
    def window(self) -> tuple[datetime, datetime]:
        """From its first shift's begin to the last one's end."""
        return window_of(self.asked.slots)

    @cached_property
    def breaches(self) -> list[Breach]:
        """Hard rules that it breaks by now: none as it was found, if nothing changed."""
        return breaches(self.asked, self.fills)

    @cached_property
    def touched(self) -> list[Touched]:
        """Who gains and loses which shifts: those who will be told."""
        return touched(self.asked.published, self.spans, *self.window)

    @cached_property
    def working_time(self) -> list[str]:
        """What the working-time limits of each one's country say of it, in words."""
        names = self.names
        found = breaches_if(self.found.rota, self.spans, self.window)
        zone = self.asked.zone
        return [
            f"{names.get(one.person, 'Somebody')}: {said(one, zone)}" for one in found
        ]

    @property
    def unfair_hours(self) -> float:
        """Hours away from the fair shares, all together, by now."""
        return round(self.costs.unfair / HOUR, 1)

    @property
    def found_hours(self) -> float:
        """What it cost as it was found, in points."""
        return round(self.proposal.cost / HOUR, 1)

    @property
    def bound_hours(self) -> float:
        """What no rota of the question costs less than, in points."""
        return round(self.proposal.bound / HOUR, 1)

    @cached_property
    def costs(self) -> Costs:
        """What it costs by now."""
        return costs(self.asked, self.fills)

    @cached_property
    def today(self) -> Assignment:
        """The published shifts that fill one of the slots."""
        places = {
            self.asked.span(slot, who): (slot, who)
            for slot in range(len(self.asked.slots))
            for who in range(len(self.asked.workers))
        }
        return frozenset(places[one] for one in self.asked.published if one in places)

    @property
    def names(self) -> dict[int, str]:
        """Each person's name."""
        return {one.person: one.name for one in self.asked.workers}

    @property
    def touched_by_name(self) -> list[tuple[str, Touched]]:
        """Who is told, by name."""
        names = self.names
        return sorted(
            (names.get(one.person, "Somebody who left"), one) for one in self.touched
        )

    @property
    def wishes_broken(self) -> list[tuple[str, datetime, datetime, bool]]:
        """Whose wishes it breaks: name, from, until, whether it was for work."""
        return [
            (one.name, wish.starts, wish.ends, wish.wants_work)
            for at, one in enumerate(self.asked.workers)
            for wish in one.wishes
            if breaks(self.asked, self.fills, at, wish)
        ]

    def carried(self) -> list[Carried]:
        """Person by person."""
        now, before = loads(self.asked, self.fills), loads(self.asked, self.today)
        fair = shares(self.asked)
        mine: dict[int, list[Slot]] = defaultdict(list)
        for slot, who in self.fills:
            mine[who].append(self.asked.slots[slot])
        return [
            Carried(
                person=one.person,
                name=one.name,
                share=round(fair[at] / HOUR, 1),
                load=round(now[at] / HOUR, 1),
                today=round(before[at] / HOUR, 1),
                shifts=len(mine[at]),
                nights=sum(slot.night is not None for slot in mine[at]),
                weekends=sum(self._is_weekend(slot) for slot in mine[at]),
                wishes=len(one.wishes),
                wishes_broken=sum(
                    breaks(self.asked, self.fills, at, wish) for wish in one.wishes
                ),
            )
            for at, one in enumerate(self.asked.workers)
        ]

    def _is_weekend(self, slot: Slot) -> bool:
        return self._day(slot).weekday() >= SATURDAY

    def _day(self, slot: Slot) -> date:
        return slot.starts.astimezone(self.asked.zone).date()

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed and published."""
        return self.found.state == GenerationState.FOUND

    def shown(self, number: int) -> "Shown":
        """Some weeks of it, as a calendar; the last ones if there are not so many."""
        weeks = self._weeks()
        pages = max(1, -(-len(weeks) // WEEKS_SHOWN))
        number = min(number, pages)
        first = (number - 1) * WEEKS_SHOWN
        return Shown(weeks[first : first + WEEKS_SHOWN], number, pages)

    def _weeks(self) -> list[Week]:
        by_week: dict[date, list[Filled]] = defaultdict(list)
        for one in self._filled():
            day = self._day(one.slot)
            by_week[day - timedelta(days=day.weekday())].append(one)
        return [self._week(monday, by_week[monday]) for monday in sorted(by_week)]

    def _week(self, monday: date, filled: Sequence[Filled]) -> Week:
        days = [monday + timedelta(days=ahead) for ahead in range(7)]
        names = list(dict.fromkeys(one.slot.name for one in filled))
        rows = [
            (
                name,
                [
                    [
                        one
                        for one in filled
                        if one.slot.name == name and self._day(one.slot) == day
                    ]
                    for day in days
                ],
            )
            for name in names
        ]
        return Week(monday, days, rows)

    def _filled(self) -> Iterator[Filled]:
        now: dict[int, set[str]] = defaultdict(set)
        before: dict[int, set[str]] = defaultdict(set)
        for pairs, names in ((self.fills, now), (self.today, before)):
            for at, who in pairs:
                names[at].add(self.asked.workers[who].name)
        for place, slot in enumerate(self.asked.slots):
            yield Filled(
                place,
                slot,
                stays=sorted(now[place] & before[place]),
                comes=sorted(now[place] - before[place]),
                goes=sorted(before[place] - now[place]),
            )


def judged(found: Generation) -> Judged:
    """A generation's proposal, judged by what is known now. Some ten queries."""
    proposal = found.proposal
    people = {person for _, person in proposal.fills}
    asked = standing(found, people)
    places = {one.person: at for at, one in enumerate(asked.workers)}
    fills = frozenset((slot, places[person]) for slot, person in proposal.fills)
    return Judged(found, proposal, asked, fills)


@dataclass(frozen=True)
class Choice:
    """Somebody who could be on a slot: whether they are, and what it would break."""

    person: int
    name: str
    is_on: bool
    away: float
    against: list[str]

    @property
    def away_words(self) -> str:
        """Hours from their share, with its sign."""
        return signed(self.away)


def choices(page: Judged, place: int) -> list[Choice]:
    """Everybody for a slot: those whom no rule hinders first, the least burdened first."""
    asked = page.asked
    now, fair = loads(asked, page.fills), shares(asked)
    found = []
    for at, one in enumerate(asked.workers):
        trial = frozenset({*page.fills, (place, at)})
        against = [
            breach.words
            for breach in breaches(asked, trial)
            if breach.person == one.person and breach not in page.breaches
        ]
        is_on = (place, at) in page.fills
        away = round((now[at] - fair[at]) / HOUR, 1)
        found.append(Choice(one.person, one.name, is_on, away, against))
    return sorted(found, key=lambda one: (not one.is_on, bool(one.against), one.away))
