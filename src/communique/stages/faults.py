"""Faults: find what translation spoilt that a phrase, a verb or a rank betrays. Finding never changes anything."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from communique.cues.faults import Ladder, Rule, faults
from communique.draft import Cast, Segments, Syntax
from communique.record import Article, Span
from communique.stages.frames import objects
from communique.stages.language import script_of, scripts

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register

_FORMS = {"VB": 0, "VBP": 0, "VBZ": 1, "VBD": 2, "VBN": 3, "VBG": 4}
_BLANK = re.compile(r"\s")
_FOREIGN = re.compile(r"(?:(?![\u0000-\u036f\u2000-\u2bff])[^\W\d_]){2,}")
_WORD = re.compile(r"(?<![\w@#-])[^\W\d_]+(?![\w-])")
_SEARCHED_LABELS = frozenset({"caption", "ui", "byline"})
_AROUND = 400  # characters on either side of a match that a rule may ask about
_NEAR_A_NAME = 160  # characters on either side of a name in which its title stands
_PAST = re.compile(r"(?:[Ff]ormer|[Tt]hen|[Ee]x)[- ](?:\w+ ){0,2}$")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule has found: the stretch, its reading, and what a reader must take differently to follow it."""

    rule: Rule
    start: int
    end: int
    reading: str | None
    confidence: float
    target: tuple[int, int] | None = None  # first and last token of the words that mean somebody else
    states: tuple[str, ...] = ()  # who they mean: states
    actor: str | None = None  # who they mean: an actor of the cast
    reads: Mapping[int, str] = field(default_factory=dict)  # token -> lemma


@dataclass(frozen=True)
class Matter:
    """What the rules look at: the article with all that is known of it when the repairs are made."""

    article: Article
    segments: Segments
    syntax: Syntax
    cast: Cast
    register: Register

    @cached_property
    def plain(self) -> str:
        """The text with every white space a blank: a phrase may run over the end of a line."""
        return _BLANK.sub(" ", self.article.text)

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """The stretches that are article."""
        return tuple((b.start, b.end) for b in self.syntax.blocks)

    @cached_property
    def labels(self) -> tuple[tuple[int, int], ...]:
        """The captions and labels, which are searched for titles and glued words only."""
        found = (b.span for b in self.segments.boilerplate if b.kind in _SEARCHED_LABELS)
        return tuple((s.start, s.end) for s in found)

    @cached_property
    def printed(self) -> tuple[tuple[int, int], ...]:
        """The article and its captions and labels, where a line may be printed twice."""
        return self.bounds + self.labels

    @cached_property
    def alone(self) -> frozenset[str]:
        """Every word that is printed by itself somewhere, and every two of them that follow one another."""
        words = [(m.start(), m[0]) for m in _WORD.finditer(self.plain)]
        pairs = (f"{a} {b}" for (i, a), (j, b) in pairwise(words) if j == i + len(a) + 1)
        return frozenset(chain((word for _, word in words), pairs))

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return [(sentence.start_char, sentence.end_char) for sentence in self.syntax.sentences]

    @cached_property
    def _marks(self) -> list[int]:
        return [m.start() for m in re.finditer('"', self.syntax.doc.text)]  # the reading copy has plain marks

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.syntax.doc]

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last token of the characters from `start` to `end`; None where they are not article."""
        doc = self.syntax.doc
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end) - 1
        while first <= last and (doc[first].is_space or doc[first].idx + len(doc[first]) <= start):
            first += 1
        while last >= first and doc[last].is_space:
            last -= 1
        return (first, last) if first <= last else None

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or the caption, around a stretch, as far as a reader would look."""
        at = bisect_right(self._sentences, (start, len(self.plain))) - 1
        if at >= 0 and start < self._sentences[at][1]:
            first, last = self._sentences[at]
        else:
            first, last = next(((s, e) for s, e in self.labels if s <= start < e), (start, end))
        return max(first, start - _AROUND), min(max(last, end), end + _AROUND)

    def fits(self, rule: Rule, start: int, end: int) -> bool:
        """Whether the sentence around a match says what the rule wants to hear, and nothing that it does not."""
        if rule.near is None and rule.unless is None:
            return True
        first, last = self.sentence(start, end)
        around = self.plain[first:last]
        return (rule.near is None or bool(rule.near.search(around))) and not (
            rule.unless is not None and rule.unless.search(around)
        )

    def quoted(self, offset: int) -> bool:
        """Whether a quotation mark opened earlier in the paragraph is still open."""
        start = next((s for s, e in self.bounds if s <= offset < e), offset)
        return (bisect_left(self._marks, offset) - bisect_left(self._marks, start)) % 2 == 1

    def matches(self, rule: Rule) -> Iterator[re.Match[str]]:
        """Every match of the rule's expressions that fits, in the article and, where it asks, in captions."""
        stretches = self.bounds + self.labels if rule.captions else self.bounds
        for expression in rule.match:
            for start, end in stretches:
                for match in expression.finditer(self.plain, start, end):
                    if self.fits(rule, match.start(), match.end()):
                        yield match


