"""The matrix of people and skills: a page of people, all skills asked for, the depth below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, QuerySet, Subquery

from apps.staffing.models import Holding, Person, Skill, Target
from apps.staffing.queries.people import with_postings
from apps.staffing.queries.skills import NOBODY, Branch, Depth, below, branches, depths
from apps.staffing.rules.skills import waits

PER_PAGE = 50
Cell = tuple[int | None, int | None, int]


@dataclass(frozen=True)
class Line:
    """A person and their cells, in the order of the columns.

    A cell is the confirmed level, the own level where it waits to be confirmed, and
    what the person's roles need (0 for nothing).
    """

    person: Any
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Matrix:
    """What the page shows."""

    columns: Sequence[Branch]
    lines: Sequence[Line]
    depths: Sequence[Depth]
    page_obj: "Page[Person]"

    @property
    def single_points(self) -> int:
        """How many of the columns hang on one person."""
        return sum(one.is_single_point for one in self.depths)

    @property
    def of_nobody(self) -> int:
        """How many of the columns nobody can do alone."""
        return sum(not one.people for one in self.depths)


def columns_of(branch: Skill | None) -> list[Branch]:
    """The skills that hang lowest, of the whole tree or of a branch. One query."""
    skills = list(Skill.objects.only("pk", "slug", "name", "parent"))
    asked = below(branch, skills) if branch else None
    return [
        one
        for one in branches(skills)
        if one.is_leaf and (asked is None or one.skill.pk in asked)
    ]


def sorted_by(rows: QuerySet[Person], asked: str) -> QuerySet[Person]:
    """By name, or by the level of the skill whose short name is asked, highest first."""
    if not asked or "\0" in asked:
        return rows.order_by("name", "pk")
    held = Holding.objects.filter(person=OuterRef("pk"), skill__slug=asked)
    ranked = rows.annotate(asked_level=Subquery(held.values("level")[:1]))
    return ranked.order_by(F("asked_level").desc(nulls_last=True), "name", "pk")


def only_thin(columns: Sequence[Branch], found: Mapping[int, Depth]) -> list[Branch]:
    """Those that nobody or one person can do alone."""
    return [one for one in columns if found.get(one.skill.pk, NOBODY).people <= 1]


def matrix(
    people: QuerySet[Person],
    today: date,
    *,
    branch: Skill | None = None,
    is_thin: bool = False,
    sort: str = "",
    page: str | None = None,
) -> Matrix:
    """A page of these people against the skills; the depth counts all of them.

    Seven queries, whatever their number.
    """
    found = depths(people)
    columns = columns_of(branch)
    if is_thin:
        columns = only_thin(columns, found)
    rows = with_postings(sorted_by(people, sort), today)
    page_obj = Paginator(rows, PER_PAGE).get_page(page)
    return Matrix(
        columns=columns,
        lines=lines_of(list(page_obj), columns),
        depths=[found.get(one.skill.pk, NOBODY) for one in columns],
        page_obj=page_obj,
    )


def lines_of(people: Sequence[Any], columns: Sequence[Branch]) -> list[Line]:
    """The cells of these people, who carry their `current` postings. Two queries."""
    keys = [one.skill.pk for one in columns]
    held = levels_of(people)
    needed = needs_of(people)
    return [
        Line(
            one,
            [
                (*held.get((one.pk, key), (None, None)), needed[one.pk].get(key, 0))
                for key in keys
            ],
        )
        for one in people
    ]


def levels_of(
    people: Iterable[Any],
) -> dict[tuple[int, int], tuple[int | None, int | None]]:
    """By person and skill: the confirmed level, and the own one that waits for it."""
    rows = Holding.objects.filter(person__in=[one.pk for one in people]).order_by()
    return {
        (person, skill): (level, own if waits(own_on, confirmed_on) else None)
        for person, skill, level, own, own_on, confirmed_on in rows.values_list(
            "person", "skill", "level", "own_level", "own_on", "confirmed_on"
        )
    }


def needs_of(people: Iterable[Any]) -> dict[int, dict[int, int]]:
    """By person and skill: the highest level that any of their roles of today needs."""
    roles = {
        one.pk: {posting.role_id for posting in one.current if posting.role_id}
        for one in people
    }
    asked = set().union(*roles.values()) if roles else set()
    by_role: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for role, skill, level in Target.objects.filter(role__in=asked).values_list(
        "role", "skill", "level"
    ):
        by_role[role].append((skill, level))
    found: dict[int, dict[int, int]] = {}
    for pk, held in roles.items():
        needed: dict[int, int] = {}
        found[pk] = needed
        for role in held:
            for skill, level in by_role[role]:
                needed[skill] = max(needed.get(skill, 0), level)
    return found


def table_of(
    people: QuerySet[Person], today: date, branch: Skill | None
) -> tuple[list[str], list[list[Any]]]:
    """The matrix as a sheet that can be brought in again: headings and rows."""
    columns = columns_of(branch)
    lines = lines_of(list(with_postings(people.order_by("name", "pk"), today)), columns)
    heads = ["Person", "E-mail", "Team", *(one.skill.slug for one in columns)]
    rows = [
        [
            line.person.name,
            line.person.email,
            ", ".join(one.team.name for one in line.person.current),
            *(level for level, *_ in line.cells),
        ]
        for line in lines
    ]
    return heads, rows
