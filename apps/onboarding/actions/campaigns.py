"""Campaigns: written, started, finished, cancelled; and who is left out of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.history.actions import record, record_many, story
from apps.onboarding.access import can_run_campaigns
from apps.onboarding.actions import asking, following, letters
from apps.onboarding.actions.drafts import check_condition
from apps.onboarding.actions.requests import save_all
from apps.onboarding.models import Assessment, Campaign, CampaignTarget, Request
from apps.onboarding.states import CampaignState, RequestState, TargetState

NO_DAY_TO_COME = "The date by which it is asked lies in the future."
AMENDED_WHILE_RUNNING = {"title", "reason", "due_on", "owner"}


@transaction.atomic
def create_campaign(*, by: User, now: datetime, **fields: Any) -> Campaign:
    """A new campaign as a draft: a criterion of a standard in force, or a condition on a fact."""
    if not can_run_campaigns(by):
        raise PermissionDenied
    made = Campaign(created_at=now, **fields)
    _check(made, now)
    made.save()
    record(made, "onboarding.campaign_created", by=by, now=now)
    return made


def _check(campaign: Campaign, now: datetime) -> None:
    """Refuse what could not be started."""
    if campaign.due_on <= now.date():
        raise DomainError(NO_DAY_TO_COME)
    if bool(campaign.standard) == bool(campaign.wanted):
        raise DomainError("Choose a criterion, or state a condition on a fact.")
    if campaign.wanted:
        check_condition(campaign.wanted)
    elif campaign.criterion is None:
        raise DomainError(f"No edition in force has a criterion {campaign.code}.")


def _locked(pk: int, by: User) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",))
    found = rows.select_related("standard", "owner").get(pk=pk)
    if not can_run_campaigns(by):
        raise PermissionDenied
    return found


@transaction.atomic
def amend_campaign(
    pk: int, *, by: User, version: int, now: datetime, **fields: Any
) -> Campaign:
    """Change a draft; of a running one, be it late, its title, reason, date and owner."""
    found = _locked(pk, by)
    if found.state not in {CampaignState.DRAFT, CampaignState.RUNNING}:
        raise DomainError("Not possible now: the campaign has ended.")
    is_running = found.state == CampaignState.RUNNING
    if is_running:
        _check_running(found, fields)
    if changed := found.save_changed(version, fields):
        if not is_running:
            _check(found, now)
        elif "due_on" in changed:
            _move_day(found, now)
        record(found, "onboarding.campaign_amended", by=by, now=now, fields=changed)
    return found


def _check_running(found: Campaign, fields: Mapping[str, Any]) -> None:
    fixed = [
        name
        for name, value in fields.items()
        if name not in AMENDED_WHILE_RUNNING and getattr(found, name) != value
    ]
    if fixed:
        raise DomainError("A running campaign keeps what it asks, and of whom.")


def _move_day(found: Campaign, now: datetime) -> None:
    """What is asked counts from the new day, which is to come."""
    if found.due_on <= now.date():
        raise DomainError(NO_DAY_TO_COME)
    asked = Assessment.objects.filter(targets__in=found.targets.open())
    rows = asked.filter(counts_from_on__isnull=False)
    pks = list(rows.values_list("request", flat=True))
    rows.update(counts_from_on=found.due_on)
    save_all(_requests(pks), now)


def _requests(pks: Iterable[int]) -> list[Request]:
    """The requests, held until the transaction ends."""
    return list(_held().filter(pk__in=list(pks)).order_by("pk"))


def _held() -> Any:
    rows = Request.objects.select_for_update(of=("self",)).with_names()
    return rows.select_related(
        "application__owner_team", "platform", "team", "requester"
    )


def _in_scope(campaign: Campaign) -> list[Request]:
    rows = _held().live()
    if campaign.platforms:
        rows = rows.filter(platform__slug__in=campaign.platforms)
    if campaign.tiers:
        rows = rows.filter(application__tier__in=campaign.tiers)
    return list(rows.order_by("pk"))


@transaction.atomic
def start_campaign(pk: int, *, by: User, now: datetime) -> Campaign:
    """Ask every live application in scope. A fixed number of queries, however many."""
    found = _locked(pk, by)
    found.become(CampaignState.RUNNING)
    _check(found, now)
    found.started_at, found.starts_on = now, now.date()
    targets = _targets(found, _in_scope(found), now)
    if not targets:
        raise DomainError("No live application is in its scope.")
    found.save_if_version(found.version, ["state", "started_at", "starts_on"])
    record(found, "onboarding.campaign_started", by=by, now=now, asked=len(targets))
    _tell(found, [one for one in targets if one.state == TargetState.OPEN], by, now)
    return found


def _targets(
    campaign: Campaign, requests: list[Request], now: datetime
) -> list[CampaignTarget]:
    """Whom it asks, each as it stands: what is met already is met from the start."""
    made = [
        CampaignTarget(campaign=campaign, changed_at=now, **fields)
        for fields in _asked(campaign, requests)
    ]
    CampaignTarget.objects.bulk_create(made)
    following.note(made, now)
    save_all(requests, now)
    if campaign.wanted:
        following.follow_facts(made, now)
    else:
        following.follow(made, now)
    return made


def _asked(campaign: Campaign, requests: list[Request]) -> list[dict[str, Any]]:
    if (criterion := campaign.criterion) is None:
        return [{"request": one} for one in requests]
    asked = asking.ask(
        criterion,
        requests,
        by_day=campaign.due_on,
        why=f"the campaign “{campaign.title}” asks for it",
    )
    return [vars(one) for one in asked]


def _tell(
    campaign: Campaign, targets: list[CampaignTarget], by: User, now: datetime
) -> None:
    """The story of each request that is asked, and a letter to its team."""
    told = [
        story(
            one.request,
            "onboarding.campaign_asks",
            by=by,
            now=now,
            touched=[one],
            campaign=campaign.title,
            due_on=campaign.due_on,
        )
        for one in targets
    ]
    record_many(told)
    words = f"is asked by {campaign.due_on:%d %b %Y}: {campaign.title}"
    letters.tell_teams(
        [(one.request, event, words) for one, event in zip(targets, told, strict=True)]
    )


@transaction.atomic
def finish_campaign(pk: int, *, by: User, now: datetime) -> Campaign:
    """End it: what is still open stays asked, and counts from the day."""
    found = _locked(pk, by)
    found.become(CampaignState.FINISHED)
    found.ended_at = now
    found.save_if_version(found.version, ["state", "ended_at"])
    left = found.targets.filter(state=TargetState.OPEN).count()
    record(found, "onboarding.campaign_finished", by=by, now=now, left=left)
    return found


@transaction.atomic
def cancel_campaign(pk: int, *, by: User, reason: str, now: datetime) -> Campaign:
    """Call it off: what is not met is asked no more."""
    found = _locked(pk, by)
    found.become(CampaignState.CANCELLED)
    found.ended_at, found.end_reason = now, reason
    found.save_if_version(found.version, ["state", "ended_at", "end_reason"])
    rows = found.targets.exclude(state=TargetState.EXCLUDED)
    requests = _requests(rows.values_list("request", flat=True))
    asking.let_go(_with_asked(rows))  # read once they are held
    save_all(requests, now)
    record(found, "onboarding.campaign_cancelled", by=by, now=now, reason=reason)
    return found


def _with_asked(rows: Any) -> list[CampaignTarget]:
    joined = ("assessment__waiver", "was_criterion", "replaces", "request")
    return list(rows.select_related(*joined).order_by("pk"))


def _locked_target(pk: int, by: User) -> CampaignTarget:
    rows = CampaignTarget.objects.filter(pk=pk)
    campaign, request = rows.values_list("campaign", "request").get()
    found = _locked(campaign, by)
    if found.state != CampaignState.RUNNING:
        raise DomainError("Not possible now: the campaign is not running.")
    (held,) = _requests([request])
    (target,) = _with_asked(rows)
    target.campaign, target.request = found, held
    return target


@transaction.atomic
def exclude_target(pk: int, *, by: User, reason: str, now: datetime) -> CampaignTarget:
    """Leave an application out, with the reason; it is asked no more."""
    target = _locked_target(pk, by)
    target.become(TargetState.EXCLUDED)
    target.reason, target.decided_by = reason, by
    asking.let_go([target])
    following.keep([target], now)
    save_all([target.request], now)
    _record_target(target, "onboarding.target_excluded", by, now)
    return target


@transaction.atomic
def include_target(pk: int, *, by: User, now: datetime) -> CampaignTarget:
    """Ask an application that was left out after all."""
    target = _locked_target(pk, by)
    if target.state != TargetState.EXCLUDED:
        raise DomainError("Not possible now: it is in already.")
    if target.request.state != RequestState.LIVE:
        raise DomainError("Not possible now: it is not live.")
    target.become(TargetState.OPEN)
    target.reason, target.decided_by = "", None
    for asked in _asked(target.campaign, [target.request]):
        for name, value in asked.items():
            setattr(target, name, value)
    target.save()
    following.note([target], now)
    save_all([target.request], now)
    _record_target(target, "onboarding.target_included", by, now)
    return target


def _record_target(target: CampaignTarget, verb: str, by: User, now: datetime) -> None:
    record(
        target.campaign,
        verb,
        by=by,
        now=now,
        touched=[target],
        application=str(target.request.application),
        reason=target.reason,
    )


def follow_campaigns(*, now: datetime) -> int:
    """Every so often: targets of bare conditions and ended waivers. How many were looked at."""
    pks = Campaign.objects.running().order_by("pk").values_list("pk", flat=True)
    return sum(_follow_campaign(pk, now) for pk in pks)


@transaction.atomic
def _follow_campaign(pk: int, now: datetime) -> int:
    """One campaign at a time, unless somebody else holds it just then."""
    rows = Campaign.objects.select_for_update(skip_locked=True)
    found = rows.filter(pk=pk, state=CampaignState.RUNNING).first()
    if found is None:
        return 0
    targets = list(
        found.targets.followed().select_related(
            "assessment__waiver", "request__application__owner_team"
        )
    )
    for one in targets:
        one.campaign = found
    if found.wanted:
        following.follow_facts(targets, now)
    else:
        following.follow(targets, now)
    return len(targets)
