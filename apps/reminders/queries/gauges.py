"""The figures of reminders that an operator's monitoring reads."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min

from apps.core.queries import Gauge, age, alone
from apps.reminders.models import Delivery, Occurrence
from apps.reminders.states import DeliveryState


def reminder_gauges(now: datetime) -> Iterator[Gauge]:
    """Reminders whose time has come and that nobody was told; messages not sent."""
    due = Occurrence.objects.due(now).aggregate(count=Count("pk"), since=Min("fire_at"))
    yield Gauge("reminders_due", "Reminders due and not told.", alone(due["count"]))
    yield Gauge(
        "reminders_oldest_seconds",
        "How long the oldest reminder is due and not told.",
        alone(age(due["since"], now)),
    )
    late = Delivery.objects.waiting().filter(send_at__lte=now)
    waiting = late.aggregate(count=Count("pk"), since=Min("send_at"))
    yield Gauge("messages_due", "Messages due and not sent.", alone(waiting["count"]))
    yield Gauge(
        "messages_oldest_seconds",
        "How long the oldest message is due and not sent.",
        alone(age(waiting["since"], now)),
    )
    failed = Delivery.objects.filter(state=DeliveryState.FAILED).count()
    yield Gauge("messages_failed", "Messages given up.", alone(failed))
