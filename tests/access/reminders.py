"""Reminders: the inbox, settings, channels, and what administrators see."""

from tests.access import EVERYBODY_IN, NO_SUCH_METHOD, Row
from tests.factories import NotificationFactory


def build(world, now):
    """Somebody else's notification."""
    world["notification"] = NotificationFactory(user=world["person"])


def of(name):
    return lambda world: [world[name].pk]


MINE = "LSSSSSSSS"

#          L out sup req rev pm tm aud adm
TABLE = {
    "reminders:inbox": Row(EVERYBODY_IN),
    "reminders:badge": Row("KOOOOOOOO", "-" * 9),
    "reminders:open": Row("LMMMMMMMM", args=of("notification")),
    "reminders:read": Row(NO_SUCH_METHOD, MINE),
    "reminders:unread": Row(NO_SUCH_METHOD, MINE),
    "reminders:finish": Row(NO_SUCH_METHOD, MINE),
    "reminders:wake": Row(NO_SUCH_METHOD, MINE),
    "reminders:mute": Row(NO_SUCH_METHOD, MINE),
    "reminders:snooze": Row(NO_SUCH_METHOD, MINE),
    "reminders:unsubscribe": Row("MMMMMMMMM", "MMMMMMMMM", args=lambda w: ["none"]),
    "reminders:feed": Row("M" * 9, "-" * 9, args=lambda w: ["none"]),
}
