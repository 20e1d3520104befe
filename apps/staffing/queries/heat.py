"""The heat map: for each hour ahead how many are there, how many are needed, how many are able."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Q

from apps.accounts.models import User
from apps.staffing.models import CoverageRule, Person, Rota, Shift, Skill
from apps.staffing.models.skills import Level
from apps.staffing.queries.away import away_spans
from apps.staffing.queries.cover import (
    Levels,
    levels_of,
    need_of,
)
from apps.staffing.rules.cover import by_hour, needed_by_hour
from apps.staffing.rules.intervals import Interval, instant, present
from apps.staffing.rules.spans import Span

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Mark(StrEnum):
    """What an hour is: nothing asked, met, one more than asked, short of heads, short of skill."""

    QUIET = "quiet"
    MET = "met"
    SPARE = "spare"
    SHORT = "short"
    UNSKILLED = "unskilled"


@dataclass(frozen=True)
class Cell:
    """An hour: who is there, who is able, how many are needed at once."""

    heads: int
    able: int
    needed: int

    @property
    def mark(self) -> Mark:
        """Red where too few are able: for want of heads, or of the skill alone."""
        if not self.needed:
            return Mark.QUIET
        if self.able < self.needed:
            return Mark.UNSKILLED if self.heads >= self.needed else Mark.SHORT
        return Mark.SPARE if self.able > self.needed else Mark.MET


@dataclass(frozen=True)
class Line:
    """A row of the map: what it is of, and its hours from midnight."""

    label: str
    cells: list[Cell]
    key: str = ""

    def worst(self) -> int:
        """How many hours are red."""
        return sum(one.mark in {Mark.SHORT, Mark.UNSKILLED} for one in self.cells)


@dataclass(frozen=True)
class HeatMap:
    """Days by the hour for one rule, and one day by the hour for every rule and skill."""

    rota: Rota
    rule: CoverageRule | None
    zone: ZoneInfo
    days: list[Line]
    day: date
    rules: list[Line]
    skills: list[Line]


@dataclass(frozen=True)
class Hours:
    """The first instant of each wall hour of a day there; 23 or 25 of them when the clock changes."""

    day: date
    starts: datetime
    count: int


def hours_of(day: date, zone: ZoneInfo) -> Hours:
    """The hours of a day by the clock there."""
    starts, ends = instant(day, 0, zone), instant(day + DAY, 0, zone)
    return Hours(day, starts, round((ends - starts) / HOUR))


@dataclass(frozen=True)
class On:
    """Who is on shift and away in the time that is looked at, and who can do what."""

    shifts: list[Span]
    away: list[Span]
    levels: Levels

    @cached_property
    def here(self) -> dict[int, list[Interval]]:
        """When each of them is there."""
        return present(self.shifts, self.away)

    @cached_property
    def by_skill(self) -> dict[int, dict[tuple[int, int], int]]:
        """The levels of each skill."""
        found: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
        for key, level in self.levels.items():
            found[key[1]][key] = level
        return found

    def of(self, skill: int | None) -> Levels:
        """Who has a skill, at which level."""
        return self.by_skill.get(skill, {}) if skill else {}

    def able(self, skills: Collection[int], level: int) -> frozenset[int]:
        """Who has one of these skills at the level."""
        return frozenset(
            person
            for skill in skills
            for (person, _), at in self.of(skill).items()
            if at >= level
        )


def heat_map(
    rota: Rota, rule: CoverageRule | None, first: date, weeks: int, day: date
) -> HeatMap:
    """The map of a rota from a day on. Eight queries, whatever the number of people and skills.

    Without a rule named, the days show in each hour the rule that is worst met.
    """
    zone = ZoneInfo(rota.time_zone)
    days = [hours_of(first + DAY * at, zone) for at in range(7 * weeks)]
    shown = hours_of(day, zone)
    rules = list(rota.coverage_rules.select_related("rota", "skill"))
    skills = skills_of(rota, rules)
    least = min([Level.ALONE, *(one.level for one in rules)])
    on = _on(rota, skills, [*days, shown], least)
    chosen = [one for one in rules if rule is None or one.pk == rule.pk]
    starts, count = days[0].starts, sum(one.count for one in days)
    whole = _rule_cells(chosen, on, starts, count)
    return HeatMap(
        rota,
        rule,
        zone,
        _by_day(days, _worst(whole, count)),
        day,
        [
            Line(str(one), cells, str(one.pk))
            for one, cells in zip(
                rules, _rule_cells(rules, on, shown.starts, shown.count), strict=True
            )
        ],
        _skill_lines(skills, on, shown),
    )


def skills_of(rota: Rota, rules: Iterable[CoverageRule]) -> list[Skill]:
    """The skills of the rota's platforms and of its rules, by platform. One query."""
    asked = {one.skill_id for one in rules if one.skill_id}
    rows = Skill.objects.filter(Q(platform__rotas=rota) | Q(pk__in=asked)).distinct()
    return list(rows.select_related("platform").order_by("platform__name", "name"))


