"""Days under Growth of which somebody is reminded: whose desk, and when; never of what."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from apps.staffing.models import Person
from apps.staffing.models.growth import (
    GrowthDesk,
    Objective,
    OneToOne,
    Review,
    entered,
)
from apps.staffing.models.growth.states import (
    MeetingState,
    ObjectiveState,
    ReviewState,
)

PROBATION = timedelta(days=182)
Found = tuple[int | None, date, datetime]


@dataclass(frozen=True)
class GrowthDue:
    """A day on which something is due to a person with a login, and since when it is."""

    desk: GrowthDesk
    user: int
    on: date
    since: datetime


def growth_dues(kind: str) -> list[GrowthDue]:
    """What of a kind is due, one a desk and day: the first of it.

    Desks are made where somebody first has something due; a job reads the days for all.
    """
    today = timezone.localdate()
    with entered(None, today=today, job="reminders"):
        found = list(KINDS[kind]())
    people = {person for person, _, _ in found if person}
    desks = GrowthDesk.objects.filter(person__in=people, person__user__is_active=True)
    by_person = {one.person_id: one for one in desks.select_related("person")}
    first: dict[tuple[int, date], GrowthDue] = {}
    for person, on, since in sorted(found, key=lambda one: one[2]):
        desk = by_person.get(person or 0)
        if desk and desk.person.user_id:
            due = GrowthDue(desk, desk.person.user_id, on, since)
            first.setdefault((desk.pk, on), due)
    return list(first.values())


def _meetings() -> Iterable[Found]:
    rows = OneToOne.objects.filter(state=MeetingState.PLANNED)
    return rows.values_list("author", "on", "written_at")


def _objectives() -> Iterator[Found]:
    rows = Objective.objects.filter(state=ObjectiveState.OPEN)
    for person, author, on, since in rows.values_list(
        "person", "author", "ends_on", "written_at"
    ):
        yield person, on, since
        if author != person:
            yield author, on, since


def _probation() -> Iterator[Found]:
    rows = Person.objects.exclude(line_manager=None).filter(ends_on=None)
    begun = timezone.localdate() - PROBATION - timedelta(days=7)
    for manager, starts_on in rows.filter(starts_on__gte=begun).values_list(
        "line_manager", "starts_on"
    ):
        since = timezone.make_aware(datetime.combine(starts_on, datetime.min.time()))
        yield manager, starts_on + PROBATION, since


def _reviews() -> Iterator[Found]:
    sides = {
        ReviewState.SELF: ("person", "self_by"),
        ReviewState.MANAGER: ("leader", "manager_by"),
    }
    for state, (who, day) in sides.items():
        rows = Review.objects.filter(state=state)
        yield from rows.values_list(who, f"cycle__{day}", "written_at")


KINDS: dict[str, Callable[[], Iterable[Found]]] = {
    "meetings": _meetings,
    "objectives": _objectives,
    "probation": _probation,
    "reviews": _reviews,
}
