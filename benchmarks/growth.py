"""How the time of each stage grows with what is hard to read: at twice the length, twice the time and no more.

    python -m benchmarks.growth [--part N] [--only WORD]

Each text is read at a quarter, half and whole of its size. Printed per stage: CPU seconds at the three sizes, and the
exponent of growth (1: in proportion, 2: quadratic) from the last doubling. Stages below 0.05 s are left out. Exit code
1: some stage grows faster than the power of 1.6.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

from benchmarks.speed import watched

_LEAST = 0.05  # seconds: what is shorter cannot be told from noise
_STEEPEST = 1.6
_HARMLESS = 1.0  # seconds: a stage that takes less at the full size may grow as it likes
_PATIENCE = 240  # seconds that the next size may take, were it quadratic
_SYLLABLES = ("ka", "mo", "ri", "ta", "lu", "ne", "so", "vi", "do", "pa")


def _name(number: int) -> str:
    """A different name for every number."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:04}").capitalize()


def names(size: int) -> str:
    """So many different names, each in a sentence of its own."""
    told = (f"Ambassador {_name(n)} {_name(n * 7 + 3)} met officials in Oslo on Monday." for n in range(size))
    return _paragraphs(told)


def repeated(size: int) -> str:
    """One name so many times."""
    return _paragraphs("Kari Holm thanked Riga." for _ in range(size))


def long_name(size: int) -> str:
    """A name of so many characters, within a sentence and as a sentence."""
    words = " ".join(_name(n) for n in range(size // 9 + 1))[:size]
    return f"Foreign Minister {words} met Kari Holm in Oslo on Monday.\n\nThe minister thanked {words}.\n"


def long_word(size: int) -> str:
    """A name of so many characters without a blank."""
    return f"Foreign Minister {'Kamorita' * (size // 8)} met Kari Holm in Oslo on Monday. The minister thanked Riga.\n"


def long_sentence(size: int) -> str:
    """One sentence of so many characters."""
    clause = "Norway thanked Latvia for its help with the talks in Oslo, and "
    return f"{clause * (size // len(clause))}Sweden agreed to meet Finland on Monday.\n"


TEXTS: dict[str, tuple[Callable[[int], str], int]] = {
    "3,000 names": (names, 3_000),
    "one name 10,000 times": (repeated, 10_000),
    "a name of 5,000 characters": (long_name, 5_000),
    "a word of 5,000 characters": (long_word, 5_000),
    "a sentence of 40,000 characters": (long_sentence, 40_000),
}


def _paragraphs(sentences: Iterator[str]) -> str:
    told = list(sentences)
    return "\n\n".join(" ".join(told[at : at + 5]) for at in range(0, len(told), 5)) + "\n"


def measured(reader: Any, text: str) -> dict[str, float]:
    """CPU seconds of each stage on one text, and of the whole."""
    from communique.sources import article_from_text

    seconds: defaultdict[str, float] = defaultdict(float)
    article = article_from_text(text, published="2024-03-05")
    with watched(seconds):
        began = process_time()
        reader.read(article)
        seconds["whole"] = process_time() - began
    return seconds


def exponent(shorter: float, longer: float) -> float:
    """The power of growth over one doubling."""
    return math.log2(longer / shorter) if shorter > 0 and longer > 0 else 0.0


def main(argv: list[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description="Growth of the time of each stage.")
    parser.add_argument("--part", type=int, default=1, metavar="N", help="an Nth of the full sizes (1: all)")
    parser.add_argument("--only", metavar="WORD", default="", help="only the texts with this word in their title")
    options = parser.parse_args(argv)

    from communique.reader import Reader

    reader = Reader()
    measured(reader, names(20))  # what is loaded on first use is not what is measured
    steep = False
    for title, (text_of, size) in TEXTS.items():
        if options.only not in title:
            continue
        full = max(size // options.part, 8)
        print(f"{title}{f', divided by {options.part}' if options.part > 1 else ''}: quarter, half, whole")
        told: list[dict[str, float]] = []
        for part in (4, 2, 1):
            if told and told[-1]["whole"] * 4 > _PATIENCE:
                break
            told.append(measured(reader, text_of(full // part)))
        if len(told) < 3:
            steep = True
            slowest = max((s for s in told[-1] if s != "whole"), key=lambda s: told[-1][s])
            print(f"  STEEP: the rest is left out, {told[-1]['whole']:.0f} s already; most of it in {slowest}")
            continue
        for stage in sorted(told[2], key=lambda s: -told[2][s]):
            quarter, half, whole = (each.get(stage, 0.0) for each in told)
            if whole < _LEAST:
                continue
            power = exponent(half, whole)
            judged = whole >= _HARMLESS and half > 0
            steep |= judged and power > _STEEPEST
            print(
                f"  {stage:10} {quarter:7.2f} {half:7.2f} {whole:7.2f} s   exponent {power:4.1f}"
                f"{'  STEEP' if judged and power > _STEEPEST else ''}"
            )
    return int(steep)


if __name__ == "__main__":
    sys.exit(main())
