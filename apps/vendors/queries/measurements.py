"""What the page of a service's measurements shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.vendors.access import can_measure
from apps.vendors.models import ManagedService, Measurement, ServiceLevel
from apps.vendors.states import MeasurementState


def manual_levels(service: ManagedService) -> QuerySet[ServiceLevel]:
    """The levels whose figures are entered by hand."""
    return service.levels.filter(measure=ServiceLevel.Measure.MANUAL)


@dataclass(frozen=True)
class Waiting:
    """A figure that waits for approval, and whether this person may give it."""

    found: Measurement
    may_decide: bool


@dataclass(frozen=True)
class MeasurementsPage:
    """The levels entered by hand, what waits, and whether one may enter figures."""

    levels: Sequence[ServiceLevel]
    waiting: Sequence[Waiting]
    may_enter: bool


def measurements_of(service: ManagedService, user: User) -> QuerySet[Measurement]:
    """Every figure entered for a service."""
    rows = Measurement.objects.visible_to(user).filter(level__service=service)
    return rows.select_related("level", "file", "by", "decided_by")


def measurements_page(service: ManagedService, user: User) -> MeasurementsPage:
    """What this person sees and may do."""
    may = can_measure(user, service)
    rows = measurements_of(service, user).filter(state=MeasurementState.ENTERED)
    return MeasurementsPage(
        list(manual_levels(service)),
        [Waiting(one, may and one.by_id != user.pk) for one in rows],
        may,
    )
