"""Somebody changes teams, role or leaves: what their postings become on the day.

Checklists begin it, and personnel actions on the day they are in effect.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from apps.accounts.models import Team
from apps.core.errors import DomainError
from apps.core.markup import day_text
from apps.core.models import makes_a_ring
from apps.history.actions import record
from apps.staffing.actions.gap_finding import look_for_gaps_of
from apps.staffing.models import Person, Posting, TeamRole


def move(person: Person, team: Team, role: TeamRole | None, day: date) -> Posting:
    """What runs ends the day before; the new team counts from the day on."""
    _end_postings(person, day - timedelta(days=1))
    return Posting.objects.create(
        person=person, team=team, role=role, fte=person.fte, starts_on=day
    )


def leave(person: Person, day: date) -> None:
    """The day is their last one, and that of their postings."""
    person.ends_on = day
    person.save_if_version(person.version, ["ends_on"])
    _end_postings(person, day)


def _end_postings(person: Person, last: date) -> None:
    running = person.postings.exclude(ends_on__lte=last)
    running.filter(starts_on__gt=last).delete()
    for one in running.filter(starts_on__lte=last):
        one.ends_on = last
        one.save_if_version(one.version, ["ends_on"])


@transaction.atomic
def put_into_roster(  # an action of the portal itself: two have approved it
    pk: int,
    *,
    is_last_day: bool,
    team: Team | None,
    role: TeamRole | None,
    line_manager: Person | None,
    day: date,
    now: datetime,
) -> bool:
    """What two approved is entered on its day, as people would enter it; whether any was.

    DomainError where the roster does not allow it: nothing of it is entered then.
    """
    person: Person = Person.objects.select_for_update(of=("self",)).get(pk=pk)
    _check_here(person, day)
    if is_last_day:
        leave(person, day)
        _tell(person, ["ends_on"], now)
        cause = f"{person.name}'s last day was changed"
        look_for_gaps_of(person, cause=cause, now=now)
        return True
    if team and not _is_only_role(person, team, day):
        _tell_posting(move(person, team, role, day), now)
    elif role:
        _change_role(person, team, role, day, now)
    if line_manager and line_manager != person.line_manager:
        _change_line(person, line_manager, now)
    return bool(team or role or line_manager)


def _check_here(person: Person, day: date) -> None:
    """What was noted since it was approved may be earlier or later than the day."""
    if day < person.starts_on:
        raise DomainError(f"{person} joins later than that.")
    if person.ends_on and person.ends_on < day:
        raise DomainError(f"{person}'s last day is {day_text(person.ends_on)}.")


def _is_only_role(person: Person, team: Team, day: date) -> bool:
    """Whether they are in the team already: they stay, and other teams of theirs too."""
    return person.postings.on(day).filter(team=team).exists()


def _change_role(
    person: Person, team: Team | None, role: TeamRole, day: date, now: datetime
) -> None:
    rows = person.postings.on(day)
    running = list(rows.filter(team=team) if team else rows)
    if len(running) != 1:
        teams = "no team" if not running else "several teams"
        raise DomainError(f"They are in {teams} on that day: say in which.")
    (old,) = running
    if old.role == role:
        return
    if old.starts_on >= day:
        old.role = role
        old.save_if_version(old.version, ["role"])
        _tell_posting(old, now)
        return
    ends_on, fte, where = old.ends_on, old.fte, old.team
    old.ends_on = day - timedelta(days=1)
    old.save_if_version(old.version, ["ends_on"])
    made = Posting.objects.create(
        person=person, team=where, role=role, fte=fte, starts_on=day, ends_on=ends_on
    )
    _tell_posting(made, now)


def _change_line(person: Person, above: Person, now: datetime) -> None:
    if makes_a_ring(person, above, "line_manager"):
        raise DomainError("Nobody can stand above themself in the line.")
    person.line_manager = above
    person.save_if_version(person.version, ["line_manager"])
    _tell(person, ["line_manager"], now)


def _tell(person: Person, fields: list[str], now: datetime) -> None:
    record(person, "staffing.person_amended", by=None, now=now, fields=fields)


def _tell_posting(made: Posting, now: datetime) -> None:
    record(
        made.person,
        "staffing.posting_added",
        by=None,
        now=now,
        touched=[made],
        team=made.team.name,
        starts_on=made.starts_on,
    )
