"""What onboarding and vendors ask of teams' hours: reviews that wait, promises of reviews."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from apps.accounts.models import Team
from apps.onboarding.models import Request
from apps.onboarding.states import RequestState
from apps.staffing.models import PlannedWork, Posting
from apps.vendors.models import ReviewAction

HOURS_A_CRITERION = Decimal("0.5")
HOURS_AN_ACTION = Decimal(4)
Rows = Mapping[tuple[str, date], Mapping[str, Any]]


def week_of(due: date | None, today: date) -> date:
    """The Monday of the week in which it is due; of this one where that is over or not said."""
    day = max(due or today, today)
    return day - timedelta(days=day.weekday())


def reviews(today: date) -> Rows:
    """Half an hour for each criterion that waits for a reviewer, of the platform's team.

    In the week in which the review is due. One query.
    """
    rows = Request.objects.filter(state=RequestState.IN_REVIEW, waiting_count__gt=0)
    return {
        (
            f"onboarding:{one.pk}",
            week_of(one.due_at.date() if one.due_at else None, today),
        ): {
            "team": one.platform.owner_team,
            "kind": PlannedWork.Kind.REVIEW,
            "title": f"Review of {one.number}",
            "hours": one.waiting_count * HOURS_A_CRITERION,
        }
        for one in rows.select_related("platform__owner_team")
    }


def promises(today: date) -> Rows:
    """Four hours for each open action of the bank, of its owner's team or the vendor's.

    In the week in which it is due. Without any team it is nobody's hours. Two queries.
    """
    actions = ReviewAction.objects.open().filter(side=ReviewAction.Side.BANK)
    rows = list(actions.select_related("review__vendor__team"))
    teams = _teams_of({one.owner_id for one in rows if one.owner_id}, today)
    found = {}
    for one in rows:
        team = teams.get(one.owner_id or 0) or one.review.vendor.team
        if team:
            found[f"vendors:{one.pk}", week_of(one.due_on, today)] = {
                "team": team,
                "kind": PlannedWork.Kind.ACTION,
                "title": f"Action {one.pk} of a vendor review",
                "hours": HOURS_AN_ACTION,
            }
    return found


def _teams_of(users: Collection[int], today: date) -> dict[int, Team]:
    """The team in which each is most."""
    rows = Posting.objects.on(today).filter(person__user__in=users)
    rows = rows.select_related("team", "person").order_by("fte", "-pk")
    return {one.person.user_id: one.team for one in rows if one.person.user_id}
