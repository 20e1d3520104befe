"""Endpoints and deliveries over the API: who does not see them finds none."""

from tests.access import Row

NO_METHOD = NO_GET = "U--------"
WATCHERS = "UMMMMOMOO"


def of(name):
    return lambda world: [world[name].pk]


#          U out sup req rev pm tm aud adm
TABLE = {
    "api:endpoint-list": Row("UOOOOOOOO", "UFFFFFFFB"),
    "api:endpoint-detail": Row(WATCHERS, NO_METHOD, args=of("endpoint")),
    "api:endpoint-mapping": Row(NO_GET, NO_METHOD, args=of("endpoint")),
    "api:endpoint-change-secret": Row(NO_GET, "UMMMMFMFO", args=of("endpoint")),
    "api:endpoint-drop-former-secret": Row(NO_GET, "UMMMMFMFC", args=of("endpoint")),
    "api:inbounddelivery-list": Row("UOOOOOOOO", NO_METHOD),
    "api:inbounddelivery-detail": Row(WATCHERS, NO_METHOD, args=of("delivery")),
    "api:inbounddelivery-run-again": Row(NO_GET, "UMMMMFMFO", args=of("delivery")),
}
