"""Searching: asked by meaning and by words, a mistyped word corrected, and noted."""

from dataclasses import dataclass, replace
from datetime import datetime

from apps.accounts.models import User
from apps.core.metrics import SEARCH_SECONDS
from apps.knowledge.actions.embedding import embed_query, embedder
from apps.knowledge.queries.search import Chosen, Found, Meaning, Request, ask
from apps.knowledge.queries.search.vocabulary import vocabulary_of
from apps.knowledge.rules.search.correcting import best_correction
from apps.knowledge.rules.search.query import Asked, corrected, understand


@dataclass(frozen=True)
class Answer:
    """What was found, for what was typed or for what was meant by it.

    `shown_for` is the corrected query; empty where the typed one was answered.
    """

    typed: str
    shown_for: str
    found: Found


def search(  # the whole of a search has these choices
    user: User,
    text: str,
    *,
    now: datetime,
    chosen: Chosen | None = None,
    limit: int = 10,
    offset: int = 0,
    is_typing: bool = False,
    is_exact: bool = False,
    has_facets: bool = True,
) -> Answer:
    """What somebody finds for what they typed, among what they may see.

    One statement; a second one where a word was mistyped and `is_exact` does not ask
    for it as it stands. While typing, the last word may be unfinished and only words
    count, not meaning.
    """
    with SEARCH_SECONDS.labels("typing" if is_typing else "query").time():
        asked = understand(text)
        request = Request(
            asked,
            chosen or Chosen(),
            meaning=None if is_typing else _meaning(asked),
            limit=limit,
            offset=offset,
            is_typing=is_typing,
            has_facets=has_facets,
        )
        return _answer(user, request, now=now, is_exact=is_exact)


def _answer(user: User, request: Request, *, now: datetime, is_exact: bool) -> Answer:
    asked = request.asked
    found = ask(user, request, now=now)
    better = "" if is_exact else _better(user, asked, found)
    if better:
        meant = understand(better)
        meaning = None if request.is_typing else _meaning(meant)
        other = ask(user, replace(request, asked=meant, meaning=meaning), now=now)
        if other.total:
            return Answer(asked.text, better, other)
    return Answer(asked.text, "", found)


def _meaning(asked: Asked) -> Meaning | None:
    """What is asked by meaning; a single name in code is found by its letters alone."""
    if asked.is_name or not asked.said or (model := embedder()) is None:
        return None
    vector = embed_query(asked.said)
    return Meaning(vector, model.name) if vector else None


def _better(user: User, asked: Asked, found: Found) -> str:
    """The query with its unknown words corrected; empty if there is nothing better."""
    if not found.unknown:
        return ""
    known = vocabulary_of(user)
    better = {
        word.lower(): other
        for word in found.unknown
        if (other := best_correction(word, known))
    }
    other = corrected(asked.text, better) if better else ""
    return "" if other.lower() == asked.text.lower() else other
