"""Foreign names as Cyrillic and Hangul write them, by sound: Шольц is Scholz, 요시마사 is Yoshimasa."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from itertools import permutations
from typing import Literal

from communique.register.korean import jamo
from communique.register.letters import in_latin
from communique.register.names import alternatives, name_words
from communique.register.phrase import without_marks
from communique.register.tables import data

Script = Literal["cyrillic", "hangul"]

_LONGEST_UNIT = 4  # letters that sound together, as a key of the table has them
_MOST_WORDS = 4
_LONGEST_WORD = 40  # letters


@cache
def _table(script: Script) -> dict[str, tuple[str, ...]]:
    """What each letter may be in Latin letters; keys of several letters sound together."""
    table = tomllib.loads(data("scripts.toml").read_text("utf-8"))["sounds"][script]
    return {key: tuple("" if s == "~" else s for s in sounds.split()) for key, sounds in table.items()}


def sounds_like(name: str, latin: str, *, script: Script) -> bool:
    """Whether every word of `name` can be read as one word of `latin`, and each of `latin` is taken.

    >>> sounds_like("Олаф Шольц", "Olaf Scholz", script="cyrillic")
    True
    >>> sounds_like("하야시 요시마사", "Yoshimasa Hayashi", script="hangul")
    True
    """
    mine = name.casefold().replace("-", " ").split()
    if not mine or len(mine) > _MOST_WORDS or abs(len(latin.split()) - len(mine)) > _MOST_WORDS:
        return False
    beginnings = _beginnings(mine[0], script)  # most names begin otherwise: a quick look
    if not any(without_marks(latin[at : at + 1]).casefold()[:1] in beginnings for at in _starts(latin)):
        return False
    theirs = _latin_words(latin)
    if not theirs or len(theirs) > _MOST_WORDS:
        return False
    if len(mine) == 1 and len(theirs) == 2:  # Hangul writes 시진핑 in one word
        return script == "hangul" and any(_reads(name, "".join(order), script) for order in permutations(theirs))
    if len(mine) != len(theirs):
        return False
    orders = {theirs, (*theirs[1:], theirs[0]), (*theirs[-1:], *theirs[:-1])}
    return any(all(_is(m, t, script) for m, t in zip(mine, order, strict=True)) for order in sorted(orders))


@lru_cache(maxsize=64)
def _beginnings(word: str, script: Script) -> frozenset[str]:
    """With which letters a Latin word can begin that is read so; silent letters let the next one begin it."""
    units, found = _units(word, script), set[str]()
    for at in range(len(units)):
        silent = False
        for length in range(1, min(_LONGEST_UNIT, len(units) - at) + 1):
            sounds = _table(script).get("".join(units[at : at + length]), ())
            found |= {sound[0] for sound in sounds if sound}
            silent = silent or "" in sounds
        if not silent:
            break
    return frozenset(found)


def _starts(latin: str) -> list[int]:
    return [0, *(at + 1 for at, c in enumerate(latin) if c in " -")]


def _units(word: str, script: Script) -> tuple[str, ...]:
    return jamo(word) if script == "hangul" else tuple(word)


def _latin_words(latin: str) -> tuple[str, ...]:
    return name_words(latin) if in_latin(latin) else ()


def _is(word: str, latin: str, script: Script) -> bool:
    others = (other for other in alternatives(latin) if other[:1] == latin[:1])  # "Antony" is said Anthony
    return _reads(word, latin, script) or any(_reads(word, other, script) for other in others)


def _reads(word: str, latin: str, script: Script) -> bool:
    units = _units(word, script)
    if len(units) > _LONGEST_WORD or len(latin) > _LONGEST_WORD:
        return False
    table = _table(script)
    places: list[set[int]] = [set() for _ in range(len(units) + 1)]
    places[0] = {0}
    for at in range(len(units)):
        for length in range(1, min(_LONGEST_UNIT, len(units) - at) + 1):
            for sound in table.get("".join(units[at : at + length]), ()):
                places[at + length] |= {p + len(sound) for p in places[at] if latin.startswith(sound, p)}
    return len(latin) in places[-1] or (latin.endswith(("e", "t", "s", "h")) and len(latin) - 1 in places[-1])
