"""What administrators change: rules, and messages that could not be sent."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.models import OutboxItem
from apps.history.actions import record
from apps.reminders.access import can_edit_rules
from apps.reminders.actions.planning import plan_rule
from apps.reminders.models import Delivery, RuleSetting
from apps.reminders.queries import RULES
from apps.reminders.states import DeliveryState

EDITABLE = ("is_on", "steps", "people", "escalates", "is_critical", "calendar")


@transaction.atomic
def amend_rule(
    slug: str, *, by: User, now: datetime, expected_version: int, **values: Any
) -> RuleSetting:
    """Change how a rule is told; what is planned follows at once. EditConflict if stale."""
    if not can_edit_rules(by):
        raise PermissionDenied
    setting = RuleSetting.objects.select_for_update(of=("self",)).get(slug=slug)
    before = (setting.is_on, setting.steps, setting.escalates)
    for name in EDITABLE:
        setattr(setting, name, values[name])
    if (setting.is_on, setting.steps, setting.escalates) != before:
        setting.counts_from = now
    setting.save_if_version(expected_version, [*EDITABLE, "counts_from"])
    record(
        setting,
        "reminders.rule_amended",
        by=by,
        now=now,
        is_on=setting.is_on,
        steps=setting.steps,
    )
    plan_rule(RULES[slug], now=now)
    return setting


@transaction.atomic
def send_again(pk: int, *, by: User, now: datetime, address: str = "") -> OutboxItem:
    """Try a dead letter once more, to another address where one is given."""
    if not can_edit_rules(by):
        raise PermissionDenied
    item = OutboxItem.objects.select_for_update().filter(pk=pk).first()
    if item is None or item.done_at or not item.dead_at:
        raise DomainError("This is not a dead letter any more.")
    if address and "to" in item.payload:
        item.payload = {**item.payload, "to": address}
    item.dead_at, item.attempts, item.not_before, item.lease_until = None, 0, now, None
    item.save(
        update_fields=["payload", "dead_at", "attempts", "not_before", "lease_until"]
    )
    record(by, "reminders.sent_again", by=by, now=now, key=item.key)
    return item


@transaction.atomic
def deliver_again(pk: int, *, by: User, now: datetime) -> Delivery:
    """Owe a message again that failed for good; it keeps its id."""
    if not can_edit_rules(by):
        raise PermissionDenied
    rows = Delivery.objects.select_for_update(of=("self",))
    delivery = rows.get(pk=pk)
    delivery.become(DeliveryState.WAITING)
    delivery.error, delivery.send_at = "", now
    delivery.save(update_fields=["state", "error", "send_at"])
    OutboxItem.objects.filter(key=f"delivery:{pk}").update(
        done_at=None,
        dead_at=None,
        attempts=0,
        not_before=now,
        lease_until=None,
    )
    record(by, "reminders.sent_again", by=by, now=now, key=f"delivery:{pk}")
    return delivery
