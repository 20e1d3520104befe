"""The same model as a plain forward pass in numpy: what the graph is compared with."""

from math import erf, sqrt

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from apps.knowledge.rules.minilm import weights_folder

ERF = np.vectorize(erf, otypes=[np.float32])


class Reference:
    """One text at a time, float32, nothing padded."""

    def __init__(self):
        folder = weights_folder()
        self.arrays = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(256)

    def embed(self, text):
        ids = np.array(self.tokenizer.encode(text).ids)
        state = (
            self.arrays["embeddings.word_embeddings.weight"][ids]
            + self.arrays["embeddings.position_embeddings.weight"][: len(ids)]
            + self.arrays["embeddings.token_type_embeddings.weight"][0]
        )
        state = self.norm(state, "embeddings.LayerNorm")
        for number in range(6):
            state = self.layer(state, f"encoder.layer.{number}")
        mean = state.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def layer(self, state, key):
        parts = [
            self.linear(state, f"{key}.attention.self.{name}").reshape(-1, 12, 32)
            for name in ("query", "key", "value")
        ]
        query, keys, value = (part.transpose(1, 0, 2) for part in parts)
        weights = np.exp(query @ keys.transpose(0, 2, 1) / sqrt(32))
        weights /= weights.sum(axis=-1, keepdims=True)
        seen = (weights @ value).transpose(1, 0, 2).reshape(-1, 384)
        out = self.linear(seen, f"{key}.attention.output.dense")
        state = self.norm(out + state, f"{key}.attention.output.LayerNorm")
        wide = self.linear(state, f"{key}.intermediate.dense")
        bent = wide * 0.5 * (1 + ERF(wide / sqrt(2)))
        out = self.linear(bent, f"{key}.output.dense")
        return self.norm(out + state, f"{key}.output.LayerNorm")

    def linear(self, state, key):
        return state @ self.arrays[f"{key}.weight"].T + self.arrays[f"{key}.bias"]

    def norm(self, state, key):
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return (
            centred / spread * self.arrays[f"{key}.weight"] + self.arrays[f"{key}.bias"]
        )
