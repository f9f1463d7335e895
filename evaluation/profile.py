"""Counts the translated articles that are told as such, with their language, and the English ones that are not.

    python -m evaluation.profile

Needs the texts of `../shared`: news that machines and people translated (WMT), the machine-translated texts of the
corpus, and articles written in English. Of an article only the profile is made; nothing is parsed.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_WMT = SHARED / "benchmarks" / "wmt_mt_news_docs.jsonl.gz"
_BULK = SHARED / "corpora" / "bulk"
_ENGLISH = ("white_house_rss_2021_22", "state_dept_2021_22", "dailymail_2020", "wire_2016", "reuters21578")
_OF_EACH = 500  # articles of each English source
_SYSTEMS = ("Online-A", "Online-B", "Online-G", "Online-W", "Online-Y")
_SHORTEST = 500  # characters; shorter articles have hardly any turns of phrase
_BY_MACHINE = "machine translation"


@dataclass(slots=True)
class Told:
    """What was said of the articles of one source."""

    texts: int = 0
    translated: int = 0
    machine: int = 0
    right: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, language: str | None) -> None:
        """Make the profile of one article that was written in `language` (None: in English)."""
        from communique.sources import article_from_text
        from communique.stages.profile import profile
        from communique.stages.segment import segment

        article = article_from_text(text)
        article, _ = profile(article, segment(article))
        self.texts += 1
        if article.original_language is None:
            return
        self.translated += 1
        self.machine += (article.original_language_basis or "").startswith("machine-translated")
        if article.original_language == language:
            self.right += 1
        else:
            self.wrong[article.original_language] += 1

    def row(self, name: str) -> str:
        """The counts as a line of a table."""
        wrong = ", ".join(f"{language} {n}" for language, n in self.wrong.most_common())
        return f"{name:34} {self.texts:6} {self.translated:10} {self.machine:8} {self.right:8}  {wrong}"


def main() -> int:
    """Prints the counts and what follows from them."""
    if not _WMT.is_file():
        print(f"{SHARED} is not here; nothing can be counted.", file=sys.stderr)
        return 2
    told: dict[str, Told] = {}
    for name, text, language in _texts():
        told.setdefault(name, Told()).add(text, language)
    print(f"{'':34} {'texts':>6} {'translated':>10} {'machine':>8} {'language':>8}  other languages named")
    for name, row in told.items():
        print(row.row(name))
    machine = [row for name, row in told.items() if "machine" in name]
    people = [row for name, row in told.items() if "people" in name]
    english = [row for name, row in told.items() if name in _ENGLISH]
    _print_share("translated, precision (against English)", _translated(machine + people), _translated(english))
    _print_share("machine-translated, precision", _machine(machine), _machine(people + english))
    _print_share("original language right, where named", sum(r.right for r in machine + people),
                 sum(r.wrong.total() for r in machine + people))  # fmt: skip
    found, missed = _translated(machine), sum(r.texts for r in machine) - _translated(machine)
    _print_share("of machine translations told at all", found, missed)
    return 0


def _translated(rows: list[Told]) -> int:
    return sum(row.translated for row in rows)


def _machine(rows: list[Told]) -> int:
    return sum(row.machine for row in rows)


def _print_share(name: str, right: int, wrong: int) -> None:
    share = f"{right / (right + wrong):.3f}" if right + wrong else "-"
    print(f"{name:44} {share}  ({right} of {right + wrong})")


def _texts() -> Iterator[tuple[str, str, str | None]]:
    """Articles with the name of their source and the language they were written in."""
    meta = (SHARED / "corpora" / "texts_meta.jsonl").read_text("utf-8").splitlines()
    for described in map(json.loads, meta):
        if described["outlet"].startswith(_BY_MACHINE):
            text = (SHARED / "corpora" / "texts" / described["file"]).read_text("utf-8")
            yield "corpus, by machine", text, described["outlet"].split(" of ")[1][:2]
    with gzip.open(_WMT, "rt", encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            language = document["lang"]
            for system in _SYSTEMS:
                text = "\n".join(document["hyps"].get(system, ()))
                if len(text) >= _SHORTEST:
                    yield f"WMT {language}, machine ({system})", text, language
            text = "\n".join(document["ref"])
            if len(text) >= _SHORTEST:
                yield f"WMT {language}, people", text, language
    for name in _ENGLISH:
        with gzip.open(_BULK / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in islice(lines, _OF_EACH):
                yield name, json.loads(line)["text"], None


if __name__ == "__main__":
    sys.exit(main())
