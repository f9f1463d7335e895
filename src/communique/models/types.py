"""The type model: which PLOVER type a marked pair of a sentence is in, and how sure that is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, get_args

from communique.errors import ModelMissing
from communique.models.marked import Encoded, Marked, encode, parse
from communique.models.wordpiece import WordPiece
from communique.record import EventType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NONE = "none"  # the label of a pair without a political relation
THRESHOLD = 0.35  # below this confidence no type is given: see types.md, "How sure it is"
# Told apart only by whether words or deeds give way; the first choice is made for the two together, so that a sure
# concession is not lost between them.
_YIELDING: tuple[EventType, EventType] = ("CONCEDE", "RETREAT")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model takes a pair for. `type` is None below the threshold, or where it sees no political relation."""

    type: EventType | None
    confidence: float
    probabilities: Mapping[str, float]


def judge(probabilities: Mapping[str, float], *, threshold: float = THRESHOLD) -> Judgement:
    """The type that the probabilities speak for.

    The confidence is the probability of the type given that there is a relation; of CONCEDE or RETREAT, of the two
    together.
    """
    related = 1 - probabilities[NONE]
    yielding = sum(probabilities[name] for name in _YIELDING)
    weights: dict[EventType, float] = {name: probabilities[name] for name in get_args(EventType)}
    chosen = max(_YIELDING, key=lambda name: weights[name])
    weights = {name: weight for name, weight in weights.items() if name not in _YIELDING} | {chosen: yielding}
    best = max(weights, key=lambda name: weights[name])
    confidence = weights[best] / related if related > 0 else 0.0
    given = confidence >= threshold and probabilities[NONE] <= 0.5
    return Judgement(best if given else None, confidence, probabilities)


class TypeModel:
    """The model, loaded when it is first asked. The same sentence gives the same figures in any company."""

    def probabilities(self, sentences: Iterable[Marked | str]) -> Iterator[dict[str, float]]:
        """The probability of every type, and of no political relation, for each marked sentence.

        A string is parsed first, and `Unmarked` raised where its marks name no pair.
        """
        for sentence in sentences:
            marked = parse(sentence) if isinstance(sentence, str) else sentence
            item = encode(marked, self._words.ids)
            # One at a time: in a batch the scales of int8 would depend on the neighbours, and so would the answer.
            (logits,) = self._session.run(None, _inputs(item))
            yield dict(zip(self._labels, _softmax(logits[0] / self._temperature), strict=True))

    def judge(self, sentences: Iterable[Marked | str], *, threshold: float = THRESHOLD) -> Iterator[Judgement]:
        """What the model takes the pair of each sentence for."""
        for probabilities in self.probabilities(sentences):
            yield judge(probabilities, threshold=threshold)

    @cached_property
    def _labels(self) -> list[str]:
        return list(_settings()["labels"])

    @cached_property
    def _temperature(self) -> float:
        return float(_settings()["temperature"])

    @cached_property
    def _session(self) -> Any:
        try:
            from onnxruntime import InferenceSession, SessionOptions
        except ImportError as error:
            raise ModelMissing(
                "The type model needs onnxruntime, which is not installed.",
                hint="Install it with: pip install onnxruntime",
            ) from error
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return InferenceSession(_bytes("types.onnx"), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _words(self) -> WordPiece:
        return WordPiece(_bytes("types.vocabulary.txt").decode("utf-8"))


@cache
def type_model() -> TypeModel:
    """The one model of this process."""
    return TypeModel()


@cache
def _settings() -> Mapping[str, Any]:
    return tomllib.loads(files("communique.models").joinpath("types.toml").read_text("utf-8"))


def _bytes(name: str) -> bytes:
    try:
        with as_file(files("communique.models") / name) as path:
            return path.read_bytes()
    except OSError as error:
        raise ModelMissing(
            f"The type model cannot be read: {name} is not in the package.",
            hint="Install Communiqué again, or make the model with `make train`.",
        ) from error


def _inputs(item: Encoded) -> dict[str, NDArray[Any]]:
    import numpy as np

    length = len(item.ids)
    pool = np.zeros((1, 4, length), dtype=np.float32)
    pool[0, 0] = 1 / length
    for slot, places in enumerate((item.source, item.target, item.between), 1):
        pool[0, slot, places] = 1 / max(len(places), 1)
    ids = np.array([item.ids], dtype=np.int64)
    return {"ids": ids, "mask": np.ones_like(ids), "pool": pool}


def _softmax(logits: NDArray[np.float32]) -> list[float]:
    import numpy as np

    shifted = np.exp(logits.astype(np.float64) - float(logits.max()))
    return [float(value) for value in shifted / shifted.sum()]
