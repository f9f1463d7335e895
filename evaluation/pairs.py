"""How well the type model tells the PLOVER type of a marked pair, on sentences it was not fitted to.

    python -m evaluation.pairs [NAME …] [--confusion]

Scores what `python -m training.train_pairs cross NAME` left in `build/pairs/` (that needs `../shared/benchmarks`,
PyTorch and a long while; this script needs none of them). `python -m evaluation.pairs --shipped` runs the shipped int8
model over `plv_train.tsv`, which it was trained on: that checks the file, and is no measure of quality.

CONCEDE and RETREAT count as one class, because PLV labels both YIELD. Intervals: 95 %, 2,000 resamplings of the tested
sentences over all seeds. Temperature: fitted on the other folds. ECE: ten bins of equal width.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.codebook import quad_code
from communique.models.types import NONE, judge
from communique.record import EventType
from evaluation.run import ROOT

BUILD = ROOT / "build" / "pairs"
BENCHMARK = ROOT.parent / "shared" / "benchmarks" / "plv_train.tsv"
TYPES: list[EventType] = [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
ROOTS = [name for name in TYPES if name not in ("CONCEDE", "RETREAT")] + ["YIELD"]
QUAD = {root: 2 if root == "YIELD" else quad_code(root) for root in ROOTS}  # type: ignore[arg-type]
_GROUPS = [[TYPES.index(name)] for name in TYPES if name not in ("CONCEDE", "RETREAT")] + [
    [TYPES.index("CONCEDE"), TYPES.index("RETREAT")]
]
_TEMPERATURES = np.exp(np.linspace(np.log(0.3), np.log(2.5), 45))

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tested:
    """Held-out sentences of one experiment: what each is, in which set, seed and fold, and the model's logits."""

    gold: NDArray[Any]
    sets: NDArray[Any]
    ids: NDArray[Any]
    seed: NDArray[Any]
    fold: NDArray[Any]
    logits: Floats

    def of(self, chosen: NDArray[Any]) -> Tested:
        """The rows that are chosen."""
        return Tested(*(getattr(self, name)[chosen] for name in ("gold", "sets", "ids", "seed", "fold", "logits")))


def read(name: str) -> Tested:
    """All that was predicted in an experiment."""
    rows = []
    for path in sorted(BUILD.glob(f"{name}.*.*.jsonl")):
        _, seed, fold, _ = path.name.split(".")
        rows += [json.loads(line) | {"seed": int(seed), "fold": int(fold)} for line in path.read_text().splitlines()]
    if not rows:
        raise SystemExit(
            f"{BUILD} holds no predictions of {name}. Make them with: python -m training.train_pairs cross {name}"
        )
    columns = {key: np.array([row[key] for row in rows]) for key in ("gold", "set", "id", "seed", "fold", "logits")}
    return Tested(columns["gold"], columns["set"], columns["id"], columns["seed"], columns["fold"], columns["logits"])


def root_probabilities(logits: Floats, temperature: float | Floats = 1.0) -> Floats:
    """The probability of every root, given that there is a relation."""
    scaled = logits[:, : len(TYPES)] / (temperature if isinstance(temperature, float) else temperature[:, None])
    exponents = np.exp(scaled - scaled.max(1, keepdims=True))
    probabilities = exponents / exponents.sum(1, keepdims=True)
    return np.stack([probabilities[:, group].sum(1) for group in _GROUPS], 1)


def macro_f1(gold: Sequence[Any] | NDArray[Any], found: Sequence[Any] | NDArray[Any]) -> float:
    """The mean F1 of the classes that occur in the gold."""
    gold, found = np.asarray(gold), np.asarray(found)
    scores = []
    for label in np.unique(gold):
        right = float(((gold == label) & (found == label)).sum())
        scores.append(2 * right / (float((gold == label).sum()) + float((found == label).sum())))
    return float(np.mean(scores))


