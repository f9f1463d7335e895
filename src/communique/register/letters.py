"""Names in other alphabets as Latin letters, where an alphabet spells out its sounds."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache

from communique.register.names import transliterate
from communique.register.tables import data


def without_accents(name: str) -> str:
    """The name without the accents of Greek, which are no part of its letters."""
    kept = (c for c in unicodedata.normalize("NFD", name) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", "".join(kept))


@cache
def _digraphs() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads(data("scripts.toml").read_text("utf-8"))["digraphs"]
    return table


def in_latin(name: str) -> str | None:
    """A Cyrillic, Greek or Georgian name in Latin letters; None for scripts that do not spell out their sounds.

    >>> in_latin("Γιώργος Παπανδρέου"), in_latin("Сергей Лавров"), in_latin("王毅")
    ('Giorgos Papandreou', 'Sergey Lavrov', None)
    """
    if any("\u0370" <= c < "\u0400" for c in name):
        name = without_accents(name)
        for letters, latin in _digraphs().items():
            name = name.replace(letters, latin).replace(letters.capitalize(), latin.capitalize())
    return transliterate(name)
