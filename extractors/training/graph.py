"""Draw the network of a packed model as one ONNX graph: `extractors.training.pack` writes it as network.onnx.

The graph is what `extractors.entities.eight_bits` and Stanza's `NERTagger` compute of one sentence: pieces in, scores
of words out. Its weights are those of the other files of the folder, found there by their bytes and named by their
offset, so that they lie on the disk once. Rows of eight bits are multiplied as seven (see `eight_bits`).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from extractors.entities.eight_bits import HALVED, STEPS
from extractors.entities.models import FOLDER, ROWS, SCALES, WEIGHTS
from extractors.entities.onnx_tagger import TAGS

if TYPE_CHECKING:
    import torch

OPERATORS: Final = 20  # the version of ONNX's operators: Gelu is one since then
FORMAT: Final = 10  # the version of its file format, of the same year
MICROSOFT: Final = "com.microsoft"
"""Where ONNX Runtime's own operators are: attention of several heads, products of integers."""
TYPES: Final = {"F32": TensorProto.FLOAT, "I8": TensorProto.INT8}
"""ONNX's types by the names that safetensors has for them."""
GATES: Final = 4  # of an LSTM; PyTorch has them as input, forget, cell, output, ONNX as input, output, forget, cell
DIRECTIONS: Final = ("", "_reverse")
ZERO: Final = 128  # ONNX Runtime wants states without a sign
HALVES: Final = np.array([round(row / HALVED) for row in (*range(128), *range(-128, 0))], dtype=np.int8)
"""By the bits of a row in eight bits, the row in seven."""


