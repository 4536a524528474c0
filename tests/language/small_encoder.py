"""An encoder small enough to be made in a test: its vectors are the pieces' own, its answers follow from a seed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from extract.language.encoder.distances import DISTANCES, SENTENCES_APART
from extract.language.encoder.labels import CANDIDATES, label_names, metric_names

SIZE, WIDTH, PAIR = 8, 6, 5
TAGS = ("O", "B-COMPANY", "I-COMPANY", "B-COREFERENCE", "I-COREFERENCE")


def write_encoder(folder: Path, words: str, tag_of: dict[str, str] | None = None) -> Path:
    """An encoder in ``folder`` that knows the ``words``; ``tag_of`` gives the tag of some of them, else every piece is outside."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}
    for piece in re.findall(r"\w+|[^\w\s]", words.lower()):
        vocabulary.setdefault(piece, len(vocabulary))
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    chance = numpy.random.default_rng(0)
    # Each word's vector begins with its tag, so that the network only has to read it off.
    vectors = chance.integers(-127, 128, (len(vocabulary), SIZE)).astype(numpy.int8)
    vectors[:, : len(TAGS)] = 0
    vectors[:, 0] = 127
    for word, tag in (tag_of or {}).items():
        vectors[vocabulary[word]][: len(TAGS)] = [127 * (tag == one) for one in TAGS]
    numpy.savez(
        folder / "words.npz", words=vectors, scale=numpy.full((len(vocabulary), 1), 0.1, numpy.float32)
    )
    numpy.savez(folder / "heads.npz", **_heads(chance))
    _network(folder / "encoder.onnx")
    about = {"tags": TAGS, "metrics": metric_names(), "first_mark": 1, "last_mark": 2}
    (folder / "config.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def _heads(chance: numpy.random.Generator) -> dict[str, numpy.ndarray]:  # type: ignore[type-arg]
    def linear(name: str, rows: int, columns: int) -> dict[str, numpy.ndarray]:  # type: ignore[type-arg]
        weights = chance.normal(0, 0.3, (rows, columns)).astype(numpy.float32)
        return {f"{name}.weight": weights, f"{name}.bias": numpy.zeros(rows, numpy.float32)}

    def table(name: str, rows: int, columns: int) -> dict[str, numpy.ndarray]:  # type: ignore[type-arg]
        return {f"{name}.weight": chance.normal(0, 0.3, (rows, columns)).astype(numpy.float32)}

    made = linear("figure", WIDTH, 2 * SIZE)
    for name, labels in label_names().items():
        made |= linear(f"labels.{name}", len(labels), WIDTH) | table(
            f"ruled.{name}", len(labels) + 1, len(labels)
        )
    for name in (*CANDIDATES, "antecedent"):
        made |= linear(f"query.{name}", PAIR, WIDTH) | linear(f"key.{name}", PAIR, 2 * SIZE)
        made |= table(f"near.{name}", len(DISTANCES), PAIR) | table(
            f"apart.{name}", len(SENTENCES_APART), PAIR
        )
        made |= table(f"ruled.pair_{name}", 2, PAIR) | linear(f"score.{name}", 1, PAIR)
        made |= linear(f"nothing.{name}", 1, WIDTH) | table(f"ruled_nothing.{name}", 3, 1)
    return made


def _network(path: Path) -> None:
    read_off = numpy.zeros((SIZE, len(TAGS)), numpy.float32)
    read_off[: len(TAGS)] = numpy.eye(len(TAGS))
    inputs = [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, ["batch", "pieces", SIZE]),
        helper.make_tensor_value_info("shapes", TensorProto.INT64, ["batch", "pieces"]),
        helper.make_tensor_value_info("mask", TensorProto.INT64, ["batch", "pieces"]),
    ]
    outputs = [
        helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["batch", "pieces", SIZE]),
        helper.make_tensor_value_info("tags", TensorProto.FLOAT, ["batch", "pieces", len(TAGS)]),
    ]
    nodes = [
        helper.make_node("Identity", ["words"], ["hidden"]),
        helper.make_node("MatMul", ["words", "read_off"], ["tags"]),
    ]
    graph = helper.make_graph(
        nodes, "small", inputs, outputs, [numpy_helper.from_array(read_off, "read_off")]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(path))
