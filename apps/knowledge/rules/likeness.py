"""Which articles say nearly the same, by the meaning of their passages."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
BLOCK = 512


def means(owners: Sequence[int], vectors: Numbers) -> tuple[list[int], Numbers]:
    """For each owner, in the order of first mention, the mean of its vectors at length 1."""
    keys = list(dict.fromkeys(owners))
    places = {key: place for place, key in enumerate(keys)}
    rows = np.array([places[key] for key in owners], dtype=np.int64)
    totals = np.zeros((len(keys), vectors.shape[1]), dtype=np.float32)
    np.add.at(totals, rows, vectors)
    lengths = np.linalg.norm(totals, axis=1, keepdims=True)
    return keys, np.asarray(totals / np.maximum(lengths, 1e-12), dtype=np.float32)


def near_pairs(
    keys: Sequence[int], rows: Numbers, least: float
) -> Iterator[tuple[int, int, float]]:
    """Each pair whose cosine is at least so much: the smaller key, the other, the cosine.

    Block by block, so that memory stays bounded whatever their number.
    """
    for start in range(0, len(keys), BLOCK):
        block = rows[start : start + BLOCK] @ rows[start:].T
        for here, there in np.argwhere(block >= least):
            if there > here:
                one, other = keys[start + here], keys[start + there]
                yield min(one, other), max(one, other), float(block[here, there])
