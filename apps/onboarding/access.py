"""Who may do what with requests, criteria, waivers and standards."""

from django.db.models import Q

from apps.accounts.models import Team, User
from apps.onboarding.models import Assessment, Request, Waiver
from apps.onboarding.states import EDITABLE, AssessmentState, RequestState


def can_request(user: User, team: Team) -> bool:
    """Who asks for onboarding on behalf of this team."""
    return user.rights.may("onboarding.request", team=team.slug)


def can_edit(user: User, request: Request) -> bool:
    """The requester, and who requests for the team."""
    return request.requester_id == user.pk or can_request(user, request.team)


def is_teams_turn(found: Assessment) -> bool:
    """Before review, after go-live, and in review for what was returned or is new."""
    state = found.request.state
    return state in {*EDITABLE, RequestState.LIVE} or (
        state == RequestState.IN_REVIEW
        and found.state in {AssessmentState.RETURNED, AssessmentState.NOT_STARTED}
    )


def can_review(user: User, assessment: Assessment) -> bool:
    """Who reviews this category or platform, but never their own word or request."""
    request = assessment.request
    is_reviewer = user.rights.may(
        "onboarding.review",
        category=assessment.criterion.category.slug,
        platform=request.platform.slug,
    )
    evidence = assessment.evidence
    is_author = evidence is not None and evidence.author_id == user.pk
    is_author = is_author or assessment.not_applicable_by_id == user.pk
    return is_reviewer and not is_author and request.requester_id != user.pk


def can_review_some(user: User, request: Request) -> bool:
    """Who reviews any category of it, or its platform; never the requester."""
    where = user.rights.scopes("onboarding.review")
    is_reviewer = (
        where.everything
        or bool(where.categories)
        or request.platform.slug in where.platforms
    )
    return is_reviewer and request.requester_id != user.pk


def can_check(user: User, found: Assessment) -> bool:
    """Who has the portal look again at a fact: the team, and whoever reviews the request."""
    return can_edit(user, found.request) or can_review_some(user, found.request)


def can_assign(user: User, request: Request) -> bool:
    """Platform managers on their platform, administrators; reviewers for themselves."""
    return user.rights.may("onboarding.assign", platform=request.platform.slug)


def wrote_evidence(user: User, request: Request) -> bool:
    """Whether evidence, or a word that something does not apply, is theirs. One query."""
    is_theirs = Q(givings__author=user) | Q(not_applicable_by=user)
    return request.assessments.filter(is_theirs).exists()


def has_approved(user: User, request: Request) -> bool:
    """Whether they hold one of its two seats. One query."""
    return request.approvals.filter(by=user).exists()


def can_approve(user: User, request: Request) -> bool:
    """A manager who did not ask for it, gave none of its evidence, and has not approved."""
    has_role = user.rights.may(
        "onboarding.approve", platform=request.platform.slug, team=request.team.slug
    )
    return (
        has_role
        and request.requester_id != user.pk
        and not has_approved(user, request)
        and not wrote_evidence(user, request)
    )


def can_decide(user: User, request: Request) -> bool:
    """Who may reject it or send it back: its reviewers and the platform's managers."""
    return can_review_some(user, request) or (
        user.rights.may("onboarding.approve", platform=request.platform.slug)
        and request.requester_id != user.pk
    )


def can_propose_waiver(user: User, assessment: Assessment) -> bool:
    """The team, and those who review it."""
    return can_edit(user, assessment.request) or can_review(user, assessment)


def can_decide_waiver(user: User, waiver: Waiver) -> bool:
    """A platform manager other than who proposed it and who asked for the go-live."""
    request = waiver.assessment.request
    return user.rights.may(
        "onboarding.approve_waiver", platform=request.platform.slug
    ) and user.pk not in {waiver.proposed_by_id, request.requester_id}


def can_go_live(user: User, request: Request) -> bool:
    """Platform managers on their platform."""
    return user.rights.may("onboarding.go_live", platform=request.platform.slug)


def can_author_standards(user: User) -> bool:
    """Platform managers and administrators."""
    return bool(user.rights.scopes("onboarding.author_standard"))


def can_run_campaigns(user: User) -> bool:
    """Who writes standards."""
    return can_author_standards(user)


def can_see_insights(user: User) -> bool:
    """Managers, auditors, administrators."""
    return bool(user.rights.scopes("onboarding.insights"))
