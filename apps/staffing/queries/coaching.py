"""Who could teach whom: pairs for what falls short, by the hours that overlap."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.staffing.models import Person, Skill
from apps.staffing.queries.skills import able, shortfalls
from apps.staffing.rules.skills import ALONE, Hours, Learner, coaching_pairs

MOST_SHOWN = 100


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
    """The first so many pairs, and who has nobody to learn from."""

    pairs: Sequence[Suggestion]
    alone: int
    total: int


def hours_of(people: Mapping[int, Person]) -> dict[int, Hours]:
    """When each works, of those whose pattern is noted."""
    return {
        pk: Hours(one.pattern.week, one.time_zone)
        for pk, one in people.items()
        if one.pattern
    }


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
    coaches: dict[int, dict[int, int]] = defaultdict(dict)
    rows = able(user, today).filter(level__gte=ALONE, skill__in=wanted)
    for person, level, key in rows.values_list("person", "level", "skill"):
        coaches[key][person] = level or 0
    asked = {p for one in coaches.values() for p in one}
    asked |= {one.person for found in wanted.values() for one in found}
    people = Person.objects.select_related("pattern").in_bulk(asked)
    skills = Skill.objects.in_bulk(wanted)
    hours, monday = hours_of(people), today - timedelta(days=today.weekday())
    found = [
        Suggestion(
            skill=skills[key],
            coach=people[pair.coach],
            coach_level=pair.coach_level,
            learner=people[pair.learner],
            level=pair.level,
            target=pair.target,
            hours=pair.hours,
        )
        for key, some in wanted.items()
        for pair in coaching_pairs(coaches[key], some, hours, monday)
    ]
    total = sum(len(some) for some in wanted.values())
    found.sort(key=lambda one: (one.level - one.target, -one.hours, one.learner.name))
    return Coaching(found[:MOST_SHOWN], total - len(found), total)


def _learners(short: QuerySet[Any]) -> dict[int, list[Learner]]:
    """By skill, each who falls short once: by the highest target of their roles."""
    found: dict[int, dict[int, Learner]] = defaultdict(dict)
    rows = short.order_by("wanted").values_list("person", "skill_pk", "has", "wanted")
    for person, skill, level, target in rows:
        found[skill][person] = Learner(person, level, target)
    return {skill: list(some.values()) for skill, some in found.items()}
