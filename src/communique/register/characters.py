"""Chinese characters in names: read in pinyin, or, where the name is Korean, as Hanja."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from itertools import product
from typing import Any

from communique.register.tables import data

_LONGEST = 5  # characters: two of a surname and three of a given name
_MOST = 48  # readings of one name


@cache
def _lore() -> dict[str, Any]:
    return tomllib.loads(data("characters.toml").read_text("utf-8"))


@cache
def _table(reading: str) -> dict[str, tuple[str, ...]]:
    """Each character with its syllables, in pinyin or in Hangul."""
    found: dict[str, list[str]] = {}
    for syllable, characters in _lore()[reading].items():
        for character in characters:
            found.setdefault(character, []).append(syllable)
    return {character: tuple(syllables) for character, syllables in found.items()}


@cache
def _plain() -> dict[int, str]:
    return str.maketrans({c: group[0] for group in _lore()["variants"].split() for c in group[1:]})


def is_han(name: str) -> bool:
    """Whether a name is written in Chinese characters alone."""
    bare = "".join(name.split())
    return bool(bare) and all("\u4e00" <= c <= "\u9fff" or "\u3400" <= c < "\u4dc0" for c in bare)


def simplified(name: str) -> str:
    """The name with one form of each character: 習近平 and 习近平 are written alike."""
    return "".join(name.split()).translate(_plain())


@lru_cache(maxsize=1024)
def pinyin(name: str) -> frozenset[tuple[str, ...]]:
    """The name in syllables of pinyin, the surname as one; none where a character is not in the table.

    >>> sorted(pinyin("王毅")), sorted(pinyin("船越健裕"))
    ([('wang', 'yi')], [])
    """
    return _readings(name, "pinyin")


@lru_cache(maxsize=1024)
def hangul(name: str) -> tuple[str, ...]:
    """How Koreans read the name, in Hangul; none where a character is not in the table.

    >>> hangul("文在寅")
    ('문재인',)
    """
    return tuple(sorted("".join(syllables) for syllables in _readings(name, "hanja")))


def in_pinyin(name: str) -> tuple[str, ...]:
    """The name in Latin letters as China prints it: 习近平 is "Xi Jinping"."""
    return tuple(f"{s[0].capitalize()} {''.join(s[1:]).capitalize()}".replace("v", "u") for s in sorted(pinyin(name)))


def _readings(name: str, kind: str) -> frozenset[tuple[str, ...]]:
    bare = "".join(name.split())
    if not 2 <= len(bare) <= _LONGEST or not is_han(bare):
        return frozenset()
    table = _table(kind)
    parts = [table.get(c) or table.get(c.translate(_plain()), ()) for c in bare]
    found = [syllables for _, syllables in zip(range(_MOST), product(*parts), strict=False)]
    if kind == "pinyin" and bare[:2] in _lore()["surnames_of_two"].split():
        return frozenset((s[0] + s[1], *s[2:]) for s in found if len(s) > 2)
    return frozenset(s for s in found if len(s) <= 3 or kind == "hanja")
