"""The demonstration's roster: the cast as people of a line, their skills, who comes and goes."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from apps.accounts.models import Membership, Organisation, User
from apps.catalog.models import Platform
from apps.dashboard.demo import staffing_cast as cast
from apps.dashboard.demo.people import DOMAIN, Cast
from apps.staffing.actions import checklists, people, settings, skills, templates
from apps.staffing.models import (
    Certificate,
    ChecklistTemplate,
    Holding,
    Person,
    Skill,
    TeamRole,
    WorkingPattern,
)
from apps.staffing.rules.checklists import read_steps


@dataclass
class Roster:
    """What the other parts of staffing's demonstration begin with.

    `by_team` holds the people of each team by its slug, the manager first.
    """

    admin: User
    now: datetime
    patterns: dict[str, WorkingPattern] = field(default_factory=dict)
    roles: dict[str, TeamRole] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    by_team: dict[str, list[Person]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the demonstration."""
        return self.now.date()


def staff(made: Cast, dice: random.Random, now: datetime) -> Roster:
    """All of it."""
    admin = User.objects.get(email=f"admin@{DOMAIN}")
    roster = Roster(admin, now)
    _settings(roster)
    _tree(roster)
    _bank(made, roster, dice)
    _line(made, roster)
    _kestrel(roster)
    _levels(roster, dice)
    _certificates(roster)
    _come_and_go(made, roster)
    return roster


def _by(roster: Roster, days: int) -> dict[str, Any]:
    """The administrator, so many days ago."""
    return {"by": roster.admin, "now": roster.now - timedelta(days=days)}


def _settings(roster: Roster) -> None:
    by = _by(roster, 300)
    for name, week in cast.PATTERNS.items():
        roster.patterns[name] = settings.add_pattern(name=name, week=week, **by)
    names = [cast.MANAGER, cast.ENGINEER, cast.VENDORS_OWN, *cast.ROLE_OF.values()]
    for name in names:
        roster.roles[name] = settings.add_role(name=name, **by)
    for name, (kind, steps) in cast.TEMPLATES.items():
        templates.add_template(name=name, kind=kind, steps=read_steps(steps), **by)


def _tree(roster: Roster) -> None:
    by = _by(roster, 300)
    for branch, platform, words, names in cast.SKILLS:
        above = skills.add_skill(
            slug=slugify(branch.replace("/", "-")),
            name=branch,
            description=words,
            platform=Platform.objects.filter(slug=platform).first(),
            **by,
        )
        roster.skills[branch] = above
        for name in names:
            roster.skills[name] = skills.add_skill(
                slug=slugify(name), name=name, parent=above, levels=cast.LEVELS, **by
            )
    for team, branch in cast.BRANCH_OF.items():
        own = {
            name: 3 for one, *_, names in cast.SKILLS if one == branch for name in names
        }
        for name, level in {**own, **cast.COMMON_TARGETS}.items():
            settings.set_target(
                roster.roles[cast.ROLE_OF[team]].pk,
                skill=roster.skills[name],
                level=level,
                **by,
            )


def _bank(made: Cast, roster: Roster, dice: random.Random) -> None:
    """Everybody of the bank who logs in, in the team they are a member of."""
    rows = Membership.objects.select_related("user__organisation", "team")
    for one in rows.order_by("pk"):
        user, slug = one.user, one.team.slug
        place, country, region, pattern = cast.PLACES[user.time_zone]
        is_manager = made.team_managers.get(slug) == user
        role = cast.MANAGER if is_manager else cast.ROLE_OF.get(slug, cast.ENGINEER)
        is_part = not is_manager and dice.random() < 0.1
        found = people.register_person(
            by=roster.admin,
            now=roster.now - timedelta(days=290),
            name=user.name,
            email=user.email,
            user=user,
            organisation=user.organisation,
            location=place,
            country=country,
            subdivision=region,
            time_zone=user.time_zone,
            pattern=roster.patterns["Four days" if is_part else pattern],
            fte=Decimal("0.8") if is_part else Decimal(1),
            starts_on=roster.today - timedelta(days=dice.randint(320, 2400)),
            team=one.team,
            role=roster.roles[role],
        )
        roster.people[user.email] = found
        members = roster.by_team.setdefault(slug, [])
        members.insert(0 if is_manager else len(members), found)


def _line(made: Cast, roster: Roster) -> None:
    """Under the team's manager; those under the head of support or the one above all.

    The login that looks at OpenShift leads half of that team.
    """
    top = people.register_person(
        by=roster.admin,
        now=roster.now,
        name="Ingrid Holm",
        email=f"ingrid.holm@{DOMAIN}",
        organisation=roster.admin.organisation,
        location="London",
        country="GB",
        subdivision="ENG",
        pattern=roster.patterns["Office week"],
        starts_on=roster.today - timedelta(days=3000),
    )
    leads = roster.people[f"platform.manager@{DOMAIN}"]
    for slug, members in roster.by_team.items():
        parent = made.teams[slug].parent
        for place, one in enumerate(members):
            above = members[0]
            if place == 0:
                above = roster.by_team[parent.slug][0] if parent else top
            elif slug == "openshift" and one != leads and place % 2 == 0:
                above = leads
            one.line_manager = above
    Person.objects.bulk_update(roster.people.values(), ["line_manager"])


