"""Korean names: a lattice of syllables between Hangul and every usual romanisation.

"노규덕", "Noh Kyu-duk", "Roh Kyu-deok" and "Kyuduk Noh" are one name; "조태열" and "조태용" are two, though one letter
apart. Syllables are compared sound by sound; what is never done is to count letters that differ.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from communique.register.phrase import without_marks
from communique.register.tables import data

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_MOST_SYLLABLES = 4

_USUAL, _NORTHERN, _SELDOM = 0, 1, 100
Sounds = Mapping[str, int]  # jamo -> how the letters come to mean it: one of the three above


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable as the jamo it may be, with how readily."""

    initial: Sounds
    vowel: Sounds
    final: Sounds

    def against(self, other: Syllable) -> int | None:
        """What it takes to read the two as one syllable (0: nothing); None when they cannot be one."""
        loose = 0
        for mine, theirs in ((self.initial, other.initial), (self.vowel, other.vowel), (self.final, other.final)):
            shared = [mine[s] + theirs[s] for s in mine.keys() & theirs.keys()]
            if not shared:
                return None
            loose += min(shared)
        return loose


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as a Korean one: the surnames (in Hangul) it may begin with, and the syllables of the given name."""

    surnames: frozenset[str]
    given: tuple[Syllable, ...]


@cache
def _lore() -> dict[str, Any]:
    return tomllib.loads(data("korean.toml").read_text("utf-8"))


@cache
def _tables() -> tuple[dict[str, Sounds], dict[str, Sounds], dict[str, Sounds], dict[str, frozenset[str]]]:
    lore = _lore()
    parts = ("initials", "vowels", "finals")
    sounds = [{letters: _sounds(jamo) for letters, jamo in lore[part].items()} for part in parts]
    spelt: dict[str, set[str]] = {}
    for hangul, spellings in lore["surnames"].items():
        for latin in spellings:
            spelt.setdefault(latin, set()).add(hangul)
    return sounds[0], sounds[1], sounds[2], {latin: frozenset(found) for latin, found in spelt.items()}


@cache
def _rank(surname: str) -> int:
    """How common a surname is: its place in the table."""
    return list(_lore()["surnames"]).index(surname)


def _sounds(jamo: str) -> Sounds:
    often, _, seldom = jamo.partition("/")
    usual, _, northern = often.partition("~")
    return dict.fromkeys(seldom, _SELDOM) | dict.fromkeys(northern, _NORTHERN) | dict.fromkeys(usual, _USUAL)


def is_hangul(text: str) -> bool:
    """Whether every letter of the text is a Hangul syllable."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all("가" <= c <= "힣" for c in letters)


def is_surname(word: str) -> bool:
    """Whether a word, in Hangul or Latin letters, is a Korean surname."""
    if is_hangul(word):
        return word in _lore()["surnames"]
    return word.casefold() in _tables()[3]


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[Reading, ...]:
    """Every way to read a name as a Korean one, in either order; none when it cannot be."""
    text = without_marks(name).strip()
    if is_hangul(text):
        return tuple(_hangul_readings(re.sub(r"\W", "", text)))
    words = [w for w in re.split(r"[\s.]+", text.casefold()) if w]
    pieces = [[p for p in re.split(r"[-'’‐‑–]", w) if p] for w in words]
    if not 2 <= len(words) <= 4 or any(not p.isascii() or not p.isalpha() for group in pieces for p in group):
        return _joined_reading(text)
    ends = [("".join(pieces[0]), pieces[1:]), ("".join(pieces[-1]), pieces[:-1])]
    ranks = [min((_rank(s) for s in _tables()[3].get(surname, ())), default=None) for surname, _ in ends]
    best = min((r for r in ranks if r is not None), default=None)
    found: list[Reading] = []
    for (surname, given), rank in zip(ends, ranks, strict=True):
        if rank is not None and rank == best:  # "Sung Kim" is a Kim, though Sung is a surname too
            tokens = [p for group in given for p in group]
            found += [Reading(_tables()[3][surname], syllables) for syllables in _syllables(tokens)]
    return tuple(found)


def compare(a: str, b: str) -> int | None:
    """How loosely two names must be read to be one Korean name (0 or 1); None when no reading makes them one.

    A name of two syllables says too little for a loose reading between two romanisations: "Kim Song" and "Sung Kim" are
    the ambassadors of two states.

    >>> compare("노규덕", "Kyu-Duk Noh"), compare("Cho Tae-yong", "Cho Tae-yul"), compare("Kim Song", "Sung Kim")
    (0, None, None)
    """
    hangul = is_hangul(a) or is_hangul(b)
    best: int | None = None
    for x in readings(a):
        for y in readings(b):
            if len(x.given) != len(y.given) or not x.surnames & y.surnames:
                continue
            loose = _loose(x.given, y.given)
            allowed = 1 if hangul or len(x.given) > 1 else 0
            if loose is not None and loose <= allowed and (best is None or loose < best):
                best = loose
    return best