def _on(rota: Rota, skills: Sequence[Skill], hours: Sequence[Hours], least: int) -> On:
    """Who is there in these hours, and who has which skill at a level that counts."""
    starts = min(one.starts for one in hours)
    ends = max(one.starts + HOUR * one.count for one in hours)
    rows = Shift.objects.filter(rota=rota, starts_at__lt=ends, ends_at__gt=starts)
    columns = rows.order_by().values_list("person_id", "starts_at", "ends_at")
    shifts = [Span(*one) for one in columns]
    people = Person.objects.in_bulk({one.person for one in shifts})
    away = away_spans(people.values(), starts, ends)
    return On(shifts, away, levels_of({one.pk for one in skills}, least))


def _rule_cells(
    rules: Sequence[CoverageRule], on: On, starts: datetime, count: int
) -> list[list[Cell]]:
    """The hours of each rule."""
    needs = [need_of(one, on.of(one.skill_id)) for one in rules]
    kinds = [one.qualified or frozenset() for one in needs]
    found = by_hour(on.here, kinds, starts, count)
    heads = found.heads.tolist()
    return [
        [
            Cell(*numbers)
            for numbers in zip(
                heads,
                heads if need.qualified is None else found.able[row].tolist(),
                needed_by_hour(need, starts, count),
                strict=True,
            )
        ]
        for row, need in enumerate(needs)
    ]


def _worst(rules: Sequence[list[Cell]], count: int) -> list[Cell]:
    """In each hour the rule that is shortest, or least above what it asks."""
    if not rules:
        return [Cell(0, 0, 0)] * count
    return [min(hour, key=_room) for hour in zip(*rules, strict=True)]


def _room(cell: Cell) -> tuple[bool, int]:
    return not cell.needed, cell.able - cell.needed


def _by_day(days: Sequence[Hours], cells: Sequence[Cell]) -> list[Line]:
    lines, at = [], 0
    for one in days:
        label = f"{one.day:%a} {one.day.day} {one.day:%b}"
        lines.append(Line(label, list(cells[at : at + one.count]), f"{one.day}"))
        at += one.count
    return lines


def _skill_lines(skills: Sequence[Skill], on: On, shown: Hours) -> list[Line]:
    """Each platform, then its skills: those on shift who do it alone.

    While anybody is on shift, one of them has to: else heads are there and the skill is not.
    """
    named: list[tuple[str, str, frozenset[int]]] = []
    for platform, group in groupby(skills, key=lambda one: one.platform):
        theirs = list(group)
        if platform is not None:
            able = on.able({one.pk for one in theirs}, Level.ALONE)
            named.append((str(platform), "platform", able))
        named += [
            (str(one), one.slug, on.able({one.pk}, Level.ALONE)) for one in theirs
        ]
    kinds = [able for _, _, able in named]
    found = by_hour(on.here, kinds, shown.starts, shown.count)
    heads = found.heads.tolist()
    return [
        Line(
            label,
            [
                Cell(head, able, min(head, 1))
                for head, able in zip(heads, found.able[row].tolist(), strict=True)
            ],
            key,
        )
        for row, (label, key, _) in enumerate(named)
    ]


def rotas_with_rules(user: User) -> list[Rota]:
    """The rotas one sees that have a coverage rule and are not retired."""
    rows = Rota.objects.visible_to(user).filter(retired_on=None)
    return list(rows.filter(coverage_rules__isnull=False).distinct())
