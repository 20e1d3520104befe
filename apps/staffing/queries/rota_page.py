"""What the pages of a rota say: its layers in words, what publishing would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from apps.accounts.models import User
from apps.staffing.access import can_plan
from apps.staffing.models import (
    Absence,
    Layer,
    Override,
    Person,
    Publication,
    Rota,
    Rotation,
    Shift,
    Wish,
)
from apps.staffing.queries import away
from apps.staffing.queries.cover import breaks_cover
from apps.staffing.queries.oncall import Duty, duties
from apps.staffing.queries.rotas import published, rule_of, span_of, with_rules
from apps.staffing.queries.working_time import breaches_if
from apps.staffing.rules.balances import Away as Days
from apps.staffing.rules.cover import GapOf
from apps.staffing.rules.publishing import Touched, touched
from apps.staffing.rules.quality import Quality, gaps, quality
from apps.staffing.rules.rotations import RotaRule, instant, shifts
from apps.staffing.rules.spans import Span
from apps.staffing.rules.typed_hours import DAYS, hours_text
from apps.staffing.rules.working_time import said

QUALITY_AHEAD = timedelta(weeks=52)


@dataclass(frozen=True)
class RotationLine:
    """A rotation in words."""

    rotation: Rotation
    turns: str
    hours: str
    people: list[str]


@dataclass(frozen=True)
class LayerLine:
    """A layer with its rotations."""

    layer: Layer
    rotations: list[RotationLine]


@dataclass(frozen=True)
class RotaPage:
    """A rota: its layers from the highest, what changes it, how good it is."""

    rota: Rota
    layers: list[LayerLine]
    overrides: list[Override]
    publications: list[Publication]
    duty: Duty
    quality: Quality
    published_until: datetime | None
    may_plan: bool
    people: dict[int, Person]

    @property
    def overloaded(self) -> list[tuple[Person, int]]:
        """Who has more than the mean, and how much, the most first."""
        rows = sorted(self.quality.overloaded.items(), key=lambda row: -row[1])
        return [(self.people[pk], share) for pk, share in rows if pk in self.people]

    @property
    def is_alone_anywhere(self) -> bool:
        """Whether all of the year hangs on one person."""
        return len(self.quality.hours) == 1


def rota_page(rota: Rota, user: User, now: datetime) -> RotaPage:
    """All of a rota's page."""
    full: Any = with_rules(Rota.objects.filter(pk=rota.pk), now).get()
    rule = rule_of(full, now)
    last = rota.shifts.aggregate(last=Max("ends_at"))["last"]
    overrides = rota.overrides.filter(ends_at__gt=now)
    ahead = shifts(rule, now, now + QUALITY_AHEAD)
    score = quality(ahead, now, now + QUALITY_AHEAD)
    return RotaPage(
        rota=rota,
        layers=[_layer_line(one, rota) for one in reversed(full.floors)],
        overrides=list(overrides.select_related("added", "removed", "made_by")),
        publications=list(rota.publications.select_related("published_by")[:5]),
        duty=duties(Rota.objects.filter(pk=rota.pk), now)[0],
        quality=score,
        published_until=last,
        may_plan=can_plan(user, rota),
        people=Person.objects.in_bulk(score.hours),
    )


def _layer_line(layer: Layer, rota: Rota) -> LayerLine:
    return LayerLine(
        layer, [_rotation_line(one, rota) for one in layer.rotations.all()]
    )


def _rotation_line(rotation: Rotation, rota: Rota) -> RotationLine:
    places: dict[int, list[str]] = {}
    for one in rotation.places.all():
        places.setdefault(one.place, []).append(str(one.person))
    last = rotation.turn_count or max(places, default=0)
    return RotationLine(
        rotation,
        turns_text(rotation, rota),
        "; ".join(hours_text(rotation.restrictions).splitlines()),
        [" + ".join(places.get(number, ["nobody"])) for number in range(1, last + 1)],
    )


def turns_text(rotation: Rotation, rota: Rota) -> str:
    """How its turns go, such as "1 week, handed over on Mondays at 09:00 (Europe/London)"."""
    unit = rotation.unit if rotation.length == 1 else f"{rotation.unit}s"
    if rotation.weekdays and rotation.unit == "day":
        unit += f" counting {', '.join(DAYS[day] for day in rotation.weekdays)}"
    day = f"on {rotation.starts_on:%A}s " if rotation.unit == "week" else ""
    zone = rotation.time_zone or rota.time_zone
    return (
        f"{rotation.length} {unit}, handed over {day}at "
        f"{rotation.handoff_at:%H:%M} ({zone})"
    )


@dataclass(frozen=True)
class Warned:
    """A planned shift that goes against an absence."""

    person: Person
    span: Span
    absence: Absence


