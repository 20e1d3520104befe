"""The question to the generator, from the tables: who is there, what is needed, what stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.db.models import Q

from apps.staffing.models import (
    Absence,
    Generation,
    Holding,
    Person,
    Posting,
    Rota,
    Shift,
    Wish,
)
from apps.staffing.models.generating import slot_from_json
from apps.staffing.queries.away import as_away, away_spans, holidays_at, span_of
from apps.staffing.queries.burden import loads
from apps.staffing.queries.cover import live_rules, need_of
from apps.staffing.rules.balances import Away as Days
from apps.staffing.rules.burden import weighted_hours
from apps.staffing.rules.generating.instance import Aims, Away, Instance, Slot, Worker
from apps.staffing.rules.generating.instance import Wish as Wished
from apps.staffing.rules.generating.lines import Wanted, night_of, read_lines, slots_of
from apps.staffing.rules.intervals import Interval, clipped, hours, instant, joined
from apps.staffing.rules.intervals import without as less
from apps.staffing.rules.spans import Span
from apps.staffing.states import AbsenceState

QUARTER = timedelta(days=91)
NEAR = timedelta(days=9)
POINT = 60  # a point is an hour of load away from the fair share
ALWAYS = (date(2000, 1, 1), date(2100, 1, 1))


def question(found: Generation) -> Instance:
    """What is asked, as the tables say it now."""
    return _instance(found, _slots(found), ())


def standing(found: Generation, others: Iterable[int]) -> Instance:
    """The same slots as when the search began, and what is known of people by now.

    `others` are people who fill slots and need not be in the team any more.
    """
    return _instance(found, [slot_from_json(one) for one in found.slots], others)


def window_of(slots: Sequence[Slot]) -> Interval:
    """From the first slot's begin to the last one's end."""
    return slots[0].starts, max(one.ends for one in slots)


def published_in(rota: Rota, when: Interval) -> list[Span]:
    """The rota's published shifts that begin in this time. One query."""
    rows = Shift.objects.filter(
        rota=rota, starts_at__gte=when[0], starts_at__lt=when[1]
    )
    return [Span(one.person_id, one.starts_at, one.ends_at) for one in rows]


def _slots(found: Generation) -> list[Slot]:
    zone = ZoneInfo(found.rota.time_zone)
    wanted = [
        Wanted(
            need_of(one, {}),
            one.skill_id,
            one.level,
            one.skill.name if one.skill else "",
        )
        for one in live_rules([found.rota_id])
    ]
    people = [
        one.person for one in _postings(found.rota, found.first_on, found.last_on)
    ]
    holidays = Counter(holidays_at(one) for one in people).most_common(1)
    usual = holidays[0][0] if holidays else frozenset()

    def weigh(starts: datetime, ends: datetime) -> int:
        return round(weighted_hours(Span(0, starts, ends), zone, usual) * 60)

    days = (found.first_on, found.last_on)
    return slots_of(read_lines(found.lines), wanted, days, zone, weigh)


def _postings(rota: Rota, first_on: date, last_on: date) -> list[Posting]:
    rows = Posting.objects.filter(team=rota.team_id, starts_on__lte=last_on)
    there = rows.filter(Q(ends_on=None) | Q(ends_on__gte=first_on))
    return list(there.select_related("person").order_by("person__name", "person_id"))


@dataclass(frozen=True)
class _Team:
    """Those posted to a rota's team in a time: how much of it, and when."""

    people: dict[int, Person]
    fte: dict[int, Fraction]
    there: dict[int, list[Interval]]

    def parts(self, when: Interval, away: Mapping[int, list[Interval]]) -> "Parts":
        """Each one's part of the load: FTE times the share of the time they are there."""
        whole = hours([when])
        return {
            key: fte
            * Fraction(
                hours(less(clipped(self.there[key], *when), away[key]))
            ).limit_denominator(10**6)
            / Fraction(whole).limit_denominator(10**6)
            for key, fte in self.fte.items()
        }


Parts = dict[int, Fraction]


def _team(rota: Rota, when: Interval, others: Iterable[int]) -> _Team:
    zone = ZoneInfo(rota.time_zone)
    people: dict[int, Person] = {}
    fte: dict[int, Fraction] = {}
    there: dict[int, list[Interval]] = defaultdict(list)
    for one in _postings(rota, when[0].date(), when[1].date()):
        people[one.person_id] = one.person
        fte[one.person_id] = max(fte.get(one.person_id, Fraction(0)), Fraction(one.fte))
        until = (one.ends_on or ALWAYS[1]) + timedelta(days=1)
        stay = (instant(one.starts_on, 0, zone), instant(until, 0, zone))
        there[one.person_id].append(stay)
    for person in Person.objects.filter(pk__in=set(others) - set(people)):
        people[person.pk], fte[person.pk] = person, Fraction(0)
    return _Team(people, fte, {key: joined(there[key]) for key in people})


