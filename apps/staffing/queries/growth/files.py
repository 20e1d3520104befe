"""A person's file, and the page from which everything confidential is reached."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Prefetch, Q

from apps.staffing.models import Person
from apps.staffing.models.growth import (
    DevelopmentPlan,
    Erasure,
    HrGrant,
    KeyResult,
    Objective,
    OneToOne,
    PersonnelAction,
    ReadRecord,
    Recognition,
    Review,
    Vacancy,
)
from apps.staffing.models.growth.states import (
    ApprovalState,
    ErasureState,
    MeetingState,
    ObjectiveState,
    ReviewState,
    VacancyState,
)
from apps.staffing.queries.growth.viewer import Viewer
from apps.staffing.rules.growth.progress import overall, progress

SHOWN = 5


@dataclass(frozen=True)
class FilePage:
    """What there is of one person, as far as the reader may see it."""

    person: Person
    is_own: bool
    may_lead: bool
    may_hand_out: bool
    meetings: list[OneToOne]
    objectives: list[tuple[Objective, int | None]]
    plans: list[DevelopmentPlan]
    thanks: list[Recognition]
    reviews: list[Review]
    actions: list[PersonnelAction]
    reads: list[ReadRecord]
    line: list[Person]
    hr: list[HrGrant]
    below: list[Person]

    @property
    def next_meeting(self) -> OneToOne | None:
        """The planned one that comes first."""
        planned = [one for one in self.meetings if one.state == MeetingState.PLANNED]
        return min(planned, key=lambda one: one.on, default=None)


@dataclass(frozen=True)
class LedPerson:
    """Somebody whom the reader leads, in a line."""

    person: Person
    next_on: date | None
    is_overdue: bool
    objectives: int


@dataclass(frozen=True)
class Waiting:
    """Something that the reader is asked to do."""

    words: str
    url: str
    due: date | None = None


@dataclass(frozen=True)
class HomePage:
    """One's own file, the people one leads, what waits."""

    file: FilePage
    people: list[LedPerson]
    waiting: list[Waiting]
    is_hr: bool
    leads: bool


def file_page(viewer: Viewer, person: Person) -> FilePage:
    """The file of a person whom the reader may open. A query a kind."""
    mine = {"person": person}
    return FilePage(
        person=person,
        is_own=person.pk == viewer.person.pk,
        may_lead=viewer.leads(person.pk),
        may_hand_out=viewer.is_hr or person.pk == viewer.person.pk,
        meetings=list(OneToOne.objects.filter(**mine)[:SHOWN]),
        objectives=with_progress(Objective.objects.filter(**mine)[: SHOWN * 2]),
        plans=list(DevelopmentPlan.objects.filter(**mine)[:SHOWN]),
        thanks=list(
            Recognition.objects.filter(**mine).select_related("author")[:SHOWN]
        ),
        reviews=list(Review.objects.filter(**mine).select_related("cycle")[:SHOWN]),
        actions=list(PersonnelAction.objects.filter(**mine)[:SHOWN]),
        reads=list(ReadRecord.objects.filter(**mine).select_related("author")[:SHOWN]),
        line=list(person.line_above()),
        hr=hr_readers(viewer.today),
        below=list(person.reports.here_on(viewer.today))
        if viewer.leads(person.pk)
        else [],
    )


def with_progress(rows: Any) -> list[tuple[Objective, int | None]]:
    """Objectives and how far each has come, in per cent."""
    found = rows.prefetch_related(Prefetch("key_results", KeyResult.objects.all()))
    return [(one, progress_of(one)) for one in found]


def progress_of(one: Objective) -> int | None:
    """How far it has come, in per cent. Reads its key results."""
    parts = one.key_results.all()
    return overall(progress(p.start, p.target, p.current) for p in parts)


def hr_readers(today: date) -> list[HrGrant]:
    """Who reads as HR today; everybody may know it."""
    rows = HrGrant.objects.filter(approved_at__isnull=False, ended_at=None)
    rows = rows.filter(starts_on__lte=today, ends_on__gte=today)
    return list(rows.select_related("person"))


