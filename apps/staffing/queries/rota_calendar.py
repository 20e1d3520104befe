"""A rota's calendar: everybody's shifts over a day, a week, a month or a quarter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from apps.accounts.models import User
from apps.staffing.access import can_plan
from apps.staffing.models import Absence, Person, Posting, Rota, RotationPlace, Shift
from apps.staffing.queries.rota_page import absences_of, away_span
from apps.staffing.queries.rotas import published, span_of
from apps.staffing.rules.calendar import View, Window
from apps.staffing.rules.quality import gaps
from apps.staffing.rules.spans import Span


@dataclass(frozen=True)
class Row:
    """One person's line."""

    person: Person
    shifts: list[Shift]
    away: list[tuple[datetime, datetime]]

    @property
    def hours(self) -> int:
        """The hours on shift that are shown."""
        return round(sum(span_of(one).seconds for one in self.shifts) / 3600)


@dataclass(frozen=True)
class RotaCalendar:
    """A rota in a window: everybody's lines, and when nobody is on."""

    rota: Rota
    window: Window
    rows: list[Row]
    gaps: list[Span]
    me: int | None
    may_plan: bool
    is_whole_team: bool


def rota_calendar(
    rota: Rota,
    user: User,
    day: date,
    view: View,
    now: datetime,
    *,
    zone: ZoneInfo,
    is_whole_team: bool = False,
) -> RotaCalendar:
    """The calendar around a day. Six queries, whatever number of people."""
    window = Window.around(day, view, zone, now)
    a, b = window.starts_at, window.ends_at
    shifts = list(published([rota], a, b))
    whole = rota.team_id if is_whole_team else None
    people = people_of([rota], shifts, a, b, whole_team=whole)
    rows = rows_of(people, shifts, a, b)
    nobody = gaps([span_of(one) for one in shifts], a, b) if shifts else []
    return RotaCalendar(
        rota,
        window,
        rows,
        nobody,
        key_of(people, user),
        can_plan(user, rota),
        is_whole_team,
    )


def key_of(people: Iterable[Person], user: User) -> int | None:
    """Which of the people the user is."""
    return next((one.pk for one in people if one.user_id == user.pk), None)


def rows_of(
    people: Sequence[Person], shifts: Iterable[Shift], a: datetime, b: datetime
) -> list[Row]:
    """Each person's line, with their leave. One query."""
    by_person: dict[int, list[Shift]] = {}
    for one in shifts:
        by_person.setdefault(one.person_id, []).append(one)
    away: dict[int, list[Absence]] = {}
    for absence in absences_of([one.pk for one in people], a, b):
        away.setdefault(absence.person_id, []).append(absence)
    return [
        Row(one, by_person.get(one.pk, []), _away(away.get(one.pk, ()), a, b))
        for one in people
    ]


def people_of(
    rotas: Iterable[Rota],
    shifts: Iterable[Shift],
    a: datetime,
    b: datetime,
    *,
    whole_team: int | None,
) -> list[Person]:
    """Who has a shift or a place on the rotas, or is in the team at all; by name. One query."""
    places = RotationPlace.objects.filter(rotation__layer__rota__in=rotas)
    asked = Q(pk__in={one.person_id for one in shifts})
    asked |= Q(pk__in=places.values("person_id"))
    if whole_team is not None:
        rows = Posting.objects.filter(team=whole_team, starts_on__lte=b.date())
        present = rows.filter(Q(ends_on=None) | Q(ends_on__gte=a.date()))
        asked |= Q(pk__in=present.values("person_id"))
    return list(Person.objects.filter(asked))


def _away(
    absences: Iterable[Absence], a: datetime, b: datetime
) -> list[tuple[datetime, datetime]]:
    spans = (away_span(one) for one in absences)
    return [(max(since, a), min(until, b)) for since, until in spans if until > a]
