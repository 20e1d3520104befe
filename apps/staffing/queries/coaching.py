"""Who could teach whom: pairs for what falls short, by the hours that overlap."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Min, QuerySet

from apps.accounts.models import User
from apps.staffing.models import Person, Skill, WorkingPattern
from apps.staffing.queries.skills import able, shortfalls
from apps.staffing.rules.skills import (
    ALONE,
    Hours,
    Learner,
    Overlaps,
    Pair,
    coaching_pairs,
)

PER_PAGE = 50
Found = tuple[int, Pair]


@dataclass(frozen=True)
class Suggestion:
    """A pair: who teaches, who learns, what, and how many hours a week they share."""

    skill: Skill
    coach: Person
    coach_level: int
    learner: Person
    level: int
    target: int
    hours: Decimal


@dataclass(frozen=True)
class Coaching:
    """Every pair, those who miss the most levels first, and who has nobody to learn from."""

    found: Sequence[Found]
    total: int

    @property
    def alone(self) -> int:
        """How many gaps have nobody who could teach at the same hours."""
        return self.total - len(self.found)

    def page(self, asked: str | None) -> "Page[Found]":
        """The page that is asked for."""
        return Paginator(self.found, PER_PAGE).get_page(asked)


def coaching(
    user: User,
    today: date,
    *,
    learners: QuerySet[Person] | None = None,
    skill: Skill | None = None,
) -> Coaching:
    """Pairs of this week for everybody, or these learners, or one skill. Four queries."""
    short = shortfalls(user, today)
    if learners is not None:
        short = short.filter(person__in=learners)
    if skill is not None:
        short = short.filter(skill_pk=skill.pk)
    wanted = _learners(short)
    names, overlaps = _people(today)
    coaches = _coaches(user, today, wanted)
    pairs = [
        (key, pair)
        for key, some in wanted.items()
        for pair in coaching_pairs(coaches[key], some, overlaps)
    ]
    pairs.sort(
        key=lambda one: (
            one[1].level - one[1].target,
            -one[1].hours,
            names[one[1].learner],
        )
    )
    return Coaching(pairs, sum(len(some) for some in wanted.values()))


def suggestions(found: Iterable[Found]) -> list[Suggestion]:
    """These pairs with their people and skills. Two queries."""
    pairs = list(found)
    people = Person.objects.in_bulk(
        {pk for _, one in pairs for pk in (one.coach, one.learner)}
    )
    skills = Skill.objects.in_bulk({key for key, _ in pairs})
    return [
        Suggestion(
            skill=skills[key],
            coach=people[one.coach],
            coach_level=one.coach_level,
            learner=people[one.learner],
            level=one.level,
            target=one.target,
            hours=one.hours,
        )
        for key, one in pairs
    ]


def _learners(short: QuerySet[Any]) -> dict[int, list[Learner]]:
    """By skill, each who falls short once: by the highest target of their roles."""
    found: dict[int, dict[int, Learner]] = defaultdict(dict)
    rows = short.order_by().values_list("skill_pk", "person", "has", "wanted")
    for skill, person, level, target in rows:
        some = found[skill]
        known = some.get(person)
        if known is None or known.target < target:
            some[person] = Learner(person, level, target)
    return {skill: list(some.values()) for skill, some in found.items()}


def _people(today: date) -> tuple[dict[int, str], Overlaps]:
    """What people are called, and when those work whose hours are noted. Two queries."""
    weeks = dict(WorkingPattern.objects.values_list("pk", "week"))
    names: dict[int, str] = {}
    way_of: dict[int, tuple[int, str]] = {}
    rows = Person.objects.order_by().values_list("pk", "name", "pattern", "time_zone")
    for pk, name, pattern, zone in rows:
        names[pk] = name
        if pattern:
            way_of[pk] = (pattern, zone)
    ways = {way: Hours(weeks[way[0]], way[1]) for way in set(way_of.values())}
    return names, Overlaps(way_of, ways, today - timedelta(days=today.weekday()))


def _coaches(
    user: User, today: date, wanted: Iterable[int]
) -> dict[int, dict[int, int]]:
    """By skill: of those who work alike and are as able the first, with the level."""
    rows = able(user, today).filter(level__gte=ALONE, skill__in=list(wanted))
    alike = rows.order_by().values(
        "skill", "level", "person__pattern", "person__time_zone"
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for one in alike.annotate(first=Min("person")):
        found[one["skill"]][one["first"]] = one["level"] or 0
    return found