def home_page(viewer: Viewer) -> HomePage:
    """One's own file, whom one leads directly, what waits."""
    return HomePage(
        file=file_page(viewer, viewer.person),
        people=led_people(viewer, viewer.person.reports.here_on(viewer.today)),
        waiting=waiting(viewer),
        is_hr=viewer.is_hr,
        leads=bool(viewer.below) or viewer.is_hr,
    )


def led_people(viewer: Viewer, people: Any) -> list[LedPerson]:
    """Each with the next one-to-one and the open objectives. Three queries."""
    found = list(people)
    planned = dict(
        OneToOne.objects.filter(person__in=found, state=MeetingState.PLANNED)
        .order_by()
        .values_list("person")
        .annotate(first=Min("on"))
    )
    goals = dict(
        Objective.objects.filter(person__in=found, state=ObjectiveState.OPEN)
        .order_by()
        .values_list("person")
        .annotate(count=Count("pk"))
    )
    return [
        LedPerson(
            person=one,
            next_on=planned.get(one.pk),
            is_overdue=planned.get(one.pk, viewer.today) < viewer.today,
            objectives=goals.get(one.pk, 0),
        )
        for one in found
    ]


def waiting(viewer: Viewer) -> list[Waiting]:
    """What the reader is asked to do next, the earliest first."""
    found = [
        *_meetings(viewer),
        *_reviews(viewer),
        *_decisions(viewer),
    ]
    return sorted(found, key=lambda one: (one.due or viewer.today, one.words))


def _meetings(viewer: Viewer) -> list[Waiting]:
    me, today = viewer.person, viewer.today
    rows = OneToOne.objects.filter(state=MeetingState.PLANNED, on__lte=today)
    rows = rows.filter(Q(author=me) | Q(person=me)).select_related("person")
    return [
        Waiting(
            "Your one-to-one"
            if one.person_id == me.pk
            else f"One-to-one with {one.person}",
            one.get_absolute_url(),
            one.on,
        )
        for one in rows
        if one.author_id == me.pk or one.on == today
    ]


def _reviews(viewer: Viewer) -> list[Waiting]:
    me = viewer.person
    rows = Review.objects.exclude(state=ReviewState.SIGNED)
    mine = Q(person=me, state=ReviewState.SELF) | Q(
        person=me, state=ReviewState.TALK, person_signed_at=None
    )
    theirs = Q(leader=me, state__in=[ReviewState.MANAGER, ReviewState.CALIBRATION]) | Q(
        leader=me, state=ReviewState.TALK, manager_signed_at=None
    )
    found = rows.filter(mine | theirs).select_related("cycle", "person")
    words = {
        ReviewState.SELF: "Write your self-assessment",
        ReviewState.MANAGER: "Write the assessment of {}",
        ReviewState.CALIBRATION: "Calibrate {}",
        ReviewState.TALK: "Sign the review of {}",
    }
    return [
        Waiting(
            words[ReviewState(one.state)].format(
                "yourself" if one.person_id == me.pk else one.person
            ),
            one.get_absolute_url(),
            one.cycle.self_by
            if one.state == ReviewState.SELF
            else one.cycle.manager_by,
        )
        for one in found
    ]


def _decisions(viewer: Viewer) -> list[Waiting]:
    """Vacancies, personnel actions and erasures that wait for the reader's word."""
    me = viewer.person
    vacancies = Vacancy.objects.filter(state=VacancyState.PROPOSED)
    vacancies = vacancies.exclude(Q(author=me) | Q(person=me) | Q(decisions__author=me))
    actions = PersonnelAction.objects.filter(state=ApprovalState.PROPOSED)
    actions = actions.exclude(Q(author=me) | Q(person=me) | Q(decisions__author=me))
    found = [
        *(Waiting("Decide on a vacancy", one.get_absolute_url()) for one in vacancies),
        *(
            Waiting("Decide on a personnel action", one.get_absolute_url())
            for one in actions.filter(person__in=_led(viewer))
        ),
    ]
    if viewer.is_hr:
        asked = Erasure.objects.filter(state=ErasureState.ASKED).exclude(author=me)
        found += [
            Waiting("Decide on an erasure", one.get_absolute_url()) for one in asked
        ]
    return found


def _led(viewer: Viewer) -> Collection[int] | Any:
    return Person.objects.all() if viewer.is_hr else viewer.below
