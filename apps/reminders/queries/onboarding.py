"""What is due in onboarding."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Count, Max, Min, Q

from apps.accounts.models import Grant, User
from apps.onboarding.access import can_approve
from apps.onboarding.models import Assessment, CampaignTarget, Request, Waiver
from apps.onboarding.states import AssessmentState, RequestState
from apps.reminders.queries.rules import Due, Pks, among, portions, rule

ANSWER_WITHIN = timedelta(days=5)
APPROVE_WITHIN = timedelta(days=2)


def platform_managers() -> dict[str, list[int]]:
    """Who manages each platform by grant, by the platform's slug. One query."""
    rows = Grant.objects.filter(role="platform_manager", scope_kind="platform")
    found: dict[str, list[int]] = defaultdict(list)
    for slug, user in rows.values_list("scope_key", "user_id"):
        found[slug].append(user)
    return found


def title(request: Request) -> str:
    """How people call a request in a message."""
    return f"{request.number} {request.application}"


@rule(
    "onboarding.review_due",
    "A review is due",
    steps="-1wd 0d +1wd",
    tells=["reviewer"],
    offers=["platform manager"],
    is_due_at_an_instant=True,
    escalates="+2wd",
)
def review_due(pks: Pks) -> Iterator[Due]:
    """Requests whose review clock ends, with criteria that still wait for a verdict."""
    rows = Request.objects.with_names().filter(
        state=RequestState.IN_REVIEW, due_at__isnull=False, waiting_count__gt=0
    )
    managers = platform_managers()
    for found in portions(rows, pks):
        desks = _desks(found)
        for one in found:
            lead = managers.get(one.platform.slug, [])
            yield Due(
                subject=one,
                due=one.due_at,
                since=one.review_since or one.submitted_at,
                people={"reviewer": desks[one.pk] or lead, "platform manager": lead},
                title=title(one),
                facts={"count": one.waiting_count},
            )


def _desks(requests: Iterable[Request]) -> dict[int, set[int]]:
    """On whose desk the criteria of each request wait. One query."""
    desks: dict[int, set[int]] = defaultdict(set)
    waiting = Assessment.objects.waiting().filter(request__in=requests)
    for request, assignee in waiting.values_list("request_id", "assignee_id"):
        desks[request] |= {assignee} - {None}
    return desks


@rule(
    "onboarding.evidence_returned",
    "Returned evidence waits for an answer",
    steps="0d +5d",
    tells=["requester"],
    escalates="+10d",
)
def evidence_returned(pks: Pks) -> Iterator[Due]:
    """Requests whose team has not answered a returned criterion for five days."""
    returned = Q(assessments__state=AssessmentState.RETURNED)
    rows = (
        Request.objects.with_names()
        .filter(state__in=[RequestState.IN_REVIEW, RequestState.CHANGES_REQUESTED])
        .annotate(
            first_at=Min("assessments__decided_at", filter=returned),
            count=Count("assessments", filter=returned),
        )
        .filter(count__gt=0, first_at__isnull=False)
    )
    for one in among(rows, pks):
        yield Due(
            subject=one,
            due=(one.first_at + ANSWER_WITHIN).date(),
            since=one.first_at,
            people={"requester": [one.requester_id]},
            title=title(one),
            facts={"count": one.count},
        )


@rule(
    "onboarding.waiver_expiring",
    "A waiver ends",
    steps="-60d -30d -7d -1d",
    tells=["requester"],
    offers=["platform manager"],
    escalates="-1d",
)
def waiver_expiring(pks: Pks) -> Iterator[Due]:
    """Waivers in force: readiness falls on the day after the last."""
    rows = Assessment.objects.filter(
        state=AssessmentState.WAIVED,
        is_applicable=True,
        waiver__state=Waiver.State.APPROVED,
        request__state__in=[
            *(RequestState.IN_REVIEW, RequestState.CHANGES_REQUESTED),
            *(RequestState.APPROVED, RequestState.LIVE),
        ],
    ).select_related("waiver", "criterion", "request__application", "request__platform")
    managers = platform_managers()
    for one in among(rows, pks):
        yield Due(
            subject=one,
            due=one.waiver.expires_on,
            since=one.waiver.decided_at,
            people={
                "requester": [one.request.requester_id],
                "platform manager": managers.get(one.request.platform.slug, []),
            },
            title=title(one.request),
            facts={"criterion": one.criterion.code},
        )