def _instance(found: Generation, slots: list[Slot], others: Iterable[int]) -> Instance:
    zone = ZoneInfo(found.rota.time_zone)
    if not slots:
        return Instance([], [], found.limits, zone=zone)
    when = window_of(slots)
    team = _team(found.rota, when, others)
    away: dict[int, list[Interval]] = defaultdict(list)
    for one in away_spans(team.people.values(), *when):
        away[one.person].append((one.starts, one.ends))
    known = _Known(found, team, when, away, slots)
    return Instance(
        workers=known.workers(),
        slots=slots,
        limits=found.limits,
        aims=Aims(found.wish_points * POINT, found.change_points * POINT),
        zone=zone,
        published=frozenset(published_in(found.rota, when)),
    )


@dataclass(frozen=True)
class _Known:
    """What is known of a team for the slots of a window."""

    found: Generation
    team: _Team
    when: Interval
    away: Mapping[int, list[Interval]]
    slots: list[Slot]

    def workers(self) -> list[Worker]:
        """The team as the generator reads it, by name."""
        parts = self.team.parts(self.when, self.away)
        skills, wishes, fixed = self._skills(), self._wishes(), self._fixed()
        balances = self._balances()
        zone = ZoneInfo(self.found.rota.time_zone)
        return [
            Worker(
                person=key,
                name=one.name,
                part=parts[key],
                skills=skills[key],
                away=tuple(self._gone(key)),
                wishes=tuple(wishes[key]),
                fixed=tuple(fixed[key]),
                nights=frozenset(
                    night
                    for span in fixed[key]
                    if (night := night_of(span.starts, span.ends, zone))
                ),
                balance=balances[key],
            )
            for key, one in self.team.people.items()
        ]

    def _gone(self, key: int) -> Iterable[Away]:
        """Leave by the name that all may see, and the days outside the team."""
        for starts, ends in clipped(self.away[key], *self.when):
            yield Away(starts, ends)
        for starts, ends in less([self.when], self.team.there[key]):
            yield Away(starts, ends, "not in the team")

    def _skills(self) -> dict[int, dict[int, int]]:
        asked = {need.skill for one in self.slots for need in one.needs}
        rows = Holding.objects.filter(
            person__in=self.team.people, skill__in=asked, level__isnull=False
        )
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for one in rows:
            found[one.person_id][one.skill_id] = one.level or 0
        return found

    def _wishes(self) -> dict[int, list[Wished]]:
        """What people wish, and leave asked for that nobody has answered yet."""
        first, last = (at.date() for at in self.when)
        found: dict[int, list[Wished]] = defaultdict(list)
        rows = Wish.objects.filter(person__in=self.team.people).touching(first, last)
        for one in rows:
            span = span_of(
                self.team.people[one.person_id],
                Days(one.first_on, one.last_on),
            )
            wish = Wished(span.starts, span.ends, one.weight, one.wants_work)
            found[one.person_id].append(wish)
        leave = Absence.objects.filter(
            person__in=self.team.people, state=AbsenceState.ASKED
        ).filter(first_on__lte=last, last_on__gte=first)
        for asked in leave:
            span = span_of(self.team.people[asked.person_id], as_away(asked))
            wish = Wished(span.starts, span.ends, Wish.Weight.MUCH)
            found[asked.person_id].append(wish)
        return found

    def _fixed(self) -> dict[int, list[Span]]:
        """Shifts that stand: before and after the window; on other rotas that are worked.

        Being on call leaves one free to work elsewhere, so it stands in no shift's way.
        """
        starts, ends = self.when
        rota = self.found.rota
        rows = Shift.objects.filter(
            person__in=self.team.people,
            starts_at__lt=ends + NEAR,
            ends_at__gt=starts - NEAR,
        )
        mine = Q(rota=rota)
        counts = mine | Q(rota__kind=Rota.Kind.SHIFTS)
        rows = rows.filter(counts if rota.kind == Rota.Kind.SHIFTS else mine)
        found: dict[int, list[Span]] = defaultdict(list)
        for one in rows.exclude(mine & Q(starts_at__gte=starts, starts_at__lt=ends)):
            found[one.person_id].append(Span(one.person_id, one.starts_at, one.ends_at))
        return found

    def _balances(self) -> dict[int, int]:
        """Weighted minutes of the last quarter above each one's fair share of it."""
        when = (self.when[0] - QUARTER, self.when[0])
        borne = loads(self.team.people.values(), *when, rotas=[self.found.rota_id])
        gone: dict[int, list[Interval]] = defaultdict(list)
        for one in away_spans(self.team.people.values(), *when):
            gone[one.person].append((one.starts, one.ends))
        parts = self.team.parts(when, gone)
        weighed = {key: Fraction(one.load.weighted) * 60 for key, one in borne.items()}
        whole = sum(parts.values()) or Fraction(1)
        total = sum(weighed[key] for key, part in parts.items() if part)
        return {
            key: round(weighed[key] - total * part / whole) if part else 0
            for key, part in parts.items()
        }
