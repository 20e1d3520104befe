"""Many rows at once over the API: what is no list is refused before anybody is asked."""

from tests.access import Row

NO_GET = "U--------"
# Something could be called bulk; nothing of this world is.
NOBODY = "UMMMMMMMM"
BAD = "UBBBBBBBB"
KINDS = ("application", "platform", "vendor", "staff", "skill", "article", "absence")
VERBS = (
    "staff-bulk-assess",
    "staff-bulk-confirm",
    "absence-bulk-approve",
    "absence-bulk-refuse",
    "assessment-bulk-assign",
)

TABLE = {
    **{f"api:{kind}-bulk": Row(NOBODY, BAD) for kind in KINDS},
    **{f"api:{verb}": Row(NO_GET, BAD) for verb in VERBS},
}
