"""Pulls over the API: who does not see them finds none."""

from tests.access import Row

NO_METHOD = NO_GET = "U--------"
LISTED = "UOOOOOOOO"
WATCHERS = "UMMMMOMOO"
DOES = "UMMMMFMFO"


def of(name):
    return lambda world: [world[name].pk]


PULL, RUN = of("pull"), of("pull_run")
TABLE = {
    "api:pull-list": Row(LISTED, "UFFFFFFFB"),
    "api:pull-detail": Row(WATCHERS, NO_METHOD, args=PULL),
    "api:pull-run": Row(NO_GET, DOES, args=PULL),
    "api:pullrun-list": Row(LISTED, NO_METHOD),
    "api:pullrun-detail": Row(WATCHERS, NO_METHOD, args=RUN),
    "api:pullrun-stop": Row(NO_GET, DOES, args=RUN),
    "api:rejectedrow-list": Row(LISTED, NO_METHOD),
    "api:rejectedrow-detail": Row(WATCHERS, NO_METHOD, args=of("rejected_row")),
}
