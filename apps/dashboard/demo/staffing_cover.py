"""The demonstration's cover: a desk with rules, absences of every state, gaps, call-outs, plans."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from apps.accounts.models import User
from apps.catalog.models import Platform
from apps.dashboard.demo.staffing import Roster
from apps.staffing.actions import absences, cover_rules, terms
from apps.staffing.actions.layers import make_rota
from apps.staffing.models import (
    AbsenceType,
    Allowance,
    CallOut,
    Holding,
    Person,
    Publication,
    Rota,
    Shift,
)
from apps.staffing.models.skills import Level
from apps.staffing.rules.intervals import instant
from apps.staffing.rules.windows import parse_windows

ZONE = ZoneInfo("Europe/London")
TEAM, SKILL = "ecs", "Task definitions"
BACK, AHEAD = 26, 8
DAY = timedelta(days=1)
SATURDAY = 5
EARLY, LATE, WEEKEND = (420, 900), (840, 1320), (480, 1200)
KINDS = {
    # name: needs approval, days of a year, private
    "Annual leave": (True, 25, True),
    "Sick leave": (False, 0, True),
    "Parental leave": (True, 0, True),
    "Training": (True, 0, False),
    "Public duty": (True, 0, True),
}
RULES = [
    # name, people, skill, hours
    ("Two on the early desk", 2, "", "Mon-Fri 08:00-15:00"),
    ("Somebody who knows ECS", 1, SKILL, "Mon-Fri 07:00-22:00"),
    ("Weekends", 1, "", "Sat, Sun 08:00-20:00"),
]


@dataclass
class Desk:
    """The desk of the ECS team and who is on it."""

    roster: Roster
    rota: Rota
    people: list[Person]

    def nth(self, place: int) -> Person:
        """One of them; after the last comes the first."""
        return self.people[place % len(self.people)]

    @property
    def by(self) -> dict[str, Any]:
        """The administrator, now."""
        return {"by": self.roster.admin, "now": self.roster.now}


def cover(roster: Roster, dice: random.Random) -> None:
    """All of it."""
    kinds = _kinds(roster)
    desk = _desk(roster)
    _shifts(desk)
    _rules(desk)
    _absences(desk, kinds)
    _call_outs(desk, dice)
    _plans(desk)
    terms.set_working_time(
        country="DE", weekly_rest=35, night_reference_weeks=4, **desk.by
    )


def _kinds(roster: Roster) -> dict[str, AbsenceType]:
    found = {}
    for name, (needs_approval, days, is_private) in KINDS.items():
        found[name] = terms.make_absence_type(
            by=roster.admin,
            now=roster.now - timedelta(days=300),
            name=name,
            needs_approval=needs_approval,
            has_balance=days > 0,
            days_a_year=Decimal(days),
            is_private=is_private,
        )
    return found


def _desk(roster: Roster) -> Desk:
    members = [one for one in roster.by_team[TEAM][1:] if one.user_id]
    rota = make_rota(
        by=roster.admin,
        now=roster.now - timedelta(weeks=BACK),
        team=roster.people[members[0].email].postings.get().team,
        slug="ecs-desk",
        name="ECS desk",
        kind=Rota.Kind.SHIFTS,
        time_zone="Europe/London",
        description="Who answers at the desk: two early, one late, one at weekends.",
        platforms=Platform.objects.filter(slug__startswith="ecs"),
    )
    people = members[:8]
    _skilled(roster, people)
    return Desk(roster, rota, people)


def _skilled(roster: Roster, people: list[Person]) -> None:
    """Six know the skill; the last two do not yet."""
    for place, one in enumerate(people):
        level = Level.ALONE if place < len(people) - 2 else Level.AWARE
        Holding.objects.update_or_create(
            person=one,
            skill=roster.skills[SKILL],
            defaults={
                "level": level,
                "own_level": level,
                "confirmed_on": roster.today - timedelta(days=60),
                "confirmed_by": roster.admin,
            },
        )


def _shifts(desk: Desk) -> None:
    """Half a year back and eight weeks ahead, published in one."""
    first = desk.roster.today - timedelta(days=desk.roster.today.weekday(), weeks=BACK)
    until = first + timedelta(weeks=BACK + AHEAD)
    made = Publication.objects.create(
        rota=desk.rota,
        number=1,
        from_at=instant(first, 0, ZONE),
        until_at=instant(until, 0, ZONE),
        published_by=desk.roster.admin,
        published_at=desk.roster.now,
    )
    Shift.objects.bulk_create(
        Shift(
            rota=desk.rota,
            publication=made,
            person=person,
            starts_at=instant(day, starts, ZONE),
            ends_at=instant(day, ends, ZONE),
        )
        for day, person, (starts, ends) in _turns(desk.people, first, until)
    )


def _turns(
    people: list[Person], first: date, until: date
) -> Iterator[tuple[date, Person, tuple[int, int]]]:
    """By weeks: two early, one late, who of the others has the weekend."""
    day = first
    while day < until:
        week = (day - first).days // 7
        order = [people[(at + week) % len(people)] for at in range(len(people))]
        if day.weekday() >= SATURDAY:
            yield day, order[3], WEEKEND
        else:
            yield day, order[0], EARLY
            yield day, order[1], EARLY
            yield day, order[2], LATE
        day += DAY


def _rules(desk: Desk) -> None:
    for name, people, skill, hours in RULES:
        cover_rules.make_coverage_rule(
            rota=desk.rota,
            name=name,
            people=people,
            skill=desk.roster.skills.get(skill),
            level=Level.ALONE,
            windows=parse_windows(hours),
            from_on=desk.roster.today - timedelta(weeks=BACK),
            **desk.by,
        )


def _absences(desk: Desk, kinds: dict[str, AbsenceType]) -> None:
    """One of each: asked, approved with a gap, refused, cancelled, sick today, half a day."""
    today = desk.roster.today
    monday = today + timedelta(days=7 - today.weekday())
    leave = kinds["Annual leave"]
    boss = desk.roster.by_team[TEAM][0].user
    asked = [
        # whose, kind, from, until, what becomes of it
        (_on(desk, monday, 0), leave, monday, monday + DAY, "approve"),
        (_on(desk, monday, 1), leave, monday + 9 * DAY, monday + 11 * DAY, "ask"),
        (desk.nth(3), leave, monday + 21 * DAY, monday + 25 * DAY, "refuse"),
        (
            desk.nth(4),
            kinds["Training"],
            monday + 2 * DAY,
            monday + 2 * DAY,
            "approve",
        ),
        (desk.nth(5), leave, monday + 14 * DAY, monday + 16 * DAY, "cancel"),
        (desk.nth(6), leave, monday - 60 * DAY, monday - 56 * DAY, "approve"),
    ]
    for person, kind, first, last, what in asked:
        _ask(desk, person, kind, (first, last), what, boss)
    sick = desk.nth(7)
    _ask(desk, sick, kinds["Sick leave"], (today, today + DAY), "ask", boss)
    for one in desk.people[:4]:
        Allowance.objects.create(person=one, kind=leave, year=today.year, carried=3)


def _on(desk: Desk, day: date, place: int) -> Person:
    """Who is on that day, the first or second of them."""
    rows = desk.rota.shifts.filter(starts_at__date=day).order_by("starts_at", "pk")
    return rows[place].person


def _ask(
    desk: Desk,
    person: Person,
    kind: AbsenceType,
    days: tuple[date, date],
    what: str,
    boss: User | None,
) -> None:
    ago = timedelta(days=4 if kind.needs_approval else 0)
    now = desk.roster.now - ago
    own = person.user or desk.roster.admin
    made = absences.ask_absence(
        person.pk, by=own, kind=kind, first_on=days[0], last_on=days[1], now=now
    )
    by: dict[str, Any] = {
        "by": boss,
        "expected_version": made.version,
        "now": desk.roster.now,
    }
    if what == "approve" and boss:
        absences.approve_absence(made.pk, **by)
    elif what == "refuse" and boss:
        absences.refuse_absence(made.pk, answer="The upgrade is that week.", **by)
    elif what == "cancel":
        absences.cancel_absence(made.pk, **{**by, "by": own})


def _call_outs(desk: Desk, dice: random.Random) -> None:
    """A few a month, and one last night."""
    nights = sorted(dice.sample(range(2, 170), 14))
    for back in [1, *nights]:
        day = desk.roster.today - timedelta(days=back)
        starts_at = instant(day, 23 * 60 + dice.randrange(0, 180, 5), ZONE)
        person = dice.choice(desk.people)
        if back == 1:
            person = _on(desk, desk.roster.today, 0)
        CallOut.objects.create(
            rota=desk.rota,
            person=person,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=dice.randrange(30, 200, 5)),
            reason=dice.choice(
                [
                    "Ingress down",
                    "Storage full",
                    "Nodes not ready",
                    "Certificate expired",
                ]
            ),
            noted_by=desk.roster.admin,
            noted_at=desk.roster.now,
        )


def _plans(desk: Desk) -> None:
    """Projects of the coming weeks, one of them for more than there is."""
    today = desk.roster.today
    monday = today - timedelta(days=today.weekday())
    skills = desk.roster.skills
    plans = [
        ("Move to new capacity providers", 2, 160, SKILL),
        ("Move to new capacity providers", 3, 160, SKILL),
        ("New load balancers", 5, 60, "Load balancing"),
        ("Rotation of secrets", 6, 40, "Secrets"),
    ]
    for title, weeks, hours, skill in plans:
        terms.plan_work(
            team=desk.rota.team,
            monday=monday + timedelta(weeks=weeks),
            kind="project",
            title=title,
            hours=Decimal(hours),
            skill=skills[skill],
            **desk.by,
        )
