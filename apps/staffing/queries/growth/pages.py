"""The pages of one-to-ones, objectives and plans."""

from dataclasses import dataclass

from django.db.models import Prefetch

from apps.history.models import Event
from apps.staffing.models.growth import (
    AgendaItem,
    DevelopmentPlan,
    Evidence,
    KeyResult,
    MeetingNote,
    Objective,
    OneToOne,
    PlanAction,
)
from apps.staffing.models.growth.base import Confidential
from apps.staffing.models.growth.states import MeetingState, ObjectiveState
from apps.staffing.queries.growth.files import progress_of
from apps.staffing.queries.growth.viewer import Viewer, find
from apps.staffing.rules.growth.progress import progress

STORY = 20


def story_of(row: Confidential) -> list[Event]:
    """What was done to it, the newest first: who and when, never what it says."""
    return list(Event.objects.about(row)[:STORY])


@dataclass(frozen=True)
class MeetingPage:
    """A one-to-one: the agenda, the notes one may read, what one may do."""

    found: OneToOne
    agenda: list[AgendaItem]
    notes: list[MeetingNote]
    before: OneToOne | None
    is_own: bool
    may_lead: bool
    is_open: bool
    is_overdue: bool
    story: list[Event]
    me: int


def meeting_page(viewer: Viewer, pk: int) -> MeetingPage:
    """Seven queries."""
    rows = OneToOne.objects.select_related("person", "author")
    found = find(rows, pk)
    earlier = OneToOne.objects.filter(person=found.person_id, on__lt=found.on)
    return MeetingPage(
        found=found,
        agenda=list(AgendaItem.objects.filter(meeting=found).select_related("author")),
        notes=list(MeetingNote.objects.filter(meeting=found).select_related("author")),
        before=earlier.first(),
        is_own=viewer.is_about(found),
        may_lead=viewer.leads(found.person_id),
        is_open=found.state == MeetingState.PLANNED,
        is_overdue=found.is_overdue(viewer.today),
        story=story_of(found),
        me=viewer.person.pk,
    )


@dataclass(frozen=True)
class Measured:
    """A key result, how far it has come in per cent, what shows it."""

    result: KeyResult
    percent: int
    evidence: list[Evidence]


@dataclass(frozen=True)
class ObjectivePage:
    """An objective with its key results."""

    found: Objective
    percent: int | None
    results: list[Measured]
    is_own: bool
    is_open: bool
    story: list[Event]


def objective_page(viewer: Viewer, pk: int) -> ObjectivePage:
    """Five queries."""
    evidence = Prefetch("evidence", Evidence.objects.select_related("author"))
    results = Prefetch("key_results", KeyResult.objects.prefetch_related(evidence))
    rows = Objective.objects.select_related("person", "author")
    found = find(rows.prefetch_related(results), pk)
    return ObjectivePage(
        found=found,
        percent=progress_of(found),
        results=[
            Measured(
                one,
                progress(one.start, one.target, one.current),
                list(one.evidence.all()),
            )
            for one in found.key_results.all()
        ],
        is_own=viewer.is_about(found),
        is_open=found.state == ObjectiveState.OPEN,
        story=story_of(found),
    )


@dataclass(frozen=True)
class PlanPage:
    """A development plan and its steps."""

    found: DevelopmentPlan
    steps: list[PlanAction]
    done: int
    is_own: bool
    story: list[Event]


def plan_page(viewer: Viewer, pk: int) -> PlanPage:
    """Three queries."""
    found = find(DevelopmentPlan.objects.select_related("person", "author"), pk)
    steps = list(PlanAction.objects.filter(plan=found))
    return PlanPage(
        found=found,
        steps=steps,
        done=sum(one.done_on is not None for one in steps),
        is_own=viewer.is_about(found),
        story=story_of(found),
    )
