"""The texts that are read for measuring.

The English ones of `../shared/corpora/texts` where they are, else the bundled examples.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_SHARED = _ROOT.parent / "shared" / "corpora"
_LONGEST = 20_000  # characters: a speech of a hundred thousand would outweigh all the news
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CITIES = ("Oslo", "Quito", "Hanoi", "Accra", "Riga", "Lima", "Doha", "Bern", "Kyiv", "Suva", "Rabat", "Amman")


def texts() -> list[tuple[str, str | None]]:
    """The texts to read, each with its date of publication if one is known."""
    listed = _SHARED / "texts_meta.jsonl"
    if listed.exists():
        rows = [json.loads(line) for line in listed.read_text("utf-8").splitlines()]
        found = [
            ((_SHARED / "texts" / row["file"]).read_text("utf-8"), _day(row.get("date")))
            for row in rows
            if row["language"] == "en"
        ]
        return [(text, day) for text, day in found if len(text) <= _LONGEST]
    paths = sorted([*_ROOT.glob("examples/*.txt"), *_ROOT.glob("examples/gold_texts/*.txt")])
    return [(path.read_text("utf-8"), None) for path in paths]


def _day(date: str | None) -> str | None:
    found = _ISO_DAY.match(date or "")
    return found[0] if found else None


def varied(several: list[tuple[str, str | None]], number: int) -> Iterator[tuple[str, str | None]]:
    """So many articles, going round the texts, each round with another city in its last line."""
    for at, (text, day) in enumerate(islice(cycle(several), number)):
        turn = at // len(several)
        if turn == 0:
            yield text, day
        else:
            yield f"{text.rstrip()}\n\nReport {turn} was filed from {_CITIES[turn % len(_CITIES)]}.\n", day
