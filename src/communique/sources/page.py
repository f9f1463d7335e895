"""Page: from the markup of a web page to its main text and what it says about itself."""

from __future__ import annotations

import html
import logging
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate
from functools import cache
from importlib import resources
from typing import Any

from communique.record import Issue

# Beyond these a page is not handed to the extractor, whose time and memory grow faster than the page: one at the limits
# takes 4 s of CPU, and 100,000 nested elements overflow its parser. Real pages of foreign ministries have up to 12,000
# tags, 40 deep.
_MOST_TAGS = 40_000
_DEEPEST = 200
_LONGEST_TAG = 4_000
_LARGEST = 4_000_000

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(r"\s*<(?:article|main|section|div|h[1-6]|p|table|ul)[\s>]", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:p|div|article|section|td|li)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
_META = re.compile(r"<meta\b([^>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,60})\s{0,5}=\s{0,5}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,500}))""")
_LANGUAGE = re.compile(r"""<html\b[^>]{0,1000}?\slang\s{0,5}=\s{0,5}["']?([A-Za-z]{2,3})\b""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,500}>([^<]{1,1000})", re.IGNORECASE)
_CANONICAL = re.compile(
    r"""<link\b[^>]{0,500}?rel=["']?canonical["']?[^>]{0,500}?href=["'](https?://[^"'>\s]{1,1000})""", re.IGNORECASE
)
_JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"')
_TIME = re.compile(r"<time\b([^>]{0,1000})>", re.IGNORECASE)
_ISO_DATE = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A web page as an article: its main text, paragraphs apart, and what its metadata says."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    issues: tuple[Issue, ...] = ()


def looks_like_page(text: str) -> bool:
    """Whether `text` is the markup of a web page rather than an article with a stray tag in it."""
    opening = text[:4096].lstrip("\ufeff \t\r\n")
    found = _PAGE.search(opening)
    if found and (opening.startswith("<") or found.start() < 1000):
        return opening.startswith("<") or bool(re.search(r"</(?:html|body)\s*>", text[-4096:], re.IGNORECASE))
    return bool(_FRAGMENT.match(opening)) and len(_CLOSING.findall(text[:50_000])) > 2


def read_page(markup: str) -> Page:
    """The main text of a web page, one blank line between paragraphs, with its declared metadata.

    A page too large, too deep or too odd for the extractor is read by dropping its tags, and an issue says so. Dates
    come from what the page declares, never from a guess at its text: "Page updated" is not when a statement was issued.
    """
    titles = _metas(markup, "title")
    title = titles[0] if titles else _title(markup)
    issues: tuple[Issue, ...] = ()
    paragraphs: list[str] = []
    if _is_tame(markup):
        paragraphs, extracted_title = _extracted(markup)
        title = title or extracted_title
    else:
        issues = (_issue("page-too-complex", "The page is too large or too deep: only its tags were removed."),)
    if not paragraphs:
        paragraphs = _stripped(markup)
        if paragraphs and not issues:
            issues = (_issue("no-main-text", "No main text was found in the page: only its tags were removed."),)
    title = _without_site(title, paragraphs)
    headline = _headline(title, paragraphs)
    publishers = _metas(markup, "publisher")
    canonical = _CANONICAL.search(markup[:_LARGEST])
    language = _LANGUAGE.search(markup[:20_000])
    return Page(
        text="\n\n".join([headline, *paragraphs] if headline else paragraphs),
        title=title,
        published=_published(markup),
        publisher=publishers[0] if publishers else None,
        url=html.unescape(canonical[1]) if canonical else None,
        language=language[1].lower() if language and len(language[1]) == 2 else None,
        issues=issues,
    )


def _is_tame(markup: str) -> bool:
    """Whether the extractor can be trusted with the page: not too large, too deep or too full of tags."""
    if len(markup) > _LARGEST:
        return False
    depth = 0
    opened = 0
    flat = _names()["flat"]
    for tags, tag in enumerate(_TAG.finditer(markup)):
        if tag[2].lower() not in flat:
            depth = max(0, depth - 1 if tag[1] else depth + 1)
        if depth > _DEEPEST or tags > _MOST_TAGS or _overlong(markup, opened, tag.start()):
            return False
        opened = tag.start()
    return not _overlong(markup, opened, len(markup))


def _overlong(markup: str, start: int, end: int) -> bool:
    return end - start > _LONGEST_TAG and markup[start] == "<" and markup.find(">", start, start + _LONGEST_TAG) < 0


def _extracted(markup: str) -> tuple[list[str], str | None]:
    trafilatura = _extractor()
    try:
        page = trafilatura.bare_extraction(
            markup, include_comments=False, include_tables=True, with_metadata=False, fast=False
        )
    except Exception:  # whatever a hostile page breaks in the extractor, the tag-stripping reader still reads it
        return [], None
    if page is None or page.body is None:
        return [], None
    return [p for p in _paragraphs(page.body) if p], page.title or None


def _paragraphs(element: Any) -> Iterator[str]:
    """The paragraphs under an element of the extractor's tree, in reading order."""
    if element.text and element.text.strip():
        yield _plain(element.text)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in ("list", "table", "div", "quote") and len(child):
            yield from _paragraphs(child)
        elif tag == "row":
            yield " | ".join(c for c in (_plain(_words(cell)) for cell in child) if c)
        elif tag not in ("graphic", "del", "comments"):
            yield _plain(_words(child))
        if child.tail and child.tail.strip():
            yield _plain(child.tail)


def _words(element: Any) -> str:
    pieces = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        if child.tag == "lb":
            pieces.append("\n")
        elif isinstance(child.tag, str) and child.tag not in ("graphic", "del"):
            pieces += ["\n" if child.tag in ("p", "item", "list") else "", _words(child)]
        pieces.append(_SPACE.sub(" ", child.tail or ""))
    return "".join(pieces)


def _plain(text: str) -> str:
    return "\n".join(line for line in (_SPACE.sub(" ", piece).strip() for piece in text.split("\n")) if line)


def _stripped(markup: str) -> list[str]:
    """The text between the tags, in time that grows with the length of the markup and no faster."""
    names = _names()
    pieces: list[str] = []
    absent: set[str] = set()  # closing marks known not to follow: looking for each again would take quadratic time
    at = 0
    while at < len(markup):
        opening = markup.find("<", at)
        if opening < 0:
            break
        pieces.append(_unescape(markup[at:opening]))
        comment = markup.startswith("<!--", opening)
        tag = _TAG.match(markup, opening)
        if not comment and not tag and not markup.startswith(("<!", "<?"), opening):
            pieces.append("<")
            at = opening + 1
            continue
        name = tag[2].lower() if tag else ""
        end = _after("-->" if comment else ">", markup, opening, absent, length=4 if comment else 1)
        if tag and not tag[1] and name in names["silent"]:
            end = max(end, _after_element(name, markup, opening, absent))
        pieces.append("\x00" if name in names["breaking"] else "\x01" if name == "br" else "")
        at = end
    pieces.append(_unescape(markup[at:]) if at < len(markup) else "")
    text = _SPACE.sub(" ", "".join(pieces)).replace("\x01", "\n")
    return [p for p in (_plain(piece) for piece in text.split("\x00")) if p]


def _after(mark: str, markup: str, start: int, absent: set[str], *, length: int) -> int:
    """Where the text goes on behind `mark`; without one, behind the `length` characters of what it should close."""
    found = -1 if mark in absent else markup.find(mark, start)
    if found < 0:
        absent.add(mark)
        return start + length
    return found + len(mark)


def _after_element(name: str, markup: str, start: int, absent: set[str]) -> int:
    closing = None if name in absent else re.compile(rf"</{name}[^>]{{0,100}}>", re.IGNORECASE).search(markup, start)
    if closing is None:
        absent.add(name)
        return start
    return closing.end()


def _unescape(text: str) -> str:
    return html.unescape(text).replace("\x00", "\ufffd").replace("\x01", "\ufffd") if "&" in text else text


def _headline(title: str | None, paragraphs: list[str]) -> str | None:
    """The title, unless the text opens with it: the extractor often leaves the headline out."""
    if not title or not paragraphs:
        return None
    plain = re.sub(r"\W+", "", title).casefold()
    for paragraph in paragraphs[:3]:
        opening = re.sub(r"\W+", "", paragraph[:500]).casefold()
        if plain and opening and (opening.startswith(plain[:80]) or (len(opening) > 10 and plain.startswith(opening))):
            return None
    return title


def _without_site(title: str | None, paragraphs: list[str]) -> str | None:
    """The title without the name of the site behind it, where the text opens with the rest of it."""
    first = " ".join(paragraphs[0].split()) if paragraphs else ""
    if title and len(first) >= 15 and title.startswith(first) and not title[len(first) : len(first) + 1].isalnum():
        return first
    return title


def _title(markup: str) -> str | None:
    found = _TITLE.search(markup[:200_000])
    return (_plain(html.unescape(found[1])).replace("\n", " ") or None) if found else None


def _metas(markup: str, kind: str) -> list[str]:
    """What the `<meta>` elements of this kind say, in the order of preference of the data file."""
    said: dict[str, str] = {}
    for meta in _META.finditer(markup[:500_000]):
        attributes = {a[1].lower(): html.unescape(a[2] or a[3] or a[4] or "") for a in _ATTRIBUTE.finditer(meta[1])}
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = _SPACE.sub(" ", attributes.get("content", "")).strip()
        if name and content:
            said.setdefault(name.lower(), content)
    return [said[name] for name in _names()[kind] if name in said]


def _published(markup: str) -> str | None:
    for value in _metas(markup, "published"):
        if day := _day(value):
            return day
    declared = {day for value in _JSON_DATE.findall(markup[:_LARGEST]) if (day := _day(value))}
    if len(declared) == 1:  # several: the page lists other articles too
        return declared.pop()
    timed = set()
    for element in _TIME.finditer(markup[:_LARGEST]):
        attributes = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in _ATTRIBUTE.finditer(element[1])}
        if "pubdate" in element[1].lower() or attributes.get("itemprop", "").lower() == "datepublished":
            timed.add(_day(attributes.get("datetime", "")))
    return timed.pop() if len(timed) == 1 else None


def _day(value: str) -> str | None:
    """The day in an ISO 8601 or RFC 2822 date.

    >>> _day("2021-02-25T09:30:00+09:00"), _day("Thu, 25 Feb 2021 09:30:00 +0900"), _day("25/02/2021")
    ('2021-02-25', '2021-02-25', None)
    """
    iso = _ISO_DATE.match(value)
    parts = tuple(map(int, iso.groups())) if iso else (parsedate(value) or ())[:3]
    try:
        day = date(*parts)
    except (TypeError, ValueError):
        return None
    return day.isoformat() if 1900 <= day.year <= 2200 else None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(resources.files("communique.sources").joinpath("page.toml").read_text("utf-8"))
    return {key: tuple(values) for key, values in data.items()}


@cache
def _extractor() -> Any:
    """The extractor, with its log kept off the user's terminal: core code never prints."""
    import trafilatura

    for library in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    return trafilatura


def _issue(slug: str, message: str) -> Issue:
    return Issue(stage="load", slug=slug, message=message)
