"""Who may do what with people, rotas and cover."""

from datetime import date
from functools import cached_property

from apps.accounts.models import Team, User
from apps.staffing.models import (
    Absence,
    ChecklistStep,
    HandoverNote,
    Person,
    Rota,
    Shift,
    Swap,
)


def can_view_staffing(user: User) -> bool:
    """Everybody inside; vendors' people see their own organisation's part of it."""
    return user.is_active


def can_edit_people_of(user: User, team: Team) -> bool:
    """Who edits staffing on the team or one above it, and its manager."""
    return team.manager_id == user.pk or user.rights.may(
        "staffing.edit", team=team.slug
    )


def can_edit_people(user: User) -> bool:
    """Who edits staffing anywhere, and who manages a team: they may make people."""
    return bool(user.rights.scopes("staffing.edit")) or user.manages.exists()


def can_edit_person(user: User, person: Person) -> bool:
    """Who edits staffing on a team the person is in, and the line above them. Two queries."""
    return Person.objects.editable_by(user).filter(pk=person.pk).exists()


class Reach:
    """What a user may do with a person; whether they may edit is asked once for all of it."""

    def __init__(self, user: User, person: Person) -> None:
        self.user = user
        self.person = person
        self.is_own = person.user_id == user.pk

    @cached_property
    def edits(self) -> bool:
        """Who edits staffing on a team of theirs, and the line above."""
        return can_edit_person(self.user, self.person)

    @property
    def confirms(self) -> bool:
        """Who may edit the person, but nobody their own levels."""
        return not self.is_own and self.edits

    @property
    def notes(self) -> bool:
        """Certificates: the person themself, and who may edit them."""
        return self.is_own or self.edits

    @property
    def posts(self) -> bool:
        """Who makes people, for those they may edit and those who are in no team."""
        if not can_edit_people(self.user):
            return False
        return self.edits or not self.person.postings.exists()


def can_assess(user: User, person: Person) -> bool:
    """Only oneself says how one sees oneself."""
    return person.user_id == user.pk


def can_confirm(user: User, person: Person) -> bool:
    """Who may edit the person, but nobody their own levels."""
    return Reach(user, person).confirms


def can_note_certificates(user: User, person: Person) -> bool:
    """The person themself, and who may edit them."""
    return Reach(user, person).notes


def can_post(user: User, person: Person) -> bool:
    """Who makes people, for those they may edit and those who are in no team."""
    return Reach(user, person).posts


def can_edit_skills(user: User) -> bool:
    """Who edits staffing anywhere: the tree, roles, patterns and templates are shared."""
    return user.is_internal and can_edit_people(user)


def can_do_step(user: User, step: ChecklistStep) -> bool:
    """Whose step it is, and who may edit the person."""
    return step.owner_id == user.pk or can_edit_person(user, step.checklist.person)


def can_plan(user: User, rota: Rota) -> bool:
    """Who plans on the rota's team or one above it, and its manager."""
    return rota.team.manager_id == user.pk or user.rights.may(
        "staffing.plan", team=rota.team.slug
    )


def can_make_rotas(user: User) -> bool:
    """Who plans anywhere, and who manages a team."""
    return bool(user.rights.scopes("staffing.plan")) or user.manages.exists()


def can_wish_for(user: User, person: Person) -> bool:
    """Somebody for themselves; who plans anywhere, for everybody inside."""
    return person.user_id == user.pk or can_make_rotas(user)


def is_in_line_above(user: User, person: Person) -> bool:
    """Whether the user is the person's manager, or theirs, up to the top. A query a step."""
    return any(above.user_id == user.pk for above in person.line_above())


def is_theirs(user: User, shift: Shift) -> bool:
    """Whether the shift is this person's own."""
    return shift.person.user_id == user.pk


def can_offer(user: User, shift: Shift) -> bool:
    """Whose shift it is, and who plans the rota."""
    return is_theirs(user, shift) or can_plan(user, shift.rota)


def can_accept(user: User, swap: Swap) -> bool:
    """The person it is offered to; anybody of the rota where it is offered to all.

    Never who asked, nor whose shift it is.
    """
    if user.pk in (swap.asked_by_id, swap.giver.user_id):
        return False
    if swap.taker is not None:
        return swap.taker.user_id == user.pk
    day, rota = swap.starts_at.date(), swap.rota
    return Person.objects.of_rota(rota.pk, rota.team_id, day).filter(user=user).exists()


def can_approve_swap(user: User, swap: Swap) -> bool:
    """Who plans the rota, and neither asked for it nor accepted it."""
    mine = (swap.asked_by_id, swap.accepted_by_id, swap.giver.user_id)
    return user.pk not in mine and can_plan(user, swap.rota)


def can_write_handover(user: User, rota: Rota) -> bool:
    """Who plans the rota, and who has a shift of it."""
    return can_plan(user, rota) or rota.shifts.filter(person__user=user).exists()


def can_amend_handover(user: User, note: HandoverNote) -> bool:
    """Whoever wrote it."""
    return note.written_by_id == user.pk


def manages_team_of(user: User, person: Person, on: date) -> bool:
    """Whether they manage a team in which the person is on a day."""
    return person.postings.on(on).filter(team__manager=user).exists()


def can_ask_absence(user: User, person: Person, on: date) -> bool:
    """The person, and who decides on it: for those who do not log in."""
    return person.user_id == user.pk or can_decide_absence_of(user, person, on)


def can_decide_absence_of(user: User, person: Person, on: date) -> bool:
    """The line of managers above, or the manager of a team of theirs; never oneself."""
    if person.user_id == user.pk:
        return False
    return is_in_line_above(user, person) or manages_team_of(user, person, on)


def can_decide_absence(user: User, absence: Absence) -> bool:
    """Who approves or refuses an absence: never oneself."""
    return can_decide_absence_of(user, absence.person, absence.first_on)


def can_cancel_absence(user: User, absence: Absence) -> bool:
    """The person, who asked for them, and who decides."""
    is_own = user.pk in {absence.person.user_id, absence.asked_by_id}
    return is_own or can_decide_absence(user, absence)


def can_set_terms(user: User) -> bool:
    """Who edits staffing everywhere sets kinds of absence and the limits of countries."""
    return user.rights.scopes("staffing.edit").everything


def can_plan_team(user: User, team: Team) -> bool:
    """Who plans on the team or one above it, and its manager."""
    return team.manager_id == user.pk or user.rights.may(
        "staffing.plan", team=team.slug
    )
