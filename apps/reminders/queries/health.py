"""How the queue is: what waits, since when, what failed where."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from apps.core.models import OutboxItem
from apps.reminders.models import Delivery, Habits, RuleSetting
from apps.reminders.queries.rules import RULES
from apps.reminders.states import ChannelKind, DeliveryState

SPAN = timedelta(days=7)
MAIL = "E-mail"
WAYS = {
    ChannelKind.TEAMS.value: "Microsoft Teams",
    ChannelKind.SLACK.value: "Slack",
    ChannelKind.WEBHOOK.value: "Webhook",
}


@dataclass(frozen=True)
class Queue:
    """What is owed now."""

    oldest_at: datetime | None
    due: int
    later: int
    failing: int
    dead: int


def queue(now: datetime) -> Queue:
    """What is owed of every kind. One query."""
    owed = Q(done_at=None, dead_at=None)
    due = owed & Q(not_before__lte=now)
    found = OutboxItem.objects.filter(done_at=None).aggregate(
        oldest_at=Min("not_before", filter=due),
        due=Count("pk", filter=due),
        later=Count("pk", filter=owed & Q(not_before__gt=now)),
        failing=Count("pk", filter=owed & Q(attempts__gt=0)),
        dead=Count("pk", filter=Q(dead_at__isnull=False)),
    )
    return Queue(**found)


def failures(now: datetime) -> list[tuple[str, int]]:
    """How many messages of the last days failed, by the way they went. One query."""
    rows = Delivery.objects.filter(
        state=DeliveryState.FAILED, send_at__gt=now - SPAN, send_at__lte=now
    )
    counted: Counter[str] = Counter({MAIL: 0, **dict.fromkeys(WAYS.values(), 0)})
    by_kind = rows.values_list("channel__kind").annotate(count=Count("pk")).order_by()
    for kind, count in by_kind:
        counted[WAYS[kind] if kind else MAIL] += count
    return list(counted.items())


def troubled() -> list[tuple[str, RuleSetting]]:
    """The rules that cannot be planned, by name."""
    rows = RuleSetting.objects.known(RULES).exclude(trouble="")
    return [(RULES[one.slug].label, one) for one in rows]


def dead(rows: QuerySet[OutboxItem]) -> QuerySet[OutboxItem]:
    """Those of what is owed that were tried in vain for the last time."""
    return rows.filter(dead_at__isnull=False, done_at=None)


def dead_letters() -> list[OutboxItem]:
    """The dead ones, the newest first."""
    return list(dead(OutboxItem.objects.order_by("-dead_at", "-pk"))[:200])


def bounced() -> list[Habits]:
    """Whose address takes no mail."""
    rows = Habits.objects.filter(bounced_at__isnull=False)
    return list(rows.select_related("user").order_by("-bounced_at")[:200])
