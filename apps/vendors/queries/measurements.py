"""What the page of a service's measurements shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.vendors.access import can_measure
from apps.vendors.models import ManagedService, Measurement, ServiceLevel
from apps.vendors.models.measures import MeasurementQuerySet
from apps.vendors.queries.late import closed_at_of, is_after
from apps.vendors.states import MeasurementState


def manual_levels(service: ManagedService) -> QuerySet[ServiceLevel]:
    """The levels whose figures are entered by hand."""
    return service.levels.filter(measure=ServiceLevel.Measure.MANUAL)


def is_late(found: Measurement) -> bool:
    """Whether a listed one counts in a frozen month only once that is restated."""
    live = {MeasurementState.ENTERED, MeasurementState.APPROVED}
    closed_at = getattr(found, "closed_at", None)
    return found.state in live and is_after(found.decided_at, closed_at)


@dataclass(frozen=True)
class Waiting:
    """A figure that waits for approval, and whether this person may give it."""

    found: Measurement
    may_decide: bool

    @property
    def is_late(self) -> bool:
        """Whether its month is frozen."""
        return is_late(self.found)


@dataclass(frozen=True)
class MeasurementsPage:
    """The levels entered by hand, what waits, and whether one may enter figures."""

    levels: Sequence[ServiceLevel]
    waiting: Sequence[Waiting]
    may_enter: bool


def listed_measurements() -> MeasurementQuerySet:
    """Every figure; `closed_at` is when the figures of its frozen month were closed."""
    rows = Measurement.objects.select_related("level", "file", "by", "decided_by")
    return rows.annotate(closed_at=closed_at_of("level__service", "month"))


def measurements_of(service: ManagedService, user: User) -> QuerySet[Measurement]:
    """Every figure entered for a service."""
    return listed_measurements().visible_to(user).filter(level__service=service)


def measurements_page(service: ManagedService, user: User) -> MeasurementsPage:
    """What this person sees and may do."""
    may = can_measure(user, service)
    rows = measurements_of(service, user).filter(state=MeasurementState.ENTERED)
    return MeasurementsPage(
        list(manual_levels(service)),
        [Waiting(one, may and one.by_id != user.pk) for one in rows],
        may,
    )
