"""Load: from a file, standard input or bytes to an article."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from communique.errors import NotAnArticle, SourceError
from communique.ids import make_id
from communique.record import Article, Issue, PublishedBasis, Span
from communique.sources.decode import decode
from communique.sources.page import looks_like_page, read_page

LIMIT = 10 * 1024 * 1024
"""The largest file that is read, in bytes: a hundred times the longest statement in our corpora."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article as read from its source, and what could not be read of it."""

    article: Article
    issues: tuple[Issue, ...] = ()


def load(
    source: Path | str | bytes,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Loaded:
    """The article in a file (a path), on standard input (`"-"`) or in bytes.

    Plain text is kept as decoded, except that line ends become newlines, a byte order mark goes, and NUL characters
    become U+FFFD: offsets count what `open(path, encoding="utf-8-sig").read()` gives. Of a web page the main text is
    kept. What is given wins over what the page says.
    """
    name, data = _read(source)
    decoded = decode(data, name=name)
    text = decoded.text
    if not text.strip("\ufeff\ufffd \t\r\n\f\v"):
        raise NotAnArticle(f"Cannot read {name}: it holds no text.", hint="Check that the right file was saved.")
    if not looks_like_page(text):
        article = article_from_text(text, published=published, title=title, url=url, language=language)
        return Loaded(article, tuple(_located(decoded.issues, article.text)))
    page = read_page(text)
    if not page.text.strip():
        raise NotAnArticle(
            f"Cannot read {name}: it is a web page without text.",
            hint="Pages that fill themselves by script must be saved after they are shown.",
        )
    article = article_from_text(
        page.text,
        published=published or page.published,
        title=title or page.title,
        url=url or page.url,
        language=language or _believable(page.language, page.text),
        publisher=page.publisher,
        published_basis="metadata" if page.published and not published else None,
    )
    return Loaded(article, decoded.issues + page.issues)


def article_from_text(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    publisher: str | None = None,
    published_basis: PublishedBasis | None = None,
) -> Article:
    """The article whose text is `text`, with the id that follows from it.

    The text is taken as it is, so that offsets in the record are offsets in what the caller holds; only NUL characters
    and halves of surrogate pairs, which JSON and databases cannot carry, are replaced one for one by U+FFFD.

    >>> article_from_text("Seoul and Tokyo agreed.").text_length
    23
    """
    if not text.strip():
        raise NotAnArticle("Cannot read an empty text.", hint="Give it the text of one article.")
    text = _clean(text)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if published is not None:
        published = _iso(published)
        published_basis = published_basis or "given"
    return Article(
        id=make_id("art", digest),
        text=text,
        text_sha256=digest,
        text_length=len(text),
        title=_clean(title) if title else None,
        language=language.strip().lower() or None if language else None,
        publisher=_clean(publisher) if publisher else None,
        url=_clean(url) if url else None,
        published=published,
        published_basis=published_basis if published else None,
    )


def _read(source: Path | str | bytes) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        _check_size("the text", len(source))
        return "the text", source
    if source == "-":
        return "standard input", _limited(sys.stdin.buffer, "standard input")
    path = Path(source)
    try:
        if path.is_file():
            _check_size(str(path), path.stat().st_size)
        with path.open("rb") as stream:
            return str(path), _limited(stream, str(path))
    except FileNotFoundError:
        reason, hint = "there is no such file", "Check the name and the folder."
    except IsADirectoryError:
        reason, hint = "it is a folder", "Name the files in it, for example with a * at the end."
    except PermissionError:
        reason, hint = "you may not read it", "Ask its owner for permission to read it."
    except (OSError, ValueError) as error:
        reason, hint = getattr(error, "strerror", None) or str(error), "Check the name and the disk."
    raise SourceError(f"Cannot read {_shown(path)}: {reason}.", hint=hint)


def _limited(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(LIMIT + 1)
    _check_size(name, len(data), exact=False)
    return data


def _check_size(name: str, size: int, *, exact: bool = True) -> None:
    if size <= LIMIT:
        return
    found = f"{size / 1024 / 1024:.1f} MB" if exact else "more"
    raise SourceError(
        f"Cannot read {name}: the limit is {LIMIT // 1024 // 1024} MB for one article, and this has {found}.",
        hint="Split it into articles, one file each.",
    )


def _iso(value: str) -> str:
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        message = f"Cannot use {value!r} as the date of publication: it is not a day such as 2021-02-25."
        raise SourceError(message, hint="Write year, month and day, with hyphens.") from None


def _believable(language: str | None, text: str) -> str | None:
    """The language a page declares, unless its script says otherwise: many pages carry their template's language."""
    from communique.stages.language import script_language

    seen = script_language(text)
    return None if seen and seen != language else language


def _located(issues: tuple[Issue, ...], text: str) -> Iterable[Issue]:
    at = text.find("\ufffd")
    for issue in issues:
        yield issue if at < 0 else Issue(issue.stage, issue.slug, issue.message, Span(at, at + 1, text[at]))


def _shown(path: Path) -> str:
    return _clean(str(path)).replace("\0", "\ufffd")


def _clean(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd")
