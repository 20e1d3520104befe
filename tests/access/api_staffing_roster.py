"""People, skills and roles over the API."""

from tests.access import Row

READ = "UOOOOOOOO"
NO_METHOD = NO_GET = "U--------"
SEEN = "UMOOOOOOO"
OWN = "UMBBBBBBB"  # the levels are looked at before who sends them
BAD, BAD_PART = "UBBBBBBBB", "UMBBBBBBB"


def staff(world):
    return [world["staff"].pk]


def skill(world):
    return [world["skill"].slug]


def role(world):
    return [world["staff_role"].pk]


TABLE = {
    "api:staff-list": Row(READ, BAD),
    "api:staff-detail": Row(SEEN, NO_METHOD, args=staff),
    "api:staff-postings": Row(NO_GET, BAD_PART, args=staff),
    "api:staff-assess": Row(NO_GET, OWN, args=staff),
    "api:staff-confirm": Row(NO_GET, OWN, args=staff),
    "api:skill-list": Row(READ, BAD),
    "api:skill-detail": Row(READ, NO_METHOD, args=skill),
    "api:team-role-list": Row(READ, NO_METHOD),
    "api:team-role-detail": Row(SEEN, NO_METHOD, args=role),
    "api:team-role-targets": Row(NO_GET, BAD_PART, args=role),
}
