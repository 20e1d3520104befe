"""Members of a team and its people on the roster, brought together a step at a time."""

from datetime import date, datetime

from django.db import transaction
from django.http import Http404

from apps.accounts.actions.people import add_member, remove_member
from apps.accounts.models import Team, User
from apps.staffing.actions.people import add_posting
from apps.staffing.models import Person
from apps.staffing.queries.team_people import Mend, team_people


@transaction.atomic
def mend(
    team: Team, *, kind: Mend, pk: int, by: User, today: date, now: datetime
) -> None:
    """Put the person in the team from today on, or make or end the membership.

    Only what differs now; Http404 for anything else, as of somebody who mended it first.
    """
    found = team_people(team, by, today).differences
    if (kind, pk) not in {step for one in found for step in one.mends}:
        raise Http404
    if kind == Mend.POST:
        person = Person.objects.get(pk=pk)
        starts_on = max(today, person.starts_on)
        add_posting(pk, by=by, team=team, starts_on=starts_on, fte=person.fte, now=now)
    elif kind == Mend.JOIN:
        user = User.objects.get(pk=pk)
        add_member(team.pk, by=by, user=user, title="", now=now)
    else:
        remove_member(pk, by=by, now=now)
