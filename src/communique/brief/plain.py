"""Text from an article made safe and short for showing: one line, no control characters, cut at words."""

from __future__ import annotations

import re
import unicodedata

from communique.record import Span

# Zero-width joiners and direction marks belong to Persian, Hindi and emoji, and move nothing.
_KEPT = frozenset("\u200c\u200d\u200e\u200f")
_DROPPED = frozenset("\u00ad\u200b\u2060\ufeff")
_UNSAFE = frozenset({"Cc", "Cf", "Cs"})
_QUOTED = re.compile(r"""^["“”„«「]\s*(?P<inside>[^"“”„«»「」]*?)\s*["“”»」]$""")


def plain(text: str) -> str:
    r"""The text on one line, with whatever could steer a terminal written out.

    >>> plain("call \x1b[31mnow\x1b[0m,\n today")
    'call \\x1b[31mnow\\x1b[0m, today'
    """
    return "".join(_shown(character) for character in " ".join(text.split()))


def _shown(character: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    if character in _DROPPED:
        return ""
    if character in _KEPT or unicodedata.category(character) not in _UNSAFE:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def quoted(text: str) -> str:
    """The text between typographic quotation marks, without a second pair where it brings its own."""
    line = plain(text)
    own = _QUOTED.match(line)
    return f"“{own['inside'] if own else line}”"


def contrasted(before: str, after: str, *, limit: int) -> tuple[str, str]:
    """Two readings of a passage, each cut to about `limit` characters around where they begin to differ."""
    shorter = min(len(before), len(after))
    at = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    first, second = (
        excerpt(Span(0, len(text), text), focus=Span(min(at, len(text) - 1), len(text), text[at:]), limit=limit)
        for text in (before, after)
    )
    return first, second


def excerpt(span: Span, *, focus: Span | None = None, limit: int = 150) -> str:
    """The words of a span, cut at word boundaries to about `limit` characters around `focus`."""
    words = span.exact
    if len(words) <= limit:
        return quoted(words)
    at = focus.start - span.start if focus is not None and focus in span else 0
    start = max(0, min(at - limit // 3, len(words) - limit))
    end = min(len(words), start + limit)
    if start:
        start = next((i + 1 for i in range(start, min(start + 20, at)) if words[i].isspace()), start)
    if end < len(words):
        end = next((i for i in range(end, max(end - 20, start), -1) if words[i].isspace()), end)
    cut = plain(words[start:end]).strip("“”\"'‘’ ,;")
    return f"“{'… ' if start else ''}{cut}{' …' if end < len(words) else ''}”"