def calibration_error(confidence: Floats, right: NDArray[Any], bins: int = 10) -> float:
    """The expected calibration error."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = (
        abs(confidence[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in np.unique(place)
    )
    return float(sum(gaps))


def temperature_of(gold: NDArray[Any], logits: Floats) -> float:
    """The temperature that makes the gold most probable."""
    index = np.array([ROOTS.index(root) for root in gold])
    losses = [
        -np.log(np.maximum(root_probabilities(logits, float(t))[np.arange(len(index)), index], 1e-9)).mean()
        for t in _TEMPERATURES
    ]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def report(name: str, *, confusion: bool = False) -> None:
    """Print the figures of an experiment, one tested set after the other."""
    everything = read(name)
    for tested_set in sorted(set(everything.sets.tolist())):
        tested = everything.of(everything.sets == tested_set)
        seeds = sorted(set(tested.seed.tolist()))
        print(f"── {name}: {tested_set}, {len(set(tested.ids.tolist()))} sentences, seeds {seeds}")
        _relation(tested)
        if tested_set != "aw":
            related = tested.of(tested.gold != NONE)
            gold = np.array(["YIELD" if g in ("CONCEDE", "RETREAT") else str(g) for g in related.gold])
            _types(Tested(gold, related.sets, related.ids, related.seed, related.fold, related.logits), confusion)


def _types(tested: Tested, confusion: bool) -> None:
    found = np.array(ROOTS)[root_probabilities(tested.logits).argmax(1)]
    print("  " + _line("root macro-F1", lambda rows: macro_f1(tested.gold[rows], found[rows]), tested))
    quads, found_quads = (np.array([QUAD[str(root)] for root in roots]) for roots in (tested.gold, found))
    print("  " + _line("quad macro-F1", lambda rows: macro_f1(quads[rows], found_quads[rows]), tested))
    right = tested.gold == found
    print("  " + _line("accuracy", lambda rows: float(right[rows].mean()), tested))
    temperatures = np.ones(len(right))
    folds = np.unique(tested.fold)
    for fold in folds if len(folds) > 1 else ():
        others = tested.fold != fold
        temperatures[~others] = temperature_of(tested.gold[others], tested.logits[others])
    confidence = root_probabilities(tested.logits, temperatures).max(1)
    before = calibration_error(root_probabilities(tested.logits).max(1), right)
    whole = temperature_of(tested.gold, tested.logits)
    print(
        f"  ECE {before:.3f} as it is, {calibration_error(confidence, right):.3f} with a temperature (all: {whole:.3f})"
    )
    order = np.argsort(-confidence)
    kept = []
    for share in (1.0, 0.95, 0.9, 0.8, 0.7):
        surest = order[: int(share * len(right))]
        kept.append(f"{share:.0%}: {right[surest].mean():.3f} (from {confidence[surest[-1]]:.2f})")
    print(f"  accuracy of the surest  {'  '.join(kept)}")
    f1 = {root: _f1(tested.gold == root, found == root) for root in ROOTS}
    print("  F1  " + "  ".join(f"{root} {value:.2f}" for root, value in sorted(f1.items(), key=lambda pair: pair[1])))
    if confusion:
        wrong = Counter(zip(tested.gold[~right].tolist(), found[~right].tolist(), strict=True))
        print("  taken for  " + "  ".join(f"{a}→{b} {n}" for (a, b), n in wrong.most_common(16)))


def _relation(tested: Tested) -> None:
    exponents = np.exp(tested.logits - tested.logits.max(1, keepdims=True))
    unrelated = exponents[:, -1] / exponents.sum(1)
    gold = tested.gold == NONE
    found = unrelated > 0.5
    if not gold.any():
        print(f"  no relation seen, at p > .5, in {found.mean():.1%} of sentences that all have one")
        return
    ranks = np.empty(len(gold))
    ranks[np.argsort(unrelated, kind="stable")] = np.arange(1, len(gold) + 1)
    area = (ranks[gold].sum() - gold.sum() * (gold.sum() + 1) / 2) / max(gold.sum() * (~gold).sum(), 1)
    print(
        f"  no relation: {gold.sum()} of {len(gold)}; AUC {area:.3f}; at p > .5: F1 {_f1(gold, found):.3f}, "
        f"of the related {found[~gold].mean():.1%} lost, of the unrelated {found[gold].mean():.1%} seen"
    )


def _f1(gold: NDArray[Any], found: NDArray[Any]) -> float:
    return float(2 * (gold & found).sum() / max((gold.sum() + found.sum()), 1))


def _line(what: str, score: Any, tested: Tested) -> str:
    seeds = [score(tested.seed == seed) for seed in np.unique(tested.seed)]
    chance = np.random.default_rng(0)
    ids, where = np.unique(tested.ids, return_inverse=True)
    rows_of = [np.flatnonzero(where == n) for n in range(len(ids))]
    drawn = []
    for _ in range(2000 if len(ids) < 1200 else 500):
        picked = chance.integers(0, len(ids), len(ids))
        drawn.append(score(np.concatenate([rows_of[n] for n in picked])))
    low, high = np.quantile(drawn, [0.025, 0.975])
    each = " ".join(f"{value:.3f}" for value in seeds)
    return f"{what:14} {np.mean(seeds):.3f} [{low:.3f}, {high:.3f}]  seeds {each}"


def shipped() -> None:
    """Run the shipped model over sentences it was trained on, to see that the file is whole."""
    import csv

    from communique.models.types import type_model

    if not BENCHMARK.exists():
        raise SystemExit(f"{BENCHMARK} is not there: it stands in the shared folder beside the checkout.")
    with BENCHMARK.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    model = type_model()
    right = 0
    for row, probabilities in zip(rows, model.probabilities(r["marked_sentence"] for r in rows), strict=True):
        found = judge(probabilities, threshold=0.0).type
        right += row["gold_root"] == ("YIELD" if found in ("CONCEDE", "RETREAT") else found)
    print(f"The shipped model gives {right / len(rows):.1%} of its own training sentences from PLV their type.")


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="an experiment; all that have been run, if none")
    parser.add_argument("--confusion", action="store_true", help="also what was most often taken for what")
    parser.add_argument("--shipped", action="store_true", help="check the shipped model instead")
    given = parser.parse_args()
    if given.shipped:
        shipped()
        return
    done = sorted({path.name.split(".")[0] for path in BUILD.glob("*.jsonl")})
    if not done:
        raise SystemExit(f"{BUILD} holds no predictions. Make them with: make train")
    for name in given.names or done:
        report(name, confusion=given.confusion)


if __name__ == "__main__":
    main()
