"""One spelling for one phrase: what a look-up compares."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "&": " and ", "_": " "}
    | dict.fromkeys("-‐‑‒–—−/", " ")
    | dict.fromkeys('.,;:"()[]', "\0")
)
_LETTER_STOP = re.compile(r"(?<![^\W\d_])([^\W\d_])\.\s+(?=[^\W\d_]\.)")
_SPACED_APOSTROPHE = re.compile(r"\s+'(?=s\b|\s|$)")
_SPECIAL = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A"}
)


def plain(phrase: str) -> str:
    """The phrase with plain signs and letters, its capitals kept: what acronyms are compared by.

    >>> plain("the  U.S. State\\nDepartment"), plain("Côte d’Ivoire"), plain("G-7")
    ('US State Department', "Cote d'Ivoire", 'G 7')
    """
    if not phrase.isascii():
        phrase = without_marks(phrase.translate(_SPECIAL))
    phrase = _LETTER_STOP.sub(r"\1.", phrase)
    words = _SPACED_APOSTROPHE.sub("'", phrase.translate(_SIGNS)).replace("\0", "").split()
    if len(words) > 1 and words[0] in ("the", "The", "THE"):
        del words[0]
    return " ".join(words)


def normalise(phrase: str) -> str:
    """The phrase as every look-up but that of acronyms compares it: `plain`, without case.

    >>> normalise("The Ministry of Foreign Affairs"), normalise("Al-Qaeda")
    ('ministry of foreign affairs', 'al qaeda')
    """
    return plain(phrase).casefold()


def without_marks(text: str) -> str:
    """The text without diacritics on Latin letters; other scripts keep theirs, which carry sounds.

    >>> without_marks("Recep Tayyip Erdoğan"), without_marks("ガーナ 노규덕")
    ('Recep Tayyip Erdogan', 'ガーナ 노규덕')
    """
    if text.isascii():
        return text
    kept: list[str] = []
    latin = False
    for character in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(character):
            if latin:
                continue
        else:
            latin = character < "\u0250"
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))
