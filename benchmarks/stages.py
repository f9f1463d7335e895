"""The share of each stage in the time of the whole line, and of resolution and dates together.

    python -m benchmarks.stages [--articles N]

Time is CPU time. Resolution is finding and resolving who is meant (`mention`, `resolve`, `repair`); dates are those of
the article itself (`anchor`) and those in it (`date`).
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from time import process_time

from benchmarks.speed import watched
from benchmarks.texts import texts, varied

_WHO_AND_WHEN = ("mention", "resolve", "repair", "anchor", "date")
_AIM = 0.15


def shares(number: int) -> tuple[dict[str, float], float]:
    """The CPU seconds of each stage over so many articles, and of the whole line."""
    from communique.reader import Reader
    from communique.sources import article_from_text

    reader = Reader()
    several = texts()
    for text, day in several[:3]:  # what is loaded on first use is not what is measured
        reader.read(article_from_text(text, published=day))
    seconds: defaultdict[str, float] = defaultdict(float)
    with watched(seconds):
        began = process_time()
        for text, day in varied(several, number):
            reader.read(article_from_text(text, published=day))
        whole = process_time() - began
    return dict(seconds), whole


def main(argv: list[str] | None = None) -> int:
    """Measures and prints; it judges nothing, so it fails only when it cannot run."""
    parser = argparse.ArgumentParser(prog="benchmarks.stages", description="What each stage costs.")
    parser.add_argument("--articles", type=int, default=100, metavar="N", help="articles to read (100)")
    options = parser.parse_args(argv)
    seconds, whole = shares(options.articles)
    print(f"{options.articles} articles, {whole:.1f} CPU seconds\n")
    for name, spent in sorted(seconds.items(), key=lambda entry: -entry[1]):
        print(f"  {name:10} {spent:7.2f} s {spent / whole:6.1%}")
    rest = whole - sum(seconds.values())
    print(f"  {'the rest':10} {rest:7.2f} s {rest / whole:6.1%}\n")
    both = sum(seconds.get(name, 0.0) for name in _WHO_AND_WHEN)
    print(f"Who and when ({', '.join(_WHO_AND_WHEN)}): {both / whole:.1%} of the whole line (aim: at most {_AIM:.0%}).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
