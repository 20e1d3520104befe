"""Endpoints, the inbox of what they received, and the door without a login."""

from tests.access import NO_SUCH_METHOD, Row
from tests.integrations.inbound_senders import endpoint, group, received


def build(world, now):
    """An endpoint, and a delivery of it that nobody could read."""
    world["endpoint"] = endpoint("alertmanager")
    world["splunk_endpoint"] = endpoint("splunk")
    world["delivery"] = received(world["endpoint"], group({"odd": 1}), now)


def of(name):
    return lambda world: [world[name].pk]


def key(name, *more):
    return lambda world: [world[name].key, *more]


def typed(world):
    found = world["splunk_endpoint"]
    fields = {"name": "Other", "service": found.service_id, "per_minute": 9}
    return fields | {"version": 1, "is_on": "on"}


def new(world):
    sent_key = "6d1b0a5e-8f1c-4c8e-9d26-1f0f5a3f7b11"
    return typed(world) | {"kind": "jira", "sent_key": sent_key}


def rules(world):
    return {
        "version": 1,
        "layout": "tickets",
        "order": "day",
        "zone": "UTC",
        "column_number": "number",
        "column_opened_at": "opened",
    }


NOBODY = "-" * 9
UNPROVED = "U" * 9
WATCHERS = "LFFFFOFOO"
ADMINS = "LFFFFFFFO"

#          L out sup req rev pm tm aud adm
TABLE = {
    "integrations:receive": Row(NOBODY, UNPROVED, args=key("endpoint")),
    "integrations:receive_by_address": Row(
        NOBODY, UNPROVED, args=key("splunk_endpoint", "guessed")
    ),
    "integrations:endpoints": Row(WATCHERS),
    "integrations:new_endpoint": Row(ADMINS),
    "integrations:add_endpoint": Row(NO_SUCH_METHOD, ADMINS, data=new),
    "integrations:endpoint": Row(WATCHERS, args=of("endpoint")),
    "integrations:edit_endpoint": Row(ADMINS, args=of("endpoint")),
    "integrations:amend_endpoint": Row(
        NO_SUCH_METHOD, "LFFFFFFFS", args=of("splunk_endpoint"), data=typed
    ),
    "integrations:remove_endpoint": Row(
        NO_SUCH_METHOD, "LFFFFFFFS", args=of("splunk_endpoint")
    ),
    "integrations:change_endpoint_secret": Row(
        NO_SUCH_METHOD, ADMINS, args=of("endpoint")
    ),
    "integrations:drop_endpoint_secret": Row(
        NO_SUCH_METHOD, "LFFFFFFFC", args=of("endpoint")
    ),
    "integrations:endpoint_mapping": Row(ADMINS, args=of("endpoint")),
    "integrations:preview_mapping": Row(
        NO_SUCH_METHOD, ADMINS, args=of("endpoint"), data=rules
    ),
    "integrations:amend_endpoint_mapping": Row(
        NO_SUCH_METHOD, "LFFFFFFFS", args=of("endpoint"), data=rules
    ),
    "integrations:deliveries": Row(WATCHERS),
    "integrations:delivery": Row(WATCHERS, args=of("delivery")),
    "integrations:run_delivery_again": Row(
        NO_SUCH_METHOD, "LFFFFFFFS", args=of("delivery")
    ),
}
