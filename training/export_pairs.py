"""Writes the fitted type model as the package ships it: ONNX, int8, with its vocabulary, and says how well they agree.

    python -m training.export_pairs

Reads `build/pairs/types.pt`, writes `types.onnx` and `types.vocabulary.txt`. The temperature in `types.toml` is set by
hand, after what `python -m evaluation.pairs` finds on held-out sentences.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from communique.models.types import TypeModel
from communique.models.wordpiece import WordPiece
from training.pairs_data import LABELS, ROOT, Pair, aw, own, plv
from training.pairs_model import WEIGHTS, TypeNetwork, collate, encoded, logits_of, tokenizer
from training.train_pairs import BUILD

PACKAGE = ROOT / "src" / "communique" / "models"
LIMIT = 25_000_000  # bytes that a model file may have


def export(network: TypeNetwork, target: Path) -> None:
    """The network as ONNX in fp32, and from it in int8, each output channel of a weight with a scale of its own."""
    full = BUILD / "types.fp32.onnx"
    example = collate(encoded([Pair("<s>Oslo</s> thanked <t>Riga</t> for its help.", "SUPPORT", "", "own")]))
    torch.onnx.export(
        network, example, str(full), dynamo=False, opset_version=17, input_names=["ids", "mask", "pool"],
        output_names=["logits"],
        dynamic_axes={name: {0: "rows", n: "tokens"} for name, n in (("ids", 1), ("mask", 1), ("pool", 2))},
    )  # fmt: skip
    onnx.checker.check_model(str(full))
    quantize_dynamic(str(full), str(target), per_channel=True, weight_type=QuantType.QInt8)
    if (size := target.stat().st_size) > LIMIT:
        raise SystemExit(f"{target} has {size:,} bytes, more than the {LIMIT:,} that are allowed.")


def write_vocabulary(target: Path) -> None:
    """The encoder's vocabulary, after a check that our WordPiece gives what its own tokenizer gives."""
    text = (WEIGHTS / "vocab.txt").read_text("utf-8")
    ours, theirs = WordPiece(text), tokenizer()
    for pair in [*own(), *plv(), *aw()]:
        if ours.ids(pair.sentence) != theirs.encode(pair.sentence, add_special_tokens=False).ids:  # type: ignore[attr-defined]
            raise SystemExit(f"WordPiece differs from the encoder's tokenizer on: {pair.sentence}")
    target.write_text(text, "utf-8")


def agreement(network: TypeNetwork) -> tuple[float, float]:
    """On the own sentences: how often int8 and fp32 choose the same label, and how far probabilities lie apart."""
    pairs = own()
    logits = torch.from_numpy(logits_of(network, pairs))
    fp32 = torch.softmax(logits / tomllib.loads((PACKAGE / "types.toml").read_text("utf-8"))["temperature"], -1).numpy()
    rows = TypeModel().probabilities(p.sentence for p in pairs)
    int8 = np.array([[row[name] for name in LABELS] for row in rows])
    return float((fp32.argmax(1) == int8.argmax(1)).mean()), float(np.abs(fp32 - int8).max(1).mean())


def main() -> None:
    """Export, check and report."""
    saved = torch.load(BUILD / "types.pt")
    if tuple(saved["labels"]) != LABELS:
        raise SystemExit(f"{BUILD / 'types.pt'} was fitted with other labels. Run training.train_pairs final again.")
    network = TypeNetwork()
    network.load_state_dict(saved["state"])
    network.eval()
    export(network, PACKAGE / "types.onnx")
    write_vocabulary(PACKAGE / "types.vocabulary.txt")
    same, apart = agreement(network)
    print(f"int8 agrees with fp32 on {same:.1%}; probabilities differ by {apart:.3f} on average")


if __name__ == "__main__":
    main()
