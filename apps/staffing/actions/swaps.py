"""Shifts given away and exchanged: asked, accepted by the other, approved where a rota asks for it."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import concern, record
from apps.history.models import Event
from apps.staffing.access import (
    can_accept,
    can_approve_swap,
    can_offer,
    can_plan,
)
from apps.staffing.actions.moving import remember_move
from apps.staffing.actions.rotas import TOPIC, publish
from apps.staffing.models import Person, Rota, Shift, Swap
from apps.staffing.queries.rotas import published, span_of
from apps.staffing.queries.swaps import objections, planners_of
from apps.staffing.rules.publishing import less
from apps.staffing.rules.spans import Span
from apps.staffing.states import OPEN_SWAPS, SwapState

OVER = "The shift has begun: it can't change hands any more."


@transaction.atomic
def offer_shift(
    pk: int,
    *,
    by: User,
    now: datetime,
    taker: Person | None = None,
    return_shift: Shift | None = None,
    note: str = "",
) -> Swap:
    """Offer a shift to somebody, or to all; as a gift, or for one of theirs."""
    shift = Shift.objects.select_for_update(of=("self",)).get(pk=pk)
    if not can_offer(by, shift):
        raise PermissionDenied
    _refuse_offer(shift, taker, return_shift, now)
    made = Swap.objects.create(
        rota=shift.rota,
        shift=shift,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        giver=shift.person,
        taker=taker,
        return_shift=return_shift,
        is_exchange=return_shift is not None,
        needs_approval=shift.rota.swaps_need_approval,
        note=note,
        asked_by=by,
        asked_at=now,
    )
    if taker:
        _refuse_objections(made, taker, now)
    event = record(made, "staffing.swap_asked", by=by, now=now, taker=str(taker or ""))
    if taker and taker.user_id:
        _tell(event, [taker.user_id], f"asks you to take a shift of {shift.rota.name}")
    return made


def _refuse_offer(
    shift: Shift, taker: Person | None, back: Shift | None, now: datetime
) -> None:
    if shift.starts_at <= now:
        raise DomainError(OVER)
    if taker and taker.pk == shift.person_id:
        raise DomainError("This is their shift already.")
    if back and (taker is None or back.person_id != taker.pk):
        raise DomainError("In exchange comes a shift of the person you ask.")
    if back and (back.rota_id != shift.rota_id or back.starts_at <= now):
        raise DomainError("In exchange comes a shift to come, of the same rota.")
    if Swap.objects.open().filter(shift=shift).exists():
        raise DomainError("This shift is on offer already.")


def _locked(pk: int) -> tuple[Swap, Rota]:
    """The swap and its rota, both locked, the rota first."""
    rota_pk = Swap.objects.values_list("rota_id", flat=True).get(pk=pk)
    rota = Rota.objects.select_for_update(of=("self",)).get(pk=rota_pk)
    rows = Swap.objects.select_for_update(of=("self",)).with_names()
    return rows.get(pk=pk), rota


def _still_there(swap: Swap, now: datetime) -> Shift:
    shift = swap.shift
    if shift is None or span_of(shift) != Span(
        swap.giver_id, swap.starts_at, swap.ends_at
    ):
        raise DomainError("The shift has changed since it was offered: withdraw this.")
    if shift.starts_at <= now:
        raise DomainError(OVER)
    if swap.is_exchange and (
        swap.return_shift is None or swap.return_shift.starts_at <= now
    ):
        raise DomainError("The shift to come in exchange is gone: withdraw this.")
    return shift


def _refuse_objections(swap: Swap, taker: Person, now: datetime) -> None:
    found = objections(swap, taker, now)
    if found:
        raise DomainError(" ".join(found))


@transaction.atomic
def accept_swap(pk: int, *, by: User, now: datetime) -> Swap:
    """Take the shift: done at once, or once the team's manager approves."""
    swap, rota = _locked(pk)
    if not can_accept(by, swap):
        raise PermissionDenied
    taker = swap.taker or Person.objects.get(user=by)
    if swap.state != SwapState.ASKED:
        raise DomainError("This does not wait to be accepted any more.")
    _still_there(swap, now)
    _refuse_objections(swap, taker, now)
    swap.taker, swap.accepted_by, swap.accepted_at = taker, by, now
    swap.become(SwapState.ACCEPTED if swap.needs_approval else SwapState.DONE)
    swap.save_if_version(swap.version, ["taker", "accepted_by", "accepted_at", "state"])
    event = record(swap, "staffing.swap_accepted", by=by, now=now, taker=str(taker))
    _tell(event, [swap.asked_by_id], f"takes {swap.giver}'s shift of {rota.name}")
    if swap.needs_approval:
        words = f"asks you to approve a swap of {rota.name}"
        _tell(event, set(planners_of(rota)) - {swap.asked_by_id}, words)
    else:
        _carry_out(swap, rota, by=by, now=now)
    return swap


