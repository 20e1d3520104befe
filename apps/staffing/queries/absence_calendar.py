"""A month of a team's absences, day by day, as each person may see them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from apps.accounts.models import Team, User
from apps.staffing.models import Absence, Person
from apps.staffing.queries.absences import veil
from apps.staffing.queries.away import as_away, holiday_names, holidays_at
from apps.staffing.rules.balances import works_on
from apps.staffing.states import AbsenceState

MOST = 200


@dataclass(frozen=True)
class Day:
    """A day of somebody: away, asked, holiday, off or in; which half of it; in words."""

    day: date
    kind: str
    words: str
    half: str = ""


@dataclass(frozen=True)
class Month:
    """The days of a month for each person."""

    first: date
    days: list[date]
    rows: list[tuple[Person, list[Day]]]
    most_away: int

    @property
    def before(self) -> date:
        """The month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The month after."""
        return (self.first + timedelta(days=31)).replace(day=1)


def absence_month(user: User, team: Team | None, first: date) -> Month:
    """The month of a team's people, or of everybody one sees; at most 200. Four queries."""
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    people = Person.objects.visible_to(user).filter(starts_on__lte=last)
    people = people.exclude(ends_on__lt=first)
    if team is not None:
        people = people.filter(postings__team=team).distinct()
    shown = list(people.select_related("pattern")[:MOST])
    absences = Absence.objects.standing().touching(first, last)
    found = list(absences.filter(person__in=shown).select_related("kind"))
    veil(found, user)
    by_person: dict[int, list[Absence]] = defaultdict(list)
    for one in found:
        by_person[one.person_id].append(one)
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    rows = [(one, _days(one, by_person[one.pk], days)) for one in shown]
    return Month(first, days, rows, _most_away(rows))


def _most_away(rows: Sequence[tuple[Person, list[Day]]]) -> int:
    columns = zip(*(days for _, days in rows), strict=True)
    return max((sum(one.kind == "away" for one in day) for day in columns), default=0)


def _days(person: Person, absences: list[Absence], days: Sequence[date]) -> list[Day]:
    named = dict(holiday_names(person.country, person.subdivision))
    week = person.pattern.week if person.pattern else []
    free = holidays_at(person)
    found = {}
    for day in days:
        if day in free:
            found[day] = Day(day, "holiday", named[day])
        elif not works_on(day, week, ()):
            found[day] = Day(day, "off", "not a working day")
        else:
            found[day] = Day(day, "", "in")
    for one in absences:
        for day, share in as_away(one).days():
            if day in found and found[day].kind not in {"off", "holiday"}:
                found[day] = _away(one, day, share)
    return list(found.values())


def _away(one: Any, day: date, share: Decimal) -> Day:
    is_asked = one.state == AbsenceState.ASKED
    half = ""
    if share != 1:
        half = "pm" if one.from_noon and day == one.first_on else "am"
    words = f"{one.said_kind}{' (asked)' if is_asked else ''}"
    return Day(day, "asked" if is_asked else "away", words, half)
