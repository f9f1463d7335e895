"""Whether spellings of one name are found to be one, and those of two are not.

    python -m evaluation.names

Korean: the pairs of `../shared/kb/korean_name_pairs_heldout.csv`, each Hangul name against its own Latin spelling and
against every other row's; the file is for measuring only, nothing may be tuned on it. Other scripts: `names.csv` beside
this file. Exit code 1: fewer found than the aim, or a false match.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_HELD_OUT = _HERE.parent.parent / "shared" / "kb" / "korean_name_pairs_heldout.csv"
_AIM = 62  # of the 76 held-out pairs
_OTHER = _HERE / "names.csv"

Same = Callable[[str, str], bool]


def across(pairs: list[tuple[str, str]], same: Same) -> tuple[int, list[tuple[str, str]]]:
    """How many pairs are found, and which spellings of two different rows are taken for one."""
    found = sum(same(hangul, latin) for hangul, latin in pairs)
    wrong = [
        (hangul, latin)
        for at, (hangul, _) in enumerate(pairs)
        for other, (their_hangul, latin) in enumerate(pairs)
        if at != other and hangul != their_hangul and same(hangul, latin)
    ]
    return found, wrong


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _korean(same: Same) -> bool:
    if not _HELD_OUT.exists():
        print(f"Korean: {_HELD_OUT} is not here; left out.")
        return True
    pairs = [(row["hangul"], row["latin"]) for row in _rows(_HELD_OUT)]
    found, wrong = across(pairs, same)
    print(f"Korean, held out: {found} of {len(pairs)} found (aim {_AIM}); false matches: {len(wrong)}")
    for hangul, latin in wrong:
        print(f"  {hangul} is taken for {latin}")
    return found >= _AIM and not wrong


def _other(same: Same) -> bool:
    of, right = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    faults = []
    for row in _rows(_OTHER):
        expected = row["same"] == "yes"
        of[row["script"], expected] += 1
        if same(row["a"], row["b"]) == expected:
            right[row["script"], expected] += 1
        else:
            faults.append(f"  {row['a']} / {row['b']}: {'missed' if expected else 'FALSE MATCH'}")
    for script in sorted({script for script, _ in of}):
        one, two = (f"{right[script, kind]}/{of[script, kind]}" for kind in (True, False))
        print(f"{script:12} one name found {one:>7}   two names kept apart {two:>7}")
    print("\n".join(faults))
    return not any("FALSE" in fault for fault in faults)


def main() -> int:
    """Measures `register.same_name`, which also knows who is who, and prints what it misses."""
    from communique.register import load
    from communique.register.same_name import NEEDS_BACKING

    register = load()

    def same(a: str, b: str) -> bool:
        match = register.same_name(a, b)
        return match.same and match.confidence >= NEEDS_BACKING  # below it a match is a guess, and says so

    return 0 if all([_korean(same), _other(same)]) else 1


if __name__ == "__main__":
    sys.exit(main())
