"""KCS link rate: closed tickets of vendors that an article of knowledge solved."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Collate, TruncMonth, Upper
from django.utils import timezone

from apps.accounts.models import User
from apps.core.charts import Series
from apps.knowledge.models import Use
from apps.knowledge.rules.kcs import Linked, months_until
from apps.vendors.models import Ticket

MONTHS = 12


def linked_months(user: User, now: datetime) -> list[Linked]:
    """Tickets closed in the last twelve months, by month; one query beside the rights.

    Of tickets and of uses of articles, those that somebody sees. Uses have their
    numbers in capitals.
    """
    days = months_until(timezone.localdate(now), MONTHS)
    begins = timezone.make_aware(datetime.combine(days[0], datetime.min.time()))
    numbers = Use.objects.visible_to(user).order_by()
    closed = Ticket.objects.visible_to(user).filter(
        closed_at__gte=begins, closed_at__lte=now
    )
    rows: Any = (
        closed.order_by()
        .annotate(
            month=TruncMonth("closed_at"),
            as_noted=Collate(Upper("number"), "C"),
        )
        .values("month")
        .annotate(
            closed=Count("pk"),
            linked=Count("pk", filter=Q(as_noted__in=numbers.values("ticket"))),
        )
    )
    found = {timezone.localdate(row["month"]): row for row in rows}
    return [
        Linked(day, found[day]["closed"], found[day]["linked"])
        if day in found
        else Linked(day)
        for day in days
    ]


def link_charts(months: list[Linked]) -> dict[str, Any]:
    """The same over the months: the rate, and of how many tickets it is."""
    return {
        "labels": [f"{one.begins_on:%b %y}" for one in months],
        "rate": [Series("Link rate", [one.rate for one in months])],
        "tickets": [
            Series("With an article", [one.linked for one in months]),
            Series("Without", [one.unlinked for one in months]),
        ],
    }
