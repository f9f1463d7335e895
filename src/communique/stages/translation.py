"""Translation: whether an English text was translated, and from which language, by the signals it carries."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from communique.stages.language import scripts

_SAMPLE = 20_000
_SHOWN = 40
_WEAK = 0.5  # the weight of what only tells siblings apart
_FEWEST = 2  # signals that decide, if one of them is plain; else one more


@dataclass(frozen=True, slots=True)
class Signal:
    """A row of `cues/translation.toml`, compiled."""

    id: str
    languages: tuple[str, ...]
    weight: float
    plain: bool
    machine: bool
    match: re.Pattern[str] | None
    script: str | None
    why: str

    def find(self, text: str) -> str | None:
        """The words of `text` that carry the signal."""
        if self.match is None:
            found = _of_script(text, self.script or "")
            return found if len(found) > 1 else None
        for match in self.match.finditer(text):
            if self.id != "doubled-words" or match[1].lower() not in _doubled():
                return " ".join(match[0].split())
        return None


def translated_from(text: str) -> tuple[str, str] | None:
    """The language an English text was translated from and what says so, or None where that is not plain.

    A single signal never decides: an English reporter in Seoul may write "(local time)", and a name may be given in
    its own script. The reasons begin with the verdict, by whom: *machine-translated* where a slip is there that only
    machines make, else *translated*.

    >>> translated_from("The envoys met on the 25th, the ministry said.") is None
    True
    """
    text = text[:_SAMPLE]
    found = [(signal, words) for signal in signals() if (words := signal.find(text))]
    language = _leading(found)
    if language is None:
        return None
    telling = [(s, w) for s, w in found if s.weight > _WEAK and (language in s.languages or not s.languages)]
    deciding = [s for s, _ in telling if s.languages or s.machine]
    if len(deciding) < _FEWEST or not (len(deciding) > _FEWEST or any(s.plain or s.machine for s in deciding)):
        return None
    verdict = "machine-translated" if any(signal.machine for signal, _ in telling) else "translated"
    return language, f"{verdict}: " + "; ".join(f"{s.why} (“{words[:_SHOWN]}”)" for s, words in telling)


def _leading(found: list[tuple[Signal, str]]) -> str | None:
    """The language that most of the signals speak for, if it leads."""
    data = _data()
    anywhere = sum(signal.weight for signal, _ in found if not signal.languages)
    scores: dict[str, float] = defaultdict(float)
    for signal, _ in found:
        for language in signal.languages:
            scores[language] += signal.weight
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] + anywhere < data["least"]:
        return None
    language, score = ranked[0]
    for other, behind in ranked[1:]:
        pair = next((pair for pair in data["siblings"] if {language, other} <= set(pair["of"])), None)
        if pair is not None and score == behind:
            language = pair.get("else")
            if language is None:
                return None
        elif pair is None and score - behind < data["lead"]:
            return None
    return language


def _of_script(text: str, script: str) -> str:
    found = re.search(r"[^\x00-\u036f\u2000-\u2bff\W\d_]+", text)
    while found:
        if scripts(found[0])[script]:
            return found[0]
        found = re.compile(r"[^\x00-\u036f\u2000-\u2bff\W\d_]+").search(text, found.end())
    return ""


@cache
def signals() -> tuple[Signal, ...]:
    """Every signal of the data file, in its order."""
    return tuple(
        Signal(
            id=row["id"],
            languages=tuple(row["languages"]),
            weight=row["weight"],
            plain=row.get("plain", False),
            machine=row.get("machine", False),
            match=re.compile(row["match"]) if "match" in row else None,
            script=row.get("script"),
            why=row["why"],
        )
        for row in _data()["signal"]
    )


@cache
def _doubled() -> frozenset[str]:
    return frozenset(_data()["doubled"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("communique.cues").joinpath("translation.toml").read_text("utf-8"))
