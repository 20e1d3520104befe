"""A team twice: who is its member by login, who is in it on the roster; where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from apps.accounts.access import can_edit_team
from apps.accounts.models import Membership, Team, User
from apps.staffing.access import can_edit_people, can_edit_people_of
from apps.staffing.models import Person, Posting


class Mend(StrEnum):
    """What brings the two together."""

    POST = "post"
    JOIN = "join"
    LEAVE = "leave"


@dataclass(frozen=True)
class Difference:
    """One who stands in one of the two alone, why, and what the reader may do about it.

    `pk` is the person's for POST, the login's for JOIN, the membership's for LEAVE.
    """

    name: str
    url: str
    words: str
    mends: Sequence[tuple[Mend, int]]
    is_unknown: bool = False


@dataclass(frozen=True)
class TeamPeople:
    """A team and the differences, by name."""

    team: Team
    differences: Sequence[Difference]
    both: int
    may_enter: bool


def team_people(team: Team, user: User, today: date) -> TeamPeople:
    """A fixed number of queries, however many people there are."""
    members = list(Membership.objects.filter(team=team).select_related("user"))
    postings = (
        Posting.objects.on(today).filter(team=team).select_related("person__user")
    )
    placed = {one.person.user_id: one.person for one in postings}
    logins = [one.user_id for one in members]
    known = {
        one.user_id: one
        for one in Person.objects.filter(user__in=logins)
        if one.user_id
    }
    may_join = can_edit_team(user, team)
    may_post = _may_post(team, user)
    found = [
        _member(one, known.get(one.user_id), today, may_post, may_join=may_join)
        for one in members
        if one.user_id not in placed
    ]
    found += [
        _posted(one, may_join=may_join)
        for login, one in placed.items()
        if login is not None and login not in logins
    ]
    return TeamPeople(
        team=team,
        differences=sorted(found, key=lambda one: one.name),
        both=sum(one in placed for one in logins),
        may_enter=can_edit_people(user),
    )


def _may_post(team: Team, user: User) -> set[int]:
    """Whom the user may put in the team: those they may edit, and who are in no team."""
    if not can_edit_people_of(user, team):
        return set()
    editable = Person.objects.editable_by(user).order_by().values_list("pk", flat=True)
    free = Person.objects.filter(postings=None).order_by()
    return {*editable, *free.values_list("pk", flat=True)}


def _member(
    one: Membership,
    person: Person | None,
    today: date,
    may_post: set[int],
    *,
    may_join: bool,
) -> Difference:
    """A member who has no posting in the team today."""
    leave = [(Mend.LEAVE, one.pk)] if may_join else []
    url = one.user.get_absolute_url()
    if person is None:
        words = "is a member; nobody on the roster has this login"
        return Difference(str(one.user), url, words, leave, is_unknown=True)
    if person.ends_on and person.ends_on < today:
        words = "is a member, and has left"
        return Difference(person.name, person.get_absolute_url(), words, leave)
    post = [(Mend.POST, person.pk)] if person.pk in may_post else []
    words = "is a member; the roster does not have them in this team today"
    return Difference(person.name, person.get_absolute_url(), words, [*post, *leave])


def _posted(person: Person, *, may_join: bool) -> Difference:
    """Somebody with a posting in the team today whose login is no member."""
    join = [(Mend.JOIN, person.user_id)] if may_join and person.user_id else []
    words = "is in the team on the roster; their login is no member"
    return Difference(person.name, person.get_absolute_url(), words, join)
