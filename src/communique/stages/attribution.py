"""Attributions: words of the article and the phrase they are put in the mouth of, before we know whom it means."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.cues.reporting import Cue, Reporting
from communique.draft import Syntax
from communique.record import Act, ArticleKind
from communique.stages.quotation import Paragraph, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: offsets of the cue and the content, and the heads of the phrases for speaker and hearer.

    `rule` names the construction: the frame of the verb ("that", "object", "for" …), or "quote", "after", "according"…
    """

    anchor: Token
    cue: Offsets | None
    source: Token | None
    hearer: Token | None
    content: tuple[Offsets, ...]
    act: Act
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the search for attributions needs of the article."""

    syntax: Syntax
    kind: ArticleKind
    words: Reporting
    paras: tuple[Paragraph, ...]
    quotes: tuple[Quotation, ...]
    offsets: tuple[int, ...]  # of every token
    quoted: frozenset[int]  # the tokens in quotation marks, and the marks

    def token_at(self, offset: int) -> int:
        """The index of the first token that begins at or after `offset`."""
        return bisect_left(self.offsets, offset)

    def tokens(self, para: Paragraph) -> range:
        """The indices of the tokens of a paragraph."""
        return range(self.token_at(para.start), self.token_at(para.end))

    def chars(self, first: int, last: int) -> Offsets:
        """The offsets of tokens `first` to `last`, both included."""
        end = self.syntax.doc[last]
        return self.offsets[first], end.idx + len(end)

    def whole(self, first: int, last: int) -> tuple[Offsets, ...]:
        """The offsets of a content, grown to take in any quotation it breaks into; of a bare quotation, its words."""
        start, end = self.chars(first, last)
        for quote in self.quotes:
            if quote.outer_start < end and start < quote.outer_end:
                start = quote.outer_start if quote.outer_start < start <= quote.start + 1 else start
                end = max(end, quote.outer_end)
        for quote in self.quotes:
            if quote.outer_start <= start <= quote.start and quote.end <= end <= quote.outer_end:
                return ((quote.start, quote.end),)
        return ((start, end),)


@dataclass(slots=True)
class Speech:
    """A verb that reports real speech, and the offsets of the quotations it has claimed."""

    verb: Token
    cue: Cue
    claimed: list[Offsets] = field(default_factory=list)
