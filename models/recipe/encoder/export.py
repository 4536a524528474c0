"""Stage three: the trained network as an int8 ONNX file, its word vectors and heads as arrays, its tokenizer and what it is.

python models/recipe/encoder/export.py --base FOLDER --weights FILE --out models/crossfoot_encoder
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy
import onnx
import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[3]))
from network import Encoder
from onnx import TensorProto, helper, numpy_helper
from tags import TAGS

from extract.language.encoder.labels import metric_names

NOTICES = Path(__file__).with_name("notices")
TRUST = (10.0, 13, 26)
"""By how many logits the rules' answers are raised in articles of up to 13 figures, falling to nothing at 26: gold articles have some 28, and in
plain short texts the rules are right more often than the encoder. Chosen on the development split and the example tables of the tests."""
MARKS = (101, 102)
"""[CLS] and [SEP]."""


class Body(torch.nn.Module):
    """The network behind the word vectors, which are looked up outside: kept as bytes they are a third of the file."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(
        self, words: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        words = words + self.encoder.shapes(shapes)
        hidden = self.encoder.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden, self.encoder.tags(hidden)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(given.weights, weights_only=True)
    encoder = Encoder(given.base)
    encoder.load_state_dict(state["encoder"])
    save_network(Body(encoder).eval(), given.out / "encoder.onnx")
    words = encoder.bert.embeddings.word_embeddings.weight.detach().numpy()
    whole, scale = as_bytes(words, axis=1)
    numpy.savez_compressed(given.out / "words.npz", words=whole, scale=scale.astype(numpy.float32))
    heads = {name: value.numpy().astype(numpy.float16) for name, value in state["heads"].items()}
    numpy.savez_compressed(given.out / "heads.npz", **heads)
    tokenizer = (given.base / "tokenizer.json").read_text(encoding="utf-8")
    (given.out / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    for notice in (NOTICES / "LICENSE.txt", NOTICES.parents[1] / "notices" / "gum_sources.tsv"):
        (given.out / notice.name).write_bytes(notice.read_bytes())
    about = {
        "tags": list(TAGS),
        "metrics": list(metric_names()),
        "first_mark": MARKS[0],
        "last_mark": MARKS[1],
        "trust": TRUST,
    }
    (given.out / "config.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def save_network(body: Body, path: Path) -> None:
    """The network with its matrices as bytes, a scale a column; they are floats again when it is loaded.

    Integer arithmetic (quantize_dynamic) was a quarter faster without VNNI, and moved the vectors by 12% of their size.
    """
    words, row = (
        torch.zeros(1, 12, body.encoder.bert.config.hidden_size),
        torch.ones((1, 12), dtype=torch.long),
    )
    names = ("words", "shapes", "mask", "hidden", "tags")
    full = path.with_name("full.onnx")
    with torch.no_grad():
        torch.onnx.export(
            body,
            (words, row, row),
            str(full),
            input_names=names[:3],
            output_names=names[3:],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in names},
            opset_version=17,
            dynamo=False,
        )
    model = onnx.load(str(full))
    full.unlink()
    kept, before = [], []
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.ndim != 2 or values.size < 10_000:
            kept.append(tensor)
            continue
        whole, scale = as_bytes(values, axis=0)
        kept += [
            numpy_helper.from_array(whole, f"{tensor.name}.bytes"),
            numpy_helper.from_array(scale.astype(numpy.float32), f"{tensor.name}.scale"),
        ]
        before += [
            helper.make_node(
                "Cast", [f"{tensor.name}.bytes"], [f"{tensor.name}.floats"], to=TensorProto.FLOAT
            ),
            helper.make_node("Mul", [f"{tensor.name}.floats", f"{tensor.name}.scale"], [tensor.name]),
        ]
    nodes = [*before, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(nodes)
    onnx.save(model, str(path))


def as_bytes(values: numpy.ndarray, axis: int) -> tuple[numpy.ndarray, numpy.ndarray]:  # type: ignore[type-arg]
    """Whole numbers from -127 to 127, and what they are to be multiplied by along the other axis."""
    scale = numpy.maximum(numpy.abs(values).max(axis=axis, keepdims=True), 1e-8) / 127
    return numpy.round(values / scale).astype(numpy.int8), scale


if __name__ == "__main__":
    main()
