"""Measures cue, source and content of attributions on PolNeAR, beside what Citron reports on another corpus.

    python -m evaluation.attribution [--train EVERY]

The texts are those of PolNeAR (American political news), looked for in `../shared/benchmarks`: the development part,
or, with `--train EVERY`, every so-manieth article of the training part, which is the only one the rules were written
on. An attribution of ours is laid beside the annotated one with the best overlap of content and cue; each is used once.

*exact* counts a cue, source or content with just the annotated words. *edges aside* does so after taking from both what
the two conventions put on different sides: PolNeAR counts "that", "to", "of" before a content and auxiliaries and
adverbs in a cue ("*has also* said") in, our record leaves them out. *words* is the overlap of single words.
*whole* is an attribution whose three parts are all right.

PolNeAR marks thought and attitude too ("wants", "supports", "hopes", "seems"), which our record holds as positions or
expectations, or not at all; they count as missed here. *speech* is the recall among those whose cue is a plain word of
speech. Citron's published figures are those on PARC3, the Wall Street Journal of 1989: another corpus, annotated after
other guidelines. They stand here as a yardstick and not as a comparison.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_FOLDER = ROOT.parent / "shared" / "benchmarks"
_CITRON = {"cue": 91.5, "source": 91.2, "content": 72.3, "whole": 56.8}  # F1 on PARC3, as published
_PARTS = ("cue", "source", "content")
_LEADING = frozenset({"that", "to", "of", "for", "about", "on", "as"})
_AROUND_CUE = frozenset(
    "has have had is are was were be been being s ’s also to that by in a an the then later reportedly".split()
)
_SPEECH = frozenset(
    "say says said saying tell tells told telling according ask asks asked add adds added wrote write writes tweeted "
    "announced stated declared argued replied reported explained noted".split()
)

Words = tuple[int, ...]  # where the words of a part begin, in the order of the text
Parts = Mapping[str, Words]


@dataclass(slots=True)
class Count:
    """How many were right, of how many found and how many annotated."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """Adds the counts of one article."""
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold

    def row(self, name: str, beside: str = "") -> str:
        """One line of the table."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"{name:24}{precision:10.3f}{recall:8.3f}{f1:8.3f}{self.found:8}{self.gold:8}{beside:>10}"


@dataclass(slots=True)
class Counts:
    """The counts of every measure by its name."""

    of: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))


def words_of(text: str, spans: Sequence[Sequence[int]]) -> Words:
    """The offsets of the words inside spans."""
    return tuple(sorted({start + m.start() for start, end in spans for m in re.finditer(r"\w+", text[start:end])}))


def without_edges(text: str, words: Words, part: str) -> Words:
    """The words without those that one convention counts in and the other leaves out."""

    def word(at: int) -> str:
        found = re.match(r"\w+", text[at:])
        return found.group().lower() if found else ""

    if part == "cue":
        return tuple(w for w in words if word(w) not in _AROUND_CUE) or words
    first = 0
    while part == "content" and first < len(words) - 1 and word(words[first]) in _LEADING:
        first += 1
    return words[first:]


def found_in(text: str, reader: Any) -> list[dict[str, Words]]:
    """Our attributions, each part as its words."""
    from communique.sources import article_from_text
    from communique.stages.attribute import attribute
    from communique.stages.parse import parse
    from communique.stages.profile import profile
    from communique.stages.segment import segment

    article = article_from_text(text)
    segments = segment(article)
    article, _ = profile(article, segments)
    syntax = parse(article, segments, reader.pipeline, reader.register)
    parts = []
    for item in attribute(syntax, segments, kind="news"):
        source: list[tuple[int, int]] = []
        if item.source is not None:
            right = item.source.right_edge
            source = [(item.source.left_edge.idx, right.idx + len(right))]
        cue = [item.cue] if item.cue else []
        parts.append({k: words_of(text, v) for k, v in zip(_PARTS, (cue, source, item.content), strict=True)})
    return parts


