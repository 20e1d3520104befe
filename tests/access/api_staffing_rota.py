"""Rotas made and told of over the API: layers, rotations, hand-overs, feeds, imports."""

from tests.access import Row

READ = "UOOOOOOOO"
NO_METHOD = NO_GET = "U--------"
SEEN = "UMOOOOOOO"
BAD, BAD_PART = "UBBBBBBBB", "UMBBBBBBB"
# A planner reads the note of somebody else; the auditor and others may not.
PLANS = "UMFFFOOFO"
OWN = "UMMMMMMMM"


def slug(world):
    return [world["rota"].slug]


def of(name):
    return lambda world: [world[name].pk]


TABLE = {
    "api:rota-retire": Row(NO_GET, PLANS, args=slug),
    "api:rota-layers": Row(NO_GET, BAD_PART, args=slug),
    "api:rota-publish": Row(NO_GET, BAD_PART, args=slug),
    "api:layer-list": Row(READ, NO_METHOD),
    "api:layer-detail": Row(SEEN, NO_METHOD, args=of("rota_layer")),
    "api:layer-raise": Row(NO_GET, "UMFFFCCFC", args=of("rota_layer")),
    "api:layer-rotations": Row(NO_GET, BAD_PART, args=of("rota_layer")),
    "api:rotation-list": Row(READ, NO_METHOD),
    "api:rotation-detail": Row(SEEN, NO_METHOD, args=of("rotation")),
    "api:handover-list": Row(READ, BAD),
    "api:handover-detail": Row(SEEN, NO_METHOD, args=of("handover_note")),
    "api:handover-read": Row(NO_GET, PLANS, args=of("handover_note")),
    "api:shift-feed-list": Row(READ, "UNNNNNNNN"),
    "api:shift-feed-detail": Row(OWN, NO_METHOD, args=of("shift_feed")),
    "api:schedule-import-list": Row(READ, BAD),
    "api:schedule-import-detail": Row(OWN, NO_METHOD, args=of("rota_import")),
    "api:schedule-import-carry-in": Row(NO_GET, OWN, args=of("rota_import")),
}
