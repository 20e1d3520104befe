"""The demonstration's organisations, teams and people with their roles."""

import random
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from apps.accounts.models import Grant, Membership, Organisation, Team, User
from apps.dashboard.demo import cast
from apps.onboarding.models import Category

PEOPLE = 60
DOMAIN = "demo.example"


@dataclass
class Cast:
    """Everybody, by the part they play."""

    teams: dict[str, Team] = field(default_factory=dict)
    people: list[User] = field(default_factory=list)
    requesters: dict[str, list[User]] = field(default_factory=dict)
    reviewers: dict[str, list[User]] = field(default_factory=dict)
    managers: dict[str, User] = field(default_factory=dict)
    team_managers: dict[str, User] = field(default_factory=dict)


def gather(dice: random.Random) -> Cast:
    """Make them all."""
    bank = Organisation.objects.create(name="Northgate Bank", slug="northgate")
    vendor = Organisation.objects.create(
        name="Kestrel Managed Services", slug="kestrel", kind=Organisation.Kind.VENDOR
    )
    made = Cast()
    for slug, name, parent in cast.TEAMS:
        made.teams[slug] = Team.objects.create(
            slug=slug,
            name=name,
            organisation=bank,
            parent=made.teams.get(parent or ""),
            email=f"{slug}@{DOMAIN}",
        )
    _logins(made, bank, vendor)
    _crowd(made, bank, dice)
    return made


def _logins(made: Cast, bank: Organisation, vendor: Organisation) -> None:
    password = make_password(cast.PASSWORD)
    for login, role, team, _ in cast.LOGINS:
        user = User.objects.create(
            email=f"{login}@{DOMAIN}",
            name=f"{login.replace('.', ' ').title()} (demo)",
            nickname=login.replace(".", "-"),
            password=password,
            organisation=bank if team else vendor,
        )
        made.people.append(user)
        if team:
            Membership.objects.create(team=made.teams[team], user=user)
        for kind, key in _scopes(role, team):
            Grant.objects.create(user=user, role=role, scope_kind=kind, scope_key=key)


def _scopes(role: str, team: str | None) -> list[tuple[str, str]]:
    if role in {"requester", "team_manager"}:
        return [("team", str(team))]
    if role == "reviewer":
        return [("category", one) for one in ("security", "data", "observability")]
    if role == "platform_manager":
        slugs = [slug for slug, _, kind, *_ in cast.PLATFORMS if kind == "openshift"]
        return [("platform", slug) for slug in slugs]
    if role == "vendor_representative":
        return [("vendor", "kestrel")]
    return [("everything", "")]


def _crowd(made: Cast, bank: Organisation, dice: random.Random) -> None:
    """The rest of the sixty, on the teams in turn."""
    firsts = dice.sample(cast.FIRST_NAMES, len(cast.FIRST_NAMES))
    lasts = dice.sample(cast.LAST_NAMES, len(cast.LAST_NAMES))
    count = PEOPLE - len(made.people)
    slugs = [slug for slug, *_ in cast.TEAMS]
    for number in range(count):
        first, last = firsts[number], lasts[number]
        user = User.objects.create(
            email=f"{first}.{last}@{DOMAIN}".lower(),
            name=f"{first} {last}",
            nickname=first.lower(),
            password="!",  # noqa: S106 (no one logs in as them)
            organisation=bank,
            time_zone=dice.choice(cast.ZONES),
        )
        made.people.append(user)
        slug = slugs[number % len(slugs)]
        Membership.objects.create(team=made.teams[slug], user=user)
        _part(made, user, slug, number // len(slugs))
    for slug, manager in made.team_managers.items():
        team = made.teams[slug]
        team.manager = manager
        team.save(update_fields=["manager"])


def _part(made: Cast, user: User, slug: str, turn: int) -> None:
    """The first of a team manages it; of app teams the others request, else review."""
    if turn == 0:
        made.team_managers[slug] = user
        _grant(user, "team_manager", "team", slug)
        for platform, _, _, owner, *_ in cast.PLATFORMS:
            if owner == slug:
                made.managers[platform] = user
                _grant(user, "platform_manager", "platform", platform)
    elif slug in cast.APP_TEAMS:
        made.requesters.setdefault(slug, []).append(user)
        _grant(user, "requester", "team", slug)
    else:
        categories = list(Category.objects.values_list("slug", flat=True))
        place = sum(len(people) for people in made.reviewers.values())
        for step in range(3):
            category = categories[(place + step) % len(categories)]
            made.reviewers.setdefault(category, []).append(user)
            _grant(user, "reviewer", "category", category)


def _grant(user: User, role: str, kind: str, key: str) -> None:
    Grant.objects.create(user=user, role=role, scope_kind=kind, scope_key=key)
