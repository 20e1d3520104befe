"""all-MiniLM-L6-v2 as an ONNX graph, written from its arrays; no PyTorch is needed.

A BERT encoder: word, position and type embeddings, six layers of attention and of a
feed-forward pair, each followed by a layer norm, GELU by the error function; then the
mean over real tokens, scaled to length 1. The graph holds all of it: token numbers in,
vectors out.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

LAYERS = 6
HEADS = 12
WIDTH = 384
HEAD_WIDTH = WIDTH // HEADS
EPSILON = 1e-12
LONGEST = 256
OPSET = 20
IR_VERSION = 10
MASKED = -1e9

Arrays = Mapping[str, NDArray[np.float32]]


class _Writer:
    """Collects nodes and constants; each step answers the name of what it makes."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def hold(self, name: str, values: Any) -> str:
        """A constant of the graph."""
        held = np.ascontiguousarray(values)
        self.constants.append(numpy_helper.from_array(held, name))
        return name

    def do(self, kind: str, *inputs: str, to: str, **attributes: Any) -> str:
        """One operation with one result."""
        self.nodes.append(helper.make_node(kind, inputs, [to], name=to, **attributes))
        return to

    def linear(self, held: str, arrays: Arrays, key: str, to: str) -> str:
        """x · Wᵀ + b."""
        weight = self.hold(f"{to}.weight", arrays[f"{key}.weight"].T)
        bias = self.hold(f"{to}.bias", arrays[f"{key}.bias"])
        return self.do(
            "Add", self.do("MatMul", held, weight, to=f"{to}.x"), bias, to=to
        )

    def norm(self, held: str, arrays: Arrays, key: str, to: str) -> str:
        """A layer norm over the last axis."""
        scale = self.hold(f"{to}.weight", arrays[f"{key}.weight"])
        bias = self.hold(f"{to}.bias", arrays[f"{key}.bias"])
        return self.do(
            "LayerNormalization", held, scale, bias, to=to, axis=-1, epsilon=EPSILON
        )


def write_graph(arrays: Arrays) -> ModelProto:
    """The model over the arrays of its safetensors file, named as they are there.

    Inputs `ids` and `mask`, int64 of (texts, tokens), the mask 1 where a token is real;
    output `vectors`, float32 of (texts, 384), each of length 1.
    """
    writer = _Writer()
    _constants(writer)
    state = _embed_tokens(writer, arrays)
    for number in range(LAYERS):
        state = _layer(writer, arrays, state, number)
    _pool(writer, state)
    shape = ["texts", "tokens"]
    graph = helper.make_graph(
        writer.nodes,
        "all-MiniLM-L6-v2",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, shape)
            for name in ("ids", "mask")
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])],
        writer.constants,
    )
    return helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="support-operations-portal",
    )


def _constants(writer: _Writer) -> None:
    whole = np.int64
    writer.hold("zero", np.array([0], whole))
    writer.hold("one", np.array([1], whole))
    writer.hold("last", np.array([2], whole))
    writer.hold("heads", np.array([0, 0, HEADS, HEAD_WIDTH], whole))
    writer.hold("joined", np.array([0, 0, WIDTH], whole))
    writer.hold("scale", np.array(HEAD_WIDTH**-0.5, np.float32))
    writer.hold("masked", np.array(MASKED, np.float32))
    writer.hold("unit", np.array(1, np.float32))


def _embed_tokens(writer: _Writer, arrays: Arrays) -> str:
    """What stands for each token before the first layer; and the mask for attention."""
    words = writer.hold("words", arrays["embeddings.word_embeddings.weight"])
    # Every token is of the first type, so its embedding is added to the positions once.
    placed = (
        arrays["embeddings.position_embeddings.weight"][:LONGEST]
        + arrays["embeddings.token_type_embeddings.weight"][0]
    )
    places = writer.hold("places", placed)
    shape = writer.do("Shape", "ids", to="shape")
    length = writer.do("Gather", shape, "one", to="length", axis=0)
    here = writer.do("Slice", places, "zero", length, "zero", to="here")
    looked = writer.do("Gather", words, "ids", to="looked", axis=0)
    summed = writer.do("Add", looked, here, to="summed")
    real = writer.do("CastLike", "mask", "unit", to="real")
    unreal = writer.do("Sub", "unit", real, to="unreal")
    minus = writer.do("Mul", unreal, "masked", to="minus")
    writer.hold("middle", np.array([1, 2], np.int64))
    writer.do("Unsqueeze", minus, "middle", to="bias")
    return writer.norm(summed, arrays, "embeddings.LayerNorm", "embedded")


def _layer(writer: _Writer, arrays: Arrays, state: str, number: int) -> str:
    key, name = f"encoder.layer.{number}", f"layer{number}"
    seen = _attend(writer, arrays, state, number)
    out = writer.linear(seen, arrays, f"{key}.attention.output.dense", f"{name}.out")
    added = writer.do("Add", out, state, to=f"{name}.added")
    attended = writer.norm(
        added, arrays, f"{key}.attention.output.LayerNorm", f"{name}.attended"
    )
    wide = writer.linear(attended, arrays, f"{key}.intermediate.dense", f"{name}.wide")
    bent = writer.do("Gelu", wide, to=f"{name}.bent", approximate="none")
    narrow = writer.linear(bent, arrays, f"{key}.output.dense", f"{name}.narrow")
    joined = writer.do("Add", narrow, attended, to=f"{name}.joined")
    return writer.norm(joined, arrays, f"{key}.output.LayerNorm", f"{name}.done")


def _attend(writer: _Writer, arrays: Arrays, state: str, number: int) -> str:
    """softmax(Q·Kᵀ/√32 + mask)·V for each of twelve heads."""
    name = f"layer{number}"

    def part(which: str, order: list[int]) -> str:
        key = f"encoder.layer.{number}.attention.self.{which}"
        flat = writer.linear(state, arrays, key, f"{name}.{which}")
        split = writer.do("Reshape", flat, "heads", to=f"{name}.{which}.split")
        return writer.do("Transpose", split, to=f"{name}.{which}.turned", perm=order)

    query, value = part("query", [0, 2, 1, 3]), part("value", [0, 2, 1, 3])
    keys = part("key", [0, 2, 3, 1])
    raw = writer.do("MatMul", query, keys, to=f"{name}.raw")
    scaled = writer.do("Mul", raw, "scale", to=f"{name}.scaled")
    biased = writer.do("Add", scaled, "bias", to=f"{name}.biased")
    weights = writer.do("Softmax", biased, to=f"{name}.weights", axis=-1)
    mixed = writer.do("MatMul", weights, value, to=f"{name}.mixed")
    turned = writer.do("Transpose", mixed, to=f"{name}.turned", perm=[0, 2, 1, 3])
    return writer.do("Reshape", turned, "joined", to=f"{name}.seen")


def _pool(writer: _Writer, state: str) -> None:
    """The mean over real tokens, scaled to length 1."""
    column = writer.do("Unsqueeze", "real", "last", to="column")
    kept = writer.do("Mul", state, column, to="kept")
    total = writer.do("ReduceSum", kept, "one", to="total", keepdims=0)
    count = writer.do("ReduceSum", column, "one", to="count", keepdims=0)
    mean = writer.do("Div", total, count, to="mean")
    writer.do("LpNormalization", mean, to="vectors", axis=-1, p=2)
