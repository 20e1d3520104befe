"""How far the work that is owed has got."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from apps.core.models import OutboxItem


@dataclass(frozen=True)
class Gauge:
    """One figure of the portal's state: its name, its sentence, and its values.

    `values` has one entry for each value of `label`; where there is no label, one entry
    under the empty text. Labels and values are never of a person or of confidential text.
    """

    name: str
    says: str
    values: Mapping[str, float]
    label: str = ""


def age(since: datetime | None, now: datetime) -> float:
    """Seconds from then until now; 0 for never and for what is still to come."""
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def alone(value: float) -> Mapping[str, float]:
    """The values of a figure without a label."""
    return {"": float(value)}


def outbox_gauges(now: datetime) -> Iterator[Gauge]:
    """What is due and not done, by task; how long the oldest waits; what was given up."""
    owed = OutboxItem.objects.filter(done_at=None, dead_at=None, not_before__lte=now)
    rows = owed.values_list("task").annotate(Count("pk"), Min("not_before"))
    found = list(rows)
    due = {task: float(count) for task, count, _ in found}
    oldest = {task: age(since, now) for task, _, since in found}
    given_up = OutboxItem.objects.filter(done_at=None, dead_at__isnull=False)
    dead = given_up.values_list("task").annotate(Count("pk"))
    yield Gauge("outbox_due", "Work that is due and not done.", due, "task")
    yield Gauge(
        "outbox_oldest_seconds", "How long the oldest of it is due.", oldest, "task"
    )
    yield Gauge(
        "outbox_dead",
        "Work given up after twelve tries, for a person to look at.",
        {task: float(count) for task, count in dead},
        "task",
    )
