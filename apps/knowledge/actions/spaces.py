"""Making spaces, changing them, and saying who reads, writes and reviews in them."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import Organisation, Team, User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.knowledge.access import can_edit_space, can_make_spaces
from apps.knowledge.models import Part, Space, SpaceMember


@transaction.atomic
def create_space(*, slug: str, by: User, now: datetime, **fields: Any) -> Space:
    """Make a space. Its team writes in it from the start."""
    if not can_make_spaces(by):
        raise PermissionDenied
    same = Space.objects.filter(slug=slug) | Space.objects.filter(
        name=fields.get("name")
    )
    if same.exists():
        raise DomainError("There is a space with this name or short name already.")
    _check_team(fields["team"])
    made = Space.objects.create(slug=slug, **fields)
    member = SpaceMember.objects.create(space=made, team=made.team, part=Part.AUTHOR)
    _check_seen(made, by)
    record(made, "knowledge.space_made", by=by, now=now, touched=[member])
    return made


@transaction.atomic
def amend_space(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Space:
    """Change what is said of a space. EditConflict if somebody else did."""
    found = _locked_space(pk, by=by)
    name = fields.get("name", found.name)
    if Space.objects.filter(name=name).exclude(pk=found.pk).exists():
        raise DomainError("There is a space with this name already.")
    _check_team(fields.get("team", found.team))
    if changed := found.save_changed(version, fields):
        _check_seen(found, by)
        record(found, "knowledge.space_amended", by=by, now=now, fields=changed)
    return found


def _check_seen(space: Space, by: User) -> None:
    """Nobody closes a space behind themselves: it would be gone for who just saved it."""
    if not Space.objects.visible_to(by).filter(pk=space.pk).exists():
        raise DomainError(
            "You would not see this space: make it open, or join one of its teams."
        )


@transaction.atomic
def add_member(
    pk: int,
    *,
    by: User,
    part: str,
    now: datetime,
    user: User | None = None,
    team: Team | None = None,
) -> SpaceMember:
    """Give a person or a team a part in a space; who has one has this one from now on."""
    whose = [one.organisation for one in (user, team) if one]
    if len(whose) != 1:
        raise DomainError("Choose a person or a team, one of them.")
    found = _locked_space(pk, by=by)
    if whose[0].kind != Organisation.Kind.INTERNAL and part != Part.READER:
        raise DomainError("People from outside read: they are never authors here.")
    member, is_new = SpaceMember.objects.get_or_create(
        space=found, user=user, team=team, defaults={"part": part}
    )
    if not is_new and member.part == part:
        return member
    member.part = part
    member.save(update_fields=["part"])
    record(
        found,
        "knowledge.member_added",
        by=by,
        now=now,
        touched=[member],
        who=str(user or team),
        part=member.get_part_display(),
    )
    return member


@transaction.atomic
def remove_member(pk: int, *, by: User, now: datetime) -> Space:
    """Take somebody's part in a space away."""
    gone = SpaceMember.objects.select_related("user", "team").get(pk=pk)
    found = _locked_space(gone.space_id, by=by)
    record(
        found,
        "knowledge.member_removed",
        by=by,
        now=now,
        touched=[gone],
        who=str(gone.user or gone.team),
    )
    gone.delete()
    return found


def _check_team(team: Team) -> None:
    """Its people write in the space, so they are of the bank."""
    if team.organisation.kind != Organisation.Kind.INTERNAL:
        raise DomainError("A space belongs to a team of the bank.")


def _locked_space(pk: int, *, by: User) -> Space:
    """The space, held until the end, if this person may change it."""
    rows = Space.objects.select_for_update(of=("self",), no_key=True)
    found: Space = rows.select_related("team").get(pk=pk)
    if not can_edit_space(by, found):
        raise PermissionDenied
    return found
