"""Vectors for what people ask and for what articles say, by the chosen embedder."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

from apps.knowledge.actions.endpoint import Endpoint
from apps.knowledge.rules.embedder import Embedder, NotEmbedded, Vectors

LOCAL = "apps.knowledge.rules.minilm.MiniLM"
QUERY_SECONDS = 1.5
PASSAGE_SECONDS = 30.0
# After a failure queries are answered by text alone for so long, instead of all waiting.
PAUSE = 30
TROUBLE = "knowledge.embedding.trouble"
PAUSED = "knowledge.embedding.paused"
LONGEST_QUERY = 1000
log = logging.getLogger(__name__)
_loading = threading.Lock()
_loaded: dict[tuple[object, ...], Embedder] = {}


def embedder() -> Embedder | None:
    """What the configuration chose; None where it chose nothing or it is not installed.

    The local model is read once a process, when it is first needed.
    """
    chosen = settings.EMBEDDINGS
    if chosen["kind"] == "endpoint":
        return Endpoint(
            url=chosen["url"],
            model=chosen["model"],
            key=chosen["key"],
            batch=chosen["batch"],
            is_asked_to_shorten=chosen["shorten"],
        )
    if chosen["kind"] in {"auto", "local"}:
        return _local(Path(settings.DATA_DIR) / "embeddings", chosen["threads"])
    return None


def _local(folder: Path, threads: int) -> Embedder | None:
    with _loading:
        key = (folder, threads)
        if key not in _loaded:
            try:
                made: Embedder = import_string(LOCAL)(folder, threads=threads)
            except ImportError:
                return None
            _loaded[key] = made
        return _loaded[key]


def embed_query(text: str) -> list[float] | None:
    """The vector of what somebody asked; None where text alone has to answer."""
    if not text.strip() or cache.get(PAUSED):
        return None
    if (model := embedder()) is None:
        return None
    try:
        found = model.embed([text[:LONGEST_QUERY]], seconds=QUERY_SECONDS)
    except NotEmbedded as error:
        _note(str(error))
        return None
    return [float(one) for one in found[0]]


def embed_texts(texts: Sequence[str]) -> Vectors | None:
    """A row for each text in the background's time; None without an embedder."""
    model = embedder()
    return model.embed(texts, seconds=PASSAGE_SECONDS) if model else None


def _note(words: str) -> None:
    """Keep what went wrong for administrators, and leave the endpoint alone a while."""
    log.warning("embedding failed: %s", words)
    cache.set(TROUBLE, words, timeout=3600)
    cache.set(PAUSED, "1", timeout=PAUSE)
