"""WordPiece: from text to the token ids of an uncased BERT vocabulary.

Gives what the `tokenizers` package gives for all-MiniLM-L6-v2 (the same ids on every sentence of the training data);
written out because that package brings a client for a model hub with it, which a program for offline use need not
install.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

UNKNOWN = "[UNK]"
_LONGEST = 100  # characters; a longer word is unknown, as to BERT
_ASCII_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class WordPiece:
    """A vocabulary, one token a line, and the ids of texts in it."""

    def __init__(self, vocabulary: str) -> None:
        tokens = vocabulary.split("\n")
        self._ids: Mapping[str, int] = {token: number for number, token in enumerate(tokens) if token}
        self._pieces = lru_cache(maxsize=65_536)(self._split)

    def ids(self, text: str) -> list[int]:
        """The token ids of a text, without the tokens that open and close a sequence."""
        return [number for word in _words(_plain(text)) for number in self._pieces(word)]

    def _split(self, word: str) -> tuple[int, ...]:
        """The longest pieces of the vocabulary that make up the word, from the left."""
        unknown = (self._ids[UNKNOWN],)
        if len(word) > _LONGEST:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in self._ids), None)
            if end is None:
                return unknown
            found.append(self._ids[prefix + word[start:end]])
            start = end
        return tuple(found)


def _plain(text: str) -> str:
    """Lower case without accents and control characters."""
    kept = "".join(" " if c.isspace() else c for c in text if c in "\t\n\r" or unicodedata.category(c)[0] != "C")
    spaced = "".join(f" {c} " if _is_ideograph(c) else c for c in kept.replace("\ufffd", ""))
    bare = (c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
    return "".join(c.lower() for c in bare)


def _words(text: str) -> Iterator[str]:
    for chunk in text.split():
        start = 0
        for at, c in enumerate(chunk):
            if c in _ASCII_SIGNS or unicodedata.category(c)[0] == "P":
                if start < at:
                    yield chunk[start:at]
                yield c
                start = at + 1
        if start < len(chunk):
            yield chunk[start:]


def _is_ideograph(c: str) -> bool:
    at = ord(c)
    return (
        0x4E00 <= at <= 0x9FFF or 0x3400 <= at <= 0x4DBF or 0xF900 <= at <= 0xFAFF or 0x20000 <= at <= 0x2A6DF
        or 0x2A700 <= at <= 0x2CEAF or 0x2F800 <= at <= 0x2FA1F
    )  # fmt: skip
