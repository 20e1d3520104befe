"""Receivers of events over the API: who does not see them finds none."""

from tests.access import Row

NO_METHOD = NO_GET = "U--------"
LISTED = "UOOOOOOOO"
WATCHERS = "UMMMMOMOO"
DOES = "UMMMMFMFO"


def of(name):
    return lambda world: [world[name].pk]


ONE, MESSAGE = of("subscription"), of("message")
TABLE = {
    "api:subscription-list": Row(LISTED, "UFFFFFFFB"),
    "api:subscription-detail": Row(WATCHERS, NO_METHOD, args=ONE),
    "api:subscription-new-secret": Row(NO_GET, DOES, args=ONE),
    "api:subscription-drop-former-secret": Row(NO_GET, "UMMMMFMFC", args=ONE),
    "api:subscription-take-over": Row(NO_GET, DOES, args=ONE),
    "api:subscription-test": Row(NO_GET, DOES, args=ONE),
    "api:subscription-send-again": Row(NO_GET, "UMMMMFMFB", args=ONE),
    "api:message-list": Row(LISTED, NO_METHOD),
    "api:message-detail": Row(WATCHERS, NO_METHOD, args=MESSAGE),
    "api:message-send-again": Row(NO_GET, DOES, args=MESSAGE),
}
