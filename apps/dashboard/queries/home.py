"""What needs a person today."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.dashboard.queries.tiles import Tile
from apps.onboarding.models import Assessment, Comment, Request, Waiver
from apps.onboarding.states import EDITABLE, RequestState

SHOWN = 8


@dataclass(frozen=True)
class Home:
    """What needs me today."""

    tiles: list[Tile]
    desk: list[Assessment]
    mine: list[Request]
    readiness: list[Request]
    mentions: list[Comment]
    lapsing: list[Waiver]


def home(user: User, now: datetime) -> Home:
    """My desk, my approvals, my requests, my applications' readiness."""
    requests = Request.objects.visible_to(user)
    mine = requests.of(user)
    live = mine.live().select_related("application").order_by("readiness", "pk")
    open_ones = mine.open().select_related("application").order_by("-changed_at")
    desk = Assessment.objects.waiting().filter(assignee=user)
    desk = desk.select_related("criterion", "request__application")
    return Home(
        tiles=_tiles(user, requests, now),
        desk=list(desk.order_by("waiting_since")[:SHOWN]),
        mine=list(open_ones[:SHOWN]),
        readiness=list(live[:SHOWN]),
        mentions=list(
            Comment.objects.filter(mentions=user, request__in=requests)
            .select_related("author", "request__application")
            .order_by("-at")[:5]
        ),
        lapsing=list(_lapsing(requests, now.date())),
    )


def _lapsing(requests: Any, today: date) -> Any:
    soon = Waiver.objects.filter(
        state="approved",
        expires_on__gte=today,
        assessment__state="waived",
        assessment__request__in=requests,
    )
    rows = soon.select_related(
        "assessment__criterion", "assessment__request__application"
    )
    return rows.order_by("expires_on")[:5]


def _tiles(user: User, requests: Any, now: datetime) -> list[Tile]:
    index, queue = reverse("onboarding:index"), reverse("onboarding:queue")
    counts = requests.aggregate(
        drafts=Count("pk", filter=Q(requester=user, state__in=EDITABLE)),
        review=Count("pk", filter=Q(state=RequestState.IN_REVIEW)),
        approved=Count("pk", filter=Q(state=RequestState.APPROVED)),
        overdue=Count("pk", filter=Q(state=RequestState.IN_REVIEW, due_at__lt=now)),
    )
    found = [
        Tile("Yours to go on with", counts["drafts"], f"{index}?whose=mine", "edit"),
        Tile("In review", counts["review"], f"{index}?state=in_review", "eye"),
        Tile(
            "Reviews overdue",
            counts["overdue"],
            f"{index}?overdue=on",
            "clock",
            "red" if counts["overdue"] else "green",
        ),
        Tile(
            "Approved, not live",
            counts["approved"],
            f"{index}?state=approved",
            "rocket",
        ),
    ]
    if user.rights.scopes("onboarding.review"):
        seen = Assessment.objects.visible_to(user).reviewable_by(user)
        waiting = seen.waiting().count()
        found.insert(0, Tile("Waits for your verdict", waiting, queue, "list-check"))
    return found
