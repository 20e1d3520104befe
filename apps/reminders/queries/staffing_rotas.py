"""What is due on rotas: shifts that begin, swaps that wait for somebody's word."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models.functions import Now

from apps.reminders.queries.rules import Due, Pks, among, rule
from apps.staffing.models import Shift, Swap
from apps.staffing.queries.swaps import planners_of
from apps.staffing.states import SwapState

AHEAD = timedelta(days=35)


@rule(
    "staffing.shift_starting",
    "A shift begins",
    steps="-1d -1h",
    tells=["whose shift it is"],
    is_due_at_an_instant=True,
)
def shift_starting(pks: Pks) -> Iterator[Due]:
    """Published shifts of the weeks ahead, by when they begin."""
    rows = Shift.objects.filter(
        starts_at__gt=Now(), starts_at__lt=Now() + AHEAD, person__user__isnull=False
    ).select_related("rota", "person", "publication")
    for one in among(rows, pks):
        yield Due(
            subject=one,
            due=one.starts_at,
            since=one.publication.published_at,
            people={"whose shift it is": [one.person.user_id]},
            title=f"Shift on {one.rota.name}",
            facts={"starts": one.starts_at, "ends": one.ends_at},
        )


@rule(
    "staffing.swap_waits",
    "A swap waits for your word",
    steps="-14d -7d -3d -2d -1d -12h",
    tells=["whose word it is"],
    offers=["who asked"],
    is_due_at_an_instant=True,
)
def swap_waits(pks: Pks) -> Iterator[Due]:
    """Open swaps by when the shift begins: the person asked, then who approves."""
    rows = Swap.objects.open().filter(starts_at__gt=Now()).with_names()
    for one in among(rows, pks):
        asked = [one.taker.user_id] if one.taker and one.taker.user_id else []
        waits = asked if one.state == SwapState.ASKED else planners_of(one.rota)
        yield Due(
            subject=one,
            due=one.starts_at,
            since=one.accepted_at or one.asked_at,
            people={
                "whose word it is": waits,
                "who asked": [one.asked_by_id],
            },
            title=f"Swap on {one.rota.name}",
            facts={"giver": one.giver.name, "starts": one.starts_at},
        )