@rule(
    "onboarding.go_live_near",
    "Go-live is near and the gate is shut",
    steps="-14d -7d -2d",
    tells=["requester", "platform manager"],
    escalates="-2d",
)
def go_live_near(pks: Pks) -> Iterator[Due]:
    """Open requests with a target date whose gate is not met."""
    rows = (
        Request.objects.with_names()
        .open()
        .filter(target_on__isnull=False, is_gate_met=False)
    )
    managers = platform_managers()
    for one in among(rows, pks):
        yield Due(
            subject=one,
            due=one.target_on,
            since=one.created_at,
            people={
                "requester": [one.requester_id],
                "platform manager": managers.get(one.platform.slug, []),
            },
            title=title(one),
            facts={"count": one.unmet_count},
        )


@rule(
    "onboarding.approval_waiting",
    "An approval waits",
    steps="0d +3d",
    tells=["approver"],
    escalates="+5d",
)
def approval_waiting(pks: Pks) -> Iterator[Due]:
    """Requests with every must settled that wait for a manager for two days."""
    rows = (
        Request.objects.with_names()
        .select_related("team__manager")
        .filter(state=RequestState.IN_REVIEW, unmet_count=0)
        .annotate(
            ready_at=Max("assessments__decided_at"), approved=Max("approvals__at")
        )
        .filter(ready_at__isnull=False)
    )
    managers = platform_managers()
    people = _by_pk(pk for pks in managers.values() for pk in pks)
    for one in among(rows, pks):
        known = [
            people[pk] for pk in managers.get(one.platform.slug, []) if pk in people
        ]
        known += [one.team.manager] if one.team.manager else []
        since = max(filter(None, [one.ready_at, one.approved]))
        approvers = [who.pk for who in known if can_approve(who, one)]
        yield Due(
            subject=one,
            due=(since + APPROVE_WITHIN).date(),
            since=since,
            people={"approver": approvers},
            title=title(one),
        )


@rule(
    "onboarding.below_badge",
    "An application fell below its badge",
    steps="0d +3d +7d",
    tells=["requester", "team manager"],
    offers=["platform manager"],
    escalates="+14d",
)
def below_badge(pks: Pks) -> Iterator[Due]:
    """Live requests below the badge they went live with; mended, they are due no more."""
    rows = Request.objects.with_names().select_related("team__manager").fallen()
    managers = platform_managers()
    for one in among(rows, pks):
        yield Due(
            subject=one,
            due=one.fell_at.date(),
            since=one.fell_at,
            people={
                "requester": [one.requester_id],
                "team manager": [one.team.manager_id] if one.team.manager_id else [],
                "platform manager": managers.get(one.platform.slug, []),
            },
            title=title(one),
            facts={
                "badge": one.badge,
                "live_badge": one.live_badge,
                "count": one.unmet_count,
            },
        )


@rule(
    "onboarding.campaign_due",
    "A campaign asks for something",
    steps="-30d -14d -7d -1d +1d",
    tells=["requester", "team manager"],
    offers=["campaign owner"],
    escalates="+7d",
)
def campaign_due(pks: Pks) -> Iterator[Due]:
    """Applications that a running campaign asks and that have it not."""
    rows = CampaignTarget.objects.open().select_related(
        "campaign", "assessment", "request__application", "request__team"
    )
    for one in among(rows, pks):
        team = one.request.team
        yield Due(
            subject=one,
            due=one.campaign.due_on,
            since=one.campaign.started_at or one.changed_at,
            people={
                "requester": [one.request.requester_id],
                "team manager": [team.manager_id] if team.manager_id else [],
                "campaign owner": [one.campaign.owner_id],
            },
            title=title(one.request),
            facts={"campaign": one.campaign.title},
        )


def _by_pk(pks: Iterable[int]) -> dict[int, User]:
    return (
        User.objects.filter(is_active=True).prefetch_related("grants").in_bulk(set(pks))
    )