def keys(name: str) -> frozenset[str]:
    """Coarse keys such that two spellings of one Korean name share at least one: consonants of the given name."""
    found: set[str] = set()
    for reading in readings(name):
        partial = [""]
        for syllable in reading.given:
            partial = [p + _CLASS[s] for p in partial for s in syllable.initial if s in _CLASS][:64]
        found |= {f"{surname}:{p}" for surname in reading.surnames for p in partial}
    return frozenset(found)


# Initials that romanisations do not always tell apart.
_KIN = "ㄱㄲㅋ ㄴㄹ ㄷㄸㅌ ㅁ ㅂㅃㅍ ㅅㅆ ㅇ ㅈㅉㅊ ㅎ".split()
_CLASS = {jamo: kin[0] for kin in _KIN for jamo in kin}


def romanise(hangul: str) -> str:
    """Hangul in the Revised Romanisation, syllable by syllable: for foreign names that Korean writes by sound."""
    initial = dict(zip(_INITIALS, "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" "), strict=True))
    vowel = dict(zip(_VOWELS, "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(), strict=True))
    final = dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅋㅌㅍㅈㅊ", "k n t l m p t ng k t p t t".split(), strict=True))
    out = []
    for character in hangul:
        if "가" <= character <= "힣":
            i, v, f = _jamo(character)
            out.append(initial[i] + vowel[v] + final.get(f, ""))
        else:
            out.append(character)
    return "".join(out)


def jamo(word: str) -> tuple[str, ...]:
    """A word in Hangul letter by letter; a final consonant has "-" before it."""
    found: list[str] = []
    for character in word:
        if "가" <= character <= "힣":
            initial, vowel, final = _jamo(character)
            found += [initial, vowel] if final == "-" else [initial, vowel, f"-{final}"]
        else:
            found.append(character)
    return tuple(found)


def _hangul_readings(text: str) -> Iterator[Reading]:
    known = _lore()["surnames"]
    cuts = [(text[:1], text[1:]), (text[:2], text[2:])]
    if len(text) == 2:
        cuts.append((text[1:], text[:1]))  # "성김" is how Korean writes Sung Kim
    for surname, given in cuts:
        if surname in known and 1 <= len(given) < _MOST_SYLLABLES:
            yield Reading(frozenset({surname}), tuple(_exact(c) for c in given))


def _joined_reading(text: str) -> tuple[Reading, ...]:
    """A name printed as one word, "NohKyuduk": surname and given name are found at the capital."""
    parts = re.findall(r"[A-Z][a-z]+", text)
    return readings(" ".join(parts)) if len(parts) == 2 and "".join(parts) == text else ()


def _jamo(character: str) -> tuple[str, str, str]:
    index = ord(character) - 0xAC00
    return _INITIALS[index // 588], _VOWELS[index % 588 // 28], _FINALS[index % 28]


def _exact(character: str) -> Syllable:
    initial, vowel, final = _jamo(character)
    # A word-initial ㄹ or ㄴ before i and y is dropped in the South: 룡 is written Ryong, Yong and Nyong.
    drops = vowel in "ㅑㅕㅖㅛㅠㅣ" and initial in "ㄹㄴ"
    return Syllable({initial: 0} | ({"ㅇ": 0} if drops else {}), {vowel: 0}, {final: 0})


def _syllables(tokens: list[str]) -> Iterator[tuple[Syllable, ...]]:
    """Every way to cut the tokens of a given name into syllables; a token is never cut across."""
    if not tokens:
        return
    options = [list(_cut(_respell(token))) for token in tokens]
    partial: list[tuple[Syllable, ...]] = [()]
    for option in options:
        partial = [p + o for p in partial for o in option if len(p) + len(o) < _MOST_SYLLABLES][:64]
    yield from (p for p in partial if p)


def _respell(token: str) -> str:
    for written, read in _lore()["respelt"].items():
        token = token.replace(written, read)
    return token


@lru_cache(maxsize=4096)
def _cut(token: str) -> tuple[tuple[Syllable, ...], ...]:
    """Every way to read a Latin token as one to three Korean syllables."""
    initials, vowels, finals, _ = _tables()
    found: list[tuple[Syllable, ...]] = []

    def extend(at: int, so_far: tuple[Syllable, ...]) -> None:
        if at == len(token):
            found.append(so_far)
            return
        if len(so_far) == _MOST_SYLLABLES - 1 or len(found) > 64:
            return
        for i in range(4):
            initial = initials.get(token[at : at + i])
            if initial is None or at + i > len(token):
                continue
            for v in range(1, 4):
                vowel = vowels.get(token[at + i : at + i + v])
                if vowel is None or at + i + v > len(token):
                    continue
                for f in range(3):
                    end = at + i + v + f
                    final = finals.get(token[at + i + v : end])
                    if final is not None and end <= len(token):
                        extend(end, (*so_far, Syllable(initial, vowel, final)))

    if len(token) <= 15:
        extend(0, ())
    return tuple(found)


def _loose(a: tuple[Syllable, ...], b: tuple[Syllable, ...]) -> int | None:
    """How many habits beside the usual one have to be assumed: northern spelling counts once, each oddity once."""
    total = 0
    for x, y in zip(a, b, strict=True):
        loose = x.against(y)
        if loose is None:
            return None
        total += loose
    return total // _SELDOM + bool(total % _SELDOM)