def _kestrel(roster: Roster) -> None:
    """The vendor's people, most of whom do not log in here."""
    vendor = Organisation.objects.get(slug="kestrel")
    user = User.objects.get(email=f"vendor@{DOMAIN}")
    for name in [user.name, *cast.KESTREL]:
        is_user = name == user.name
        roster.people[name] = people.register_person(
            by=roster.admin,
            now=roster.now,
            name=name,
            email=user.email if is_user else f"{slugify(name)}@kestrel.example",
            user=user if is_user else None,
            organisation=vendor,
            line_manager=roster.people.get(user.name),
            location="Bangalore",
            country="IN",
            subdivision="KA",
            time_zone="Asia/Kolkata",
            pattern=roster.patterns["Late week"],
            starts_on=roster.today - timedelta(days=500),
        )


def _levels(roster: Roster, dice: random.Random) -> None:
    """Levels of the support teams: strong at home, weaker elsewhere, thin where it is told."""
    holdings = []
    taken: set[str] = set()
    home = {name: one for one, *_, names in cast.SKILLS for name in names}
    for slug, members in roster.by_team.items():
        branch = cast.BRANCH_OF.get(slug)
        if not branch:
            continue
        for one in members:
            for name, above in home.items():
                level = _level(
                    dice, is_home=above == branch, is_common=above == "Everywhere"
                )
                if name in cast.THIN and level >= 3:
                    level = 2 if name in taken or above != branch else 3
                    taken |= {name} if level >= 3 else set()
                if level:
                    holdings.append(_holding(roster, one, name, level, dice))
    Holding.objects.bulk_create(holdings)


def _level(dice: random.Random, *, is_home: bool, is_common: bool) -> int:
    if is_home:
        return dice.choice([1, 2, 2, 3, 3, 3, 4])
    if is_common:
        return dice.choice([0, 1, 2, 2, 3, 3, 4])
    return dice.choice([0, 0, 0, 0, 1, 1, 2])


def _holding(
    roster: Roster, one: Person, name: str, level: int, dice: random.Random
) -> Holding:
    said = min(level + dice.choice([0, 0, 0, 0, 1]), 4)
    is_new = said != level and dice.random() < 0.4
    days = dice.randint(20, 280)
    return Holding(
        person=one,
        skill=roster.skills[name],
        own_level=said,
        own_on=roster.today - timedelta(days=3 if is_new else days + 5),
        level=level,
        confirmed_by=roster.admin,
        confirmed_on=roster.today - timedelta(days=days),
    )


def _certificates(roster: Roster) -> None:
    everybody = [*roster.by_team["openshift"], *roster.by_team["delivery"]]
    for place, (name, issuer, skill, days) in enumerate(cast.CERTIFICATES):
        Certificate.objects.create(
            person=everybody[place % len(everybody)],
            skill=roster.skills[skill],
            name=name,
            issuer=issuer,
            number=f"{issuer[:3].upper()}-{4100 + place}",
            issued_on=roster.today - timedelta(days=700),
            expires_on=roster.today + timedelta(days=days),
        )


def _come_and_go(made: Cast, roster: Roster) -> None:
    """Somebody who joins OpenShift in ten days, and somebody who leaves the AI platform."""
    by = _by(roster, 6)
    joiner = people.register_person(
        name="Noura Haddad",
        email=f"noura.haddad@{DOMAIN}",
        organisation=roster.admin.organisation,
        line_manager=roster.people[f"platform.manager@{DOMAIN}"],
        location="Frankfurt",
        country="DE",
        subdivision="HE",
        time_zone="Europe/Berlin",
        pattern=roster.patterns["Office week"],
        starts_on=roster.today + timedelta(days=10),
        team=made.teams["openshift"],
        role=roster.roles[cast.ROLE_OF["openshift"]],
        **by,
    )
    roster.people[joiner.name] = joiner
    kinds = {one.kind: one for one in ChecklistTemplate.objects.all()}
    begun = checklists.start_checklist(
        joiner.pk, template=kinds["joiner"], day_on=joiner.starts_on, **by
    )
    first = begun.steps.first()
    assert first is not None
    checklists.do_step(first.pk, by=roster.admin, now=roster.now - timedelta(days=3))
    leaver = roster.by_team["ai-platform"][-1]
    checklists.start_checklist(
        leaver.pk,
        template=kinds["leaver"],
        day_on=roster.today + timedelta(days=17),
        **by,
    )
