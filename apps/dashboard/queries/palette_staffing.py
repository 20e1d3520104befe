"""What the command palette finds of staffing: its pages, people by name or nickname, skills."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from apps.accounts.models import User
from apps.staffing.models import Person, Skill
from apps.staffing.queries.people import named, with_postings

PAGES = [
    ("Staffing", "staffing:home", "users-group"),
    ("Roster", "staffing:people", "users"),
    ("Org chart", "staffing:org_chart", "sitemap"),
    ("Joiners, movers, leavers", "staffing:checklists", "list-check"),
    ("Skills matrix", "staffing:matrix", "table"),
    ("Who can …", "staffing:who_can", "search"),
    ("Depth of skills", "staffing:depth", "alert-triangle"),
    ("Gaps against targets", "staffing:skill_gaps", "target"),
    ("Coaching pairs", "staffing:coaching", "users-group"),
    ("Working patterns", "staffing:patterns", "clock"),
    ("Roles and targets", "staffing:roles", "target"),
    ("On call now", "staffing:on_call", "phone"),
    ("Rotas", "staffing:rotas", "calendar-event"),
    ("Absences", "staffing:absences", "calendar-stats"),
    ("Cover", "staffing:coverage", "chart-bar"),
    ("Gaps in cover", "staffing:gaps", "alert-triangle"),
    ("Capacity", "staffing:capacity", "layout-dashboard"),
]


class Found(NamedTuple):
    """A person or a skill."""

    title: str
    url: str
    icon: str
    hint: str


def staffing_for(
    asked: str, user: User, shown: int
) -> Iterator[tuple[str, list[Found]]]:
    """People and skills that answer, so many of each at most."""
    today = timezone.localdate()
    people = named(Person.objects.visible_to(user).here_on(today), asked)
    yield (
        "Roster",
        [
            Found(one.name, one.get_absolute_url(), "users", _where(one))
            for one in with_postings(people, today)[:shown]
        ],
    )
    skills = Skill.objects.visible_to(user).filter(
        Q(name__icontains=asked) | Q(slug__icontains=asked)
    )
    yield (
        "Skills",
        [
            Found(one.name, one.get_absolute_url(), "checkbox", "who can")
            for one in skills[:shown]
        ],
    )


def _where(one: Person) -> str:
    teams = [posting.team.name for posting in getattr(one, "current", [])]
    return ", ".join([*teams, one.location] if one.location else teams)
