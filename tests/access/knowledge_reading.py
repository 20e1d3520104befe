"""The addresses of feedback, flags and required reading."""

from datetime import timedelta

from apps.knowledge.actions.flags import raise_flag
from apps.knowledge.actions.requiring import require_reading
from tests.access import EVERYBODY_IN, INTERNAL_ONLY, NO_SUCH_METHOD, Row
from tests.factories import UserFactory
from tests.knowledge.factories import author

KEY = "8c5f7e0a-0000-4000-8000-000000000007"
NONE = NO_SUCH_METHOD
SAYS = "LMSSSSSSS"
ANSWERS = "LMFFFFFFF"  # nobody in the columns writes in the space or owns the article
REQUIRES = "LMFFFFFFF"
WATCHES = "LMMMMMMOO"  # who audits sees every list; nobody in the columns is asked
TENDS = "LMMMMMMFF"


def build(world, now):
    """A flag of somebody else, and somebody who must read."""
    article, by = world["article"], author(world["space"])
    world["flag"] = raise_flag(article, comment="Old", by=world["person"], now=now)
    world["required"] = require_reading(
        article,
        teams=[],
        people=[UserFactory()],
        due_on=now.date() + timedelta(days=9),
        by=by,
        now=now,
    )


def flag(world):
    return [world["flag"].pk]


def required(world):
    return [world["required"].pk]


def article(world):
    return [world["space"].slug, world["article"].slug]


def sent(**data):
    return lambda world: data


TABLE = {
    "knowledge:flags": Row(EVERYBODY_IN),
    "knowledge:flag": Row(INTERNAL_ONLY, args=flag),
    "knowledge:fix_flag": Row(NONE, ANSWERS, flag, sent(version=1, number=2)),
    "knowledge:decline_flag": Row(NONE, ANSWERS, flag, sent(version=1, answer="No")),
    "knowledge:flag_new": Row(INTERNAL_ONLY, args=article),
    "knowledge:raise_flag": Row(NONE, SAYS, article, sent(comment="Old", sent_key=KEY)),
    "knowledge:give_feedback": Row(NONE, SAYS, article, sent(helpful="yes")),
    "knowledge:note_use": Row(NONE, SAYS, article, sent(ticket="INC1")),
    "knowledge:sign_off": Row(NONE, SAYS, article, sent(number=1)),
    "knowledge:required": Row(EVERYBODY_IN),
    "knowledge:required_reading": Row(WATCHES, args=required),
    "knowledge:required_edit": Row(TENDS, args=required),
    "knowledge:amend_required": Row(NONE, TENDS, required, sent(version=1)),
    "knowledge:ask_again": Row(NONE, TENDS, required, sent(version=1)),
    "knowledge:close_required": Row(NONE, TENDS, required, sent(version=1)),
    "knowledge:reopen_required": Row(NONE, TENDS, required, sent(version=1)),
    "knowledge:required_new": Row(REQUIRES, args=article),
    "knowledge:require_reading": Row(NONE, REQUIRES, article),
}
