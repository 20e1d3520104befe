"""Months of a service: taken to review, closed by one, signed by another, restated."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record
from apps.vendors.access import can_close, can_sign
from apps.vendors.actions.figures import (
    hold_figures,
    refresh_availability,
    refresh_counts,
    refresh_measured,
)
from apps.vendors.actions.judging import recount_tickets
from apps.vendors.models import (
    Closure,
    ManagedService,
    Period,
    ServiceLevel,
    Verdict,
)
from apps.vendors.queries.closing import (
    freezing,
    tickets_to_freeze,
    written_figures,
    written_terms,
)
from apps.vendors.queries.live import live_card
from apps.vendors.queries.scorecard import trend
from apps.vendors.queries.waiting import is_over, what_waits
from apps.vendors.rules.frozen import changed_figures, digest_of
from apps.vendors.states import PeriodState


@transaction.atomic
def take_to_review(
    service_pk: int,
    month: date,
    *,
    by: User,
    dispute_until_on: date | None = None,
    comment: str = "",
    now: datetime,
) -> Period:
    """The vendor may dispute tickets of the month until that day; without one, none.

    DomainError while the month lasts, or once it is under review or closed.
    """
    service = _locked_service(service_pk, by)
    _check_over(Period(service=service, month=month), now)
    if dispute_until_on and dispute_until_on < now.date():
        raise DomainError("The last day to dispute can't lie in the past.")
    Period.objects.get_or_create(service=service, month=month)
    found = _locked(Period.objects.get(service=service, month=month).pk, by)
    found.become(PeriodState.UNDER_REVIEW)
    found.dispute_until_on, found.comment = dispute_until_on, comment
    found.save_if_version(found.version, ["state", "dispute_until_on", "comment"])
    record(found, "vendors.review_started", by=by, now=now, month=_name(month))
    return found


def _locked_service(pk: int, by: User) -> ManagedService:
    """Locked as judging locks it: neither tickets nor verdicts move meanwhile."""
    rows = ManagedService.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("contract__vendor", "calendar").get(pk=pk)
    if not can_close(by, found):
        raise PermissionDenied
    return found


def _locked(pk: int, by: User) -> Period:
    service_pk = Period.objects.values_list("service_id", flat=True).get(pk=pk)
    service = _locked_service(service_pk, by)
    found: Period = Period.objects.select_for_update().get(pk=pk)
    found.service = service
    return found


def _check_over(found: Period, now: datetime) -> None:
    if not is_over(found, now):
        raise DomainError(f"{_name(found.month)} is not over.")


def _name(month: date) -> str:
    return f"{month:%B %Y}"


@transaction.atomic
def reopen_period(pk: int, *, by: User, reason: str, now: datetime) -> Period:
    """A step back: from closed but unsigned to review, from review to open. With why."""
    found = _locked(pk, by)
    if not reason.strip():
        raise DomainError("Say why.")
    was_closed = found.state == PeriodState.CLOSED
    found.become(PeriodState.UNDER_REVIEW if was_closed else PeriodState.OPEN)
    found.save_if_version(found.version, ["state"])
    if was_closed:
        found.closures.all().delete()
        _refresh(found, now)
    record(
        found,
        "vendors.close_undone" if was_closed else "vendors.review_ended",
        by=by,
        now=now,
        month=_name(found.month),
        reason=reason,
    )
    return found


def _refresh(found: Period, now: datetime) -> None:
    """What came in while the month was closed counts in it again."""
    for level in found.service.levels.select_related("service__calendar"):
        if level.counts_tickets:
            refresh_counts(level, [found.month])
        elif level.measure == ServiceLevel.Measure.AVAILABILITY:
            refresh_availability(level, [found.month], now=now)
        else:
            refresh_measured(level, found.month)


@transaction.atomic
def close_period(pk: int, *, by: User, now: datetime) -> Closure:
    """Keep the month's figures, terms and tickets; a second person's signature freezes.

    DomainError, naming them, while exclusions or measurements wait for an answer, while
    the figures are worked out anew, and while the vendor may still dispute.
    """
    found = _locked(pk, by)
    _check_over(found, now)
    _check_settled(found, now)
    _judge_again(found, now)
    found.become(PeriodState.CLOSED)
    made = _kept(found, by=by, now=now)
    found.save_if_version(found.version, ["state"])
    hold_figures(made)
    record(
        found,
        "vendors.period_closed",
        by=by,
        now=now,
        month=_name(found.month),
        digest=made.digest,
    )
    return made


def _check_settled(found: Period, now: datetime) -> None:
    for words in what_waits(found, now):
        raise DomainError(words)


def _judge_again(found: Period, now: datetime) -> None:
    """By the levels and calendars as they are, so that the closure replays by them."""
    rows = Verdict.objects.filter(level__service=found.service, month=found.month)
    ids = list(rows.values_list("ticket_id", flat=True).distinct())
    recount_tickets(found.service_id, ids, now=now)


def _kept(
    found: Period, *, by: User, number: int = 1, reason: str = "", now: datetime
) -> Closure:
    """The closure, with a copy of every ticket behind it."""
    service, month = found.service, found.month
    card = live_card(service, month, now)
    figures = written_figures(card, [*trend(service, month)[:-1], card])
    terms = written_terms(card, now)
    made = Closure.objects.create(
        period=found,
        number=number,
        reason=reason,
        figures=figures,
        terms=terms,
        digest=digest_of(figures, terms, tickets_to_freeze(service, month)),
        closed_by=by,
        closed_at=now,
    )
    with connection.cursor() as cursor:
        cursor.execute(*freezing(service, month, made.pk))
    return made


@transaction.atomic
def sign_closure(pk: int, *, by: User, now: datetime) -> Closure:
    """The second person's signature: from now on it never changes."""
    period_pk = Closure.objects.values_list("period_id", flat=True).get(pk=pk)
    period = _locked(period_pk, by)
    found: Closure = Closure.objects.select_for_update().get(pk=pk)
    found.period = period
    if not can_sign(by, found):
        raise PermissionDenied
    if found.is_signed:
        raise DomainError("It is signed already.")
    found.signed_by, found.signed_at = by, now
    found.save(update_fields=["signed_by", "signed_at"])
    if period.state != PeriodState.FROZEN:
        period.become(PeriodState.FROZEN)
        period.save_if_version(period.version, ["state"])
    hold_figures(found)
    record(
        period,
        "vendors.period_signed",
        by=by,
        now=now,
        month=_name(period.month),
        digest=found.digest,
    )
    return found


