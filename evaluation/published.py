"""Hides the day of publication of texts that have one, and looks how well it is inferred.

    python -m evaluation.published [--sample N] [--seed N] [--skip ID ...] [--misses]

Reads the development gold and the texts of `../shared/corpora`, and a sample of each dated collection in
`../shared/corpora/bulk`, without telling the date. Prints, per collection: how many texts, how many were given a day
(by a printed date line, by inference), how many of these days are right or one off, and how often the window that the
text allows holds the true day. Few texts name their day without a year, so the rule is also put to the test on all the
others: had a dateline given the true day and month ("March 9"), or a translation its number ("the 9th"), would the
window have made one day of it, and the right one? `--misses` lists the wrong ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_BULK = ("kcna_en_2023_24", "wire_2016", "dailymail_2020", "state_dept_2021_22", "white_house_rss_2021_22",
         "reuters21578")  # fmt: skip
_HEAD = (
    f"{'':34}printed: days right 1 off wrong  inferred: the same     window: any  both  holds  share  "
    "day+month: made right  number: made right"
)
_LONGEST = 12_000  # characters of a text that are read: enough for its clues
_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the day it was published."""

    name: str
    day: date
    text: str


@dataclass(slots=True)
class Tally:
    """What was found in one collection."""

    texts: int = 0
    printed: list[int] = field(default_factory=list)  # days between the truth and the day found
    inferred: list[int] = field(default_factory=list)
    bounded: int = 0  # texts whose window is closed at an end at least
    closed: int = 0  # … at both
    held: int = 0  # bounded windows that hold the true day
    by_month: list[bool] = field(default_factory=list)  # days made of the true day and month: whether they are right
    by_number: list[bool] = field(default_factory=list)  # … of the number alone
    misses: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """The line of the report."""
        cells = [f"{name:26}{self.texts:6}"]
        for offs in (self.printed, self.inferred):
            right, near = sum(off == 0 for off in offs), sum(abs(off) == 1 for off in offs)
            cells.append(f"{len(offs):6}{right:6}{near:6}{len(offs) - right - near:6}")
        share = f"{self.held / self.bounded:8.3f}" if self.bounded else "       –"
        made = "".join(f"{len(days):6}{sum(days):6}" for days in (self.by_month, self.by_number))
        return "  ".join([*cells, f"{self.bounded:6}{self.closed:6}{self.held:6}{share}", made])


def measure(texts: Iterable[Text], reader: Any) -> Tally:
    """Reads every text without its day and compares."""
    from communique.sources import article_from_text
    from communique.stages.anchor import anchor, the_day, window_of
    from communique.stages.clues import clues
    from communique.stages.mention import mention
    from communique.stages.parse import parse
    from communique.stages.profile import profile
    from communique.stages.repair import repair
    from communique.stages.resolve import resolve
    from communique.stages.segment import segment

    tally = Tally()
    for each in texts:
        article = article_from_text(each.text)
        segments = segment(article)
        article, _ = profile(article, segments)
        tally.texts += 1
        if article.published:
            off = (date.fromisoformat(article.published) - each.day).days
            tally.printed.append(off)
            if off:
                tally.misses.append(f"{each.name} {each.day}: printed {article.published}")
            continue
        if article.language != "en":
            continue
        syntax = parse(article, segments, reader.pipeline, reader.register)
        mentions = mention(syntax, reader.register)
        cast = resolve(article, segments, syntax, mentions, reader.register)
        cast, _ = repair(article, segments, syntax, cast, reader.register)
        dated, _issues = anchor(article, segments, syntax, mentions, cast, reader.register)
        found = clues(syntax, mentions, cast, reader.register)
        window = window_of(found)
        for days, made in (
            (tally.by_month, the_day(window, each.day.day, each.day.month)),
            (tally.by_number, the_day(window, each.day.day)),
        ):
            if made:
                days.append(made == each.day)
        if window.first or window.last or not window:
            tally.bounded += 1
            tally.closed += bool(window.first and window.last)
            tally.held += each.day in window
            if each.day not in window:
                wrong = [clue.why for clue in found if each.day not in clue.allows]
                tally.misses.append(f"{each.name} {each.day}: outside its window by {wrong}")
        if dated.published:
            off = (date.fromisoformat(dated.published) - each.day).days
            tally.inferred.append(off)
            if off:
                tally.misses.append(f"{each.name} {each.day}: {dated.published}, {dated.published_why}")
    return tally


def collections(sample: int, seed: int, skip: set[str]) -> Iterator[tuple[str, list[Text]]]:
    """Every collection that is here, with the texts that have a day."""
    meta = {row["id"]: row for row in _lines(SHARED / "corpora" / "texts_meta.jsonl")}
    folder = SHARED / "corpora" / "texts"
    gold = [json.loads(path.read_text("utf-8")) for path in sorted((SHARED / "gold" / "dev").glob("*.json"))]
    dev = [(g["doc"], g["published"], (folder / f"{g['doc']}.txt").read_text("utf-8")) for g in gold]
    yield "dev gold", list(_dated(dev))
    known = {g["doc"] for g in gold} | skip
    rest = [(i, row["date"], (folder / row["file"]).read_text("utf-8")) for i, row in meta.items() if i not in known]
    yield "other texts", list(_dated(rest))
    for name in _BULK:
        rows = list(_lines(SHARED / "corpora" / "bulk" / f"{name}.jsonl.gz"))
        chosen = random.Random(seed).sample(rows, min(sample, len(rows)))
        yield name, list(_dated((row["id"], row["date"], row["text"][:_LONGEST]) for row in chosen))


def _dated(rows: Iterable[tuple[str, str | None, str]]) -> Iterator[Text]:
    for name, printed, text in rows:
        for form in _FORMATS:
            try:
                day = datetime.strptime((printed or "").strip().split(" ")[0], form).date()
            except ValueError:
                continue
            yield Text(name, day, text)
            break


def _lines(path: Path) -> Iterator[Any]:
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line)


def main(argv: list[str] | None = None) -> int:
    """Prints the table; exit code 2 where the texts are not here."""
    parser = argparse.ArgumentParser(prog="evaluation.published", description="Score the inferred day of publication.")
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="texts of each large collection")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which sample")
    parser.add_argument("--skip", nargs="*", default=[], metavar="ID", help="texts kept back for a blind test")
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    options = parser.parse_args(argv)
    if not SHARED.is_dir():
        print(f"The texts to measure on are not here: {SHARED} is missing.", file=sys.stderr)
        return 2

    from communique.reader import Reader

    reader, misses = Reader(), []
    print(_HEAD)
    for name, texts in collections(options.sample, options.seed, set(options.skip)):
        tally = measure(texts, reader)
        misses += tally.misses
        print(tally.row(name), flush=True)
    if options.misses:
        print("\n".join(misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
