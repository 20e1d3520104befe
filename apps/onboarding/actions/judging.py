"""Looking again at the criteria that the portal checks itself: by the clock, and when asked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record_many, story
from apps.history.models import Event
from apps.onboarding.access import can_check
from apps.onboarding.actions import automatic, letters
from apps.onboarding.actions.automatic import Turn
from apps.onboarding.actions.evidence import locked_assessment
from apps.onboarding.actions.requests import save_all
from apps.onboarding.models import Assessment, Request, Watch
from apps.onboarding.states import OPEN, RequestState

AT_ONCE, PORTIONS = 500, 20


def judge_live(*, now: datetime) -> int:
    """Look again at what is due of live requests, in portions. How many were looked at.

    Any number of workers may do so at once: each takes requests that no other holds.
    """
    judged = 0
    for _ in range(PORTIONS):
        found = judge_portion(now=now)
        judged += found
        if not found:
            break
    return judged


@transaction.atomic
def judge_portion(*, now: datetime) -> int:
    """At most 500 criteria that are due or were never looked at, in a fixed number of queries."""
    due = list(Watch.objects.due(now).values_list("assessment", flat=True)[:AT_ONCE])
    wanted = due or _unwatched()
    rows = Request.objects.select_for_update(of=("self",), skip_locked=True)
    held = rows.filter(
        pk__in=Assessment.objects.filter(pk__in=wanted).values("request"),
        state=RequestState.LIVE,
    ).select_related("application__owner_team", "platform", "team", "requester")
    requests = {one.pk: one for one in held.order_by("pk")}
    found = _still_due(wanted, requests, now)
    _settle(automatic.judge_all(found, now), now)
    return len(found)


def _unwatched() -> list[int]:
    """Automatic criteria of live requests that nobody has looked at yet."""
    rows = Assessment.objects.applicable().filter(
        criterion__evidence_kind="automatic",
        request__state=RequestState.LIVE,
        watch=None,
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _still_due(
    pks: list[int], requests: dict[int, Request], now: datetime
) -> list[Assessment]:
    """Those of the held requests that nobody else has looked at meanwhile."""
    rows = Assessment.objects.applicable().filter(pk__in=pks, request__in=requests)
    rows = rows.exclude(watch__next_at__gt=now)
    found = list(rows.select_related("criterion", "evidence", "waiver").order_by("pk"))
    for one in found:
        one.request = requests[one.request_id]
    return found


def _settle(turns: Iterable[Turn], now: datetime) -> None:
    """Measure the requests whose criteria turned, tell the story, and tell the teams."""
    by_request: dict[int, list[Turn]] = defaultdict(list)
    for turn in turns:
        by_request[turn.assessment.request_id].append(turn)
    if not by_request:
        return
    save_all([many[0].assessment.request for many in by_request.values()], now)
    told = [(turn, _told(turn, now)) for many in by_request.values() for turn in many]
    record_many([event for _, event in told])
    fallen = [(turn, event) for turn, event in told if not turn.is_met]
    letters.tell_teams(
        [(turn.assessment.request, event, _words(turn)) for turn, event in fallen]
    )


def _told(turn: Turn, now: datetime) -> Event:
    one = turn.assessment
    return story(
        one.request,
        "onboarding.fact_met" if turn.is_met else "onboarding.fact_not_met",
        by=None,
        now=now,
        touched=[one, turn.given],
        criterion=one.criterion.code,
        sentence=turn.said,
    )


def _words(turn: Turn) -> str:
    return f"{turn.assessment.criterion.code} is no longer met: {turn.said}"


@transaction.atomic
def check_now(pk: int, *, by: User, now: datetime) -> Assessment:
    """Look again at once. What is no more met counts no sooner by being asked often."""
    found = locked_assessment(pk)
    if not can_check(by, found):
        raise PermissionDenied
    if found.criterion.evidence_kind != "automatic":
        raise DomainError("This criterion is not checked by the portal.")
    if found.request.state not in {*OPEN, RequestState.LIVE}:
        raise DomainError("Not possible now: the request has ended.")
    _settle(automatic.judge_all([found], now), now)
    return found
