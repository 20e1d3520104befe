"""Changes of who leads somebody and who logs in as them: who decides, who would read."""

from dataclasses import dataclass

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.staffing.access import can_edit_person
from apps.staffing.models import LineChange, Person, Posting


def line_of(person: Person | None) -> set[int]:
    """The ids of everybody above somebody in the line. A query a step."""
    return {one.pk for one in person.line_above()} if person else set()


def gained_by(found: Person, above: Person) -> set[int]:
    """Who would come to stand above somebody, and so read their file, by this manager."""
    return {above.pk, *line_of(above)} - line_of(found)


def is_party(user: User, change: LineChange) -> bool:
    """Whether the user asked for it, would come to read by it, or it is about them."""
    involved = {change.asked_by_id, change.user_id, change.person.user_id}
    if user.pk in involved:
        return True
    above = change.line_manager
    if above is None:
        return False
    gained = gained_by(change.person, above)
    return Person.objects.filter(pk__in=gained, user=user).exists()


def may_decide(user: User, change: LineChange) -> bool:
    """Who may edit the person, and has no part in it."""
    return can_edit_person(user, change.person) and not is_party(user, change)


def deciders(change: LineChange) -> list[int]:
    """Logins of those nearest to the person who may decide: the line above, their teams'.

    They are told of it; everybody else who may edit the person finds it in the list.
    """
    line = [one.user for one in change.person.line_above() if one.user]
    rows = Posting.objects.filter(person=change.person, team__manager__is_active=True)
    near = [*line, *(one.team.manager for one in rows.select_related("team__manager"))]
    found = {one.pk: one for one in near if one and one.is_active}
    return [pk for pk, one in found.items() if may_decide(one, change)]


@dataclass(frozen=True)
class Asked:
    """A change that waits, and what one reader may do with it."""

    change: LineChange
    may_decide: bool
    may_withdraw: bool


def asked_of(person: Person, user: User) -> list[Asked]:
    """What waits for a second person, of somebody whom the user sees."""
    rows = LineChange.objects.visible_to(user).open().filter(person=person)
    return [
        Asked(one, may_decide(user, one), one.asked_by_id == user.pk)
        for one in rows.with_names()
    ]


def listed_line_changes(user: User) -> QuerySet[LineChange]:
    """Every change one sees, the newest first."""
    return LineChange.objects.visible_to(user).with_names()
