"""The parts of staffing's first page that are fetched once it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from apps.accounts.models import Team, User
from apps.staffing.models import Absence, Gap, Rota
from apps.staffing.queries.absences import decidable_by, veil
from apps.staffing.queries.oncall import Duty, duties, visible_rotas
from apps.staffing.queries.people import teams_below
from apps.staffing.states import AbsenceState

QUARTER = timedelta(weeks=13)
SHOWN = 6


@dataclass(frozen=True)
class Part:
    """The first rows of a part, and how many there are in all."""

    rows: Sequence[Any]
    total: int


def rotas_of(user: User, team: Team | None) -> QuerySet[Rota]:
    """The rotas one sees, of a team and those below it, or of all."""
    rows = visible_rotas(user)
    return rows.filter(team__slug__in=teams_below(team)) if team else rows


def on_call_part(user: User, team: Team | None, now: datetime) -> Sequence[Duty]:
    """Who is on call now and next, on the first rotas by name."""
    return duties(rotas_of(user, team).order_by("name")[:SHOWN], now)


def quarter_part(user: User, team: Team | None, now: datetime) -> QuerySet[Any]:
    """Each rota with until when its shifts are published, and those of the next quarter."""
    ahead = Q(shifts__starts_at__range=(now, now + QUARTER))
    rows: Any = rotas_of(user, team).order_by("name")
    found: QuerySet[Any] = rows.annotate(
        published_until=Max("shifts__ends_at"),
        shift_count=Count("shifts", ahead, distinct=True),
        people_count=Count("shifts__person", ahead, distinct=True),
    )
    return found[:SHOWN]


def gaps_part(user: User, team: Team | None, now: datetime) -> Part:
    """Open gaps that are not over, the next first."""
    rows = Gap.objects.visible_to(user).filter(closed_at=None, ends_at__gt=now)
    rows = rows.filter(rule__rota__in=rotas_of(user, team).order_by())
    found = rows.select_related("rule__rota").order_by("starts_at", "pk")
    return Part(list(found[:SHOWN]), found.count())


def absences_part(user: User, today: date) -> Part:
    """Absences that wait for one's word, the next first."""
    rows = Absence.objects.filter(
        state=AbsenceState.ASKED, person__in=decidable_by(user, today)
    )
    found = rows.select_related("person", "kind").order_by("first_on", "pk")
    shown = list(found[:SHOWN])
    veil(shown, user)
    return Part(shown, found.count())
