"""What a manager sees in a minute: who there is, what hangs on one, what waits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from apps.accounts.models import Team, User
from apps.staffing.models import (
    Certificate,
    ChecklistStep,
    LineChange,
    Person,
    Posting,
)
from apps.staffing.queries.people import in_team, listed_people
from apps.staffing.queries.skills import Covered, covered, shortfalls, to_be_confirmed

SOON = timedelta(days=60)
SHOWN = 8


@dataclass(frozen=True)
class TeamLine:
    """A team, how many people it has, and how much of their time."""

    team: Team
    people: int
    fte: Decimal
    places: str


@dataclass(frozen=True)
class Home:
    """The parts of the page that are the roster's own."""

    people: int
    fte: Decimal
    teams: Sequence[TeamLine]
    single_points: Sequence[Covered]
    single_point_count: int
    lacking_count: int
    shortfall_count: int
    to_confirm: int
    asked: int
    steps: Sequence[ChecklistStep]
    expiring: Sequence[Certificate]
    changes: Sequence[Person]
    today: date


def offered_teams(user: User) -> QuerySet[Team]:
    """The teams one sees that anybody works in."""
    return Team.objects.visible_to(user).filter(postings__isnull=False).distinct()


def own_team(user: User) -> Team | None:
    """The team that one's page begins with: the one that one manages."""
    found: Team | None = user.manages.order_by("name").first()
    return found


def staffing_home(user: User, team: Team | None, today: date) -> Home:
    """Of a team and those below it, or of all that one sees. A fixed number of queries."""
    here = Person.objects.visible_to(user).here_on(today)
    people = in_team(here, team, today) if team else here
    rows = covered(people, today)
    single = [one for one in rows if one.depth.is_single_point]
    lines = _teams(people, today)
    editable = Person.objects.editable_by(user)
    return Home(
        people=people.count(),
        fte=people.aggregate(all=Sum("fte"))["all"] or Decimal(0),
        teams=lines,
        single_points=single[:SHOWN],
        single_point_count=len(single),
        lacking_count=sum(one.is_lacking for one in rows),
        shortfall_count=shortfalls(user, today).filter(person__in=people).count(),
        to_confirm=to_be_confirmed(user).filter(person__in=people).count(),
        asked=LineChange.objects.visible_to(user).open().count(),
        steps=_steps(user, today),
        expiring=_expiring(people, today),
        changes=_changes(user, editable, team, today),
        today=today,
    )


def _teams(people: QuerySet[Person], today: date) -> list[TeamLine]:
    rows = Posting.objects.on(today).filter(person__in=people)
    found = (
        rows.order_by()
        .values("team")
        .annotate(n=Count("person", distinct=True), fte=Sum("fte"))
    )
    teams = Team.objects.in_bulk([one["team"] for one in found])
    places: dict[int, Counter[str]] = {pk: Counter() for pk in teams}
    for team, place in rows.values_list("team", "person__location").order_by():
        places[team][place or "not noted"] += 1
    lines = [
        TeamLine(
            teams[one["team"]],
            one["n"],
            one["fte"],
            ", ".join(f"{name} {n}" for name, n in places[one["team"]].most_common()),
        )
        for one in found
    ]
    return sorted(lines, key=lambda one: one.team.name)


def _steps(user: User, today: date) -> list[ChecklistStep]:
    """One's own steps that are due within a fortnight or late."""
    soon = today + timedelta(days=14)
    rows = ChecklistStep.objects.open().filter(owner=user, due_on__lte=soon)
    return list(rows.select_related("checklist__person")[:SHOWN])


def _expiring(people: QuerySet[Person], today: date) -> list[Certificate]:
    rows = Certificate.objects.filter(
        person__in=people, expires_on__range=(today - SOON, today + SOON)
    )
    return list(rows.select_related("person")[:SHOWN])


def _changes(
    user: User, editable: QuerySet[Person], team: Team | None, today: date
) -> list[Any]:
    """Who joins or leaves within two months, of those one may edit."""
    until = today + SOON
    rows = listed_people(user, today).filter(pk__in=editable)
    joining = rows.filter(starts_on__range=(today, until))
    leaving = rows.filter(ends_on__range=(today, until))
    if team:
        joining, leaving = (in_team(one, team, today) for one in (joining, leaving))
    return sorted(
        {*joining, *leaving},
        key=lambda one: min(
            d for d in (one.starts_on, one.ends_on) if d and d >= today
        ),
    )[:SHOWN]
