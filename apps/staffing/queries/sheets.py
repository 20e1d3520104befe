"""What a sheet of levels may speak of, and what writing it would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from apps.accounts.models import User
from apps.staffing.models import Holding, Level, Person, Sheet, Skill
from apps.staffing.queries.skills import skill_paths
from apps.staffing.rules.sheets import Known

MOST_SHOWN = 500


def what_is_known(user: User) -> Known:
    """The people one sees, the skills, and whose levels one may confirm. Four queries."""
    rows = Person.objects.visible_to(user).order_by("pk")
    people = list(rows.values_list("pk", "name", "email", "user"))
    editable = set(Person.objects.editable_by(user).values_list("pk", flat=True))
    own = {pk for pk, _, _, login in people if login == user.pk}
    skills = list(Skill.objects.all())
    paths = skill_paths(skills)
    called = [(one.slug, one.pk) for one in skills]
    called += [(paths[one.pk], one.pk) for one in skills]
    return Known(
        emails={email.lower(): pk for pk, _, email, _ in people if email},
        names=_once((name, pk) for pk, name, _, _ in people),
        skills=_once((one.name, one.pk) for one in skills)
        | {name.lower(): pk for name, pk in called},
        confirmable=frozenset(editable - own),
    )


def _once(pairs: Iterable[tuple[str, int]]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for name, pk in pairs:
        key = name.lower()
        found[key] = None if key in found else pk
    return found


@dataclass(frozen=True)
class Change:
    """A level that would change: in which row of the file, of whom, from what to what."""

    row: int
    person: Person
    skill: Skill
    before: int | None
    after: int

    @property
    def before_label(self) -> str:
        """The level that counts today, in words."""
        return "not confirmed" if self.before is None else level_label(self.before)

    @property
    def after_label(self) -> str:
        """The level in the file, in words."""
        return level_label(self.after)


@dataclass(frozen=True)
class Preview:
    """What writing a sheet would change by now; the first of it is shown."""

    changes: Sequence[Change]
    changed: int
    unchanged: int


def level_label(level: int) -> str:
    """A level by number and name."""
    return f"{level} {Level(level).label}"


def preview(sheet: Sheet) -> Preview:
    """The cells that differ from today's levels. Three queries."""
    people = Person.objects.in_bulk({one[1] for one in sheet.cells})
    skills = Skill.objects.in_bulk({one[2] for one in sheet.cells})
    rows = Holding.objects.filter(person__in=people, skill__in=skills).order_by()
    levels = {(p, s): n for p, s, n in rows.values_list("person", "skill", "level")}
    found = [
        Change(row, people[person], skills[skill], levels.get((person, skill)), level)
        for row, person, skill, level in sheet.cells
        if person in people and skill in skills and levels.get((person, skill)) != level
    ]
    return Preview(found[:MOST_SHOWN], len(found), len(sheet.cells) - len(found))
