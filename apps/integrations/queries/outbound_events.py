"""Which events a receiver is told of: visible to its owner, and about what was chosen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.http import Http404

from apps.accounts.models import User
from apps.history.models import Event
from apps.history.queries import model_named
from apps.integrations.access import can_edit
from apps.integrations.models import Subscription
from apps.integrations.rules.outbound_kinds import is_wanted

# Who has an event's table open to write takes its number after that, and before it ends.
WRITERS = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND relation = %s::regclass
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND mode = 'RowExclusiveLock' AND granted AND pid IS DISTINCT FROM pg_backend_pid()
"""
# From what an event is about to the platform or the vendor that it belongs to.
TO_PLATFORM: Mapping[str, str] = {
    "catalog.platform": "pk",
    "catalog.application": "platforms",
    "onboarding.request": "platform",
    "onboarding.assessment": "request__platform",
    "vendors.managedservice": "platforms",
    "vendors.servicelevel": "service__platforms",
}
TO_VENDOR: Mapping[str, str] = {
    "vendors.vendor": "pk",
    "vendors.contract": "vendor",
    "vendors.managedservice": "contract__vendor",
    "vendors.servicelevel": "service__contract__vendor",
    "vendors.measurement": "level__service__contract__vendor",
    "vendors.outage": "service__contract__vendor",
    "vendors.maintenance": "service__contract__vendor",
    "vendors.exclusion": "level__service__contract__vendor",
    "vendors.period": "service__contract__vendor",
    "vendors.closure": "period__service__contract__vendor",
    "vendors.creditclaim": "closure__period__service__contract__vendor",
    "vendors.review": "vendor",
    "vendors.reviewaction": "review__vendor",
    "vendors.ticketimport": "service__contract__vendor",
}
Key = tuple[str, int]


def writers() -> set[str]:
    """The transactions that have written an event, or may, and have not ended."""
    with connection.cursor() as cursor:
        cursor.execute(WRITERS, [Event._meta.db_table])
        return {one for (one,) in cursor.fetchall()}


def wanted_by(subscription: Subscription, events: Sequence[Event]) -> list[Event]:
    """Those of the events, in their order, that this receiver is told of."""
    named = [one for one in events if is_wanted(one.verb, subscription.kinds)]
    keys = {(one.subject_type, one.subject_id) for one in named}
    seen = set(subjects(subscription, keys))
    seen |= gone(subscription, keys - seen)
    return [one for one in named if (one.subject_type, one.subject_id) in seen]


def subjects(
    subscription: Subscription, keys: Iterable[Key]
) -> dict[Key, models.Model]:
    """What of these exists for the receiver: for its owner, and within what was chosen."""
    by_kind = _by_kind(keys)
    found: dict[Key, models.Model] = {}
    scope = _scope(subscription) if by_kind else None
    for kind, pks in by_kind.items():
        rows = _rows(kind, subscription.owner)
        if rows is not None and scope is not None:
            rows = _within(rows, kind, scope)
        if rows is not None:
            found |= {(kind, row.pk): row for row in rows.filter(pk__in=pks)}
    return found


def gone(subscription: Subscription, keys: Iterable[Key]) -> set[Key]:
    """Those of which no row is left, as far as this receiver may be told so.

    Nobody can say any more who saw them: so only a receiver is told whose owner sets
    everything up; and one of chosen platforms or vendors only of what it took before.
    """
    by_kind = _by_kind(keys)
    if not by_kind or not can_edit(subscription.owner):
        return set()
    found = {(kind, pk) for kind, pks in by_kind.items() for pk in _left_out(kind, pks)}
    if found and _scope(subscription) is not None:
        found &= _taken_before(subscription, found)
    return found


def _left_out(kind: str, pks: set[int]) -> set[int]:
    try:
        rows = model_named(kind)._base_manager.filter(pk__in=pks)
    except Http404:
        return set()
    return pks - set(rows.values_list("pk", flat=True))


def _taken_before(subscription: Subscription, keys: set[Key]) -> set[Key]:
    taken = subscription.messages.filter(
        delivered_at__isnull=False, subject_id__in=[pk for _, pk in keys]
    )
    return set(taken.values_list("subject_type", "subject_id"))


def _by_kind(keys: Iterable[Key]) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for kind, pk in keys:
        found[kind].add(pk)
    return found


def _rows(kind: str, owner: User) -> Any:
    """Those whose story the person may read; None where nobody may."""
    try:
        rows: Any = model_named(kind)._default_manager.all()
    except Http404:
        return None
    seen = getattr(rows, "story_visible_to", rows.visible_to)
    return seen(owner)


def _scope(subscription: Subscription) -> tuple[list[int], list[int]] | None:
    """The platforms and vendors that were chosen; None for everything."""
    platforms = list(subscription.platforms.values_list("pk", flat=True))
    vendors = list(subscription.vendors.values_list("pk", flat=True))
    return (platforms, vendors) if platforms or vendors else None


def _within(rows: Any, kind: str, scope: tuple[list[int], list[int]]) -> Any:
    """Those that belong to a chosen platform or vendor; None where nothing of a kind does."""
    condition = models.Q()
    for paths, chosen in zip((TO_PLATFORM, TO_VENDOR), scope, strict=True):
        if chosen and kind in paths:
            condition |= models.Q(**{f"{paths[kind]}__in": chosen})
    return rows.filter(condition).distinct() if condition else None