def phrase(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """Words that are wrong as they stand: a title rendered word for word, a noun in the wrong sense."""
    doc = matter.syntax.doc
    for match in matter.matches(rule):
        span = Span.of(matter.article.text, match.start(), match.end())
        if rule.outside_quotations and matter.quoted(span.start):
            continue
        reading = " ".join(match.expand(rule.reading).split()) if rule.reading else None
        target = matter.tokens(span.start, span.end)
        reads: dict[int, str] = {}
        if target is not None and isinstance(rule.read, Mapping):
            words = range(target[0], target[1] + 1)
            reads = {i: rule.read[doc[i].lower_] for i in words if doc[i].lower_ in rule.read}
        yield Fault(rule, span.start, span.end, reading, rule.confidence, target, rule.means, reads=reads)


def residue(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """A name that was left in the letters of the original, where we know whose it is: "연합뉴스"."""
    article, script = matter.article, script_of(matter.article.original_language)
    tags = tuple((b.span.start, b.span.end) for b in matter.segments.boilerplate if b.kind == "agency_tag")
    for start, end in (*matter.bounds, *tags):
        for match in _FOREIGN.finditer(article.text, start, end):
            first, last = match.span()
            glossed = article.text[first - 1 : first] == "(" and article.text[last : last + 1] == ")"
            if script is None or glossed or not scripts(match[0])[script]:
                continue  # "Noh Kyu-duk (노규덕)" is an aid to the reader
            reading = _known_by(match[0], matter) or (article.agency if (start, end) in tags else None)
            if reading is not None:
                yield Fault(rule, first, last, reading, rule.confidence)


def _known_by(words: str, matter: Matter) -> str | None:
    """The English name of what is called so in its own letters, where only one thing is."""
    names = {entry.name for entry in matter.register.lookup(words)}
    names = names or {person.name for person in matter.register.persons(words)}
    return names.pop() if len(names) == 1 else None


def administration(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """ "The former US administration, Donald Trump": the words mean the government that bears the name."""
    for fault in phrase(rule, matter):
        whose = matter.tokens(fault.end - 1, fault.end)
        actor = matter.cast.meant.get(whose[1]) if whose else None
        yield Fault(rule, fault.start, fault.end, fault.reading, fault.confidence, fault.target, actor=actor)


def verb(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """A verb in the wrong sense, which its object, its adverb or the next word gives away."""
    doc = matter.syntax.doc
    for token in doc:
        if token.lemma_ not in rule.lemmas or token.tag_ not in _FORMS or token.dep_ in {"amod", "compound"}:
            continue
        if not _judges(token, rule) or matter.plain[token.idx - 1 : token.idx] == "-":  # "re-evaluate"
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else token
        last = following if following.lower_ in rule.swallows else token
        span = matter.syntax.span(token.i, last.i)
        if not matter.fits(rule, span.start, span.end):
            continue
        reading = rule.forms[_FORMS[token.tag_]]
        reads = {token.i: rule.read} if isinstance(rule.read, str) else {}
        yield Fault(rule, span.start, span.end, reading, rule.confidence, (token.i, last.i), reads=reads)


def _judges(token: Token, rule: Rule) -> bool:
    if rule.following:
        doc = token.doc
        return token.i + 1 < len(doc) and doc[token.i + 1].lower_ in rule.following and token.tag_ != "VBN"
    words = {child.lower_ for child in token.children}
    auxiliaries = {child.lower_ for child in token.children if child.dep_ == "aux"}
    if words & rule.modifiers_not or auxiliaries & rule.auxiliaries_not:
        return False
    if rule.modifiers and not words & rule.modifiers:
        return False
    return not rule.objects or any(o.lemma_.lower() in rule.objects for o in objects(token))


def two_ranks(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """One person under two ranks of one ladder; the lower is named as the fault.

    The rule with a reading speaks where one of the ranks means *acting*, the one without where none does.
    """
    for actor in matter.cast.actors:
        if actor.kind != "person":
            continue
        for ladder in faults().ladders:
            held = sorted({rank for m in actor.mentions for rank in _ranks(matter, m, ladder)})
            printed = [" ".join(matter.plain[start:end].split()) for start, end in held]
            acting = any(p.startswith(tuple(ladder.acting)) for p in printed) if ladder.acting else False
            low = [_is_deputy(p) for p in printed]
            if acting is not (rule.reading is not None) or all(low) or not any(low):
                continue
            for (start, end), deputy in zip(held, low, strict=True):
                if deputy:
                    target = matter.tokens(actor.mentions[0].start, actor.mentions[0].end)
                    yield Fault(rule, start, end, rule.reading, rule.confidence, target)


def _ranks(matter: Matter, mention: Span, ladder: Ladder) -> Iterator[tuple[int, int]]:
    """Where a rank stands right before a name, or right after it behind a comma."""
    plain = matter.plain
    low = max(0, mention.start - _NEAR_A_NAME)
    for match in ladder.rank.finditer(plain, low, mention.start):
        if not plain[match.end() : mention.start].strip() and not _PAST.search(plain, low, match.start()):
            yield match.span()
    after = mention.end
    if plain[after : after + 2] == ", ":
        after += 2 + 4 * (plain[after + 2 : after + 6] == "the ")
        if (behind := ladder.rank.match(plain, after)) is not None:
            yield behind.span()


def _is_deputy(rank: str) -> bool:
    return any(word in rank for word in ("Deputy", "Vice"))
