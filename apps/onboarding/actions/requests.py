"""What happens to a request as a whole, from draft to live."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.core.errors import DomainError
from apps.history.actions import record, record_many, story
from apps.history.models import Event
from apps.onboarding import rules
from apps.onboarding.access import can_edit, can_request
from apps.onboarding.actions import automatic, clock, following, letters, measuring
from apps.onboarding.models import Question, Request
from apps.onboarding.queries.items import items_of
from apps.onboarding.states import EDITABLE, RequestState


def locked(pk: int) -> Request:
    """The request, held until the transaction ends."""
    rows = Request.objects.select_for_update(of=("self",))
    return rows.select_related(
        "application__owner_team", "platform", "team__manager", "requester"
    ).get(pk=pk)


def save(request: Request, now: datetime, *names: str) -> None:
    """Write the named fields with fresh measures; every save is a new version.

    What lapsed since the last save is told to the team, whoever comes upon it first.
    """
    save_all([request], now, *names)


def save_all(requests: Sequence[Request], now: datetime, *names: str) -> None:
    """The same for several. A fixed number of queries, unless something lapsed."""
    before = {one.pk: (one.readiness, one.changed_at.date()) for one in requests}
    found = measuring.measure_all(requests, now.date())
    news = [_badge_news(one, now) for one in requests]
    for one in requests:
        one.changed_at = now
        one.version += 1
    fields = {"changed_at", "version", "fell_at", *measuring.MEASURES, *names}
    Request.objects.bulk_update(requests, sorted(fields))
    record_many([one for one in news if one])
    following.follow_requests(requests, now)
    for one in requests:
        readiness, measured_on = before[one.pk]
        lapses = rules.lapses(found[one.pk], now.date())
        if new := [code for code, day in lapses if day >= measured_on]:
            _tell_of_lapses(one, new, readiness, now)


def _badge_news(request: Request, now: datetime) -> Event | None:
    """A live request that is below the badge it went live with, or so no more."""
    if request.state != RequestState.LIVE:
        return None
    is_below = rules.is_below(request.badge, request.live_badge)
    if is_below == (request.fell_at is not None):
        return None
    request.fell_at = now if is_below else None
    verb = "fell_below_badge" if is_below else "regained_badge"
    return story(
        request,
        f"onboarding.{verb}",
        by=None,
        now=now,
        badge=request.badge,
        live_badge=request.live_badge,
    )


def _tell_of_lapses(
    request: Request, codes: list[str], before: float, now: datetime
) -> None:
    event = record(
        request,
        "onboarding.readiness_changed",
        by=None,
        now=now,
        before=before,
        after=request.readiness,
        lapsed=codes,
    )
    words = f"readiness is {request.readiness:g} %: {', '.join(codes)} lapsed"
    letters.tell(letters.team_of(request), request, event, words=words[:200])


@transaction.atomic
def start(
    *,
    by: User,
    application: Application,
    platform: Platform,
    target_on: date | None = None,
    name: str = "",
    copied_from: Request | None = None,
    now: datetime,
) -> Request:
    """Begin a draft, filled in with what the portal knows already."""
    if not can_request(by, application.owner_team):
        raise PermissionDenied
    request = Request.objects.create(
        name=name,
        application=application,
        platform=platform,
        team=application.owner_team,
        requester=by,
        target_on=target_on,
        copied_from=copied_from,
        created_at=now,
        changed_at=now,
        answers=dict(copied_from.answers) if copied_from else {},
    )
    _fill(request, now)
    record(request, "onboarding.started", by=by, now=now)
    return request


def _fill(request: Request, now: datetime) -> None:
    if not request.answers:
        _prefill_answers(request)
    _refit(request, now)
    save(request, now, "answers", "prefilled")


def _refit(request: Request, now: datetime) -> None:
    measuring.choose_editions(request)
    measuring.apply_criteria(request)
    automatic.check_facts(request, now)
    measuring.prefill(request, now)


def _prefill_answers(request: Request) -> None:
    """Answers from the team's last request, marked as such until they are confirmed."""
    before = Request.objects.filter(team=request.team).exclude(pk=request.pk)
    last = before.exclude(answers={}).order_by("-created_at").first()
    if last:
        request.answers = dict(last.answers)
        request.prefilled = dict.fromkeys(last.answers, last.number)


