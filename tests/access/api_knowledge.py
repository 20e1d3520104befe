"""Spaces and articles over the API."""

from tests.access import Row

READ = "UOOOOOOOO"
NO_METHOD = NO_GET = "U--------"
SEEN = "UMOOOOOOO"
NOBODY = "UMFFFFFFF"  # nobody in the columns is a member of the space
BAD = "UBBBBBBBB"
BAD_PART = "UMBBBBBBB"
UNREAD = "UMPPPPPPP"


def space(world):
    return [world["space"].slug]


def member(world):
    return [world["space"].slug, world["member"].pk]


def article(world):
    return [world["article"].pk]


def file(world):
    return [world["article"].pk, "none.png"]


def version(world):
    return [world["article"].pk, 1]


def does(answers=NOBODY, data=None):
    return Row(NO_GET, answers, article, lambda world: data or {})


def flag(world):
    return [world["flag"].pk]


def required(world):
    return [world["required"].pk]


# Those who audit see who has read what; nobody in the columns is asked or keeps it.
WATCHED = "UMMMMMMOO"

TABLE = {
    "api:article-feedback": does(SEEN, {"is_helpful": True}),
    "api:article-used": does(SEEN, {"ticket": "INC1"}),
    "api:article-sign-off": does(SEEN, {"number": 1}),
    "api:flag-list": Row(READ, BAD),
    "api:flag-detail": Row(SEEN, NO_METHOD, args=flag),
    "api:flag-fix": Row(NO_GET, UNREAD, args=flag),
    "api:flag-decline": Row(NO_GET, UNREAD, args=flag),
    "api:required-reading-list": Row(READ, NO_METHOD),
    "api:required-reading-detail": Row(WATCHED, NO_METHOD, args=required),
    "api:required-reading-readers": Row(WATCHED, NO_METHOD, args=required),
    "api:space-list": Row(READ, BAD),
    "api:space-detail": Row(SEEN, NO_METHOD, args=space),
    "api:space-members": Row(NO_GET, BAD_PART, args=space),
    "api:space-member": Row(NO_GET, NO_METHOD, args=member),
    "api:article-list": Row(READ, BAD),
    "api:article-detail": Row(SEEN, NO_METHOD, args=article),
    "api:article-versions": Row(SEEN, UNREAD, args=article),
    "api:article-version": Row(SEEN, NO_METHOD, args=version),
    "api:article-files": Row(SEEN, BAD_PART, args=article),
    "api:article-file": Row("UMMMMMMMM", NO_METHOD, args=file),
    "api:article-restore": does(UNREAD, {"number": 1}),
    "api:article-move": does(UNREAD),
    "api:article-send": does(),
    "api:article-send-back": does(data={"words": "More"}),
    "api:article-publish": does(UNREAD),
    "api:article-verify": does(),
    "api:article-retire": does(data={"reason": "Old"}),
    "api:article-bring-back": does(),
}
