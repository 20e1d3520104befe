"""What turns text into a vector of its meaning, whoever does it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384

Vectors = NDArray[np.float32]


class NotEmbedded(Exception):
    """The text has no vector now; the words say why. It may work later."""


class Embedder(Protocol):
    """A model that embeds."""

    @property
    def name(self) -> str:
        """What is kept with each vector: those of different models do not mix."""

    def embed(self, texts: Sequence[str], *, seconds: float) -> Vectors:
        """A row of 384 numbers for each text, of length 1. NotEmbedded if it cannot.

        `seconds` is how long an answer is waited for where somebody else gives it.
        """


def unit(vectors: Vectors) -> Vectors:
    """The same directions at length 1; nothing stays nothing."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def batches(texts: Sequence[str], size: int) -> list[list[int]]:
    """The places of the texts in groups of `size`, those of like length together.

    A batch takes as long as its longest text, so short ones must not wait for long ones.
    """
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    return [order[start : start + size] for start in range(0, len(order), size)]
