"""What people searched for is kept, one row a search, with what they opened."""

from datetime import datetime, timedelta

from django.db import transaction

from apps.accounts.models import User
from apps.knowledge.models import Article, SearchLog
from apps.knowledge.rules.search.query import normalised

# Typing on within so long is the same search.
SAME_SEARCH = timedelta(seconds=30)
LONGEST = 200
LONGEST_KEY = 18
MOST_PLACES = 32_767


@transaction.atomic
def note_search(
    user: User, query: str, *, shown_for: str, result_count: int, now: datetime
) -> int | None:
    """Keep a search, over the one it goes on from; its key. None for nothing asked."""
    words = normalised(query)
    if not words:
        return None
    last = _last(user, now)
    row = last if last and _goes_on(last, words) else SearchLog(user=user, at=now)
    if row.pk and len(words) < len(row.normalised):
        return row.pk
    row.query, row.normalised = query[:LONGEST], words
    row.shown_for, row.result_count = shown_for[:LONGEST], result_count
    row.save()
    return row.pk


def _last(user: User, now: datetime) -> SearchLog | None:
    rows = SearchLog.objects.select_for_update().filter(
        user=user, at__gte=now - SAME_SEARCH, at__lte=now, clicked=None
    )
    return rows.order_by("-at", "-pk").first()


def _goes_on(last: SearchLog, words: str) -> bool:
    """Whether one was typed on from the other, or back to it."""
    before = last.normalised
    return words.startswith(before) or before.startswith(words)


def note_click(user: User, came_from: str, article: Article) -> None:
    """Keep that a result of one's own search was opened; `came_from` is "key-place"."""
    key, _, place = came_from.partition("-")
    if key.isdecimal() and place.isdecimal() and len(key) < LONGEST_KEY:
        rows = SearchLog.objects.filter(pk=int(key), user=user, clicked=None)
        rows.update(clicked=article, position=min(int(place[:5]), MOST_PLACES))
