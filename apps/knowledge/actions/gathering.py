"""Searches that found nothing are put with those that mean the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from pgvector.django import CosineDistance

from apps.history.actions import record
from apps.knowledge.actions.embedding import embed_texts, embedder
from apps.knowledge.models import FailedLook, FailedSearch, SearchLog
from apps.knowledge.rules.embedder import NotEmbedded
from apps.knowledge.states import FAILED_CLOSED, FailedState

# A search is over when nothing was typed into it for so long.
OVER = timedelta(minutes=2)
LOOKED_BACK = timedelta(days=30)
AT_ONCE = 500
# Of two short queries; unrelated ones stay below 0.2, the same thing in other words
# begins at about 0.45, and one wrongly put together is worse than two left apart.
ALIKE = 0.6
LEXEMES = """
SELECT words, left(array_to_string(tsvector_to_array(to_tsvector('english', words)), ' '), 400)
FROM unnest(%s::text[]) AS words
"""


@dataclass(frozen=True)
class _Meaning:
    """What a query is compared by."""

    lexemes: str
    vector: list[float] | None
    model: str


@transaction.atomic
def gather_failed(*, now: datetime) -> int:
    """Put each search without a result into its group, or begin one; how many searches.

    The same words go where they went before; then the same stems, then the nearest
    meaning. What was answered and fails again is open again. Safe to run again.
    """
    logs = SearchLog.objects.filter(
        result_count=0, failed_look=None, at__gte=now - LOOKED_BACK, at__lt=now - OVER
    ).exclude(normalised="")
    found = list(logs.order_by("at", "pk")[:AT_ONCE])
    by_words: dict[str, list[SearchLog]] = {}
    for log in found:
        by_words.setdefault(log.normalised, []).append(log)
    known = _known(list(by_words))
    meanings = _meanings([words for words in by_words if words not in known])
    for words, rows in by_words.items():
        group = known.get(words) or _nearest(meanings[words])
        if group is None:
            group = _begun(rows[0], meanings[words], now)
        _add(group, rows, now=now)
    return len(found)


def _known(words: Sequence[str]) -> dict[str, FailedSearch]:
    looks = FailedLook.objects.filter(log__normalised__in=words)
    pairs = looks.values_list("log__normalised", "failed").distinct()
    groups = FailedSearch.objects.in_bulk({pk for _, pk in pairs})
    return {word: groups[pk] for word, pk in pairs}


def _meanings(words: Sequence[str]) -> Mapping[str, _Meaning]:
    """The stems of each, and its vector where somebody embeds."""
    with connection.cursor() as cursor:
        cursor.execute(LEXEMES, [list(words)])
        lexemes = dict(cursor.fetchall())
    model = embedder()
    try:
        rows = embed_texts(words) if words else None
    except NotEmbedded:
        rows = None
    name = model.name if model and rows is not None else ""
    vectors = {
        word: [float(one) for one in row]
        for word, row in zip(words, () if rows is None else rows, strict=False)
    }
    return {word: _Meaning(lexemes[word], vectors.get(word), name) for word in words}


def _nearest(meaning: _Meaning) -> FailedSearch | None:
    """The group of the same stems, else the one of nearly the same meaning."""
    if meaning.lexemes:
        same = FailedSearch.objects.filter(lexemes=meaning.lexemes).first()
        if same:
            return same
    if meaning.vector is None:
        return None
    near = FailedSearch.objects.filter(embedded_by=meaning.model).annotate(
        distance=CosineDistance("vector", meaning.vector)
    )
    return near.filter(distance__lte=1 - ALIKE).order_by("distance", "pk").first()


def _begun(log: SearchLog, meaning: _Meaning, now: datetime) -> FailedSearch:
    group = FailedSearch.objects.create(
        words=log.query,
        vector=meaning.vector,
        embedded_by=meaning.model,
        lexemes=meaning.lexemes,
        first_at=log.at,
        last_at=log.at,
    )
    record(group, "knowledge.failed_noted", by=None, now=now)
    return group


def _add(group: FailedSearch, logs: Sequence[SearchLog], *, now: datetime) -> None:
    group = FailedSearch.objects.select_for_update(of=("self",)).get(pk=group.pk)
    FailedLook.objects.bulk_create([FailedLook(failed=group, log=log) for log in logs])
    group.count += len(logs)
    group.last_at = max(group.last_at, *(log.at for log in logs))
    group.first_at = min(group.first_at, *(log.at for log in logs))
    fails_again = (
        group.state in FAILED_CLOSED - {FailedState.NOT_OURS}
        and group.closed_at is not None
        and group.last_at > group.closed_at
    )
    group.save(update_fields=["count", "first_at", "last_at"])
    if fails_again:
        _reopen(group, now=now)


def _reopen(group: FailedSearch, *, now: datetime) -> None:
    group.become(FailedState.OPEN)
    group.closed_at = group.article = group.synonym = group.draft = None
    names = ["state", "closed_at", "article", "synonym", "draft"]
    group.save_if_version(group.version, names)
    record(group, "knowledge.failed_again", by=None, now=now)
