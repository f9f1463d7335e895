"""Personal names: the words by which two spellings of a name are compared."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from communique.register.phrase import without_marks
from communique.register.tables import data, rows

_NOTE = re.compile(r"\([^)]*\)|[“\"«][^”\"»]*[”\"»]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*", re.UNICODE)
_APOSTROPHE = re.compile(r"['’ʼ]")
_POSSESSIVE = re.compile(r"['’]s$")
_SERVANT = re.compile(r"abd(?:[aeiou]?(?:[lr]|dh|s))(?=[a-z]{4})")
_SERVANTS = frozenset("abd abdel abdal abdul abdol abdil abdur abder abdar abdou".split())
_SPLIT_COMMA = re.compile(r"^\s*([^,]+),\s*([^,]+?)\s*$")


@cache
def _lore() -> dict[str, Any]:
    return tomllib.loads(data("names.toml").read_text("utf-8"))


@cache
def _dropped() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lore = _lore()
    return frozenset(lore["honorifics"]), frozenset(lore["suffixes"]), frozenset(lore["articles"])


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Each given name with all that may stand for it."""
    found: dict[str, set[str]] = {}
    for _, row in rows(data("nicknames.csv")):
        group = row["names"].split("|")
        for name in group:
            found.setdefault(name, set()).update(group)
    return {name: frozenset(group) for name, group in found.items()}


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name: folded, in its own order, without titles, initials, suffixes and articles.

    >>> name_words("Joseph R. Biden, Jr."), name_words("Sheikh Abdullah bin Zayed Al-Nahyan")
    (('joseph', 'biden'), ('abdullah', 'bin', 'zayed', 'nahyan'))
    """
    honorifics, suffixes, articles = _dropped()
    bare = _NOTE.sub(" ", name)
    inverted = _SPLIT_COMMA.match(bare) if "," in bare else None
    if inverted and inverted[2].casefold().rstrip(".") not in suffixes | honorifics:
        bare = f"{inverted[2]} {inverted[1]}"
    folded = without_marks(bare).translate(_LATIN).casefold()
    words = [w if w.isalpha() else _APOSTROPHE.sub("", _POSSESSIVE.sub("", w)) for w in _WORD.findall(folded)]
    while words and words[-1] in suffixes and len(words) > 1:
        words.pop()
    full = [w for w in words if len(w) > 1 or not w.isascii()]
    kept = [w for w in full if w not in articles] or full
    while len(kept) > 2 and kept[0] in honorifics:
        del kept[0]
    if len(kept) == 2 and kept[0] in honorifics and kept[0] not in {"king", "prince", "tan", "major", "don", "miss"}:
        del kept[0]
    return tuple(w for w in kept if w not in suffixes or len(kept) < 2)


def initials_agree(a: str, b: str) -> bool:
    """Whether the initials of two names allow one person: George W. Bush is not George H. W. Bush.

    A name without initials agrees with any.
    """
    first, second = initials(a), initials(b)
    return not first or not second or first == second


def initials(name: str) -> list[str]:
    """The single letters of a name: "George H. W. Bush" has h and w."""
    return [w for w in _WORD.findall(_NOTE.sub(" ", name).casefold()) if len(w) == 1 and w.isascii()]


_LATIN = str.maketrans({"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae",
                        "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th", "ə": "a"})  # fmt: skip


def transliterate(name: str) -> str | None:
    """Cyrillic, Greek or Georgian in Latin letters; None for scripts that do not spell out their vowels or sounds.

    >>> transliterate("Сергей Лавров")
    'Sergey Lavrov'
    """
    letters = _lore()["letters"]
    out: list[str] = []
    for character in name:
        if character < "\u0250" or not character.isalpha():
            out.append(character)
            continue
        latin = letters.get(character.lower())
        if latin is None:
            return None
        out.append(latin.capitalize() if character.isupper() else latin)
    return "".join(out)


@cache
def spelling(word: str) -> str:
    """A word as all systems of romanisation agree on it: "lawrow" and "lavrov" do not, "dmitriy" and "dmitry" do."""
    for written, sound in _lore()["spelling"]["rules"]:
        word = word.replace(written, sound)
    return word.rstrip("i") if len(word) > 4 else word


def stands_for(a: str, b: str) -> bool:
    """Whether two given names may stand for one another: "tony" and "antony"."""
    return b in _groups().get(a, ())


def alternatives(given: str) -> frozenset[str]:
    """All that a given name may stand for, and what may stand for it: "antony" has "anthony" and "tony"."""
    return _groups().get(given, frozenset())


def servants_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with "servant of …" as one: "abdel fattah", "abd fattah" and "abdulfattah" are one given name.

    >>> servants_joined(("abdel", "fattah", "sisi")), servants_joined(("abdulfattah", "sisi"))
    (('abdfattah', 'sisi'), ('abdfattah', 'sisi'))
    """
    out: list[str] = []
    for word in words:
        if out and out[-1] in _SERVANTS:
            out[-1] = f"abd{word}"
        else:
            out.append(_SERVANT.sub("abd", word) if word.startswith("abd") else word)
    return tuple(out)
