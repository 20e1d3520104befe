"""A team's calendar: its people's shifts across all of its rotas, and elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from apps.accounts.models import Team, User
from apps.staffing.access import can_plan_team
from apps.staffing.models import Rota, Shift
from apps.staffing.queries.rota_calendar import Row, key_of, people_of, rows_of
from apps.staffing.queries.rotas import published, span_of
from apps.staffing.rules.calendar import Window
from apps.staffing.rules.quality import gaps
from apps.staffing.rules.spans import Span


@dataclass(frozen=True)
class TeamCalendar:
    """A team in a window: its rotas, everybody's lines, when nobody is on which rota."""

    team: Team
    rotas: list[Rota]
    window: Window
    rows: list[Row]
    gaps: list[tuple[Rota, list[Span]]]
    me: int | None
    may_plan: bool

    @property
    def has_elsewhere(self) -> bool:
        """Whether anybody has a shift on a rota of another team."""
        ours = {one.pk for one in self.rotas}
        return any(
            shift.rota_id not in ours for row in self.rows for shift in row.shifts
        )


def teams_with_rotas(user: User) -> QuerySet[Team]:
    """The teams one sees that have a rota."""
    rotas = Rota.objects.visible_to(user).filter(retired_on=None)
    return Team.objects.visible_to(user).filter(pk__in=rotas.values("team_id"))


def usual_team(user: User) -> Team | None:
    """The one that a person manages or is in, else the first that has a rota."""
    teams = teams_with_rotas(user)
    own = Q(manager=user) | Q(postings__person__user=user)
    return teams.filter(own).order_by("name").first() or teams.first()


def team_calendar(
    team: Team, user: User, window: Window, *, is_whole_team: bool = False
) -> TeamCalendar:
    """The calendar of a team. A fixed number of queries, whatever that of people and rotas.

    Its people's shifts on other rotas are among the lines: they are busy then.
    """
    a, b = window.starts_at, window.ends_at
    rotas = list(Rota.objects.visible_to(user).filter(team=team).order_by("name", "pk"))
    ours = list(published(rotas, a, b))
    busy = {one.rota_id for one in ours}
    rotas = [one for one in rotas if one.retired_on is None or one.pk in busy]
    whole = team.pk if is_whole_team else None
    people = people_of(rotas, ours, a, b, whole_team=whole)
    elsewhere = published(Rota.objects.visible_to(user).exclude(team=team), a, b)
    shifts = [*ours, *elsewhere.filter(person__in=people)]
    return TeamCalendar(
        team,
        rotas,
        window,
        rows_of(people, sorted(shifts, key=lambda one: one.starts_at), a, b),
        _gaps(rotas, ours, window),
        key_of(people, user),
        can_plan_team(user, team),
    )


def _gaps(
    rotas: Iterable[Rota], shifts: Sequence[Shift], window: Window
) -> list[tuple[Rota, list[Span]]]:
    """When nobody is on each rota of which anything is published here."""
    found = []
    for rota in rotas:
        spans = [span_of(one) for one in shifts if one.rota_id == rota.pk]
        if spans and (free := gaps(spans, window.starts_at, window.ends_at)):
            found.append((rota, free))
    return found
