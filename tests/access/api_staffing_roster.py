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


def change(world):
    return [world["line_change"].pk]


EDITS, NOT_ASKED = "UMMMMMOMO", "UMMMMMFMF"


def of(*names):
    return lambda world: [world[name].pk for name in names]


# Of the bank, but nothing there for others than who edits the person or is in it.
LIST_DONE = "UMMMMMOMO"
ONE_DONE = "UMFFFFKFK"
TABLE = {
    "api:staff-list": Row(READ, BAD),
    "api:staff-detail": Row(SEEN, NO_METHOD, args=staff),
    "api:staff-postings": Row(NO_GET, BAD_PART, args=staff),
    "api:staff-assess": Row(NO_GET, OWN, args=staff),
    "api:staff-confirm": Row(NO_GET, OWN, args=staff),
    "api:line-change-list": Row(READ, NO_METHOD),
    "api:line-change-detail": Row(EDITS, NO_METHOD, args=change),
    "api:line-change-approve": Row(NO_GET, EDITS, args=change),
    "api:line-change-decline": Row(NO_GET, EDITS, args=change),
    "api:line-change-withdraw": Row(NO_GET, NOT_ASKED, args=change),
    "api:certificate-list": Row(READ, BAD),
    "api:certificate-detail": Row(SEEN, NO_METHOD, args=of("staff_certificate")),
    "api:certificate-remove": Row(NO_GET, ONE_DONE, args=of("staff_certificate")),
    "api:checklist-list": Row(READ, BAD),
    "api:checklist-detail": Row(LIST_DONE, NO_METHOD, args=of("staff_list")),
    "api:checklist-close": Row(NO_GET, LIST_DONE, args=of("staff_list")),
    "api:checklist-do": Row(NO_GET, LIST_DONE, args=of("staff_list", "staff_step")),
    "api:checklist-undo": Row(NO_GET, LIST_DONE, args=of("staff_list", "staff_step")),
    "api:checklist-template-list": Row(READ, NO_METHOD),
    "api:checklist-template-detail": Row(SEEN, NO_METHOD, args=of("staff_template")),
    "api:working-pattern-list": Row(READ, BAD),
    "api:working-pattern-detail": Row(SEEN, NO_METHOD, args=of("staff_pattern")),
    "api:skill-list": Row(READ, BAD),
    "api:skill-detail": Row(READ, NO_METHOD, args=skill),
    "api:team-role-list": Row(READ, NO_METHOD),
    "api:team-role-detail": Row(SEEN, NO_METHOD, args=role),
    "api:team-role-targets": Row(NO_GET, BAD_PART, args=role),
}
