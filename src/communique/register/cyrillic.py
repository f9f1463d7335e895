"""Chinese and Korean names in Cyrillic: the systems of Palladius ("Си Цзиньпин") and Kontsevich ("Юн Сок Ёль")."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from itertools import product
from typing import Any

from communique.register import chinese, korean
from communique.register.tables import data

_LONGEST = 24  # letters of a word
_MOST = 96  # readings of one Korean name


@cache
def _lore() -> dict[str, Any]:
    return tomllib.loads(data("scripts.toml").read_text("utf-8"))


def is_cyrillic(name: str) -> bool:
    """Whether every letter of a name is Cyrillic."""
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all("\u0400" <= c <= "\u052f" for c in letters)


def is_chinese_name(name: str, latin: str) -> bool:
    """Whether a name by Palladius and one in pinyin are one.

    >>> is_chinese_name("Си Цзиньпин", "Xi Jinping"), is_chinese_name("Ван И", "Wang Yang")
    (True, False)
    """
    return bool(_syllables_of(name) & chinese.readings(latin))


def is_korean_name(name: str, latin: str) -> bool:
    """Whether a name by Kontsevich, or in the older usage, and a romanised one are one.

    >>> is_korean_name("Юн Сок Ёль", "Yoon Suk-yeol"), is_korean_name("Ким Чен Ын", "Kim Jong Il")
    (True, False)
    """
    if not korean.readings(latin):
        return False
    return any(korean.compare(each, latin) is not None for each in _in_latin(name))


@lru_cache(maxsize=1024)
def _syllables_of(name: str) -> frozenset[tuple[str, ...]]:
    words = [word.replace("ъ", "").replace("э", "е") for word in name.casefold().replace("-", " ").split()]
    if not 2 <= len(words) <= 3 or max(map(len, words)) > _LONGEST:
        return frozenset()
    parts = [_cut(word) for word in words]
    found = (tuple(s for part in chosen for s in part) for chosen in product(*parts))
    return frozenset(s for s in found if len(s) <= 3)


def _cut(word: str) -> list[tuple[str, ...]]:
    """Every way to read a word as one or two syllables of pinyin."""
    known = _palladius()
    one = [(s,) for s in known.get(word, ())]
    halves = ((known.get(word[:n], ()), known.get(word[n:], ())) for n in range(1, len(word)))
    return one + [pair for first, second in halves for pair in product(first, second)]


@cache
def _palladius() -> dict[str, tuple[str, ...]]:
    rules = _lore()["palladius"]
    found: dict[str, list[str]] = {}
    for initial, finals in _lore()["pinyin"].items():
        for final in finals.split():
            bare = initial.strip("-")
            for written in _written(bare, final, rules):
                found.setdefault(written, []).append(bare + final)
    return {written: tuple(syllables) for written, syllables in found.items()}


def _written(initial: str, final: str, rules: dict[str, Any]) -> list[str]:
    if whole := rules["syllables"].get(initial + final):
        return [whole]
    ends = rules["after_palatals"].get(final) if initial in ("j", "q", "x") else None
    ends = ends or rules["finals"].get(final)
    if ends is None:
        return []
    return [rules["initials"].get(initial, "") + end for end in ends.split("|")]


@lru_cache(maxsize=1024)
def _in_latin(name: str) -> tuple[str, ...]:
    """A Korean name in Cyrillic in every Latin spelling that the letters allow, its syllables apart."""
    words = name.casefold().replace("-", " ").split()
    if not 2 <= len(words) <= 4 or max(map(len, words)) > _LONGEST:
        return ()
    options = [_respelt(word) for word in words]
    if not all(options):
        return ()
    spelt = (f"{first} {'-'.join(given)}" for first, *given in product(*options))
    return tuple(each for _, each in zip(range(_MOST), spelt, strict=False))


def _respelt(word: str) -> list[str]:
    table = _lore()["kontsevich"]
    found, at = [""], 0
    while at < len(word):
        unit = word[at : at + 2] if word[at : at + 2] in table else word[at]
        if unit not in table:
            return []
        found = [f"{before}{after}" for before in found for after in table[unit].split("|")][:16]
        at += len(unit)
    return found
