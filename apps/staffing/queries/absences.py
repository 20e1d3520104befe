"""Absences as each person may see them: kind and note are for the line, others see "away"."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.staffing.models import Absence, Person, line_below

AWAY = "Away"


def deciders_of(person: Person, on: date) -> list[int]:
    """The logins of who decides on their absences: the next manager above who has one, and their teams'.

    Never the person.
    """
    logins = (above.user_id for above in person.line_above() if above.user_id)
    manager = next(logins, None)
    teams = person.postings.on(on).values_list("team__manager", flat=True)
    found = dict.fromkeys([manager, *teams])
    return [one for one in found if one and one != person.user_id]


def listed_absences(user: User) -> QuerySet[Absence]:
    """Every absence one sees, the next ones last, with what a list needs."""
    rows = Absence.objects.visible_to(user).select_related(
        "person", "kind", "asked_by", "decided_by"
    )
    return rows.order_by("-first_on", "-pk")


def veil(absences: Iterable[Absence], user: User) -> None:
    """Give each absence what this person may read of it. One query.

    `said_kind` is its kind or "Away"; `said_note` and `said_answer` are empty and
    `is_known` false where it is private and the reader not in the line.
    """
    known = line_below(user)
    for one in absences:
        dress(one, is_known=one.person_id in known or not one.kind.is_private)


def dress(absence: Absence, *, is_known: bool) -> None:
    """Say of one absence what may be read of it."""
    found: Any = absence
    found.is_known = is_known
    found.said_kind = absence.kind.name if is_known else AWAY
    found.said_note = absence.note if is_known else ""
    found.said_answer = absence.answer if is_known else ""


def decidable_by(user: User, on: date) -> set[int]:
    """The people on whose absences one decides: the line below, and one's teams', less oneself.

    Two queries.
    """
    own = Person.objects.filter(user=user).values_list("pk", flat=True)
    led = Person.objects.filter(
        postings__team__manager=user, postings__starts_on__lte=on
    ).values_list("pk", "postings__ends_on")
    mine = {pk for pk, ends_on in led if ends_on is None or ends_on >= on}
    return (line_below(user) | mine) - set(own)


def line_of(user: User) -> QuerySet[Person]:
    """Oneself and everybody in one's line."""
    return Person.objects.filter(pk__in=line_below(user)).select_related("pattern")
