"""History: it exists for whom its subject exists."""

from tests.access import INTERNAL_ONLY, Row

TABLE = {
    "history:story": Row(INTERNAL_ONLY, args=lambda w: ["accounts.team", w["team"].pk]),
    "history:untold": Row(
        INTERNAL_ONLY, args=lambda w: ["accounts.team", w["team"].pk]
    ),
    "history:changes": Row(INTERNAL_ONLY, args=lambda w: [w["event"].pk]),
}
