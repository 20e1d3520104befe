"""The addresses of failed searches, judged queries and insight."""

from datetime import timedelta

from apps.knowledge.models import FailedSearch
from tests.access import NO_SUCH_METHOD, Row

# Who sees insights; who writes in a space does as well, which no role does by itself.
SEES = "LFFFFOOOO"
SEEN = "LMMMMOOOO"
ACTS = "LMMMMIFFI"
CLOSED = "LMMMMCFFC"
DONE = "LMMMMSFFS"
NONE = NO_SUCH_METHOD


def build(world, now):
    """A search that found nothing."""
    world["failed_search"] = FailedSearch.objects.create(
        words="rotate the certificate",
        count=1,
        first_at=now - timedelta(days=1),
        last_at=now - timedelta(days=1),
    )


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
}
