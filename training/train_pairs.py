"""Trains the type model: cross-validation, the test on another style, and the model that is shipped.

    python -m training.train_pairs cross NAME --seeds 1 2 3
    python -m training.train_pairs final

Predictions on held-out sentences go to `build/pairs/NAME.SEED.FOLD.jsonl`, where `python -m evaluation.pairs` scores
them; a file that is there is not made again, so that a run can be broken off and resumed. `make train` does it all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.models.types import NONE
from training.pairs_data import FOLDS, LABELS, ROOT, Pair, aw, fold_of, own, plv

BUILD = ROOT / "build" / "pairs"
# What is trained on and what is tested on. In a cross-validation the tested sets are split by document; whatever is
# only trained on is always whole.
EXPERIMENTS = {
    "plv": (("plv",), ("plv",)),
    "plv_own": (("plv", "own"), ("plv", "own")),
    "plv_own_aw": (("plv", "own", "aw"), ("plv", "own", "aw")),
    "own_to_plv": (("own",), ("plv",)),
    "own_aw_to_plv": (("own", "aw"), ("plv",)),
    "plv_to_own": (("plv",), ("own",)),
}
EPOCHS = {"plv": 8, "plv_own": 4, "plv_own_aw": 4, "own_to_plv": 6, "own_aw_to_plv": 5, "plv_to_own": 8}
SHIPPED = ("plv", "own_all", "aw")
SHIPPED_EPOCHS = 4
SHIPPED_SEED = 7


def pairs_of(names: Sequence[str]) -> list[Pair]:
    """The pairs of the named sets, one after the other."""
    sets = {"plv": plv, "own": lambda: own(unread=True), "own_all": own, "aw": aw}
    return [pair for name in names for pair in sets[name]()]


def splits(name: str) -> Iterator[tuple[int, list[Pair], list[Pair]]]:
    """Fold, training pairs and test pairs; one fold only where trained and tested sets are different ones."""
    trained, tested = EXPERIMENTS[name]
    if not set(trained) & set(tested):
        yield 0, pairs_of(trained), pairs_of(tested)
        return
    for fold in range(FOLDS):
        test = [p for p in pairs_of(tested) if fold_of(p.document) == fold]
        train = [p for p in pairs_of(trained) if fold_of(p.document) != fold]
        yield fold, train, test


def cross(name: str, seeds: Sequence[int]) -> None:
    """Fit and test every seed and fold of an experiment that has not been done."""
    from training.pairs_model import Recipe, fit, logits_of

    BUILD.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        for fold, train, test in splits(name):
            target = BUILD / f"{name}.{seed}.{fold}.jsonl"
            begun = target.with_suffix(".begun")
            if target.exists() or begun.exists():  # done, or under way in another process
                continue
            begun.touch()
            try:
                start = time.process_time()
                network = fit(train, seed=seed * 100 + fold, recipe=Recipe(epochs=EPOCHS[name]))
                rows = zip(test, logits_of(network, test).tolist(), strict=True)
                unfinished = target.with_suffix(f".{os.getpid()}")
                unfinished.write_text("".join(_row(pair, logits) for pair, logits in rows), "utf-8")
                unfinished.replace(target)
                taken = time.process_time() - start
                print(f"{name} seed {seed} fold {fold}: {len(train)} to {len(test)}, {taken:.0f} s", flush=True)
            finally:
                begun.unlink(missing_ok=True)


def _row(pair: Pair, logits: Sequence[float]) -> str:
    digest = hashlib.sha256(pair.sentence.encode()).hexdigest()[:16]
    row = {
        "id": digest,
        "set": pair.origin,
        "document": pair.document if pair.origin == "own" else None,  # no shared text leaves its folder
        "gold": pair.label,
        "logits": [round(value, 4) for value in logits],
    }
    return json.dumps(row) + "\n"


def final(network_path: Path) -> None:
    """Fit the shipped model on everything and save its weights."""
    import torch

    from training.pairs_model import Recipe, fit

    train = pairs_of(SHIPPED)
    print(f"Fitting the shipped model on {len(train)} pairs, {sum(p.label == NONE for p in train)} without relation")
    network = fit(train, seed=SHIPPED_SEED, recipe=Recipe(epochs=SHIPPED_EPOCHS), log=True)
    network_path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"labels": LABELS, "state": network.state_dict()}, network_path)


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    crossing = verbs.add_parser("cross", help="cross-validate, or test on another style")
    crossing.add_argument("name", choices=EXPERIMENTS)
    crossing.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    verbs.add_parser("final", help="fit the shipped model")
    given = parser.parse_args()
    if given.verb == "cross":
        cross(given.name, given.seeds)
    else:
        final(BUILD / "types.pt")


if __name__ == "__main__":
    main()
