"""Spaces, articles, their versions and their life."""

from apps.knowledge.models import SpaceMember
from tests.access import EVERYBODY_IN, INTERNAL_ONLY, NO_SUCH_METHOD, Row
from tests.factories import UserFactory

KEY = "8c5f7e0a-0000-4000-8000-000000000001"
MAKES_GET, MAKES_POST = "LFFFFOFFO", "LFFFFSFFS"
SPACE_GET, SPACE_POST = "LMFFFOFFO", "LMFFFSFFS"
READ = INTERNAL_ONLY
WRITERS_ONLY = "LMFFFFFFF"  # of the columns nobody is a member
UNREAD = "LMMMMMMOO"  # a draft: who audits reads it


def build(world, now):
    """A member whose part may be taken away."""
    world["member"] = SpaceMember.objects.create(
        space=world["space"], user=UserFactory()
    )


def of_space(world):
    return [world["space"].slug]


def of_article(world):
    return [world["space"].slug, world["article"].slug]


def of_draft(world):
    return [world["space"].slug, world["unpublished"].slug]


def of_version(number):
    return lambda world: [*of_article(world), number]


def space_fields(world):
    return {
        "name": "Payments",
        "slug": "payments",
        "team": world["team"].pk,
        "review_days": 90,
        "is_open": "on",
        "sent_key": KEY,
        "version": 1,
    }


def made_fields(world):
    return {**space_fields(world), "version": ""}


def reads(args=of_article, get=READ):
    return Row(get, args=args)


def does(data=None, args=of_article, post=WRITERS_ONLY):
    return Row(NO_SUCH_METHOD, post, args, lambda world: data or {})


TEXT = {"title": "T", "body": "B", "version": 1, "base": 1}

TABLE = {
    "knowledge:spaces": Row(EVERYBODY_IN),
    "knowledge:space_new": Row(MAKES_GET),
    "knowledge:make_space": Row(NO_SUCH_METHOD, MAKES_POST, data=made_fields),
    "knowledge:space": reads(of_space),
    "knowledge:space_edit": Row(SPACE_GET, args=of_space),
    "knowledge:amend_space": Row(
        NO_SUCH_METHOD, SPACE_POST, args=of_space, data=space_fields
    ),
    "knowledge:add_member": Row(
        NO_SUCH_METHOD,
        SPACE_POST,
        args=of_space,
        data=lambda world: {"user": world["person"].pk, "part": "reader"},
    ),
    "knowledge:remove_member": Row(
        NO_SUCH_METHOD,
        SPACE_POST,
        args=lambda world: [world["space"].slug, world["member"].pk],
    ),
    "knowledge:article_new": reads(of_space, WRITERS_ONLY),
    "knowledge:create_article": does({"title": "T", "kind": "faq"}, of_space),
    "knowledge:reviews": Row(EVERYBODY_IN),
    "knowledge:links": Row(EVERYBODY_IN),
    "knowledge:articles": Row(EVERYBODY_IN),
    "knowledge:of_application": Row(
        READ, args=lambda world: [world["application"].code]
    ),
    "knowledge:batch": Row(
        NO_SUCH_METHOD, "LSSSSSSSS", data=lambda world: {"verb": "verify"}
    ),
    "knowledge:batch_done": Row(EVERYBODY_IN),
    "knowledge:article": reads(),
    "knowledge:article_print": reads(),
    "knowledge:article_edit": reads(get=WRITERS_ONLY),
    "knowledge:save_version": does(TEXT),
    "knowledge:throw_away": does(),
    "knowledge:article_facts": reads(get=WRITERS_ONLY),
    "knowledge:amend_facts": does({"kind": "faq", "version": 1}),
    "knowledge:article_move": reads(get=WRITERS_ONLY),
    "knowledge:move_article": does({"slug": "new", "version": 1}),
    "knowledge:send_for_review": does(),
    "knowledge:send_back": does({"words": "More"}),
    "knowledge:publish": does({"number": 2}),
    "knowledge:verify": does(),
    "knowledge:retire": does({"reason": "Old"}),
    "knowledge:bring_back": does(),
    "knowledge:versions": reads(),
    "knowledge:version": reads(of_version(2), "LMMMMMMOO"),
    "knowledge:restore_version": does({"version": 1}, of_version(1)),
    "knowledge:compare": Row(
        "LMMMMMMOO", args=of_article, query={"old": "1", "new": "2"}
    ),
}
