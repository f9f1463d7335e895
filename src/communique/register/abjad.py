"""Scripts without short vowels: whether a Latin spelling can be read into an Arabic, Persian or Hebrew name."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache

from communique.register.names import name_words
from communique.register.tables import data

_VOWELS = frozenset("aeiou")
_ARTICLE = "ال"
_LONGEST = 80  # letters of a name
_ENOUGH = 4  # consonants: "Ali" fits too much


@cache
def _letters() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(data("scripts.toml").read_text("utf-8"))["abjads"]
    return {
        letter: tuple("" if sound == "~" else sound for sound in sounds.split()) for letter, sounds in table.items()
    }


def is_abjad(name: str) -> bool:
    """Whether every letter of a name is of such a script."""
    letters = [c for c in _bare(name) if c.isalpha()]
    return bool(letters) and all(c in _letters() for c in letters)


def says_enough(name: str) -> bool:
    """Whether a name has consonants enough for a reading to mean something."""
    return sum(c.isalpha() and "" not in _letters().get(c, ("",)) for c in _bare(name)) >= _ENOUGH


def reads_as(name: str, latin: str) -> bool:
    """Whether the letters of `name` give `latin`, its first and last word at least.

    >>> reads_as("محمد بن سلمان", "Mohammed bin Salman"), reads_as("حسين", "Hassan")
    (True, False)
    """
    words = [_without_article(word) for word in _bare(name).split()]
    spelt = name_words(latin)
    if not words or not spelt or len(latin) > _LONGEST or len(name) > _LONGEST:
        return False
    shorter = [words] if len(words) < 3 else [words, [words[0], words[-1]]]
    return any(_fits(each, "".join(spelt)) for each in shorter if len(each) > 1 or len(spelt) == 1)


def _fits(words: list[str], latin: str) -> bool:
    places = {0}
    for word in words:
        places |= {at + 2 for at in places if latin[at : at + 2] in ("al", "el", "ul")}
        for letter in _units(word):
            places = {end for at in places for end in _after(letter, latin, at)}
            if not places:
                return False
    return len(latin) in places


def _after(letter: str, latin: str, at: int) -> set[int]:
    """Where a letter may end that begins at a place; vowels are not written, and doubled letters only once."""
    found: set[int] = set()
    for sound in _letters().get(letter, ()):
        if not latin.startswith(sound, at):
            continue
        end = at + len(sound)
        found.add(end)
        if sound and sound not in _VOWELS and latin.startswith(sound, end):
            found.add(end + len(sound))
    short = {end + 1 for end in found if latin[end : end + 1] in _VOWELS}
    return found | short | {end + 2 for end in found if latin[end : end + 2] == "ou"}


def _units(word: str) -> list[str]:
    """The letters of a word, those that sound together as one: إي is the beginning of Emmanuel."""
    units: list[str] = []
    for letter in word:
        if units and units[-1] + letter in _letters():
            units[-1] += letter
        else:
            units.append(letter)
    return units


def _without_article(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) > 4 else word


def _bare(name: str) -> str:
    """The name without vowel signs, points and joiners."""
    kept = (
        " " if c in "\u200c-־" else c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) != "Mn"
    )
    return "".join(kept).strip()