def aligned(ours: Sequence[Parts], gold: Sequence[Parts]) -> list[tuple[int, int]]:
    """Pairs of numbers of one of ours and one annotated, best overlap first, each used once."""
    scored = []
    for i, a in enumerate(ours):
        for j, b in enumerate(gold):
            said, theirs = set(a["content"]), set(b["content"])
            if said & theirs:
                same_cue = bool(set(a["cue"]) & set(b["cue"]))
                scored.append((len(said & theirs) / len(said | theirs) + same_cue, -i, -j))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in sorted(scored, reverse=True):
        if -i not in left and -j not in right:
            left.add(-i)
            right.add(-j)
            pairs.append((-i, -j))
    return pairs


def measure(documents: Sequence[Mapping[str, Any]], reader: Any) -> Counts:
    """The counts over articles."""
    counts = Counts()
    for document in documents:
        text = document["text"]
        ours = found_in(text, reader)
        gold = [
            {part: words_of(text, attribution[f"{part}_spans"]) for part in _PARTS}
            for attribution in document["attributions"]
        ]
        pairs = aligned(ours, gold)
        counts.of["found at all"].add(len(pairs), len(ours), len(gold))
        spoken = {
            j for j, g in enumerate(gold) if any(text[w:].split(maxsplit=1)[0].lower() in _SPEECH for w in g["cue"])
        }
        counts.of["speech found"].add(sum(j in spoken for _, j in pairs), 0, len(spoken))
        for edges in (False, True):
            suffix = ", edges aside" if edges else ""
            a = [{p: without_edges(text, o[p], p) if edges else o[p] for p in _PARTS} for o in ours]
            b = [{p: without_edges(text, g[p], p) if edges else g[p] for p in _PARTS} for g in gold]
            for part in _PARTS:
                right = sum(bool(a[i][part]) and a[i][part] == b[j][part] for i, j in pairs)
                counts.of[part + suffix].add(right, sum(bool(o[part]) for o in a), sum(bool(g[part]) for g in b))
            whole = sum(all(a[i][p] == b[j][p] for p in _PARTS) for i, j in pairs)
            counts.of["whole" + suffix].add(whole, len(a), len(b))
        for part in _PARTS:
            shared = sum(len(set(ours[i][part]) & set(gold[j][part])) for i, j in pairs)
            counts.of[part + ", words"].add(shared, sum(len(o[part]) for o in ours), sum(len(g[part]) for g in gold))
    return counts


def documents(every: int | None) -> Iterator[dict[str, Any]]:
    """The articles of the development part, or every so-manieth of the training part."""
    if every is None:
        with (_FOLDER / "polnear_dev.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
        return
    with gzip.open(_FOLDER / "polnear_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for number, line in enumerate(lines) if number % every == 0)


def main(argv: list[str] | None = None) -> int:
    """Prints the figures; exit code 2 where the texts are not here."""
    options = argparse.ArgumentParser(prog="evaluation.attribution", description="Attributions, measured on PolNeAR.")
    options.add_argument("--train", type=int, metavar="EVERY", help="every so-manieth article of the training part")
    chosen = options.parse_args(argv)
    if not (_FOLDER / "polnear_dev.jsonl").exists():
        print(f"PolNeAR is not here: {_FOLDER} was looked for. Nothing is measured.", file=sys.stderr)
        return 2

    from communique.reader import Reader

    rows = list(documents(chosen.train))
    counts = measure(rows, Reader())
    print(f"{len(rows)} articles of PolNeAR, {'development' if chosen.train is None else 'training'} part")
    print(f"{'':24}{'precision':>10}{'recall':>8}{'F1':>8}{'found':>8}{'gold':>8}{'Citron*':>10}")
    for name, count in sorted(counts.of.items(), key=lambda item: (item[0].split(",")[0], item[0])):
        if name == "speech found":
            continue
        beside = _CITRON.get(name.split(",")[0]) if "words" not in name else None
        print(count.row(name, f"{beside:.1f}" if beside is not None else ""))
    speech = counts.of["speech found"]
    print(f"plain words of speech: {speech.right} of {speech.gold} found ({speech.right / max(speech.gold, 1):.3f})")
    print("* F1 that Citron reports on PARC3: another corpus, other guidelines.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
