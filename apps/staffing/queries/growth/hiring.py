"""The pages of vacancies and personnel actions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from apps.history.models import Event
from apps.staffing.models.growth import (
    ActionDecision,
    Candidate,
    PersonnelAction,
    Vacancy,
    VacancyDecision,
    WantedSkill,
)
from apps.staffing.models.growth.states import STAGE_MOVES, Stage, VacancyState
from apps.staffing.models.growth.states import ApprovalState as State
from apps.staffing.queries.growth.approving import may_decide
from apps.staffing.queries.growth.pages import story_of
from apps.staffing.queries.growth.viewer import Viewer, find
from apps.staffing.rules.growth.dates import median_days, time_to_fill
from apps.staffing.rules.growth.hiring import needed


def listed_vacancies() -> QuerySet[Vacancy]:
    """Those that PostgreSQL shows, with how many candidates are still in them."""
    still = ~Q(candidates__stage__in=[Stage.HIRED, Stage.NOT_HIRED])
    rows = Vacancy.objects.select_related("team", "person", "role")
    return rows.annotate(
        candidate_count=Count("candidates", filter=still & Q(candidates__isnull=False))
    ).order_by("-pk")


def days_to_fill(found: Vacancy) -> int | None:
    """Days from the second approval to the day it was filled."""
    is_filled = found.state == VacancyState.FILLED
    return time_to_fill(found.opened_on, found.ended_on) if is_filled else None


def usual_days() -> float | None:
    """The median time to fill of those that one sees. One query."""
    rows = Vacancy.objects.filter(state=VacancyState.FILLED)
    return median_days(days_to_fill(one) for one in rows)


@dataclass(frozen=True)
class Applied:
    """A candidate, and the stages they may come to, each with what it needs."""

    candidate: Candidate
    moves: list[tuple[str, str]]


@dataclass(frozen=True)
class VacancyPage:
    """A vacancy: what it asks for, who said what, how far candidates have come."""

    found: Vacancy
    wanted: list[WantedSkill]
    decisions: list[VacancyDecision]
    candidates: list[Applied]
    days: int | None
    may_decide: bool
    is_open: bool
    may_close: bool
    story: list[Event]


def vacancy_page(viewer: Viewer, pk: int) -> VacancyPage:
    """Five queries."""
    rows = Vacancy.objects.select_related("team", "role", "person", "author")
    found = find(rows, pk)
    decisions = list(
        VacancyDecision.objects.filter(vacancy=found).select_related("author")
    )
    return VacancyPage(
        found=found,
        wanted=list(WantedSkill.objects.filter(vacancy=found).select_related("skill")),
        decisions=decisions,
        candidates=[
            Applied(one, _moves(one)) for one in Candidate.objects.filter(vacancy=found)
        ],
        days=days_to_fill(found),
        may_decide=may_decide(viewer, found, decisions),
        is_open=found.state == VacancyState.OPEN,
        may_close=found.state in {VacancyState.OPEN, VacancyState.PROPOSED},
        story=story_of(found),
    )


def _moves(one: Candidate) -> list[tuple[str, str]]:
    moves = STAGE_MOVES[Stage(one.stage)]
    return [(stage.value, stage.label) for stage in Stage if stage in moves]


@dataclass(frozen=True)
class CandidatePage:
    """A candidate, on the way to a stage: what it needs of them."""

    found: Candidate
    vacancy: Vacancy
    stage: Stage
    fields: tuple[str, ...]


def candidate_page(viewer: Viewer, pk: int, stage: Stage) -> CandidatePage:
    """Two queries."""
    found = find(Candidate.objects.all(), pk)
    vacancy = find(Vacancy.objects.all(), found.vacancy_id)
    return CandidatePage(found, vacancy, stage, needed(stage))


@dataclass(frozen=True)
class ActionPage:
    """A personnel action, who said what, what comes next."""

    found: PersonnelAction
    decisions: list[ActionDecision]
    is_own: bool
    may_decide: bool
    may_withdraw: bool
    may_tell: bool
    is_due: date | None
    story: list[Event]


def action_page(viewer: Viewer, pk: int) -> ActionPage:
    """Three queries."""
    rows = PersonnelAction.objects.select_related("person", "author", "team")
    found = find(rows.select_related("role", "line_manager"), pk)
    decisions = list(
        ActionDecision.objects.filter(action=found).select_related("author")
    )
    me = viewer.person.pk
    return ActionPage(
        found=found,
        decisions=decisions,
        is_own=viewer.is_about(found),
        may_decide=may_decide(viewer, found, decisions),
        may_withdraw=me == found.author_id
        and found.state in {State.PROPOSED, State.APPROVED},
        may_tell=me == found.author_id
        and found.state == State.APPROVED
        and found.audience == "line",
        is_due=found.effective_on if found.state == State.APPROVED else None,
        story=story_of(found),
    )
