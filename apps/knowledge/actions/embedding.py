"""Vectors for what people ask and for what articles say, by the chosen embedder."""

import hashlib
import logging
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils.module_loading import import_string

from apps.knowledge.actions.endpoint import Endpoint
from apps.knowledge.models import Passage, TextVector
from apps.knowledge.queries.embedding import TROUBLE, is_waiting
from apps.knowledge.rules.embedder import Embedder, NotEmbedded, Vectors

LOCAL = "apps.knowledge.rules.minilm.MiniLM"
QUERY_SECONDS = 1.5
PASSAGE_SECONDS = 30.0
# After a failure queries are answered by text alone for so long, instead of all waiting.
PAUSE = 30
BATCH = 64
RUNS = "knowledge.embedding.runs"
PAUSED = "knowledge.embedding.paused"
LONGEST_QUERY = 1000
# Letters; models read some hundred words and endpoints refuse more than some thousand.
LONGEST_PASSAGE = 4000
# Whatever embeds takes this; if not, it takes nothing now.
PROBE = "restart"
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


def embed_for(seconds: float, *, now: datetime) -> int:
    """Embed what waits for so long; how many passages. Nothing if another worker does."""
    if not cache.add(RUNS, "1", timeout=3 * seconds):
        return 0
    total, until = 0, time.monotonic() + seconds
    try:
        while time.monotonic() < until and (done := embed_waiting(BATCH, now=now)):
            total += done
    finally:
        cache.delete(RUNS)
    return total


def embed_waiting(batch: int, *, now: datetime) -> int:
    """Embed up to so many passages that have no vector of the present model; how many.

    0 when none waits, nothing embeds, or it failed: then administrators are told, and
    the next call tries again. A text that was embedded before is not embedded again.
    One that is refused while others are taken is left out, until it is indexed anew.
    """
    model = embedder()
    if model is None:
        return 0
    rows = Passage.objects.filter(is_waiting(model.name)).select_related("article")
    waiting = list(rows.order_by("embedded_by", "pk")[:batch])
    if not waiting:
        return 0
    texts = {passage.pk: said(passage) for passage in waiting}
    try:
        vectors = _vectors(model, set(texts.values()), now=now)
    except NotEmbedded as error:
        _note(str(error))
        return 0
    cache.delete(TROUBLE)
    return _keep(model.name, texts, vectors)


def said(passage: Passage) -> str:
    """What is embedded of a passage: what stands above it says what it is about."""
    above = dict.fromkeys([passage.article.title, passage.heading])
    return "\n".join([*filter(None, above), passage.text])[:LONGEST_PASSAGE]


def _vectors(
    model: Embedder, texts: set[str], *, now: datetime
) -> dict[str, list[float] | None]:
    """The vector of each text: known ones from before, the others made now and kept.

    None for what the model does not take.
    """
    digests = {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}
    known = TextVector.objects.filter(model=model.name, digest__in=digests)
    found: dict[str, list[float] | None] = {
        digests[row.digest]: list(row.vector) for row in known
    }
    missing = sorted(texts - found.keys())
    new = dict(zip(missing, _embedded(model, missing), strict=True))
    found |= new
    TextVector.objects.bulk_create(
        [
            TextVector(digest=digest, model=model.name, vector=found[text], made_at=now)
            for digest, text in digests.items()
            if new.get(text) is not None
        ],
        ignore_conflicts=True,
    )
    return found


def _embedded(model: Embedder, texts: list[str]) -> list[list[float] | None]:
    """A vector for each text; None for one that is refused while a word is taken.

    NotEmbedded where nothing is taken now: then no text is to blame.
    """
    if not texts:
        return []
    try:
        rows = model.embed(texts, seconds=PASSAGE_SECONDS)
    except NotEmbedded as error:
        model.embed([PROBE], seconds=PASSAGE_SECONDS)
        if len(texts) == 1:
            log.warning("a passage is left out: %s", error)
            return [None]
        half = len(texts) // 2
        return [*_embedded(model, texts[:half]), *_embedded(model, texts[half:])]
    return [[float(one) for one in row] for row in rows]


@transaction.atomic
def _keep(
    name: str, texts: dict[int, str], vectors: dict[str, list[float] | None]
) -> int:
    """Write the vectors of the passages that still say what was embedded."""
    rows = list(
        Passage.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk__in=texts)
        .select_related("article")
    )
    same = [row for row in rows if said(row) == texts[row.pk]]
    for row in same:
        row.embedding, row.embedded_by = vectors[texts[row.pk]], name
    Passage.objects.bulk_update(same, ["embedding", "embedded_by"])
    return len(same)


def forget_vectors(*, before: datetime) -> int:
    """Drop the vectors kept for texts embedded before then; passages keep their own."""
    return TextVector.objects.filter(made_at__lt=before).delete()[0]


def _note(words: str) -> None:
    """Keep what went wrong for administrators, and leave the endpoint alone a while."""
    log.warning("embedding failed: %s", words)
    cache.set(TROUBLE, words, timeout=3600)
    cache.set(PAUSED, "1", timeout=PAUSE)
