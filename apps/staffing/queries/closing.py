"""The ways to close a gap: who is qualified, there, rested, least loaded."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from apps.staffing.models import Gap, Person, Rota, RotationPlace, Shift
from apps.staffing.queries.away import away_spans
from apps.staffing.queries.burden import Borne, last_year
from apps.staffing.queries.cover import levels_of
from apps.staffing.queries.working_time import Work, added_breaches, work_around
from apps.staffing.rules.closing import Candidate, Way, ranked, rest_around
from apps.staffing.rules.intervals import by_person
from apps.staffing.rules.spans import Span

SHORTEST = timedelta(minutes=30)


@dataclass(frozen=True)
class ShownWay:
    """A way with its people, in order, as the page words it."""

    way: Way
    people: list[Person]
    absent: list[Shift]

    @property
    def parts(self) -> list[tuple[Person, Span, Candidate]]:
        """Who, when, and what is known of them."""
        return list(zip(self.people, self.way.parts, self.way.candidates, strict=True))


def ways_for(gap: Gap, now: datetime) -> list[ShownWay]:
    """At most three ways to close what is left of a gap, best first.

    Whoever is in the rota's team, has turns in it or has the skill, is not away and has no
    shift then. About ten queries, however many they are.
    """
    starts, ends = max(gap.starts_at, now), gap.ends_at
    if ends - starts < SHORTEST:
        return []
    people, levels = _qualified(gap, now)
    free = _free(people, starts, ends)
    work = work_around(free, starts, ends)
    borne = last_year(free, now)
    able = [
        _candidate(
            gap.rule.rota,
            Span(one.pk, starts, ends),
            levels.get(one.pk, 0),
            work,
            borne[one.pk],
        )
        for one in free
    ]
    by_key = {one.pk: one for one in free}
    absent = absent_shifts(gap, starts, ends)
    return [
        ShownWay(way, [by_key[part.person] for part in way.parts], absent)
        for way in ranked(starts, ends, able)
    ]


def _qualified(gap: Gap, now: datetime) -> tuple[list[Person], dict[int, int]]:
    """Who could be asked, and their level of the rule's skill."""
    rule = gap.rule
    rows = _pool(gap, now)
    if rule.skill_id is None:
        return list(rows), {}
    found = levels_of([rule.skill_id])
    levels = {person: at for (person, _), at in found.items() if at >= rule.level}
    return list(rows.filter(pk__in=levels)), levels


def _pool(gap: Gap, now: datetime) -> QuerySet[Person]:
    """The rota's team, who has turns in the rota, and of its organisation who has the skill."""
    rota, day = gap.rule.rota, gap.starts_at.date()
    turns = RotationPlace.objects.filter(rotation__layer__rota=rota)
    recent = rota.shifts.filter(ends_at__gt=now - timedelta(days=180)).order_by()
    near = (
        Q(postings__team=rota.team)
        | Q(pk__in=turns.values("person"))
        | Q(pk__in=recent.values("person"))
    )
    if gap.rule.skill_id is not None:
        near |= Q(organisation=rota.team.organisation_id)
    here = Person.objects.here_on(day).filter(near).distinct()
    return here.select_related("pattern").order_by("pk")


def _free(people: Sequence[Person], starts: datetime, ends: datetime) -> list[Person]:
    """Those who are not away and have no shift of any rota in that time."""
    away = {one.person for one in away_spans(people, starts, ends)}
    rows = Shift.objects.filter(
        person__in=people, starts_at__lt=ends, ends_at__gt=starts
    ).order_by()
    busy = set(rows.values_list("person_id", flat=True))
    return [one for one in people if one.pk not in away | busy]


def _candidate(
    rota: Rota, span: Span, level: int, work: Work, borne: Borne
) -> Candidate:
    blocks = by_person(work.spans.get(span.person, [])).get(span.person, [])
    before, after = rest_around(blocks, span.starts, span.ends)
    count = len(added_breaches(work, work.people[span.person], rota, span))
    return Candidate(span.person, level, before, after, borne.per_fte, count)


def absent_shifts(gap: Gap, starts: datetime, ends: datetime) -> list[Shift]:
    """The rota's shifts in that time of people who are away then."""
    rows = gap.rule.rota.shifts.filter(starts_at__lt=ends, ends_at__gt=starts)
    shifts = list(rows.select_related("person"))
    away: dict[int, list[Span]] = defaultdict(list)
    for one in away_spans(_people(shifts), starts, ends):
        away[one.person].append(one)
    return [
        one
        for one in shifts
        if any(
            part.overlaps(one.starts_at, one.ends_at) for part in away[one.person_id]
        )
    ]


def _people(shifts: Iterable[Shift]) -> list[Person]:
    return list({one.person_id: one.person for one in shifts}.values())
