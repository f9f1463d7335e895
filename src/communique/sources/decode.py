"""Decode: from bytes to text, whatever the encoding, without mojibake and without an exception for bad bytes."""

from __future__ import annotations

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.errors import UnsupportedFormat
from communique.record import Issue

_BOMS = (  # UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call an encoding and what they mean by it, after the WHATWG Encoding Standard.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949", "shift_jis": "cp932", "x-sjis": "cp932", "iso8859-9": "cp1254", "big5": "big5hkscs",
}  # fmt: skip
# Without a byte order mark a page is not in UTF-16, whatever it says; and no page is in an escape notation of Python's.
_NEVER_DECLARED = ("utf-16", "utf-32", "utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([\w.-]{2,40})""",
    re.IGNORECASE,
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CONTROL = bytes(set(range(32)) - {0, 3, 9, 10, 12, 13, 26, 27})  # 3 and 26 end old wire texts, 27 shifts ISO-2022-JP
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was found in and what could not be read."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes, *, name: str) -> Decoded:
    r"""The text in `data`: UTF-8 where it can be, else the declared encoding, else the likeliest one.

    Line ends become `\n` and a byte order mark goes, as Python's text mode would have it; nothing else changes, so
    offsets count what `open(path, encoding="utf-8-sig").read()` gives. Bytes that cannot be read become U+FFFD.

    >>> decode(b"Seoul\r\nTokyo", name="talks.txt").text
    'Seoul\nTokyo'
    """
    _refuse_binary(data, name)
    decoded = _from_mark(data) or _from_utf8(data) or _from_declared(data) or _from_guess(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    issues = list(decoded.issues)
    nuls = text.count("\0")
    if nuls:
        text = text.replace("\0", "\ufffd")
        issues.append(_issue("nul-characters", f"{nuls} NUL characters were read as U+FFFD."))
    return Decoded(text, decoded.encoding, tuple(issues))


def _from_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                text = data.decode(encoding, "replace")
                return Decoded(text, encoding, (_damaged(text, encoding),))
    if b"\x1b$" in data:  # the shift of ISO 2022, whose bytes are all plain ASCII
        for encoding in ("iso2022_jp_2", "iso2022_kr"):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # Latin letters in UTF-16 have a NUL at every other byte, and always on the same side.
    if max(even, odd) > len(sample) * 0.2 and min(even, odd) < len(sample) * 0.02:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return Decoded(data.decode(encoding, "replace"), encoding)
    return None


def _from_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        flaw = error
    text = data.decode("utf-8", "replace")
    letters = sum(map(len, _HIGH_RUN.findall(data)))
    bad = text.count("\ufffd")
    if flaw.reason == "unexpected end of data" and (letters > 1 or not _ends_in_accent(data)):
        return Decoded(text, "utf-8", (_issue("truncated-text", "The file ends in the middle of a character."),))
    # A few bad bytes among many good ones: a damaged UTF-8 file, not another encoding. In another encoding nearly every
    # byte above 127 would be bad.
    if letters > 20 and bad * 10 < letters:
        return Decoded(text, "utf-8", (_damaged(text, "utf-8"),))
    return None


def _ends_in_accent(data: bytes) -> bool:
    """Whether a lone last byte is more likely an accented letter ("caf\\xe9") than the first byte of a cut character.

    0xE2 opens every typographic quote and dash in UTF-8, while a word that ends in "â" is rare.
    """
    return data[-1] >= 0xE0 and data[-1] != 0xE2 and data[-2:-1].isalpha()


def _from_declared(data: bytes) -> Decoded | None:
    declared = _DECLARED.search(data[:4096])
    if not declared:
        return None
    try:
        encoding = codecs.lookup((declared[1] or declared[2]).decode("ascii")).name
        encoding = _MEANT.get(encoding, encoding)
        if encoding.startswith(_NEVER_DECLARED):
            return None
        text = data.decode(encoding)
    except (LookupError, UnicodeError):
        return None
    return Decoded(text, encoding)


def _from_guess(data: bytes) -> Decoded:
    if _looks_western(data):
        return Decoded(data.decode("cp1252", "replace"), "cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, (_damaged(text, encoding),) if "\ufffd" in text else ())


def _looks_western(data: bytes) -> bool:
    """Whether the bytes above 127 stand alone among Latin letters, as accents and typographic quotes do.

    A guesser takes a short English text with one accent for a code page of the 1980s. In the double-byte encodings of
    East Asia, and in Cyrillic, Greek or Arabic ones, such bytes come in runs.
    """
    runs = _HIGH_RUN.findall(data[:_SAMPLE])
    high = sum(map(len, runs))
    return high * 4 < min(len(data), _SAMPLE) and sum(len(r) for r in runs if len(r) > 2) * 10 <= high


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, offset, what, hint in _formats():
        if data.startswith(magic, offset):
            raise UnsupportedFormat(f"Cannot read {name}: it looks like {what}, not text or HTML.", hint=hint)
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return
    sample = data[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    nuls = sample.count(0)
    wide = nuls and max(sample[::2].count(0), sample[1::2].count(0)) > nuls * 0.95  # UTF-16 without a mark
    if control * 20 > len(sample) or (nuls * 20 > len(sample) and not wide):
        raise UnsupportedFormat(
            f"Cannot read {name}: it looks like binary data, not text or HTML.",
            hint="Save the article as plain text or HTML.",
        )


@cache
def _formats() -> tuple[tuple[bytes, int, str, str], ...]:
    rows = tomllib.loads(resources.files("communique.sources").joinpath("formats.toml").read_text("utf-8"))["format"]
    return tuple((bytes.fromhex(r["magic"]), r.get("offset", 0), r["name"], r["hint"]) for r in rows)


def _damaged(text: str, encoding: str) -> Issue:
    bad = text.count("\ufffd")
    return _issue("damaged-text", f"{bad} places could not be read as {encoding} and became U+FFFD.")


def _issue(slug: str, message: str) -> Issue:
    return Issue(stage="load", slug=slug, message=message)
