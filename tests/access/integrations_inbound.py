"""Endpoints, the inbox of what they received, and the door without a login."""

from tests.access import Row
from tests.integrations.inbound_senders import endpoint, group, received


def build(world, now):
    """An endpoint, and a delivery of it that nobody could read."""
    world["endpoint"] = endpoint("alertmanager")
    world["splunk_endpoint"] = endpoint("splunk")
    world["delivery"] = received(world["endpoint"], group({"odd": 1}), now)


def key(name, *more):
    return lambda world: [world[name].key, *more]


NOBODY = "-" * 9
UNPROVED = "U" * 9

#          L out sup req rev pm tm aud adm
TABLE = {
    "integrations:receive": Row(NOBODY, UNPROVED, args=key("endpoint")),
    "integrations:receive_by_address": Row(
        NOBODY, UNPROVED, args=key("splunk_endpoint", "guessed")
    ),
}
