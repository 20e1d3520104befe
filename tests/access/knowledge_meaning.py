"""The addresses of failed searches, judged queries and insight."""

from datetime import timedelta

from apps.knowledge.models import FailedSearch, JudgedQuery, NearDuplicate
from tests.access import INTERNAL_ONLY, NO_SUCH_METHOD, Row
from tests.knowledge.factories import published

# Who sees insights; who writes in a space does as well, which no role does by itself.
SEES = "LFFFFOOOO"
SEEN = "LMMMMOOOO"
ACTS = "LMMMMIFFI"
CLOSED = "LMMMMCFFC"
DONE = "LMMMMSFFS"
NONE = NO_SUCH_METHOD
INSIDE = "LFOOOOOOO"
# No role writes in a space: who does is a member of it.
NOBODY = "LFFFFFFFF"
NOT_THEIRS = "LMFFFFFFF"


def build(world, now):
    """A search that found nothing."""
    world["failed_search"] = FailedSearch.objects.create(
        words="rotate the certificate",
        count=1,
        first_at=now - timedelta(days=1),
        last_at=now - timedelta(days=1),
    )

    world["judged"] = JudgedQuery.objects.create(
        space=world["space"], query="restart", added_at=now
    )
    world["pair"] = NearDuplicate.objects.create(
        article=world["article"],
        other=published(world["space"], "Restart a router", now=now),
        similarity=0.97,
        found_at=now,
    )


def ticked(world):
    return {"picked": [world["pair"].pk]}


def of_space(world):
    return [world["space"].slug]


def judged(world):
    return [world["judged"].pk]


def failed(world):
    return [world["failed_search"].pk]


def version(world):
    return {"version": world["failed_search"].version}


def not_ours(world):
    return {**version(world), "note": "Ask the bank."}


TABLE = {
    "knowledge:failed": Row(SEES),
    "knowledge:failed_search": Row(SEEN, args=failed),
    "knowledge:own_failed": Row(NONE, CLOSED, failed, version),
    "knowledge:draft_failed": Row(NONE, ACTS, failed),
    "knowledge:answer_failed": Row(NONE, ACTS, failed),
    "knowledge:synonym_failed": Row(NONE, ACTS, failed),
    "knowledge:not_ours_failed": Row(NONE, DONE, failed, not_ours),
    "knowledge:reopen_failed": Row(NONE, CLOSED, failed, version),
    "knowledge:judged": Row(INSIDE),
    "knowledge:judged_space": Row(INSIDE, args=of_space),
    "knowledge:judged_new": Row(NOBODY, args=of_space),
    "knowledge:judge_query": Row(NONE, NOBODY, of_space),
    "knowledge:bring_judged": Row(NONE, NOBODY, of_space),
    "knowledge:evaluate_judged": Row(NONE, NOBODY, of_space),
    "knowledge:try_synonym": Row(NOBODY, args=of_space),
    "knowledge:judged_query": Row(INTERNAL_ONLY, args=judged),
    "knowledge:amend_judged": Row(NONE, NOT_THEIRS, judged),
    "knowledge:remove_judged": Row(NONE, NOT_THEIRS, judged),
    "knowledge:insights": Row(SEES),
    "knowledge:insight_searches": Row(SEES),
    "knowledge:insight_articles": Row(SEES),
    "knowledge:insight_duplicates": Row(SEES),
    "knowledge:call_different": Row(NONE, "LFFFFSFFS", data=ticked),
}
