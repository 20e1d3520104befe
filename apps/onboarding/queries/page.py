"""A request's page: its criteria by category, where it stands, what its reader may do."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from apps.accounts.models import User
from apps.facts.rules.kinds import is_name
from apps.onboarding import rules
from apps.onboarding.access import (
    can_approve,
    can_check,
    can_decide,
    can_decide_waiver,
    can_edit,
    can_go_live,
    can_propose_waiver,
    can_request,
    can_review,
    can_review_some,
    is_teams_turn,
)
from apps.onboarding.models import (
    Approval,
    Assessment,
    Category,
    Comment,
    Request,
    Watch,
)
from apps.onboarding.queries.items import items
from apps.onboarding.states import (
    ANSWERED,
    EDITABLE,
    OPEN,
    AssessmentState,
    RequestState,
)

PAIR = 2


@dataclass
class Group:
    """The applicable criteria of one category."""

    category: Category
    assessments: list[Assessment] = field(default_factory=list)

    @property
    def answered_count(self) -> int:
        """How many have something to review or a verdict."""
        return sum(one.state in ANSWERED for one in self.assessments)

    @property
    def accepted_count(self) -> int:
        """How many are done with."""
        return sum(
            one.state in {"accepted", "not_applicable", "waived"}
            for one in self.assessments
        )


@dataclass(frozen=True)
class RequestPage:
    """All that the page of a request shows."""

    found: Request
    groups: list[Group]
    left_out: list[Assessment]
    approvals: list[Approval]
    comments: list[Comment]
    missing: list[Assessment]
    lapsed: list[tuple[str, date]]
    may: dict[str, bool]

    @property
    def seats(self) -> list[Approval | None]:
        """Both seats, the free ones as None."""
        return [*self.approvals, *[None] * (rules.SEATS - len(self.approvals))]

    @property
    def reason_verbs(self) -> list[tuple[str, str]]:
        """What needs a reason: the address's name and the button's words."""
        verbs = ("request_changes", "reject", "withdraw")
        labels = ("Request changes", "Reject", "Withdraw")
        return [
            (f"onboarding:{verb}", label)
            for verb, label in zip(verbs, labels, strict=True)
            if self.may[verb]
        ]


def request_page(found: Request, user: User, now: datetime) -> RequestPage:
    """Everything on the page, in five queries and those of the rights."""
    rows = list(found.assessments.for_request_page())
    for one in rows:
        one.request = found
    applicable = [one for one in rows if one.is_applicable]
    codes = set(rules.missing_musts(items(applicable, now.date())))
    comments = found.comments.select_related("author", "assessment__criterion")
    return RequestPage(
        found=found,
        groups=_groups(applicable),
        left_out=[one for one in rows if not one.is_applicable],
        approvals=list(found.approvals.select_related("by")),
        comments=list(comments),
        missing=[one for one in applicable if one.criterion.code in codes],
        lapsed=rules.lapses(items(applicable, now.date()), now.date()),
        may=what_may(user, found),
    )


def _groups(assessments: list[Assessment]) -> list[Group]:
    groups: dict[int, Group] = {}
    for one in assessments:
        category = one.criterion.category
        groups.setdefault(category.pk, Group(category)).assessments.append(one)
    return list(groups.values())


def what_may(user: User, found: Request) -> dict[str, bool]:
    """Which of the request's buttons the reader sees: right and state together."""
    is_theirs = can_edit(user, found)
    in_review = found.state == RequestState.IN_REVIEW
    may_decide = can_decide(user, found)
    return {
        "edit": is_theirs and found.state in EDITABLE,
        "submit": is_theirs and found.can_become(RequestState.IN_REVIEW),
        "withdraw": is_theirs and found.can_become(RequestState.WITHDRAWN),
        "copy": can_request(user, found.team),
        "request_changes": may_decide
        and found.can_become(RequestState.CHANGES_REQUESTED),
        "reject": may_decide and found.can_become(RequestState.REJECTED),
        "approve": in_review and can_approve(user, found),
        "go_live": can_go_live(user, found) and found.can_become(RequestState.LIVE),
        "review": in_review and can_review_some(user, found),
    }


@dataclass(frozen=True)
class CriterionPage:
    """All that the page of one criterion of one request shows."""

    found: Assessment
    givings: list[Any]
    waivers: list[Any]
    comments: list[Comment]
    watch: Watch | None
    neighbours: dict[str, Assessment | None]

    @property
    def trend_url(self) -> str:
        """Where the readings of its fact are told; empty for what the catalog says."""
        name = str(self.found.criterion.wanted.get("check", ""))
        if not is_name(name):
            return ""
        return reverse("facts:fact", args=[self.found.request.application.code, name])

    @property
    def changed(self) -> list[tuple[str, str]]:
        """How the newest evidence differs from the one before it, word by word."""
        confirmed = [one for one in self.givings if one.is_confirmed]
        if len(confirmed) < PAIR or confirmed[0].value == confirmed[1].value:
            return []
        return rules.changed_words(confirmed[1].value, confirmed[0].value)


def criterion_page(found: Assessment) -> CriterionPage:
    """One criterion: what was given before, what was said, what stands beside it."""
    siblings = list(
        found.request.assessments.applicable().select_related("criterion__category")
    )
    places = [one.pk for one in siblings]
    here = places.index(found.pk) if found.pk in places else -1
    before = siblings[here - 1] if here > 0 else None
    after = siblings[here + 1] if -1 < here < len(siblings) - 1 else None
    return CriterionPage(
        found=found,
        givings=list(found.givings.select_related("author", "file")),
        waivers=list(found.waivers.select_related("proposed_by", "decided_by")),
        comments=list(found.comments.select_related("author")),
        watch=Watch.objects.filter(assessment=found).first(),
        neighbours={"before": before, "after": after},
    )


def what_may_with(user: User, found: Assessment, today: date) -> dict[str, bool]:
    """Which of a criterion's buttons the reader sees: right and state together."""
    request = found.request
    is_team = can_edit(user, request) and is_teams_turn(found)
    is_reviewer = can_review(user, found) and request.state in {
        RequestState.IN_REVIEW,
        RequestState.LIVE,
    }
    waiver = found.newest_waiver
    is_waived = found.state == AssessmentState.WAIVED
    is_proposed = waiver is not None and waiver.state == "proposed"
    is_renewable = (
        is_waived
        and found.waiver is not None
        and not is_proposed
        and not rules.renewal_fault(found.waiver.expires_on, today)
    )
    is_open = request.state in {*OPEN, RequestState.LIVE}
    is_automatic = found.criterion.evidence_kind == "automatic"
    return {
        "give": is_team
        and not is_automatic
        and found.can_become(AssessmentState.EVIDENCE_GIVEN),
        "not_applicable": is_team
        and found.can_become(AssessmentState.NOT_APPLICABLE_PROPOSED),
        "propose_waiver": is_open
        and can_propose_waiver(user, found)
        and (found.can_become(AssessmentState.WAIVER_PROPOSED) or is_renewable),
        "decide_waiver": waiver is not None
        and is_proposed
        and (found.can_become(AssessmentState.WAIVED) or is_waived)
        and can_decide_waiver(user, waiver),
        "accept": is_reviewer and found.can_become(AssessmentState.ACCEPTED),
        "return": is_reviewer and found.can_become(AssessmentState.RETURNED),
        "confirm": is_reviewer and found.can_become(AssessmentState.NOT_APPLICABLE),
        "check": is_automatic and is_open and can_check(user, found),
        "take": is_reviewer and found.assignee_id != user.pk,
    }
