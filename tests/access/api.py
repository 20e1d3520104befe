"""The API: as the pages, but that it says 401 for the login and 400 for what is malformed."""

from tests.access import Row

READ = "UOOOOOOOO"
READ_INTERNAL = "UMOOOOOOO"
NO_METHOD = "U--------"

TABLE = {
    "me": Row(READ, NO_METHOD),
    "api:team-list": Row(READ, NO_METHOD),
    "api:team-detail": Row(READ_INTERNAL, NO_METHOD, args=lambda w: [w["team"].pk]),
    "api:user-list": Row(READ, NO_METHOD),
    "api:user-detail": Row(READ_INTERNAL, NO_METHOD, args=lambda w: [w["person"].pk]),
}