@transaction.atomic
def amend(
    pk: int,
    *,
    by: User,
    expected_version: int,
    name: str,
    platform: Platform,
    target_on: date | None,
    now: datetime,
) -> Request:
    """Change a draft's name, platform or target."""
    request = locked(pk)
    _must_edit(by, request)
    request.name, request.platform, request.target_on = name, platform, target_on
    request.save_if_version(expected_version, ["name", "platform", "target_on"])
    _refit(request, now)
    save(request, now)
    record(request, "onboarding.amended", by=by, now=now)
    return request


@transaction.atomic
def answer(pk: int, *, by: User, answers: Mapping[str, Any], now: datetime) -> Request:
    """Answer the questions that decide which criteria apply; only these, as they offer."""
    request = locked(pk)
    _must_edit(by, request)
    known: dict[str, set[str]] = {}
    for question in Question.objects.filter(edition__requests=request):
        offered = dict(rules.options(question.kind, question.choices))
        known.setdefault(question.key, set()).update(offered)
    if fault := rules.answers_fault(answers, known):
        raise DomainError(fault)
    request.answers = {**request.answers, **answers}
    request.prefilled = {
        key: source for key, source in request.prefilled.items() if key not in answers
    }
    _refit(request, now)
    save(request, now, "answers", "prefilled")
    record(request, "onboarding.answered", by=by, now=now, questions=sorted(answers))
    return request


def _must_edit(by: User, request: Request) -> None:
    if not can_edit(by, request):
        raise PermissionDenied
    if request.state not in EDITABLE:
        raise DomainError(
            f"Not possible now: it is {request.get_state_display().lower()}."
        )


@transaction.atomic
def submit(pk: int, *, by: User, now: datetime) -> Request:
    """Hand it in, first or again, once every must has evidence."""
    request = locked(pk)
    if not can_edit(by, request):
        raise PermissionDenied
    is_first = request.submitted_at is None
    request.become(RequestState.IN_REVIEW)
    automatic.check_facts(request, now)
    missing = rules.missing_musts(items_of(request, now.date()))
    if missing:
        raise DomainError(f"Evidence is missing for {', '.join(missing)}.")
    request.submitted_at = request.submitted_at or now
    clock.start(request, now)
    save(request, now, "state", "submitted_at", *clock.CLOCK_FIELDS)
    event = record(
        request, "onboarding.submitted", by=by, now=now, is_again=not is_first
    )
    people = [*letters.managers_of(request), *letters.reviewers_of(request)]
    words = "asks for review" if is_first else "answered what was asked"
    letters.tell(people, request, event, words=words)
    return request


@transaction.atomic
def copy(pk: int, *, by: User, application: Application, now: datetime) -> Request:
    """Begin a draft for another application with the answers and evidence of this one."""
    source = Request.objects.visible_to(by).select_related("platform").get(pk=pk)
    return start(
        by=by,
        application=application,
        platform=source.platform,
        name=source.name,
        copied_from=source,
        now=now,
    )


@transaction.atomic
def withdraw(pk: int, *, by: User, reason: str, now: datetime) -> Request:
    """Take it back, whatever became of it so far."""
    request = locked(pk)
    if not can_edit(by, request):
        raise PermissionDenied
    request.become(RequestState.WITHDRAWN)
    request.reason, request.ended_at = reason, now
    clock.pause(request, now)
    save(request, now, "state", "reason", "ended_at", *clock.CLOCK_FIELDS)
    event = record(request, "onboarding.withdrawn", by=by, now=now, reason=reason)
    people = [*letters.managers_of(request), *letters.reviewers_of(request)]
    letters.tell(people, request, event, words="withdrew the request")
    return request
