"""Vectors from an OpenAI-compatible `/embeddings` endpoint named by the configuration."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from apps.core import outgoing
from apps.knowledge.rules.embedder import (
    DIMENSIONS,
    NotEmbedded,
    Vectors,
    batches,
    unit,
)

OK = 200
# A number takes about 22 bytes as JSON; a wrong dimension should be read and named too.
BYTES_A_VECTOR = 8192 * 24


@dataclass(frozen=True)
class Endpoint:
    """Where to ask, for which model, with which key; the key is never shown.

    `is_asked_to_shorten` sends `dimensions: 384`, for models that can give fewer.
    """

    url: str
    model: str
    key: str = field(repr=False)
    batch: int
    is_asked_to_shorten: bool

    @property
    def name(self) -> str:
        """What is kept with each vector."""
        return self.model[:80]

    def embed(self, texts: Sequence[str], *, seconds: float) -> Vectors:
        """A row for each text; so many seconds for each batch."""
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for places in batches(texts, self.batch):
            found[places] = self._ask([texts[place] for place in places], seconds)
        return found

    def _ask(self, texts: list[str], seconds: float) -> Vectors:
        asked: dict[str, Any] = {"model": self.model, "input": texts}
        asked["encoding_format"] = "float"
        if self.is_asked_to_shorten:
            asked["dimensions"] = DIMENSIONS
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            answer = outgoing.ask(
                self.url,
                json.dumps(asked).encode(),
                headers=headers,
                seconds=seconds,
                most=BYTES_A_VECTOR * len(texts),
            )
        except (outgoing.Failed, outgoing.Refused) as error:
            raise NotEmbedded(str(error)) from None
        if answer.status != OK:
            raise NotEmbedded(f"The embedding endpoint answered {answer.status}.")
        return _read(answer.body, len(texts))


def _read(body: bytes, count: int) -> Vectors:
    """The vectors in the order of the texts. NotEmbedded if the answer is not that."""
    try:
        rows = json.loads(body)["data"]
        placed = {int(row["index"]): row["embedding"] for row in rows}
        vectors = np.array([placed[place] for place in range(count)], dtype=np.float32)
    except (ValueError, TypeError, KeyError, IndexError):
        raise NotEmbedded(
            f"The embedding endpoint's answer is not a list of {count} vectors."
        ) from None
    if vectors.ndim != 2 or vectors.shape[1] != DIMENSIONS:  # noqa: PLR2004 (rows, columns)
        raise NotEmbedded(_of_another_size(vectors))
    if not np.isfinite(vectors).all():
        raise NotEmbedded("The embedding endpoint sent what is not a number.")
    return unit(vectors)


def _of_another_size(vectors: Vectors) -> str:
    size = vectors.shape[-1] if vectors.ndim else 0
    return (
        f"The model gives vectors of {size} numbers; the portal keeps {DIMENSIONS}. Choose "
        "another model, or set EMBEDDINGS_SHORTEN if this one can give fewer."
    )