@dataclass
class Drawing:
    """A graph in the making; its methods give the names of values."""

    folder: Path
    nodes: list[Any] = field(default_factory=list)
    weights: list[Any] = field(default_factory=list)

    def node(self, kind: str, *inputs: str, domain: str = "", **settings: Any) -> str:  # noqa: ANN401  ONNX's own
        """Add an operator with one output."""
        return self.split(kind, 1, *inputs, domain=domain, **settings)[0]

    def split(self, kind: str, outputs: int, *inputs: str, domain: str = "", **settings: Any) -> list[str]:  # noqa: ANN401
        """Add an operator with several outputs."""
        names = [f"{kind}_{len(self.nodes)}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **settings))
        return names

    def constant(self, value: Any, type_: Any = np.int64) -> str:  # noqa: ANN401  a number or an array
        """Add a small array."""
        name = f"constant_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.array(value, dtype=type_), name))
        return name

    def stored(self, name: str, type_: int, shape: Sequence[int], path: Path, offset: int) -> str:
        """Add an array that lies in a file of the folder."""
        tensor = TensorProto(name=name, data_type=type_, dims=shape, data_location=TensorProto.EXTERNAL)
        size = int(np.prod(shape)) * helper.tensor_dtype_to_np_dtype(type_).itemsize
        place = {"location": path.relative_to(self.folder).as_posix(), "offset": offset, "length": size}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        self.weights.append(tensor)
        return name

    def one(self, name: str) -> str:
        """Give an array a first dimension of length 1."""
        return self.node("Unsqueeze", name, self.constant([0]))


def draw(folder: Path, tagger: Path, checkpoint: dict[str, Any]) -> ModelProto:
    """Return the graph of a packed model.

    Args:
        folder: a resources folder with an encoder, as `pack` writes it.
        tagger: its .pt file.
        checkpoint: what is in that file.

    Raises:
        ValueError: an array of the checkpoint is not in the file as it is.
    """
    config = json.loads((folder / FOLDER / "config.json").read_text(encoding="utf-8"))
    drawing = Drawing(folder)
    for name, type_, shape, offset in _in_safetensors(folder / FOLDER / WEIGHTS):
        drawing.stored(name, TYPES[type_], shape, folder / FOLDER / WEIGHTS, offset)
    content = tagger.read_bytes()
    for name, tensor in checkpoint["model"].items():
        drawing.stored(name, TensorProto.FLOAT, tensor.shape, tagger, _offset(content, tensor, name))
    scores = _head(drawing, _mixed(drawing, _encoded(drawing, config), _depth(checkpoint)))
    return _model(drawing, scores, checkpoint)


def _in_safetensors(path: Path) -> Iterator[tuple[str, str, list[int], int]]:
    """Yield the name, type, shape and offset of each array of a file of safetensors."""
    with path.open("rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
    for name, entry in header.items():
        if name != "__metadata__":
            yield name, entry["dtype"], entry["shape"], 8 + size + entry["data_offsets"][0]


def _offset(content: bytes, tensor: torch.Tensor, name: str) -> int:
    """Return where the bytes of an array are; wherever they are found, they are the same."""
    at = content.find(tensor.numpy().tobytes())
    if at < 0:
        raise ValueError(f"{name} is not in the checkpoint's file as it is")
    return at


def _encoded(drawing: Drawing, config: dict[str, Any]) -> list[str]:
    """Draw the encoder; gives the states before its first layer and after each, (pieces, width)."""
    norm = {"epsilon": config["layer_norm_eps"], "axis": -1}
    word = _rows(drawing, "embeddings.word_embeddings.weight", "ids")
    place = drawing.node("Range", drawing.constant(0), _length(drawing, "ids"), drawing.constant(1))
    position = _rows(drawing, "embeddings.position_embeddings.weight", place)
    kind = _rows(drawing, "embeddings.token_type_embeddings.weight", drawing.constant([0]))
    added = drawing.node("Add", drawing.node("Add", word, position), kind)
    states = [_normalised(drawing, "embeddings.LayerNorm", added, norm)]
    for layer in range(config["num_hidden_layers"]):
        states.append(_layer(drawing, f"encoder.layer.{layer}", states[-1], config["num_attention_heads"], norm))
    return states


def _length(drawing: Drawing, name: str) -> str:
    return drawing.node("Squeeze", drawing.node("Shape", name), drawing.constant([0]))


def _rows(drawing: Drawing, name: str, ids: str) -> str:
    """Look rows of a quantised matrix up."""
    rows, scales = (drawing.node("Gather", name + part, ids) for part in (ROWS, SCALES))
    return drawing.node("DequantizeLinear", rows, scales, axis=0)


def _layer(drawing: Drawing, name: str, state: str, heads: int, norm: dict[str, Any]) -> str:
    seen = _quantised(drawing, state)
    parts = [drawing.one(_linear(drawing, f"{name}.attention.self.{part}", seen)) for part in ("query", "key", "value")]
    found = drawing.node("MultiHeadAttention", *parts, domain=MICROSOFT, num_heads=heads)
    attended = _again(drawing, f"{name}.attention.output", drawing.node("Squeeze", found, drawing.constant([0])))
    state = _normalised(drawing, f"{name}.attention.output.LayerNorm", drawing.node("Add", attended, state), norm)
    inner = drawing.node("Gelu", _again(drawing, f"{name}.intermediate", state))
    outer = drawing.node("Add", _again(drawing, f"{name}.output", inner), state)
    return _normalised(drawing, f"{name}.output.LayerNorm", outer, norm)


def _again(drawing: Drawing, name: str, state: str) -> str:
    """Draw a linear layer over states that are quantised for it alone."""
    return _linear(drawing, f"{name}.dense", _quantised(drawing, state))


def _quantised(drawing: Drawing, state: str) -> tuple[str, str]:
    """Quantise each piece's state to 127 steps either way; gives the whole numbers, and the steps as a column."""
    greatest = drawing.node("ReduceMax", drawing.node("Abs", state), drawing.constant([1]), keepdims=0)
    step = drawing.node("Mul", greatest, drawing.constant(1 / STEPS, np.float32))
    zeros = drawing.node("Expand", drawing.constant([ZERO], np.uint8), drawing.node("Shape", step))
    whole = drawing.node("QuantizeLinear", state, step, zeros, axis=0)
    return whole, drawing.node("Unsqueeze", step, drawing.constant([1]))


def _linear(drawing: Drawing, name: str, quantised: tuple[str, str]) -> str:
    whole, steps = quantised
    bits = drawing.node("Cast", f"{name}.weight{ROWS}", to=TensorProto.UINT8)
    rows = drawing.node("Gather", _halves(drawing), drawing.node("Cast", bits, to=TensorProto.INT32))
    scales = drawing.node("Mul", f"{name}.weight{SCALES}", drawing.constant(HALVED, np.float32))
    numbers = whole, drawing.node("Transpose", rows, perm=[1, 0]), drawing.constant(1, np.float32), scales
    zeros = drawing.constant(ZERO, np.uint8), drawing.constant(0, np.int8)
    products = drawing.node("MatMulIntegerToFloat", *numbers, *zeros, domain=MICROSOFT)
    return drawing.node("Add", drawing.node("Mul", products, steps), f"{name}.bias")


def _halves(drawing: Drawing) -> str:
    name = "halves"
    if not any(tensor.name == name for tensor in drawing.weights):
        drawing.weights.append(numpy_helper.from_array(HALVES, name))
    return name


def _normalised(drawing: Drawing, name: str, state: str, norm: dict[str, Any]) -> str:
    return drawing.node("LayerNormalization", state, f"{name}.weight", f"{name}.bias", **norm)


def _depth(checkpoint: dict[str, Any]) -> int:
    """Return how many last layers the tagger reads."""
    return int(checkpoint["model"]["bert_layer_mix.weight"].shape[1])


def _mixed(drawing: Drawing, states: Sequence[str], depth: int) -> str:
    """Weigh the last layers, and take the state of each word's last piece: (words, width)."""
    each = drawing.node("Add", "bert_layer_mix.weight", drawing.constant(1 / depth, np.float32))
    shares = drawing.node("Reshape", each, drawing.constant([depth, 1, 1]))
    layers = drawing.node("Concat", *(drawing.one(state) for state in states[-depth:]), axis=0)
    words = drawing.node("Gather", layers, "last", axis=1)
    return drawing.node("ReduceSum", drawing.node("Mul", words, shares), drawing.constant([0]), keepdims=0)


def _head(drawing: Drawing, words: str) -> str:
    """Draw the tagger over the states of words; gives the scores of their tags, (words, tags)."""
    changed = drawing.node("Gemm", words, "input_transform.weight", "input_transform.bias", transB=1)
    recurrent = [
        drawing.node("Concat", *(drawing.one(array) for array in arrays), axis=0)
        for arrays in (
            [_gates(drawing, f"weight_ih_l0{way}") for way in DIRECTIONS],
            [_gates(drawing, f"weight_hh_l0{way}") for way in DIRECTIONS],
            [_biases(drawing, way) for way in DIRECTIONS],
        )
    ]
    hidden = next(tensor.dims[1] for tensor in drawing.weights if tensor.name == "taggerlstm.lstm.weight_hh_l0")
    read = drawing.node(
        "LSTM", drawing.node("Unsqueeze", changed, drawing.constant([1])), *recurrent,
        direction="bidirectional", hidden_size=hidden,
    )  # fmt: skip
    turned = drawing.node("Transpose", read, perm=[0, 2, 1, 3])  # (words, directions, sentences, hidden) before
    flat = drawing.node("Reshape", turned, drawing.constant([-1, len(DIRECTIONS) * hidden]))
    return drawing.node("Gemm", flat, "tag_clfs.0.weight", "tag_clfs.0.bias", transB=1)


def _gates(drawing: Drawing, name: str) -> str:
    parts = drawing.split("Split", GATES, f"taggerlstm.lstm.{name}", axis=0, num_outputs=GATES)
    return drawing.node("Concat", *(parts[n] for n in (0, 3, 1, 2)), axis=0)


def _biases(drawing: Drawing, way: str) -> str:
    return drawing.node("Concat", *(_gates(drawing, f"bias_{part}_l0{way}") for part in ("ih", "hh")), axis=0)


def _model(drawing: Drawing, scores: str, checkpoint: dict[str, Any]) -> ModelProto:
    """Return the graph with its inputs, outputs and the names of its tags."""
    tags = list(checkpoint["vocab"]["tag"]["_id2unit"][0])
    drawing.nodes.append(helper.make_node("Identity", [scores], ["scores"]))
    drawing.nodes.append(helper.make_node("Identity", ["crits.0._transitions"], ["moves"]))
    used = {name for node in drawing.nodes for name in node.input}
    info, whole, real = helper.make_tensor_value_info, TensorProto.INT64, TensorProto.FLOAT
    inputs = [info("ids", whole, ["pieces"]), info("last", whole, ["words"])]
    outputs = [info("scores", real, ["words", len(tags)]), info("moves", real, [len(tags), len(tags)])]
    weights = [tensor for tensor in drawing.weights if tensor.name in used]
    graph = helper.make_graph(drawing.nodes, "khabar", inputs, outputs, weights)
    versions = [helper.make_opsetid("", OPERATORS), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(graph, opset_imports=versions, ir_version=FORMAT)
    helper.set_model_props(model, {TAGS: json.dumps(tags)})
    return model
