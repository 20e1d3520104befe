"""The figures of the inbox that an operator's monitoring reads."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min

from apps.core.queries import Gauge, age, alone
from apps.integrations.models import InboundDelivery, Occurrence
from apps.integrations.states.inbound import (
    UNSETTLED,
    DeliveryState,
    OccurrenceState,
)


def inbound_gauges(now: datetime) -> Iterator[Gauge]:
    """What waits for a worker, what waits for a person, and what goes on."""
    rows = InboundDelivery.objects.filter(
        state__in=[DeliveryState.RECEIVED, *UNSETTLED]
    )
    counted = {
        state: (count, since)
        for state, count, since in rows.order_by()
        .values_list("state")
        .annotate(count=Count("pk"), since=Min("received_at"))
    }
    waiting, since = counted.get(DeliveryState.RECEIVED, (0, None))
    says = "Deliveries of other systems received and not processed."
    yield Gauge("inbound_waiting", says, alone(waiting))
    says = "How long the oldest delivery waits to be processed."
    yield Gauge("inbound_oldest_seconds", says, alone(age(since, now)))
    says = "Deliveries that wait for a person, by state."
    values = {str(one): float(counted.get(one, (0, None))[0]) for one in UNSETTLED}
    yield Gauge("inbound_unsettled", says, values, "state")
    going_on = Occurrence.objects.filter(state=OccurrenceState.FIRING).count()
    yield Gauge("inbound_firing", "Alerts that go on.", alone(going_on))
