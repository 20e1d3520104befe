"""Facts over the API."""

from tests.access import Row

INSIDE = "UOOOOOOOO"
SEEN = "UMOOOOOOO"
BAD = "UBBBBBBBB"
NO_METHOD = NO_GET = "U--------"
OF_PLATFORM = "UMFFFOFFO"


def of(name):
    return lambda world: [world[name].pk]


def exercise(world):
    return [world["exercise"].pk]


TABLE = {
    "api:fact-list": Row(INSIDE, BAD),
    "api:fact-detail": Row(SEEN, NO_METHOD, args=of("fact")),
    "api:fact-check-now": Row(NO_GET, BAD),
    "api:connector-list": Row(INSIDE, BAD),
    "api:connector-detail": Row(SEEN, NO_METHOD, args=of("connector")),
    "api:connector-try-now": Row(NO_GET, OF_PLATFORM, args=of("connector")),
    "api:connector-usual": Row(NO_GET, OF_PLATFORM, args=of("connector")),
    "api:check-list": Row(INSIDE, BAD),
    "api:check-detail": Row(SEEN, NO_METHOD, args=of("check")),
    "api:deploymentevent-list": Row(INSIDE, BAD),
    "api:deploymentevent-detail": Row(SEEN, NO_METHOD, args=of("told_deployment")),
    "api:exercise-list": Row(INSIDE, BAD),
    "api:exercise-detail": Row(SEEN, NO_METHOD, args=exercise),
}
