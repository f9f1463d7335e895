"""Chinese names in Latin letters: pinyin ("Mao Zedong") and Wade-Giles ("Mao Tse-tung") are two spellings of one."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from itertools import product
from typing import Any

from communique.register.phrase import without_marks
from communique.register.tables import data

_LONGEST_GIVEN = 2  # syllables
_LONGEST_WORD = 14  # letters: "zhuangzhuang" has 12


@cache
def _lore() -> dict[str, Any]:
    return tomllib.loads(data("scripts.toml").read_text("utf-8"))


@cache
def _syllables() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The syllables of pinyin, and each of Wade-Giles, its apostrophe lost, with the ones of pinyin it may be."""
    pinyin = [
        (initial.strip("-"), final) for initial, finals in _lore()["pinyin"].items() for final in finals.split()
    ]  # fmt: skip
    older: dict[str, set[str]] = {}
    for initial, final in pinyin:
        for written in _wade_giles(initial, final):
            older.setdefault(written.replace("'", ""), set()).add(initial + final)
    return frozenset(i + f for i, f in pinyin), {written: frozenset(found) for written, found in older.items()}


def _wade_giles(initial: str, final: str) -> list[str]:
    """How Wade-Giles writes a syllable of pinyin, with its apostrophe."""
    rules = _lore()["wade_giles"]
    if whole := rules["syllables"].get(initial + final):
        return list(whole.split("|"))
    if final == "i" and initial in rules["retroflex"].split():
        final = "ih"
    elif final == "uo" and initial in rules["uo"].split():
        final = "o"
    elif spelt := rules["after_velars"].get(f"{initial} {final}"):
        final = spelt
    return [rules["initials"].get(initial, initial) + rules["finals"].get(final, final)]


@lru_cache(maxsize=4096)
def readings(name: str) -> frozenset[tuple[str, ...]]:
    """Every way to read a name as a Chinese one, surname first, in syllables of pinyin; none when it cannot be.

    >>> sorted(readings("Mao Tse-tung"))
    [('mao', 'ce', 'dong'), ('mao', 'ce', 'tong'), ('mao', 'ze', 'dong'), ('mao', 'ze', 'tong')]
    """
    words = [w for w in without_marks(name).replace("’", "'").casefold().split() if w]
    if not 2 <= len(words) <= 3 or not all(re.fullmatch(r"[a-z'-]+", w) for w in words):
        return frozenset()
    given = [piece for word in words[1:] for piece in word.split("-") if piece]
    found: set[tuple[str, ...]] = set()
    for older in (False, True):  # one name is written in one system
        surnames = _surname(words[0], older=older)
        parts = [_cut(piece, older=older) for piece in given]
        for chosen in product(surnames, *parts):
            flat = tuple(s for part in chosen for s in ((part,) if isinstance(part, str) else part))
            if len(flat) <= _LONGEST_GIVEN + 1:
                found.add(flat)
        if len(found) > 64:
            break
    return frozenset(found)


def compare(a: str, b: str) -> bool:
    """Whether two names can be one Chinese name, written in two systems.

    >>> compare("Chiang Ching-kuo", "Jiang Jingguo"), compare("Wang Yu", "Wang Yi")
    (True, False)
    """
    return bool(readings(a) & readings(b))


def _surname(word: str, *, older: bool) -> frozenset[str]:
    known = _lore()["chinese_surnames"].get(word)
    single = {syllable for cut in _cut(word, older=older) if len(cut) == 1 for syllable in cut}
    return frozenset(single | ({known} if known else set()))


def _cut(word: str, *, older: bool) -> frozenset[tuple[str, ...]]:
    """Every way to read a word as one or two syllables; Wade-Giles joins them with a hyphen only."""
    if len(word) > _LONGEST_WORD:
        return frozenset()
    pinyin, wade = _syllables()
    if older:
        with_sign = word.replace("'", "")
        kept = {s for s in wade.get(with_sign, frozenset()) if "'" not in word or word in _spellings(s)}
        return frozenset((s,) for s in kept)
    word = word.replace("'", "")
    found = {(word,)} if word in pinyin else set()
    cuts = ((word[:n], word[n:]) for n in range(1, len(word)))
    return frozenset(found | {cut for cut in cuts if cut[0] in pinyin and cut[1] in pinyin})


@cache
def _spellings(syllable: str) -> frozenset[str]:
    for initial, finals in _lore()["pinyin"].items():
        for final in finals.split():
            if initial.strip("-") + final == syllable:
                return frozenset(_wade_giles(initial.strip("-"), final))
    return frozenset()
