"""Receivers and their logs, as pages show them."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from apps.accounts.models import User
from apps.history.queries import model_named
from apps.integrations.models import Attempt, Message, Subscription
from apps.integrations.states.outbound import MessageState


def listed_subscriptions(user: User) -> QuerySet[Subscription]:
    """Those one sees, with how many messages wait and were given up, and the last taken."""
    rows = Subscription.objects.visible_to(user).with_names().order_by("name")
    of_it = Message.objects.filter(subscription=OuterRef("pk"))
    taken = of_it.filter(state=MessageState.DELIVERED).order_by("-delivered_at")
    return rows.annotate(
        waiting_count=_count(of_it.waiting()),
        failed_count=_count(of_it.failed()),
        last_taken_at=Subquery(taken.values("delivered_at")[:1]),
    )


def _count(rows: QuerySet[Message]) -> Coalesce:
    counted = rows.order_by().values("subscription").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def noun_of(kind: str) -> str:
    """What people call a kind of thing: vendors.managedservice is a managed service."""
    try:
        return str(model_named(kind)._meta.verbose_name)
    except Http404:
        return kind.rpartition(".")[2]


def log_of(subscription: Subscription) -> QuerySet[Message]:
    """Its messages, the newest first; how long the last attempt took can be sorted by."""
    last = Attempt.objects.filter(message=OuterRef("pk")).order_by("-pk")
    return Message.objects.filter(subscription=subscription).alias(
        last_milliseconds=Subquery(last.values("milliseconds")[:1]),
    )


def dress_log(shown: Collection[Any]) -> None:
    """Give each message its `last` attempt, or None. One query, for those shown alone."""
    found = Attempt.objects.filter(message__in=[one.pk for one in shown])
    newest = found.order_by("message_id", "-pk").distinct("message_id")
    by_message = {one.message_id: one for one in newest}
    for one in shown:
        one.last = by_message.get(one.pk)