@transaction.atomic
def restate(pk: int, *, by: User, reason: str, now: datetime) -> Closure:
    """A frozen month anew by what is known now, beside the original. Signed as well.

    DomainError if nothing differs, or while an earlier restatement waits.
    """
    found = _locked(pk, by)
    if not reason.strip():
        raise DomainError("Say why it is restated.")
    if found.state != PeriodState.FROZEN:
        raise DomainError("Only a frozen month is restated.")
    last = found.closures.order_by("number").last()
    if last is None or not last.is_signed:
        raise DomainError("A restatement waits for its signature already.")
    _check_settled(found, now)
    _judge_again(found, now)
    made = _kept(found, by=by, number=last.number + 1, reason=reason, now=now)
    if not changed_figures(last.figures, made.figures):
        raise DomainError("There is nothing to restate: the figures are the same.")
    record(
        found,
        "vendors.period_restated",
        by=by,
        now=now,
        month=_name(found.month),
        reason=reason,
    )
    return made


@transaction.atomic
def drop_restatement(pk: int, *, by: User, reason: str, now: datetime) -> Period:
    """Take back a restatement that nobody signed. With why."""
    period_pk = Closure.objects.values_list("period_id", flat=True).get(pk=pk)
    period = _locked(period_pk, by)
    found: Closure = Closure.objects.select_for_update().get(pk=pk)
    if found.is_signed or found.number == 1:
        raise DomainError("Only a restatement without its signature is taken back.")
    if not reason.strip():
        raise DomainError("Say why.")
    found.delete()
    record(
        period,
        "vendors.restatement_dropped",
        by=by,
        now=now,
        month=_name(period.month),
        reason=reason,
    )
    return period
