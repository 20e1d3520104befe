"""Working time as it stands: the limits of each country, who breaks which."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.accounts.models import Team, User
from apps.staffing.access import can_make_rotas
from apps.staffing.models import (
    CallOut,
    Person,
    Rota,
    Shift,
    WorkingTimeTerms,
    line_below,
)
from apps.staffing.queries.away import leave_days
from apps.staffing.rules.intervals import by_person, clipped, hours, instant
from apps.staffing.rules.spans import Span
from apps.staffing.rules.working_time import (
    BreachOf,
    Limits,
    average_hours,
    breaches,
    worked_nights,
)

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
MOST = 500
USUAL = WorkingTimeTerms()


def terms_by_country() -> dict[str, WorkingTimeTerms]:
    """The terms of each country; the empty one's are there always. One query."""
    return {"": USUAL} | {one.country: one for one in WorkingTimeTerms.objects.all()}


def limits_of(terms: WorkingTimeTerms) -> Limits:
    """Terms as the rules read them."""
    return Limits(
        rest=float(terms.rest),
        weekly_rest=float(terms.weekly_rest),
        weekly_hours=float(terms.weekly_hours),
        reference_weeks=terms.reference_weeks,
        consecutive_nights=terms.consecutive_nights,
        night_work=float(terms.night_work),
        night_reference_weeks=terms.night_reference_weeks,
        night_from=terms.night_from,
        night_until=terms.night_until,
    )


@dataclass(frozen=True)
class Work:
    """What counts as working time of some people, and by which limits."""

    people: dict[int, Person]
    spans: dict[int, list[Span]]
    terms: dict[str, WorkingTimeTerms]
    leave: dict[int, set[date]] = field(default_factory=dict)

    def terms_of(self, person: Person) -> WorkingTimeTerms:
        """Those of their country, else those of everywhere else."""
        return self.terms.get(person.country.upper(), self.terms[""])


def work_of(
    people: Iterable[Person],
    starts: datetime,
    ends: datetime,
) -> Work:
    """Their shifts on every rota and their call-outs that touch [starts, ends).

    On call counts where their country says so; call-outs do everywhere. Three queries.
    """
    return _work_of(people, terms_by_country(), starts, ends)


def work_around(people: Iterable[Person], starts: datetime, ends: datetime) -> Work:
    """The same, with all that an average of any country looks at from [starts, ends).

    Their leave too. Four queries.
    """
    terms = terms_by_country()
    weeks = WEEK * max(
        max(one.reference_weeks, one.night_reference_weeks) for one in terms.values()
    )
    since, until = starts - weeks - WEEK, ends + weeks + WEEK
    found = _work_of(people, terms, since, until)
    leave = leave_days(found.people, since.date(), until.date())
    return replace(found, leave=leave)


def _work_of(
    people: Iterable[Person],
    terms: dict[str, WorkingTimeTerms],
    starts: datetime,
    ends: datetime,
) -> Work:
    by_key = {one.pk: one for one in people}
    found = Work(by_key, defaultdict(list), terms)
    when = {"starts_at__lt": ends, "ends_at__gt": starts, "person__in": by_key}
    shifts = Shift.objects.filter(**when).order_by()
    columns = ("person_id", "starts_at", "ends_at")
    for person, begins, stops, kind in shifts.values_list(*columns, "rota__kind"):
        if counts(kind, found.terms_of(by_key[person])):
            found.spans[person].append(Span(person, begins, stops))
    for person, begins, stops in CallOut.objects.filter(**when).values_list(*columns):
        found.spans[person].append(Span(person, begins, stops))
    return found


def counts(kind: str, terms: WorkingTimeTerms) -> bool:
    """Whether shifts of a kind of rota are working time."""
    return kind == Rota.Kind.SHIFTS or terms.is_on_call_work


def breaches_of(
    people: Iterable[Person], starts: datetime, ends: datetime
) -> list[BreachOf]:
    """Where these people's published work breaks the limits in [starts, ends)."""
    return _judged(list(people), {}, starts, ends, None)


def added_breaches(
    work: Work, person: Person, rota: Rota, span: Span, given: Span | None = None
) -> list[BreachOf]:
    """What a person would break by one more shift of a rota, once they gave one away.

    Nothing where such shifts are not working time. What is broken without it is not told
    again. No query.
    """
    terms = work.terms_of(person)
    if not counts(rota.kind, terms):
        return []
    limits, zone = limits_of(terms), ZoneInfo(person.time_zone)
    kept = [one for one in work.spans.get(person.pk, []) if one != given]
    judged = [
        breaches(spans, limits, zone, work.leave) for spans in (kept, [*kept, span])
    ]
    old, new = {(one.kind, one.starts, one.ends) for one in judged[0]}, judged[1]
    return [one for one in new if (one.kind, one.starts, one.ends) not in old]


