"""Profile: what an article is, in which language, by whom, and from when."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, get_args

from communique.draft import Segments
from communique.record import Article, ArticleKind, Issue
from communique.stages.dateline import published_line
from communique.stages.language import foreign_script, language_of
from communique.stages.translation import translated_from

READ = frozenset({"en"})
"""The languages whose articles are read for actors and events."""

_OPENING = 2_500
_TEXT = 30_000
_ARTICLE_TITLE = 4  # words: "National Security Council" heads many a page and is no title
_AGENCY_KINDS = ("agency_tag", "dateline", "copyright", "byline")
_HOLDER = re.compile(
    r"(?:[©ⓒ�]|\([Cc]\)|[Cc]opyrights?)[\s,©ⓒ\d–-]*(?:by )?"
    r"([A-Z][\w’'& ,-]{2,80}?)(?:[.|]| All [Rr]ights|,? designed|$)"
)
_QUOTED = re.compile(r"“[^”]{0,900}”|\"[^\"\n]{0,900}\"|(?<!\w)[‘'][^’'\n]{0,400}[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `cues/kinds.toml`, compiled."""

    id: str
    kind: ArticleKind
    where: str
    times: int
    weight: float
    match: re.Pattern[str]

    def holds(self, words: str) -> bool:
        """Whether the cue is in `words` as often as it must be."""
        return any(found == self.times for found, _ in enumerate(self.match.finditer(words), 1))


def profile(article: Article, segments: Segments) -> tuple[Article, tuple[Issue, ...]]:
    """The article with its kind, language, agency, publisher, date and original language, and what it may lack.

    What was given stays as given. A day without its year, or two days, leave `published` open: `anchor` looks further.
    """
    text = article.text
    body = "\n".join(text[b.start : b.end] for b in segments.blocks) or text
    title = article.title or _title(text, segments)
    language = article.language or language_of(body)
    english = language in READ or (language is None and not foreign_script(body))
    printed = published_line(text, segments) if article.published is None else None
    source = translated_from(text) if english else None
    described = replace(
        article,
        title=title,
        kind=_kind(title or "", text, segments),
        language=language,
        original_language=source[0] if source else None,
        original_language_basis=source[1] if source else None,
        agency=_agency(segments),
        publisher=article.publisher or _publisher(segments),
        copyright=next((b.span.exact for b in segments.boilerplate if b.kind == "copyright"), None),
        published=printed[0].isoformat() if printed else article.published,
        published_basis="dateline" if printed else article.published_basis,
    )
    return described, tuple(_issues(language, english=english, empty=not segments.blocks))


def _issues(language: str | None, *, english: bool, empty: bool) -> list[Issue]:
    issues = []
    if not english:
        named = f"“{language}”" if language else "a language that could not be told"
        message = f"The article is in {named}, which is not read yet: no actors or events were looked for."
        issues.append(Issue(stage="profile", slug="language-unread", message=message))
    if empty:
        message = "Nothing but captions, menus and notices was found: there is no article to read."
        issues.append(Issue(stage="profile", slug="no-article", message=message))
    return issues


def _title(text: str, segments: Segments) -> str | None:
    first = segments.blocks[0] if segments.blocks else None
    if first is None or first.kind != "headline":
        return None
    words = " ".join(text[first.start : first.end].split())
    wide = sum(len(w) > 1 for w in words.split()) >= _ARTICLE_TITLE or foreign_script(words)
    return words if wide else None


def _kind(title: str, text: str, segments: Segments) -> ArticleKind:
    paragraphs = [b for b in segments.blocks if b.kind == "paragraph"]
    lead = [" ".join(text[b.start : b.end].split())[:1500] for b in paragraphs[:2]]
    headlines = [text[b.start : b.end] for b in segments.blocks if b.kind == "headline"]
    words = {
        "title": ["\n".join(" ".join(t.split()) for t in {title, *headlines} if t)],
        "first": lead[:1],
        "lead": [" ".join(lead)],
        "opening": [" ".join(text[:_OPENING].split())],
        "text": [text[:_TEXT]],
        "unquoted": [_QUOTED.sub(" ", text[:_TEXT])],
        "rule": sorted({(b.origin.rule or "") for b in segments.boilerplate}),
    }
    scores: dict[ArticleKind, float] = defaultdict(float)
    for cue in cues():
        if any(cue.holds(w) for w in words[cue.where]):
            scores[cue.kind] += cue.weight
    order: list[ArticleKind] = _data("kinds.toml")["order"]
    best = max(order, key=lambda kind: (scores[kind], -order.index(kind)))
    return best if scores[best] >= _data("kinds.toml")["least"] else "other"


def _agency(segments: Segments) -> str | None:
    """The one agency that the tags name, else the datelines, else the notice of copyright."""
    for kind in _AGENCY_KINDS:
        named = {
            name
            for b in segments.boilerplate
            if b.kind == kind
            for pattern, name in _agencies()
            if pattern.search(b.span.exact)
        }
        if len(named) == 1:
            return named.pop()
        if named:
            return None
    return None


def _publisher(segments: Segments) -> str | None:
    """Who holds the copyright, unless that is an agency."""
    for b in segments.boilerplate:
        holder = _HOLDER.search(b.span.exact) if b.kind == "copyright" else None
        if holder and not any(pattern.search(holder[1]) for pattern, _ in _agencies()):
            return re.sub(r"\W*(?:\d{4})?\W*$", "", holder[1])
    return None


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue of the data file, in its order."""
    rows = _data("kinds.toml")["cue"]
    assert all(row["kind"] in get_args(ArticleKind) for row in rows)
    return tuple(
        Cue(r["id"], r["kind"], r["where"], r.get("times", 1), r["weight"], re.compile(r["match"])) for r in rows
    )


@cache
def _agencies() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile("|".join(rf"(?<![A-Za-z]){re.escape(alias)}(?![A-Za-z])" for alias in row["aliases"])), row["name"])
        for row in _data("agencies.toml")["agency"]
    )


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("communique.cues").joinpath(name).read_text("utf-8"))
