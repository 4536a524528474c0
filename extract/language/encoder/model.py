"""The shipped encoder: word pieces in, a vector and tag scores for each piece out, by onnxruntime on one thread."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

import msgspec
import numpy

from extract import errors
from extract.language.encoder.heads import Heads
from extract.language.encoder.shapes import shapes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[numpy.float32]

NAME = "crossfoot_encoder"
WINDOW = 510
"""Pieces read at once, between the marks."""
STRIDE = 320


class Encoding(NamedTuple):
    """What ``encoder`` read of a text: each piece's stretch of it, vector and tag scores."""

    encoder: Encoder
    offsets: list[tuple[int, int]]
    hidden: Floats
    tags: Floats

    def pieces_of(self, start: int, end: int) -> Optional[tuple[int, int]]:
        """The first and last piece of a stretch of the text; null where none lies in it."""
        first = bisect_right(self.offsets, start, key=lambda offsets: offsets[1])
        last = bisect_left(self.offsets, end, key=lambda offsets: offsets[0]) - 1
        return (first, last) if first <= last else None


class Encoder:
    """Reads texts. ``tags`` are the names of the tag scores' columns, ``heads`` what is told from the vectors."""

    def __init__(self, folder: Path) -> None:
        # From the moment it is imported, onnxruntime would report its use to its maker and keep a number for the machine in the
        # user's home; it asks for this variable before that. Who has set it otherwise has decided.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        import onnxruntime
        from tokenizers import Tokenizer

        about = msgspec.json.decode((folder / "config.json").read_bytes())
        self.tags: tuple[str, ...] = tuple(about["tags"])
        self._trust: tuple[float, float, float] = tuple(about.get("trust", (0.0, 8, 24)))
        self._calibration: list[float] = about.get("calibration", [0.0, 1.0])
        self.heads = Heads(folder / "heads.npz", tuple(about["metrics"]))
        self._marks: tuple[int, int] = (about["first_mark"], about["last_mark"])
        with numpy.load(folder / "words.npz", allow_pickle=False) as arrays:
            self._words, self._scale = arrays["words"], arrays["scale"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def trust(self, figures: int) -> float:
        """How much the rules' answers are raised in an article of so many figures, in logits: what it was trained on is dense."""
        bonus, few, many = self._trust
        return float(bonus * min(1.0, max(0.0, (many - figures) / (many - few))))

    def calibrated(self, probability: float) -> float:
        """How often claims to which the heads give this probability were right on articles kept apart, 0 to 1."""
        knots = numpy.linspace(0.0, 1.0, len(self._calibration))
        return float(numpy.interp(probability, knots, self._calibration))

    def read(self, text: str) -> Encoding:
        """The whole text; what is longer than a window is read in overlapping ones, each giving its middle."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = encoded.ids, encoded.offsets
        shapes = shapes_of(text, offsets)
        if len(ids) <= WINDOW:
            hidden, tags = self._window(ids, shapes)
            return Encoding(self, offsets, hidden, tags)
        parts: list[tuple[Any, Any]] = []
        margin = (WINDOW - STRIDE) // 2
        start = 0
        while True:
            end = min(len(ids), start + WINDOW)
            hidden, tags = self._window(ids[start:end], shapes[start:end])
            first = 0 if start == 0 else margin
            last = len(hidden) if end == len(ids) else margin + STRIDE
            parts.append((hidden[first:last], tags[first:last]))
            if end == len(ids):
                break
            start = min(start + STRIDE, len(ids))
        covered = sum(len(hidden) for hidden, _ in parts)
        hidden, tags = (numpy.concatenate(part) for part in zip(*parts, strict=True))
        return Encoding(self, offsets[:covered], hidden, tags)

    def _window(self, ids: list[int], shapes: list[int]) -> tuple[Floats, Floats]:
        first, last = self._marks
        row = numpy.array([first, *ids, last], dtype=numpy.int64)
        words = self._words[row] * self._scale[row]
        forms = numpy.array([[0, *shapes, 0]], dtype=numpy.int64)
        hidden, tags = self._session.run(
            None, {"words": words[None], "shapes": forms, "mask": numpy.ones_like(forms)}
        )
        return hidden[0, 1:-1], tags[0, 1:-1]


@lru_cache(maxsize=2)
def load_encoder(folder: Optional[str] = None) -> Encoder:
    """The encoder in ``folder``, by default the shipped one, once a process.

    Raises ``CrossfootError``: E404 where it can't be loaded, E406 where the shipped one is missing.
    """
    path = shipped_encoder() if folder is None else Path(folder)
    try:
        return Encoder(path)
    # What a damaged file raises is up to onnxruntime, tokenizers and numpy.
    except Exception as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise errors.E404.at(name=folder or NAME, reason=reason) from error


def is_encoder(folder: str) -> bool:
    """Whether a folder holds an exported encoder."""
    return (Path(folder) / "encoder.onnx").is_file()


def shipped_encoder() -> Path:
    """The folder of the encoder that comes with crossfoot. Raises ``CrossfootError`` E406."""
    package = Path(str(resources.files("extract")))
    for path in (package / "models" / NAME, package.parent / "models" / NAME):
        if is_encoder(str(path)):
            return path
    raise errors.E406.at()
