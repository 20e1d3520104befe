"""Sixty requests in every state, each on its way through the portal's own actions."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.accounts.models import User
from apps.catalog.models import Application, Platform
from apps.dashboard.demo.people import Cast
from apps.onboarding import actions, rules
from apps.onboarding.models import Assessment, Evidence, Request
from apps.onboarding.states import AssessmentState

# How many requests end in each state, and how long ago they began (days).
PLAN = [
    ("live", 14, (40, 430)),
    ("live", 8, (25, 60)),
    ("in_review", 14, (6, 24)),
    ("draft", 8, (0, 12)),
    ("changes_requested", 6, (8, 30)),
    ("approved", 4, (12, 30)),
    ("rejected", 3, (30, 200)),
    ("withdrawn", 3, (20, 160)),
]
REMARKS = [
    "The link opens, but it shows another application's dashboard.",
    "Good start. Please add the date and who took part.",
    "This is a plan; we need to see that it was done once.",
    "Which environment was this measured in?",
    "The runbook names a person who has left. A team, please.",
]
SAYINGS = [
    "Can we settle the open points in Thursday's call?",
    "The load test ran last night, results are attached to CAP-02.",
    "We moved the go-live by a week because of the change freeze.",
    "Thanks, this was quick.",
]


@dataclass
class Stage:
    """A request being written, and who plays in it."""

    request: Request
    requester: User
    manager: User
    second: User
    at: datetime


def tell_all(
    made: Cast,
    applications: list[Application],
    dice: random.Random,
    now: datetime,
) -> None:
    """Write every request of the plan."""
    queue = list(applications)
    dice.shuffle(queue)
    for state, count, (newest, oldest) in PLAN:
        for _ in range(count):
            application = queue.pop()
            queue.insert(0, application)
            began = now - timedelta(days=dice.uniform(newest, oldest))
            _tell(made, application, state, began, dice, now)


def _tell(
    made: Cast,
    application: Application,
    state: str,
    began: datetime,
    dice: random.Random,
    now: datetime,
) -> None:
    team = application.owner_team.slug
    requester = dice.choice(made.requesters[team])
    platform = application.platforms.order_by("pk")[0]
    request = actions.start(
        by=requester,
        application=application,
        platform=platform,
        target_on=(began + timedelta(days=dice.randint(30, 60))).date(),
        now=began,
    )
    answers = _answers(request, application, platform, dice)
    actions.answer(request.pk, by=requester, answers=answers, now=began)
    stage = Stage(
        Request.objects.get(pk=request.pk),
        requester,
        made.managers[platform.slug],
        made.team_managers[team],
        began,
    )
    _give(stage, made, dice, share=0.5 if state == "draft" else 1.0)
    if state != "draft":
        _review(stage, made, state, dice, now)


def _answers(
    request: Request, application: Application, platform: Platform, dice: random.Random
) -> dict[str, str]:
    """Sensible answers: the AI platform uses models, restricted data are personal."""
    fixed = {
        "personal_data": "yes" if application.data_class == "restricted" else "no",
        "uses_llm": "yes" if platform.kind == "ai" else "no",
        "uses_gpu": "yes" if platform.kind == "ai" else "no",
    }
    found = {}
    for edition in request.editions.prefetch_related("questions"):
        for question in edition.questions.all():
            value, _ = dice.choice(rules.options(question.kind, question.choices))
            found[question.key] = fixed.get(question.key, value)
    return found


def _give(stage: Stage, made: Cast, dice: random.Random, share: float) -> None:
    """Evidence by members of the team, a few pieces by each; in bulk, as a day's work."""
    rows = stage.request.assessments.applicable().select_related("criterion")
    open_ones = [
        one for one in rows.filter(state="not_started") if dice.random() < share
    ]
    stage.at += timedelta(days=dice.uniform(0.5, 4))
    for one in open_ones:
        given = Evidence.objects.create(
            assessment=one,
            value=_value(one, dice),
            author=stage.requester,
            given_at=stage.at,
            valid_until_on=rules.valid_until(stage.at.date(), one.criterion.valid_days),
            meets_threshold=True if one.criterion.evidence_kind == "number" else None,
            note="Checked with the platform team." if dice.random() < 0.1 else "",
        )
        one.evidence = given
        one.become(AssessmentState.EVIDENCE_GIVEN)
        one.waiting_since = stage.at
    Assessment.objects.bulk_update(open_ones, ["evidence", "state", "waiting_since"])
    actions.refresh(stage.request.pk, now=stage.at)


