"""A rota's calendar: everybody's shifts over a day, a week, a month or a quarter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Q

from apps.accounts.models import User
from apps.staffing.access import can_plan
from apps.staffing.models import Absence, Person, Posting, Rota, RotationPlace, Shift
from apps.staffing.queries.rota_page import absences_of, away_span
from apps.staffing.queries.rotas import published, span_of
from apps.staffing.rules.quality import gaps
from apps.staffing.rules.rotations import instant, wall
from apps.staffing.rules.rotations.months import add_months
from apps.staffing.rules.spans import Span

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class View(StrEnum):
    """How much a calendar shows at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


STEP_MINUTES = {View.DAY: 30, View.WEEK: 60, View.MONTH: 720, View.QUARTER: 1440}


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
    """The window, its lines, and when nobody is on."""

    rota: Rota
    view: View
    zone: ZoneInfo
    first_on: date
    starts_at: datetime
    ends_at: datetime
    rows: list[Row]
    gaps: list[Span]
    now: datetime
    me: int | None
    may_plan: bool
    is_whole_team: bool

    @property
    def before(self) -> date:
        """The first day of the window before."""
        return moved(self.first_on, self.view, -1)

    @property
    def after(self) -> date:
        """The first day of the window after."""
        return moved(self.first_on, self.view, 1)

    @property
    def title(self) -> str:
        """What is shown, such as "November 2026"."""
        last = wall(self.ends_at, self.zone).date() - DAY
        match self.view:
            case View.DAY:
                return f"{self.first_on:%A} {self.first_on.day} {self.first_on:%B %Y}"
            case View.WEEK:
                year, week, _ = self.first_on.isocalendar()
                return f"Week {week} of {year}, from {self.first_on.day} {self.first_on:%B}"
            case View.MONTH:
                return f"{self.first_on:%B %Y}"
            case View.QUARTER:
                return f"{self.first_on:%B} to {last:%B %Y}"

    @property
    def step_minutes(self) -> int:
        """How far one press of a key moves a shift."""
        return STEP_MINUTES[self.view]

    def share(self, at: datetime) -> float:
        """Where an instant lies, in per cent of the window."""
        whole = (self.ends_at - self.starts_at).total_seconds()
        return (at - self.starts_at).total_seconds() / whole * 100


def begin_of(day: date, view: View) -> date:
    """The first day of the window that a day lies in."""
    match view:
        case View.DAY:
            return day
        case View.WEEK:
            return day - day.weekday() * DAY
        case View.MONTH:
            return day.replace(day=1)
        case View.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def moved(first: date, view: View, by: int) -> date:
    """The first day so many windows on."""
    match view:
        case View.DAY:
            return first + by * DAY
        case View.WEEK:
            return first + 7 * by * DAY
        case View.MONTH:
            return add_months(datetime.combine(first, time()), by).date()
        case View.QUARTER:
            return add_months(datetime.combine(first, time()), 3 * by).date()


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
    first = begin_of(day, view)
    a = instant(datetime.combine(first, time()), zone)
    b = instant(datetime.combine(moved(first, view, 1), time()), zone)
    shifts = list(published([rota], a, b))
    people = _people(rota, shifts, a, b, is_whole_team=is_whole_team)
    by_person: dict[int, list[Shift]] = {}
    for one in shifts:
        by_person.setdefault(one.person_id, []).append(one)
    away: dict[int, list[Absence]] = {}
    for absence in absences_of([one.pk for one in people], a, b):
        away.setdefault(absence.person_id, []).append(absence)
    rows = [
        Row(one, by_person.get(one.pk, []), _away(away.get(one.pk, ()), a, b))
        for one in people
    ]
    me = next((one.pk for one in people if one.user_id == user.pk), None)
    nobody = gaps([span_of(one) for one in shifts], a, b) if shifts else []
    return RotaCalendar(
        rota, view, zone, first, a, b, rows, nobody, now, me, can_plan(user, rota),
        is_whole_team,
    )  # fmt: skip


def _people(
    rota: Rota,
    shifts: Iterable[Shift],
    a: datetime,
    b: datetime,
    *,
    is_whole_team: bool,
) -> list[Person]:
    """Who has a shift or a place, or is of the team at all; by name. One query."""
    places = RotationPlace.objects.filter(rotation__layer__rota=rota)
    asked = Q(pk__in={one.person_id for one in shifts})
    asked |= Q(pk__in=places.values("person_id"))
    if is_whole_team:
        rows = Posting.objects.filter(team=rota.team_id, starts_on__lte=b.date())
        present = rows.filter(Q(ends_on=None) | Q(ends_on__gte=a.date()))
        asked |= Q(pk__in=present.values("person_id"))
    return list(Person.objects.filter(asked))


def _away(
    absences: Iterable[Absence], a: datetime, b: datetime
) -> list[tuple[datetime, datetime]]:
    spans = (away_span(one) for one in absences)
    return [(max(since, a), min(until, b)) for since, until in spans if until > a]