@transaction.atomic
def approve_swap(pk: int, *, by: User, now: datetime) -> Swap:
    """Let an accepted swap happen. Never who asked for it or accepted it."""
    swap, rota = _locked(pk)
    if not can_approve_swap(by, swap):
        raise PermissionDenied
    if swap.state != SwapState.ACCEPTED or swap.taker is None:
        raise DomainError("This does not wait for approval.")
    _still_there(swap, now)
    _refuse_objections(swap, swap.taker, now)
    swap.decided_by, swap.decided_at = by, now
    swap.become(SwapState.DONE)
    swap.save_if_version(swap.version, ["decided_by", "decided_at", "state"])
    event = record(swap, "staffing.swap_approved", by=by, now=now)
    _tell(event, _both(swap), f"approves the swap of {rota.name}")
    _carry_out(swap, rota, by=by, now=now)
    return swap


def _carry_out(swap: Swap, rota: Rota, *, by: User, now: datetime) -> None:
    """Give each shift to the other; the layers are told by overrides too."""
    shift, taker = swap.shift, swap.taker
    assert shift
    assert taker
    moves = [(span_of(shift), taker.pk, rota)]
    back = swap.return_shift
    if back:
        moves.append((span_of(back), swap.giver_id, back.rota))
    for old, person, where in moves:
        new = Span(person, old.starts, old.ends)
        why = f"Swap of {swap.giver} and {taker}"
        remember_move(where, old, new, by=by, now=now, reason=why[:200])
    for where in {one[2].pk: one[2] for one in moves}.values():
        mine = [(old, person) for old, person, rota in moves if rota.pk == where.pk]
        a, b = min(old.starts for old, _ in mine), max(old.ends for old, _ in mine)
        there = [span_of(one) for one in published([where], a, b)]
        wanted = _exchanged(there, mine)
        publish(where, wanted, (a, b), by=by, now=now, verb="changed")


def _exchanged(there: Iterable[Span], moves: Iterable[tuple[Span, int]]) -> list[Span]:
    found = list(there)
    gone = [old for old, _ in moves]
    left = []
    for one in found:
        mine = [old for old in gone if old.person == one.person]
        left += less([one], mine)
    return [*left, *(Span(who, old.starts, old.ends) for old, who in moves)]


@transaction.atomic
def refuse_swap(pk: int, *, by: User, now: datetime, answer: str = "") -> Swap:
    """Say no: the person asked, or whoever may approve it."""
    swap, rota = _locked(pk)
    is_asked = swap.taker is not None and can_accept(by, swap)
    if not is_asked and not can_approve_swap(by, swap):
        raise PermissionDenied
    swap.become(SwapState.REFUSED)
    swap.decided_at, swap.answer = now, answer
    swap.decided_by = None if by.pk == swap.accepted_by_id else by
    names = ["decided_by", "decided_at", "answer", "state"]
    swap.save_if_version(swap.version, names)
    event = record(swap, "staffing.swap_refused", by=by, now=now, answer=answer)
    _tell(event, [swap.asked_by_id], f"refuses the swap of {rota.name}")
    return swap


@transaction.atomic
def withdraw_swap(pk: int, *, by: User, now: datetime) -> Swap:
    """Take the offer back: who asked, whose shift it is, who plans the rota."""
    swap, rota = _locked(pk)
    is_mine = by.pk in (swap.asked_by_id, swap.giver.user_id)
    if not is_mine and not can_plan(by, rota):
        raise PermissionDenied
    if swap.state not in OPEN_SWAPS:
        raise DomainError("It is settled already.")
    swap.become(SwapState.WITHDRAWN)
    swap.save_if_version(swap.version, ["state"])
    event = record(swap, "staffing.swap_withdrawn", by=by, now=now)
    if swap.taker and swap.taker.user_id:
        _tell(event, [swap.taker.user_id], f"withdraws a swap of {rota.name}")
    return swap


def _both(swap: Swap) -> list[int]:
    people = (swap.giver.user_id, swap.taker.user_id if swap.taker else None)
    return [pk for pk in (swap.asked_by_id, *people) if pk]


def _tell(event: Event, people: Iterable[int], words: str) -> None:
    concern(
        event, people, words=words[:200], topic=TOPIC, why="it is about your shifts"
    )