def _value(one: Assessment, dice: random.Random) -> str:
    wanted = one.criterion.wanted
    kind = one.criterion.evidence_kind
    code = one.criterion.code.lower()
    if kind == "link":
        return f"https://wiki.northgate.example/evidence/{code}"
    if kind == "number":
        lowest = wanted.get("at_least")
        highest = wanted.get("at_most")
        return str(lowest if lowest is not None else highest or dice.randint(1, 90))
    if kind == "choice":
        return str((wanted.get("accepted") or wanted.get("choices") or [""])[0])
    return (
        f"{one.criterion.title}. Agreed in the design review and written down in the "
        "team's handbook."
    )


def _review(
    stage: Stage, made: Cast, state: str, dice: random.Random, now: datetime
) -> None:
    stage.at += timedelta(hours=dice.uniform(2, 30))
    actions.submit(stage.request.pk, by=stage.requester, now=stage.at)
    if state == "withdrawn":
        why = "The project was stopped by its sponsor."
        actions.withdraw(stage.request.pk, by=stage.requester, reason=why, now=stage.at)
        return
    settles = state in {"live", "approved"}
    _verdicts(stage, made, dice, share=1.0 if settles else 0.55)
    _talk(stage, dice)
    stage.at = min(stage.at + timedelta(days=dice.uniform(1, 6)), now)
    if state == "rejected":
        why = "No support model for nights and weekends, and none is planned."
        actions.reject(stage.request.pk, by=stage.manager, reason=why, now=stage.at)
    elif state == "changes_requested":
        why = "Several musts need better evidence: see the comments."
        actions.request_changes(
            stage.request.pk, by=stage.manager, reason=why, now=stage.at
        )
    elif settles:
        _finish(stage, state, dice, now)


def _verdicts(stage: Stage, made: Cast, dice: random.Random, share: float) -> None:
    """Each category by one of its reviewers: most accepted, some returned or waived."""
    rows = stage.request.assessments.applicable().filter(state="evidence_given")
    accepted = []
    for one in rows.select_related("criterion__category"):
        reviewer = dice.choice(made.reviewers[one.criterion.category.slug])
        one.assignee = reviewer
        luck = dice.random()
        if luck < 0.015 and share == 1.0:
            _waive(stage, one, dice)
            continue
        if luck > share:
            Assessment.objects.filter(pk=one.pk).update(assignee=reviewer)
            if luck > 0.9:
                remark = dice.choice(REMARKS)
                actions.return_with_comment(
                    one.pk, by=reviewer, comment=remark, now=stage.at
                )
            continue
        one.become(AssessmentState.ACCEPTED)
        one.decided_by, one.decided_at = reviewer, stage.at + timedelta(hours=5)
        one.waiting_since = None
        one.return_count = 1 if dice.random() < 0.15 else 0
        accepted.append(one)
    fields = ["assignee", "state", "decided_by", "decided_at", "waiting_since"]
    Assessment.objects.bulk_update(accepted, [*fields, "return_count"])
    actions.refresh(stage.request.pk, now=stage.at)


def _waive(stage: Stage, one: Assessment, dice: random.Random) -> None:
    waiver = actions.propose_waiver(
        one.pk,
        by=stage.requester,
        risk="An outage at night may last until the morning.",
        control="The platform's own on-call restarts it from a shared runbook.",
        expires_on=(stage.at + timedelta(days=dice.choice([90, 180, 360]))).date(),
        now=stage.at,
    )
    actions.approve_waiver(waiver.pk, by=stage.manager, now=stage.at)


def _talk(stage: Stage, dice: random.Random) -> None:
    for _ in range(dice.randint(0, 2)):
        by = dice.choice([stage.requester, stage.manager])
        text = f"@{stage.requester.nickname} {dice.choice(SAYINGS)}"
        actions.comment(stage.request.pk, by=by, text=text, now=stage.at)


def _finish(stage: Stage, state: str, dice: random.Random, now: datetime) -> None:
    actions.approve(stage.request.pk, by=stage.manager, now=stage.at)
    stage.at = min(stage.at + timedelta(days=dice.uniform(0.2, 3)), now)
    actions.approve(
        stage.request.pk, by=stage.second, note="Agreed with the owner.", now=stage.at
    )
    if state == "live":
        stage.at = min(stage.at + timedelta(days=dice.uniform(0.5, 9)), now)
        actions.go_live(stage.request.pk, by=stage.manager, now=stage.at)
        actions.refresh(stage.request.pk, now=now)
