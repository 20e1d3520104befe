"""What administrators change: rules, and messages that could not be sent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from apps.accounts.models import User
from apps.core.errors import DomainError
from apps.core.models import OutboxItem
from apps.history.actions import record
from apps.reminders.access import can_edit_rules
from apps.reminders.actions.planning import batches, plan_rule
from apps.reminders.actions.steps import told, working_days
from apps.reminders.models import Delivery, RuleSetting
from apps.reminders.queries import RULES
from apps.reminders.rules import parse_step
from apps.reminders.states import DeliveryState

SHOWN = timedelta(days=7)
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


@dataclass(frozen=True)
class Upcoming:
    """A reminder that would go out."""

    title: str
    due: date | datetime
    step: str
    person: User
    why: str
    fire_at: datetime


def preview_rule(slug: str, *, now: datetime, **values: Any) -> list[Upcoming]:
    """What the rule would tell within a week if it were saved so. Nothing is written."""
    rule = RULES[slug]
    setting = RuleSetting.objects.get(slug=slug)
    before = (setting.is_on, setting.steps, setting.escalates)
    for name in EDITABLE:
        setattr(setting, name, values[name])
    if (setting.is_on, setting.steps, setting.escalates) != before:
        setting.counts_from = now
    is_working = working_days(setting)
    found = [
        one
        for dues in batches(rule, setting)
        for one in told(dues, setting, is_working, now)
        if now <= one.fire_at <= now + SHOWN
    ]
    people = User.objects.in_bulk({one.user for one in found})
    return [
        Upcoming(
            title=one.due.title,
            due=one.due.due,
            step=parse_step(one.step).words,
            person=people[one.user],
            why=one.why,
            fire_at=one.fire_at,
        )
        for one in sorted(found, key=lambda one: (one.fire_at, one.due.title))
    ]


@transaction.atomic
def send_again(pk: int, *, by: User, now: datetime, address: str = "") -> OutboxItem:
    """Try a dead letter once more, to another address where one is given."""
    if not can_edit_rules(by):
        raise PermissionDenied
    item = OutboxItem.objects.select_for_update().filter(pk=pk).first()
    if item is None or item.done_at or not item.dead_at:
        raise DomainError("This is not a dead letter any more.")
    facts: dict[str, Any] = (
        {"address": address} if address and "to" in item.payload else {}
    )
    if facts:
        item.payload = {**item.payload, "to": address}
    item.dead_at, item.attempts, item.not_before, item.lease_until = None, 0, now, None
    item.save(
        update_fields=["payload", "dead_at", "attempts", "not_before", "lease_until"]
    )
    record(by, "reminders.sent_again", by=by, now=now, key=item.key, **facts)
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
