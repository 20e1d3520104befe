"""Receivers of events, and their logs."""

from apps.integrations.models import Message
from tests.access import NO_SUCH_METHOD, Row
from tests.integrations.outbound_world import ADDRESS, subscribe

VIEWERS = "LFFFFOFOO"
EDITORS = "LFFFFFFFO"
ADDS = "LFFFFFFFO"
DOES = "LMMMMFMFS"
REFUSED_NOW = "LMMMMFMFC"
FORM = {
    "name": "Another bus",
    "url": ADDRESS,
    "kinds": ["onboarding.*"],
    "is_on": "on",
}


def build(world, now):
    """A receiver, and a message to it that was given up."""
    world["subscription"] = found = subscribe(now=now)
    world["message"] = Message.objects.create(
        subscription=found,
        event=world["event"],
        number=world["event"].pk,
        kind=world["event"].verb,
        created_at=now,
        state="failed",
    )


def of(name):
    return lambda world: [world[name].pk]


def amended(world):
    return {**FORM, "version": world["subscription"].version}


def since(world):
    return {"since": "2026-11-01T00:00"}


def typed(world):
    return FORM | {"sent_key": "7f0b7a3e-0f5e-4d57-9e0e-51a3a43f3a11"}


SUBSCRIPTION, MESSAGE = of("subscription"), of("message")
TABLE = {
    "integrations:subscriptions": Row(VIEWERS),
    "integrations:event_kinds": Row(VIEWERS),
    "integrations:new_subscription": Row(EDITORS),
    "integrations:add_subscription": Row(NO_SUCH_METHOD, ADDS, data=typed),
    "integrations:subscription": Row(VIEWERS, args=SUBSCRIPTION),
    "integrations:edit_subscription": Row("LMMMMFMFO", args=SUBSCRIPTION),
    "integrations:amend_subscription": Row(
        NO_SUCH_METHOD, DOES, args=SUBSCRIPTION, data=amended
    ),
    "integrations:remove_subscription": Row(NO_SUCH_METHOD, DOES, args=SUBSCRIPTION),
    "integrations:take_over_subscription": Row(NO_SUCH_METHOD, DOES, args=SUBSCRIPTION),
    "integrations:new_subscription_secret": Row(
        NO_SUCH_METHOD, "LMMMMFMFO", args=SUBSCRIPTION
    ),
    "integrations:drop_subscription_secret": Row(
        NO_SUCH_METHOD, REFUSED_NOW, args=SUBSCRIPTION
    ),
    "integrations:test_subscription": Row(NO_SUCH_METHOD, DOES, args=SUBSCRIPTION),
    "integrations:send_again_since": Row(
        NO_SUCH_METHOD, DOES, args=SUBSCRIPTION, data=since
    ),
    "integrations:message": Row(VIEWERS, args=MESSAGE),
    "integrations:send_message_again": Row(NO_SUCH_METHOD, DOES, args=MESSAGE),
}
