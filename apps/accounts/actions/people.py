"""People and teams: added, changed, left."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from apps.accounts.access import can_edit_people, can_edit_team
from apps.accounts.models import Membership, Organisation, Team, User
from apps.core.errors import DomainError
from apps.core.models import makes_a_ring
from apps.history.actions import record

PROFILE = ["name", "nickname", "time_zone"]
TEAM = ["name", "email", "description", "manager", "parent"]


@transaction.atomic
def set_theme(*, by: User, theme: str) -> User:
    """Light, dark, or as the device. A preference: no story is told of it."""
    by.theme = User.Theme(theme)
    by.save(update_fields=["theme"])
    return by


@transaction.atomic
def amend_profile(
    *,
    by: User,
    expected_version: int,
    name: str,
    nickname: str,
    time_zone: str,
    now: datetime,
) -> User:
    """Change one's own name, nickname or time zone."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.name, user.nickname, user.time_zone = name, nickname, time_zone
    user.save_if_version(expected_version, PROFILE)
    record(user, "accounts.profile_amended", by=by, now=now)
    return user


@transaction.atomic
def add_person(
    *, by: User, email: str, name: str, organisation: Organisation, now: datetime
) -> User:
    """Let somebody log in; they choose their password by “I forgot my password”."""
    if not can_edit_people(by):
        raise PermissionDenied
    user = User(email=email.lower(), name=name, organisation=organisation)
    user.set_password(None)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise DomainError("Somebody with this e-mail is here already.") from error
    record(user, "accounts.person_added", by=by, now=now)
    return user


@transaction.atomic
def set_active(pk: int, *, by: User, is_active: bool, now: datetime) -> User:
    """Bar a person from logging in, or let them in again; it counts at once."""
    user = User.objects.select_for_update().get(pk=pk)
    if not can_edit_people(by):
        raise PermissionDenied
    if user.pk == by.pk:
        raise DomainError("Nobody bars themselves.")
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    record(user, "accounts.person_barred", by=by, now=now, is_active=is_active)
    return user


@transaction.atomic
def amend_team(
    pk: int,
    *,
    by: User,
    expected_version: int,
    name: str,
    email: str,
    description: str,
    manager: User | None,
    parent: Team | None,
    now: datetime,
) -> Team:
    """Change a team; nobody makes it its own ancestor."""
    team = Team.objects.select_for_update().get(pk=pk)
    if not can_edit_team(by, team):
        raise PermissionDenied
    if makes_a_ring(team, parent, "parent"):
        raise DomainError("A team can't stand below itself.")
    if parent and parent.organisation_id != team.organisation_id:
        raise DomainError("A team stands below teams of its own organisation only.")
    team.name, team.email, team.description = name, email, description
    team.manager, team.parent = manager, parent
    team.save_if_version(expected_version, TEAM)
    record(team, "accounts.team_amended", by=by, now=now)
    return team


@transaction.atomic
def add_member(pk: int, *, by: User, user: User, title: str, now: datetime) -> Team:
    """Put a person in a team."""
    team = Team.objects.select_for_update().get(pk=pk)
    if not can_edit_team(by, team):
        raise PermissionDenied
    found, is_new = Membership.objects.get_or_create(
        team=team, user=user, defaults={"title": title}
    )
    if is_new:
        record(
            team,
            "accounts.member_added",
            by=by,
            now=now,
            touched=[found],
            person=str(user),
        )
    return team


@transaction.atomic
def remove_member(pk: int, *, by: User, now: datetime) -> Team:
    """Take a person out of a team."""
    found = Membership.objects.select_for_update(of=("self",)).select_related(
        "team", "user"
    )
    membership = found.get(pk=pk)
    if not can_edit_team(by, membership.team):
        raise PermissionDenied
    record(
        membership.team,
        "accounts.member_removed",
        by=by,
        now=now,
        touched=[membership],
        person=str(membership.user),
    )
    membership.delete()
    return membership.team
