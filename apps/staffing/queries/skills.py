"""The tree of skills: its paths, its depth, what falls short, and who can."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.core.models import with_all_below
from apps.staffing.models import Holding, Level, Person, Posting, Skill, Target
from apps.staffing.rules.skills import ALONE, is_single_point


def skill_paths(skills: Iterable[Skill]) -> dict[int, str]:
    """What each is called with the branches it hangs on: "OpenShift / Networking"."""
    by_pk = {one.pk: one for one in skills}
    return {pk: " / ".join(_names(one, by_pk)) for pk, one in by_pk.items()}


def _names(one: Skill | None, by_pk: Mapping[int, Skill]) -> list[str]:
    names: list[str] = []
    seen: set[int] = set()
    while one is not None and one.pk not in seen:
        seen.add(one.pk)
        names.append(one.name)
        one = by_pk.get(one.parent_id or 0)
    return names[::-1]


@dataclass(frozen=True)
class Branch:
    """A skill in its place in the tree."""

    skill: Skill
    path: str
    height: int
    is_leaf: bool


def branches(skills: Iterable[Skill]) -> list[Branch]:
    """All of them, each below what it hangs on, in order of name."""
    by_pk = {one.pk: one for one in skills}
    above = {one.parent_id for one in by_pk.values()}
    found = []
    for pk, one in by_pk.items():
        names = _names(one, by_pk)
        place = [name.lower() for name in names]
        branch = Branch(one, " / ".join(names), len(names) - 1, pk not in above)
        found.append((place, pk, branch))
    return [branch for *_, branch in sorted(found, key=lambda one: one[:2])]


def below(skill: Skill, skills: Iterable[Skill]) -> set[int]:
    """The ids of a skill and of all that hangs on it."""
    return with_all_below([skill.pk], ((one.pk, one.parent_id) for one in skills))


@dataclass(frozen=True)
class Depth:
    """How many of some people can do a skill alone; who, where it is one."""

    people: int
    only: str = ""
    only_pk: int = 0

    @property
    def is_single_point(self) -> bool:
        """Whether it hangs on one person."""
        return is_single_point(self.people)


NOBODY = Depth(0)


def depths(people: QuerySet[Person]) -> dict[int, Depth]:
    """The depth of each skill that any of these people can do alone. One query."""
    able = Holding.objects.filter(person__in=people.order_by(), level__gte=ALONE)
    rows = (
        able.order_by()
        .values("skill")
        .annotate(n=Count("pk"), only=Min("person__name"), only_pk=Min("person"))
    )
    return {
        one["skill"]: Depth(one["n"], one["only"], one["only_pk"])
        if is_single_point(one["n"])
        else Depth(one["n"])
        for one in rows
    }


@dataclass(frozen=True)
class Covered:
    """A skill of the tree with its depth among some people."""

    branch: Branch
    depth: Depth
    is_needed: bool

    @property
    def is_lacking(self) -> bool:
        """A role here needs it and nobody can do it alone."""
        return self.is_needed and not self.depth.people


def covered(people: QuerySet[Person], today: date) -> list[Covered]:
    """Each skill that hangs lowest, with its depth, the thinnest that are needed first."""
    needed = set(
        Target.objects.filter(
            role__posting__in=Posting.objects.on(today).filter(person__in=people)
        ).values_list("skill", flat=True)
    )
    found = depths(people)
    rows = [
        Covered(one, found.get(one.skill.pk, NOBODY), one.skill.pk in needed)
        for one in branches(Skill.objects.all())
        if one.is_leaf
    ]
    return sorted(
        rows, key=lambda one: (not one.is_needed, one.depth.people, one.branch.path)
    )


def shortfalls(user: User, today: date) -> QuerySet[Any]:
    """Who is below what their role needs: a row a posting and skill.

    Each has `skill_pk`, `skill_name`, `skill_slug`, `wanted`, `has` and `missing`. Only
    confirmed levels count.
    """
    held = FilteredRelation(
        "role__targets__skill__holdings",
        condition=Q(role__targets__skill__holdings__person=F("person")),
    )
    rows: Any = Posting.objects.visible_to(user).on(today)
    rows = rows.filter(role__targets__isnull=False).annotate(
        held=held,
        skill_pk=F("role__targets__skill"),
        skill_name=F("role__targets__skill__name"),
        skill_slug=F("role__targets__skill__slug"),
        wanted=F("role__targets__level"),
        has=Coalesce("held__level", 0),
    )
    rows = rows.annotate(missing=F("wanted") - F("has")).filter(missing__gt=0)
    found: QuerySet[Any] = rows.select_related("person", "team", "role")
    return found.order_by("-missing", "person__name", "skill_name", "pk")


def able(user: User, today: date) -> QuerySet[Holding]:
    """Confirmed levels of the people one sees who are here, the highest first."""
    here = Person.objects.visible_to(user).here_on(today)
    rows = Holding.objects.filter(person__in=here, level__gt=0)
    return rows.select_related("person__pattern", "person__user", "skill").order_by(
        "-level", "person__name", "pk"
    )


def to_be_confirmed(user: User) -> QuerySet[Holding]:
    """What those one may edit assessed since somebody looked; never one's own."""
    editable = Person.objects.editable_by(user).exclude(user=user)
    rows = Holding.objects.to_confirm().filter(person__in=editable.order_by())
    return rows.select_related("person", "skill").order_by("own_on", "pk")


@dataclass(frozen=True)
class SkillPage:
    """A skill with everything its page shows."""

    path: str
    above: Sequence[Skill]
    below: Sequence[Skill]
    levels: Sequence[tuple[Level, str]]
    holdings: Sequence[Holding]
    targets: Sequence[Target]
    depth: Depth


def skill_page(found: Skill, user: User, today: date) -> SkillPage:
    """Where it hangs, what its levels mean, who has which, which role needs it."""
    skills = {one.pk: one for one in Skill.objects.all()}
    here = Person.objects.visible_to(user).here_on(today)
    holdings = found.holdings.filter(person__in=here).select_related("person")
    line: list[Skill] = []
    one = skills.get(found.parent_id or 0)
    while one and one not in line:
        line.insert(0, one)
        one = skills.get(one.parent_id or 0)
    said = {str(key): text for key, text in found.levels.items()}
    return SkillPage(
        path=skill_paths(skills.values())[found.pk],
        above=line,
        below=[one for one in skills.values() if one.parent_id == found.pk],
        levels=[(one, said.get(str(one.value), "")) for one in Level],
        holdings=list(
            holdings.order_by(F("level").desc(nulls_last=True), "person__name")
        ),
        targets=list(found.targets.select_related("role").order_by("role__name")),
        depth=depths(here).get(found.pk, NOBODY),
    )
