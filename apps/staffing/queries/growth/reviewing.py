"""The pages of review cycles: the list, the grid of one, a review."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404

from apps.history.models import Event
from apps.staffing.models.growth import (
    LEVELS,
    Calibration,
    Review,
    ReviewCycle,
    ReviewPart,
)
from apps.staffing.models.growth.states import ReviewState
from apps.staffing.queries.growth.pages import story_of
from apps.staffing.queries.growth.viewer import Viewer, find


@dataclass(frozen=True)
class CycleRow:
    """A cycle, and how many reviews of it one sees in each state."""

    cycle: ReviewCycle
    states: list[tuple[str, int]]


def cycles_page(viewer: Viewer) -> list[CycleRow]:
    """Those in which there is a review that the viewer may see. Two queries."""
    counts: dict[int, Counter[str]] = {}
    seen = Review.objects.order_by().values_list("cycle", "state")
    for cycle, state in seen:
        counts.setdefault(cycle, Counter())[state] += 1
    rows = ReviewCycle.objects.filter(pk__in=counts)
    return [
        CycleRow(
            one,
            [
                (state.label, counts[one.pk][state])
                for state in ReviewState
                if counts[one.pk][state]
            ],
        )
        for one in rows
    ]


@dataclass(frozen=True)
class Cell:
    """One cell of the grid: who stands there."""

    performance: str
    potential: str
    reviews: list[Review]


@dataclass(frozen=True)
class CyclePage:
    """A cycle: every review one sees, and the grid for those whom one leads."""

    cycle: ReviewCycle
    reviews: list[Review]
    grid: list[tuple[str, list[Cell]]]
    columns: list[str]
    is_calibrated: bool


def cycle_page(viewer: Viewer, pk: int) -> CyclePage:
    """Three queries. Http404 where one sees no review of it."""
    rows = Review.objects.filter(cycle=pk).select_related("person", "leader", "cycle")
    reviews = list(rows.order_by("person__name"))
    if not reviews:
        raise Http404
    placed = {
        one.review_id: one
        for one in Calibration.objects.filter(review__in=[r.pk for r in reviews])
    }
    return CyclePage(
        cycle=reviews[0].cycle,
        reviews=reviews,
        grid=_grid(reviews, placed),
        columns=[label for _, label in LEVELS],
        is_calibrated=bool(placed),
    )


def _grid(
    reviews: list[Review], placed: dict[int, Calibration]
) -> list[tuple[str, list[Cell]]]:
    """The highest potential first, performance from left to right."""

    def there(performance: int, potential: int) -> list[Review]:
        wanted = (performance, potential)
        return [
            one
            for one in reviews
            if (at := placed.get(one.pk)) and (at.performance, at.potential) == wanted
        ]

    return [
        (high, [Cell(low, high, there(left, up)) for left, low in LEVELS])
        for up, high in reversed(LEVELS)
    ]


@dataclass(frozen=True)
class ReviewPage:
    """A review: the sides that one may read, what comes next for whom."""

    found: Review
    own_part: ReviewPart | None
    parts: list[ReviewPart]
    placed: Calibration | None
    is_own: bool
    is_leader: bool
    may_lead: bool
    story: list[Event]
    is_late: bool

    @property
    def may_write(self) -> bool:
        """Whether the reader's own side is still to be handed in."""
        if self.is_own:
            return self.found.state == ReviewState.SELF
        early = {ReviewState.SELF, ReviewState.MANAGER}
        return self.is_leader and self.found.state in early

    @property
    def may_hand_in(self) -> bool:
        """Whether it may be handed in by now."""
        return self.may_write and (
            self.is_own or self.found.state == ReviewState.MANAGER
        )

    @property
    def may_place(self) -> bool:
        """Whether the reader may place it in the grid."""
        return self.may_lead and self.found.state == ReviewState.CALIBRATION

    @property
    def may_share(self) -> bool:
        """Whether the leader may share it with the person."""
        return self.is_leader and self.may_place and self.placed is not None

    @property
    def may_sign(self) -> bool:
        """Whether the reader's signature is still missing."""
        if self.found.state != ReviewState.TALK:
            return False
        if self.is_own:
            return self.found.person_signed_at is None
        return self.is_leader and self.found.manager_signed_at is None

    @property
    def may_take_over(self) -> bool:
        """Whether somebody else of the line may lead it from now on."""
        early = {ReviewState.SELF, ReviewState.MANAGER}
        return self.may_lead and not self.is_leader and self.found.state in early

    @property
    def may_go_on(self) -> bool:
        """Whether the leader may go on without a self-assessment."""
        return self.is_leader and self.is_late and self.found.state == ReviewState.SELF


def review_page(viewer: Viewer, pk: int) -> ReviewPage:
    """Four queries."""
    found = find(Review.objects.select_related("person", "leader", "cycle"), pk)
    parts = list(ReviewPart.objects.filter(review=found).select_related("author"))
    own = [one for one in parts if one.author_id == viewer.person.pk]
    return ReviewPage(
        found=found,
        own_part=own[0] if own else None,
        parts=[one for one in parts if one.handed_in_at],
        placed=Calibration.objects.filter(review=found).first(),
        is_own=viewer.is_about(found),
        is_leader=viewer.person.pk == found.leader_id,
        may_lead=viewer.leads(found.person_id),
        story=story_of(found),
        is_late=viewer.today > found.cycle.self_by,
    )