@dataclass(frozen=True)
class Preview:
    """What publishing a window would change, before it is done."""

    rota: Rota
    starts_at: datetime
    ends_at: datetime
    wanted: list[Span]
    before: list[Span]
    people: dict[int, Person]
    absences: list[Absence]
    wishes: list[Wish]

    @cached_property
    def moved(self) -> list[Touched]:
        """Whose time changes; only they are told."""
        return touched(self.before, self.wanted, self.starts_at, self.ends_at)

    @cached_property
    def rows(self) -> list[tuple[Person, Touched]]:
        """The same with the people."""
        return [(self.people[one.person], one) for one in self.moved]

    @cached_property
    def gaps(self) -> list[Span]:
        """When nobody would be on."""
        return gaps(self.wanted, self.starts_at, self.ends_at)

    @cached_property
    def breaches(self) -> list[str]:
        """Limits of working time that the shifts would break, in words.

        By the limits of each person's country, with their other shifts and call-outs.
        """
        when = (self.starts_at, self.ends_at)
        found = breaches_if(self.rota, self.wanted, when)
        people = [self.people[one.person] for one in found]
        return [
            f"{person}: {said(one, ZoneInfo(person.time_zone))}"
            for person, one in zip(people, found, strict=True)
        ]

    @cached_property
    def short(self) -> list[GapOf]:
        """Where coverage rules would not be met."""
        when = (self.starts_at, self.ends_at)
        return breaks_cover(self.rota, self.wanted, when)

    @cached_property
    def away(self) -> list[Warned]:
        """Planned shifts of people who are away then."""
        found = []
        for one in self.absences:
            since, until = away_span(one)
            found += [
                Warned(self.people[span.person], span, one)
                for span in self.wanted
                if span.person == one.person_id and span.overlaps(since, until)
            ]
        return found

    @cached_property
    def wishes_broken(self) -> list[tuple[Person, Wish]]:
        """Wishes that the shifts break, with whose they are.

        One to be at work is broken by days of it that lie in the window as a whole.
        """
        found = []
        for one in self.wishes:
            person = self.people[one.person_id]
            span = away.span_of(person, Days(one.first_on, one.last_on))
            works = any(
                shift.person == person.pk and shift.overlaps(span.starts, span.ends)
                for shift in self.wanted
            )
            is_whole = self.starts_at <= span.starts and span.ends <= self.ends_at
            if works != one.wants_work and (works or is_whole):
                found.append((person, one))
        return found


def preview(rota: Rota, first_on: date, weeks: int, now: datetime) -> Preview:
    """What the rota's layers and overrides say for some weeks, beside what is published."""
    zone = ZoneInfo(rota.time_zone)
    midnight = datetime.combine(first_on, time())
    a = max(instant(midnight, zone), now)
    b = max(instant(midnight + timedelta(weeks=weeks), zone), a)
    rule = rule_of(rota, a)
    wanted = shifts_of(rule, a, b)
    before = [span_of(one) for one in published([rota], a, b)]
    pks = {one.person for one in (*wanted, *before)}
    people = Person.objects.in_bulk(pks)
    wishes = Wish.objects.filter(person__in=pks).touching(a.date(), b.date())
    absences = absences_of(pks, a, b)
    return Preview(rota, a, b, wanted, before, people, absences, list(wishes))


def shifts_of(rule: RotaRule, a: datetime, b: datetime) -> list[Span]:
    """The rota's shifts in [a, b), or nothing where that is over."""
    return shifts(rule, a, b) if a < b else []


def absences_of(people: Iterable[int], a: datetime, b: datetime) -> list[Absence]:
    """Approved absences of the people that touch [a, b), give or take a day."""
    day = timedelta(days=1)
    rows = Absence.objects.approved().filter(person__in=list(people))
    rows = rows.touching((a - day).date(), (b + day).date())
    return list(rows.select_related("person", "kind"))


def away_span(absence: Absence) -> tuple[datetime, datetime]:
    """When an absence begins and ends, by the clock of where the person is."""
    span = away.span_of(absence.person, away.as_away(absence))
    return span.starts, span.ends


def listed(rotas: Sequence[Rota], now: datetime) -> dict[int, Duty]:
    """Now and next of the rotas of a page, by their key."""
    rows = Rota.objects.filter(pk__in=[one.pk for one in rotas])
    return {one.rota.pk: one for one in duties(rows, now)}


def shift_with_names(user: User, pk: int) -> Shift | None:
    """A shift that somebody sees, with what its page names."""
    rows = Shift.objects.visible_to(user).select_related("rota__team", "person__user")
    return rows.filter(pk=pk).first()