def breaches_if(
    rota: Rota, shifts: Sequence[Span], when: tuple[datetime, datetime]
) -> list[BreachOf]:
    """What would be broken if these were the rota's shifts in the window. Five queries.

    For what is about to be published: everybody's other shifts count with them.
    """
    people = list(Person.objects.filter(pk__in={one.person for one in shifts}))
    proposed: dict[int, list[Span]] = defaultdict(list)
    for one in shifts:
        proposed[one.person].append(one)
    return _judged(people, proposed, *when, rota)


def _judged(
    people: list[Person],
    proposed: dict[int, list[Span]],
    starts: datetime,
    ends: datetime,
    rota: Rota | None,
) -> list[BreachOf]:
    since = starts - WEEK * 52
    work = work_of(people, since, ends + WEEK)
    if rota is not None:
        _replace(work, rota, proposed, (starts, ends))
    leave = leave_days(work.people, since.date(), ends.date())
    found: list[BreachOf] = []
    for person in people:
        spans = work.spans.get(person.pk, [])
        limits = limits_of(work.terms_of(person))
        found += breaches(spans, limits, ZoneInfo(person.time_zone), leave)
    return sorted(one for one in found if one.starts < ends and one.ends > starts)


def _replace(
    work: Work,
    rota: Rota,
    proposed: dict[int, list[Span]],
    when: tuple[datetime, datetime],
) -> None:
    """Put the proposed shifts in the place of the rota's published ones."""
    rows = Shift.objects.filter(
        rota=rota, starts_at__lt=when[1], ends_at__gt=when[0]
    ).order_by()
    gone: dict[int, set[tuple[datetime, datetime]]] = defaultdict(set)
    for person, begins, stops in rows.values_list("person_id", "starts_at", "ends_at"):
        gone[person].add((begins, stops))
    for key, somebody in work.people.items():
        kept = [
            one for one in work.spans[key] if (one.starts, one.ends) not in gone[key]
        ]
        new = proposed.get(key, [])
        work.spans[key] = kept + (
            new if counts(rota.kind, work.terms_of(somebody)) else []
        )


@dataclass(frozen=True)
class Report:
    """One person's working time of a period."""

    person: Person
    hours: float
    weekly: float
    nights: int
    breaches: list[BreachOf]


def report_of(people: Iterable[Person], first: date, last: date) -> list[Report]:
    """Hours, weekly average, nights and breaches of each, from one day to another.

    The weekly average is over the weeks of reference that end with the last day's. Four
    queries, whatever the number of people.
    """
    found = list(people)
    starts = datetime.combine(first, time(), UTC)
    ends = datetime.combine(last + DAY, time(), UTC)
    since = starts - WEEK * 52
    work = work_of(found, since, ends + WEEK)
    leave = leave_days(work.people, since.date(), last)
    return [_report(one, work, leave, first, last) for one in found]


def _report(
    person: Person, work: Work, leave: dict[int, set[date]], first: date, last: date
) -> Report:
    zone = ZoneInfo(person.time_zone)
    limits = limits_of(work.terms_of(person))
    spans = work.spans.get(person.pk, [])
    blocks = by_person(spans).get(person.pk, [])
    when = (instant(first, 0, zone), instant(last + DAY, 0, zone))
    nights = worked_nights(blocks, limits, zone)
    broken = breaches(spans, limits, zone, leave)
    monday = last - DAY * last.weekday()
    days = leave.get(person.pk, set())
    return Report(
        person,
        round(hours(clipped(blocks, *when)), 1),
        round(average_hours(blocks, monday, limits.reference_weeks, zone, days), 1),
        sum(first <= one <= last for one in nights),
        [one for one in broken if one.starts < when[1] and one.ends > when[0]],
    )


def people_of(user: User, team: Team | None, person: Person | None) -> list[Person]:
    """The people whose working time one sees, of a team or one of them; at most 500.

    Who plans rotas sees everybody's; others their own and their line's.
    """
    rows = Person.objects.visible_to(user)
    if not can_make_rotas(user):
        rows = rows.filter(pk__in=line_below(user))
    if team is not None:
        rows = rows.filter(postings__team=team).distinct()
    if person is not None:
        rows = rows.filter(pk=person.pk)
    return list(rows[:MOST])
