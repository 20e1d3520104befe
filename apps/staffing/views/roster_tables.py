"""The columns of the roster's lists: what each shows, exports and sorts by."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.lists import Column
from apps.core.markup import badge, fill, link, share_meter, stacked
from apps.staffing.models import Level
from apps.staffing.queries.coaching import Suggestion
from apps.staffing.rules.checklists import Progress, progress
from apps.staffing.rules.patterns import is_worked

TONES = {"joiner": "green", "mover": "blue", "leaver": "amber"}
WORK_TONES = {"at work": "green", "not at work": "grey"}


def level_mark(level: int | None, css: str = "") -> SafeString:
    """A level on the colour that the matrix gives it."""
    shown = "–" if level is None else str(level)
    return fill(
        '<span class="portal-level portal-heat-{} {}">{}</span>',
        "none" if level is None else level,
        css,
        shown,
    )


def _teams(one: Any) -> str:
    return ", ".join(posting.team.name for posting in one.current)


def _roles(one: Any) -> str:
    return ", ".join(str(posting.role) for posting in one.current if posting.role)


def _person(one: Any) -> object:
    name = link(one.get_absolute_url(), one.name)
    return stacked(name, _roles(one)) if _roles(one) else name


def _place(now: datetime) -> Any:
    def drawn(one: Any) -> object:
        local = now.astimezone(ZoneInfo(one.time_zone))
        return stacked(one.location or "–", f"{local:%H:%M} there now")

    return drawn


def people_columns(now: datetime) -> Sequence[Column]:
    """Who they are, where, in which teams, under whom."""
    return [
        Column("name", "Person", lambda one: one.name, "name", _person, is_head=True),
        Column("role", "Role", _roles, only_exported=True),
        Column("email", "E-mail", lambda one: one.email, only_exported=True),
        Column("team", "Team", _teams),
        Column(
            "organisation",
            "Organisation",
            lambda one: one.organisation.name,
            "organisation__name",
        ),
        Column("location", "Where", lambda one: one.location, "location", _place(now)),
        Column("fte", "FTE", lambda one: one.fte, "fte", css="text-end"),
        Column(
            "manager",
            "Line manager",
            lambda one: str(one.line_manager or ""),
            "line_manager__name",
        ),
        Column("joined", "Joined", lambda one: one.starts_on, "starts_on"),
        Column(
            "login",
            "Logs in",
            lambda one: "yes" if one.user_id else "not yet",
            "user",
        ),
    ]


def gap_columns() -> Sequence[Column]:
    """Who falls short of what."""
    return [
        Column(
            "person",
            "Person",
            lambda one: one.person.name,
            "person__name",
            lambda one: link(one.person.get_absolute_url(), one.person.name),
            is_head=True,
        ),
        Column("team", "Team", lambda one: one.team.name, "team__name"),
        Column("role", "Role", lambda one: str(one.role), "role__name"),
        Column(
            "skill",
            "Skill",
            lambda one: one.skill_name,
            "skill_name",
            lambda one: link(
                reverse("staffing:skill", args=[one.skill_slug]), one.skill_name
            ),
        ),
        Column(
            "has", "Has", lambda one: one.has, "has", lambda one: level_mark(one.has)
        ),
        Column(
            "wanted",
            "Needed",
            lambda one: one.wanted,
            "wanted",
            lambda one: level_mark(one.wanted),
        ),
        Column("missing", "Levels short", lambda one: one.missing, "missing"),
    ]


def able_columns(now: datetime) -> Sequence[Column]:
    """Who can, how well, where, and whether they are at work."""
    return [
        Column(
            "person",
            "Person",
            lambda one: one.person.name,
            "person__name",
            lambda one: link(one.person.get_absolute_url(), one.person.name),
            is_head=True,
        ),
        Column(
            "skill",
            "Skill",
            lambda one: one.skill.name,
            "skill__name",
            lambda one: link(one.skill.get_absolute_url(), one.skill.name),
        ),
        Column(
            "level",
            "Level",
            lambda one: one.level,
            "level",
            lambda one: fill("{} {}", level_mark(one.level), Level(one.level).label),
        ),
        Column(
            "location",
            "Where",
            lambda one: one.person.location,
            "person__location",
        ),
        Column(
            "working",
            "By their hours",
            lambda one: _work(one.person, now),
            cell=lambda one: _work_badge(one.person, now),
        ),
        Column("confirmed", "Confirmed", lambda one: one.confirmed_on, "confirmed_on"),
    ]


def _work(person: Any, now: datetime) -> str:
    if not person.pattern:
        return "not noted"
    is_there = is_worked(person.pattern.week, person.time_zone, now)
    return "at work" if is_there else "not at work"


def _work_badge(person: Any, now: datetime) -> object:
    local = f"{now.astimezone(ZoneInfo(person.time_zone)):%H:%M} there"
    said = _work(person, now)
    tone = WORK_TONES.get(said)
    return stacked(badge(said, tone) if tone else said, local)


def checklist_columns(today: date) -> Sequence[Column]:
    """Whose list, of which kind, for which day, and how far it is."""

    def how_far(one: Any) -> Progress:
        steps = [(step.due_on, step.done_at is not None) for step in one.steps.all()]
        return progress(steps, today)

    return [
        Column(
            "person",
            "Checklist",
            lambda one: one.person.name,
            "person__name",
            lambda one: stacked(link(one.get_absolute_url(), one.person), one.name),
            is_head=True,
        ),
        Column(
            "kind",
            "Kind",
            lambda one: one.get_kind_display(),
            "kind",
            lambda one: badge(one.get_kind_display(), TONES[one.kind]),
        ),
        Column("day", "Day", lambda one: one.day_on, "day_on"),
        Column(
            "progress",
            "Done, %",
            lambda one: round(how_far(one).percent),
            cell=lambda one: _done(how_far(one)),
        ),
        Column(
            "overdue",
            "Late",
            lambda one: how_far(one).overdue,
            cell=lambda one: _late(how_far(one)),
        ),
        Column("closed", "Closed", lambda one: one.closed_at, "closed_at"),
    ]


def _done(found: Progress) -> SafeString:
    told = f"{found.done} of {found.total} done"
    return stacked(share_meter(found.percent, told), told)


def _late(found: Progress) -> SafeString | str:
    return badge(f"{found.overdue} late", "red") if found.overdue else "–"


def waiting_columns() -> Sequence[Column]:
    """Who said what of themself, and what counts today."""
    return [
        Column(
            "person",
            "Person",
            lambda one: one.person.name,
            "person__name",
            lambda one: link(
                reverse("staffing:levels", args=[one.person_id]), one.person.name
            ),
            is_head=True,
        ),
        Column("skill", "Skill", lambda one: one.skill.name, "skill__name"),
        Column(
            "own",
            "Says",
            lambda one: one.own_level,
            "own_level",
            lambda one: level_mark(one.own_level),
        ),
        Column(
            "level",
            "Confirmed",
            lambda one: one.level,
            "level",
            lambda one: level_mark(one.level),
        ),
        Column("on", "Said on", lambda one: one.own_on, "own_on"),
    ]


PAIR_HEADS = [
    *("Who learns", "Skill", "Level", "Target", "Who could teach", "Teacher's level"),
    "Shared hours a week",
]


def pair_rows(pairs: Sequence[Suggestion]) -> list[list[Any]]:
    """Coaching pairs as rows of a file."""
    return [
        [
            *(one.learner.name, one.skill.name, one.level, one.target),
            *(one.coach.name, one.coach_level, one.hours),
        ]
        for one in pairs
    ]
