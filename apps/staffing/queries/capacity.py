"""Capacity of a team: its people's hours against what is planned, and what-if."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from apps.accounts.models import Team, User
from apps.staffing.models import (
    Absence,
    Holding,
    PlannedWork,
    Posting,
    Rota,
    Shift,
    Skill,
    Target,
    TeamRole,
)
from apps.staffing.models.skills import Level
from apps.staffing.queries.away import as_away, holidays_at
from apps.staffing.rules.balances import Away
from apps.staffing.rules.capacity import (
    Planned,
    WeekOf,
    Worker,
    filled,
    leaving,
    on_call_hours,
    weeks,
)
from apps.staffing.rules.intervals import HOUR

WEEK = timedelta(weeks=1)
ON_CALL_SHARE = Decimal("0.1")


@dataclass(frozen=True)
class WhatIf:
    """Somebody who leaves, a vacancy that is filled, or both."""

    leaves: int | None = None
    last_on: date | None = None
    joins_on: date | None = None
    fte: Decimal = Decimal(1)
    role: TeamRole | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool((self.leaves and self.last_on) or self.joins_on)


@dataclass(frozen=True)
class SkillWeeks:
    """A skill's weeks, and those of the what-if."""

    skill: Skill
    weeks: list[WeekOf]


@dataclass(frozen=True)
class Capacity:
    """A team's weeks: as it is, as it would be, by skill, and what is planned."""

    team: Team
    mondays: list[date]
    now: list[WeekOf]
    then: list[WeekOf] | None
    skills: list[SkillWeeks]
    planned: list[PlannedWork]
    on_call: dict[date, Decimal]

    @property
    def shown(self) -> list[WeekOf]:
        """The weeks that the tables show: the what-if, where there is one."""
        return self.then or self.now


def mondays_from(day: date, count: int) -> list[date]:
    """So many Mondays from the week of a day on."""
    first = day - timedelta(days=day.weekday())
    return [first + WEEK * at for at in range(count)]


def capacity_of(team: Team, mondays: Sequence[date], what_if: WhatIf) -> Capacity:
    """The weeks of a team. Eight queries, whatever the number of people."""
    first, last = mondays[0], mondays[-1] + timedelta(days=6)
    workers = workers_of(team, first, last)
    rows = PlannedWork.objects.filter(team=team, monday__range=(first, last))
    planned = list(rows.select_related("skill"))
    on_call = _on_call({one.key for one in workers}, mondays)
    work = [Planned(one.monday, one.hours, one.skill_id) for one in planned]
    work += [Planned(monday, hours) for monday, hours in on_call.items()]
    then = _changed(workers, what_if) if what_if else None
    skills = _skills(then or workers, planned)
    return Capacity(
        team,
        list(mondays),
        weeks(workers, work, mondays),
        weeks(then, work, mondays) if then is not None else None,
        [
            SkillWeeks(one, weeks(then or workers, work, mondays, one.pk))
            for one in skills
        ],
        planned,
        on_call,
    )


def workers_of(team: Team, first: date, last: date) -> list[Worker]:
    """The people of a team as the rules read them, with what they can do alone. Three queries."""
    rows = Posting.objects.filter(team=team, starts_on__lte=last)
    postings = [
        one
        for one in rows.select_related("person__pattern")
        if one.ends_on is None or one.ends_on >= first
    ]
    people = {one.person_id for one in postings}
    away = _away(people, first, last)
    skills: dict[int, set[int]] = defaultdict(set)
    held = Holding.objects.filter(person__in=people, level__gte=Level.ALONE).order_by()
    for person, skill in held.values_list("person_id", "skill_id"):
        skills[person].add(skill)
    return [
        _worker(one, tuple(away[one.person_id]), frozenset(skills[one.person_id]))
        for one in postings
    ]


def _worker(one: Posting, away: tuple[Away, ...], skills: frozenset[int]) -> Worker:
    person = one.person
    lasts = [day for day in (one.ends_on, person.ends_on) if day]
    return Worker(
        person.pk,
        one.fte,
        person.pattern.week if person.pattern else [],
        max(one.starts_on, person.starts_on),
        min(lasts) if lasts else None,
        holidays_at(person),
        away,
        skills,
    )


def _away(people: Collection[int], first: date, last: date) -> dict[int, list[Away]]:
    rows = Absence.objects.approved().filter(person__in=people).touching(first, last)
    found: dict[int, list[Away]] = defaultdict(list)
    for one in rows:
        found[one.person_id].append(as_away(one))
    return found


def _on_call(people: Collection[int], mondays: Sequence[date]) -> dict[date, Decimal]:
    """A tenth of the hours that the team's people are on call in each week, in UTC. One query."""
    starts = datetime.combine(mondays[0], time(), UTC)
    ends = datetime.combine(mondays[-1] + WEEK, time(), UTC)
    rows = Shift.objects.filter(
        person__in=people,
        rota__kind=Rota.Kind.ON_CALL,
        starts_at__lt=ends,
        ends_at__gt=starts,
    ).order_by()
    found: dict[date, Decimal] = defaultdict(Decimal)
    for begins, stops in rows.values_list("starts_at", "ends_at"):
        for monday in mondays:
            a = max(begins, datetime.combine(monday, time(), UTC))
            b = min(stops, datetime.combine(monday + WEEK, time(), UTC))
            if a < b:
                found[monday] += Decimal((b - a).total_seconds()) / HOUR
    return {key: on_call_hours(hours, ON_CALL_SHARE) for key, hours in found.items()}


def _changed(workers: list[Worker], what_if: WhatIf) -> list[Worker]:
    found = workers
    if what_if.leaves and what_if.last_on:
        found = leaving(found, what_if.leaves, what_if.last_on)
    if what_if.joins_on:
        found = filled(
            found,
            fte=what_if.fte,
            from_on=what_if.joins_on,
            skills=_expected(what_if.role),
        )
    return found


def _expected(role: TeamRole | None) -> frozenset[int]:
    """What somebody in this role does alone, once they reach its targets."""
    rows = Target.objects.filter(role=role, level__gte=Level.ALONE)
    return frozenset(rows.values_list("skill_id", flat=True)) if role else frozenset()


def _skills(workers: Iterable[Worker], planned: Iterable[PlannedWork]) -> list[Skill]:
    """The skills that work is planned for, else those that people have; at most twenty."""
    asked = {one.skill_id for one in planned if one.skill_id}
    if not asked:
        asked = {skill for one in workers for skill in one.skills}
    return list(Skill.objects.filter(pk__in=asked)[:20])


def teams_with_people(user: User) -> list[Team]:
    """The teams one sees that somebody is posted to."""
    rows = Team.objects.visible_to(user).filter(postings__isnull=False)
    return list(rows.distinct())
