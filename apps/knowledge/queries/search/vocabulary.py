"""The words a reader may see, to correct by: kept in the process until they change."""

from collections import OrderedDict
from threading import Lock

from django.db.models import Sum

from apps.accounts.models import User
from apps.knowledge.models import IndexedSpace, Space, Word
from apps.knowledge.rules.search.correcting import Vocabulary

# Readers of the same spaces share one; so many different ones are kept.
MOST_KEPT = 8
Editions = tuple[tuple[int, int], ...]
_kept: OrderedDict[Editions, Vocabulary] = OrderedDict()
_lock = Lock()


def vocabulary_of(user: User) -> Vocabulary:
    """The words of the spaces somebody sees now. One query, or two when they changed."""
    seen = IndexedSpace.objects.filter(space__in=Space.objects.visible_to(user))
    editions = tuple(seen.order_by("pk").values_list("pk", "edition"))
    with _lock:
        if editions in _kept:
            _kept.move_to_end(editions)
            return _kept[editions]
    made = _read([pk for pk, _ in editions])
    with _lock:
        _kept[editions] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _read(spaces: list[int]) -> Vocabulary:
    rows = (
        Word.objects.filter(space__in=spaces, article_count__gt=0)
        .values_list("word")
        .annotate(Sum("article_count"))
    )
    counts = dict(rows)
    return Vocabulary(list(counts), counts)
