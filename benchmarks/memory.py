"""Memory over many articles: it should stay flat.

python -m benchmarks.memory [--articles N]
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.texts import texts, varied

_SHORT = 1_500  # characters: thousands of short articles show a leak as well as long ones, in a fraction of the time


def memory(number: int) -> tuple[float, float, float]:
    """Megabytes after a tenth of so many articles, after all of them, and at the peak between."""
    import psutil

    from communique.reader import Reader
    from communique.sources import article_from_text

    process = psutil.Process()
    reader = Reader()
    short = [(text, day) for text, day in texts() if len(text) <= _SHORT]
    held = []
    for text, day in varied(short, number):
        reader.read(article_from_text(text, published=day))
        held.append(process.memory_info().rss / 1e6)
    return held[number // 10], held[-1], max(held)


def main(argv: list[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="benchmarks.memory", description="Memory over many articles.")
    parser.add_argument("--articles", type=int, default=2_000, metavar="N", help="articles to read (2,000)")
    number = max(parser.parse_args(argv).articles, 1)
    early, late, peak = memory(number)
    print(
        f"Memory: {early:.0f} MB after {number // 10:,} articles, {late:.0f} MB after {number:,}: "
        f"{late - early:+.0f} MB. Peak {peak:.0f} MB."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
