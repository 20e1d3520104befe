"""What the lists and pages of people look at."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from apps.accounts.models import Team, User
from apps.accounts.rules import with_teams_below
from apps.calendars.queries import public_holidays
from apps.staffing.models import (
    Certificate,
    Checklist,
    Holding,
    Person,
    Posting,
    Skill,
    Target,
)
from apps.staffing.queries.line_changes import Asked, asked_of
from apps.staffing.queries.skills import branches, skill_paths
from apps.staffing.rules.skills import missing

NEXT_HOLIDAYS = 3


def with_postings(rows: QuerySet[Person], today: date) -> QuerySet[Person]:
    """People with `current`: their postings of today, with team and role."""
    running = Posting.objects.on(today).select_related("team", "role")
    return rows.prefetch_related(
        Prefetch("postings", running.order_by("starts_on"), to_attr="current")
    )


def listed_people(user: User, today: date) -> QuerySet[Person]:
    """The people one sees, with their teams of today. A fixed number of queries."""
    rows = Person.objects.visible_to(user).select_related(
        "organisation", "line_manager", "user"
    )
    return with_postings(rows, today)


def teams_below(team: Team) -> frozenset[str]:
    """The slugs of a team and those below it."""
    parents = dict(Team.objects.values_list("slug", "parent__slug"))
    return with_teams_below(team.slug, parents)


def in_team(rows: QuerySet[Person], team: Team, today: date) -> QuerySet[Person]:
    """Those who work in a team today, or in one below it."""
    running = Posting.objects.on(today).filter(team__slug__in=teams_below(team))
    return rows.filter(pk__in=running.values("person"))


def named(rows: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those with these words in their name, nickname or e-mail."""
    return rows.filter(
        Q(name__icontains=words)
        | Q(user__nickname__icontains=words)
        | Q(email__icontains=words)
    )


@dataclass(frozen=True)
class Held:
    """A skill of a person: their level, what their roles need, and the row, if there is one."""

    skill: Skill
    path: str
    holding: Holding | None
    target: int

    @property
    def level(self) -> int | None:
        """The confirmed level."""
        return self.holding.level if self.holding else None

    @property
    def own_level(self) -> int | None:
        """As the person sees it."""
        return self.holding.own_level if self.holding else None

    @property
    def missing(self) -> int:
        """Levels below what is needed."""
        return missing(self.target, self.level)


@dataclass(frozen=True)
class PersonPage:
    """A person with everything their page shows to one reader."""

    line: Sequence[Person]
    reports: Sequence[Person]
    postings: Sequence[Posting]
    held: Sequence[Held]
    certificates: Sequence[Certificate]
    checklists: Sequence[Checklist]
    asked: Sequence[Asked]
    holidays: Sequence[tuple[date, str]]
    local_now: datetime
    today: date

    @property
    def expired(self) -> set[int]:
        """The certificates whose last day is over."""
        return {one.pk for one in self.certificates if one.is_expired(self.today)}

    @property
    def to_confirm(self) -> int:
        """How many levels they assessed since a manager looked."""
        return sum(one.holding.is_to_confirm for one in self.held if one.holding)


def person_page(found: Person, user: User, now: datetime) -> PersonPage:
    """Team, line, skills against what the roles need, certificates, lists, days off."""
    today = timezone.localdate(now)
    postings = found.postings.select_related("team", "role").order_by("-starts_on")
    return PersonPage(
        line=list(found.line_above()),
        reports=list(found.reports.visible_to(user).here_on(today)),
        postings=list(postings),
        held=held_by(found, today),
        certificates=list(found.certificates.select_related("skill", "file")),
        checklists=list(found.checklists.visible_to(user).order_by("-day_on")),
        asked=asked_of(found, user),
        holidays=next_holidays(found, today),
        local_now=now.astimezone(ZoneInfo(found.time_zone)),
        today=today,
    )


def held_by(found: Person, today: date) -> list[Held]:
    """Skills they have a level of or that their roles of today need, by path."""
    rows = {one.skill_id: one for one in found.holdings.all()}
    roles = Posting.objects.on(today).filter(person=found).values("role")
    needed: dict[int, int] = defaultdict(int)
    for skill, level in Target.objects.filter(role__in=roles).values_list(
        "skill", "level"
    ):
        needed[skill] = max(needed[skill], level)
    skills = {one.pk: one for one in Skill.objects.all()}
    paths = skill_paths(skills.values())
    found_rows = [
        Held(skills[pk], paths[pk], rows.get(pk), needed.get(pk, 0))
        for pk in {*rows, *needed}
    ]
    return sorted(found_rows, key=lambda one: one.path.lower())


def next_holidays(found: Person, today: date) -> list[tuple[date, str]]:
    """The next public holidays where they are; none where no country is noted."""
    if not found.country:
        return []
    try:
        days = public_holidays(found.country, found.subdivision)
    except NotImplementedError:
        return []
    return [one for one in days if one[0] >= today][:NEXT_HOLIDAYS]


@dataclass
class Place:
    """Somebody in the org chart, with those below."""

    person: Person
    below: list["Place"] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True)
class Chart:
    """The org chart: who stands at the top, and everybody in the order it is drawn."""

    tops: Sequence[Place]
    people: Collection[Person]


def org_chart(people: QuerySet[Person]) -> Chart:
    """These people by their line managers; one whose manager is not among them is a top.

    A ring that somebody made by mistake is cut at its first person by name.
    """
    rows = {one.pk: one for one in people}
    below: dict[int, list[Person]] = defaultdict(list)
    tops = []
    for one in rows.values():
        if one.line_manager_id in rows:
            below[one.line_manager_id or 0].append(one)
        else:
            tops.append(one)
    seen: set[int] = set()
    drawn = [_place(one, below, seen) for one in tops]
    drawn += [_place(one, below, seen) for one in rows.values() if one.pk not in seen]
    return Chart(drawn, rows.values())


def _place(one: Person, below: dict[int, list[Person]], seen: set[int]) -> Place:
    seen.add(one.pk)
    found = Place(one)
    for report in below[one.pk]:
        if report.pk not in seen:
            found.below.append(_place(report, below, seen))
    found.count = sum(1 + each.count for each in found.below)
    return found


def askable(found: Person, today: date) -> list[Held]:
    """Every skill that hangs lowest, with what the person has of it and needs."""
    known = {one.skill.pk: one for one in held_by(found, today)}
    return [
        known.get(one.skill.pk) or Held(one.skill, one.path, None, 0)
        for one in branches(Skill.objects.all())
        if one.is_leaf
    ]
