"""How far the search for a rota is, and whether a worker is at it."""

from dataclasses import dataclass

from apps.core.queries.jobs import Progress, hold, is_held, keep_progress, progress_of
from apps.staffing.models import Generation
from apps.staffing.states import GenerationState

WORK = 0x607A  # the class of our advisory locks; the object is the generation
POINT = 60  # minutes of load away from the fair share


def work_lock(pk: int) -> None:
    """Show that this transaction searches for a rota, until it ends."""
    hold(WORK, pk)


def is_at_work(pk: int) -> bool:
    """Whether a worker is at it right now."""
    return is_held(WORK, pk)


def keep_time(found: Generation, seconds: float) -> None:
    """Show how long the search has taken by now."""
    keep_progress(found.job, min(int(seconds), found.seconds), found.seconds)


def keep_best(found: Generation, cost: int, bound: int) -> None:
    """Show what the best rota so far costs, and what none can go below."""
    keep_progress(f"{found.job}:best", cost, bound)


@dataclass(frozen=True)
class Searching:
    """A search as its page shows it: seconds of seconds, and points of the best so far."""

    time: Progress
    cost: int
    bound: int
    is_at_work: bool
    is_lost: bool

    @property
    def has_some(self) -> bool:
        """Whether a rota was found already, which can be taken."""
        return self.time.of > 0 and self.cost >= 0

    @property
    def points(self) -> float:
        """What the best so far costs, in hours away from the fair shares."""
        return round(self.cost / POINT, 1)

    @property
    def bound_points(self) -> float:
        """What no rota can go below."""
        return round(self.bound / POINT, 1)


def searching(found: Generation) -> Searching:
    """How far a search is; it is lost if it should run and no worker is at it."""
    held = is_at_work(found.pk)
    best = progress_of(f"{found.job}:best")
    is_running = found.state == GenerationState.RUNNING
    return Searching(
        time=progress_of(found.job),
        cost=best.done,
        bound=best.of,
        is_at_work=held,
        is_lost=is_running and not held,
    )
