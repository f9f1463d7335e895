"""Own voice: sentences that a statement, a speech or a spokesperson says in the first person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.cues.reporting import Reporting
from communique.draft import Segments, Syntax
from communique.record import ArticleKind, Span
from communique.stages.quotation import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

# From this share of sentences that say "we" on, a text of unknown kind is taken for somebody's own words. A memoir says
# "I", and so does the reporter who was there.
_OWN_SHARE = 0.2
_WRITTEN: frozenset[ArticleKind] = frozenset({"statement", "joint_statement", "readout"})
_OWN_KINDS = _WRITTEN | {"transcript"}
_HEADER_WITHIN = 4  # sentences: further down, "as follows:" introduces a list


@dataclass(frozen=True, slots=True)
class Voice:
    """A sentence in somebody's own voice, the offsets of the words that attribute it, the head of who speaks."""

    sentence: Tokens
    cue: tuple[int, int] | None
    source: Token | None


def voices(
    syntax: Syntax,
    segments: Segments,
    paras: tuple[Paragraph, ...],
    quoted: frozenset[int],
    kind: ArticleKind,
    words: Reporting,
) -> Iterator[Voice]:
    """The sentences of the article that are somebody's own words without standing in quotation marks.

    After "The following is attributable to Spokesperson Lee:" every sentence is his, unless the text goes on to tell of
    a meeting; elsewhere a sentence is own voice when its subject is "we" or "I".
    """
    sentences = [s for s in syntax.sentences if not _in_headline(s, paras)]
    line = next((b.span for b in segments.boilerplate if _is_header(b.span.exact, words)), None)
    number = next((n for n, s in enumerate(sentences[:_HEADER_WITHIN]) if _is_header(s.text, words)), None)
    if line is None and number is None:
        yield from _first_person(sentences, None, None, quoted, kind, words)
        return
    cue, source, body = _header(line, number, sentences)
    if not body or body[0].start in quoted:
        return
    if kind == "readout" or _tells(body[0], words):
        yield from _first_person(body, cue, source, quoted, "readout", words)
        return
    for sentence in body:
        inside = quoted.issuperset(range(sentence.start, sentence.end))
        if any(t.pos_ in ("VERB", "AUX") for t in sentence) and not inside:
            yield Voice(sentence, cue, source)


def _header(
    line: Span | None, number: int | None, sentences: list[Tokens]
) -> tuple[tuple[int, int], Token | None, list[Tokens]]:
    """The words that hand the text to its speaker, the head of the phrase for him, and the sentences that follow."""
    if number is not None:
        header = sentences[number]
        return (header.start_char, header.end_char), _speaker(header), sentences[number + 1 :]
    assert line is not None
    return (line.start, line.end), None, [s for s in sentences if s.start_char >= line.end]


def _in_headline(sentence: Tokens, paras: tuple[Paragraph, ...]) -> bool:
    return any(p.headline and p.start <= sentence.start_char < p.end for p in paras)


def _is_header(text: str, words: Reporting) -> bool:
    text = text.strip(" \t\n\r\u200e\u200f").lower()
    if not text.endswith(":"):
        return False
    return text.endswith(words.handing_over) or any(phrase in text for phrase in words.headers)


def _speaker(header: Tokens) -> Token | None:
    for token in header:
        if token.lower_ == "attributable" and token.i + 1 < header.end:
            for follower in header.doc[token.i + 1 : header.end]:
                if follower.dep_ == "pobj":
                    return follower
    return next((t for t in header if t.dep_ == "nsubj"), None)


def _tells(sentence: Tokens, words: Reporting) -> bool:
    """Whether a text begins by telling of a meeting: "The Secretary met today with …"."""
    root = sentence.root
    return root.lemma_ in words.telling and not any(
        c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in root.children
    )


def _first_person(
    sentences: list[Tokens],
    cue: tuple[int, int] | None,
    source: Token | None,
    quoted: frozenset[int],
    kind: ArticleKind,
    words: Reporting,
) -> Iterator[Voice]:
    find = _joint if kind == "joint_statement" else _first_person_subject
    own = [(s, who) for s in sentences if (who := find(s, quoted)) is not None]
    plural = sum(who.lower_ == "we" for _, who in own)
    if kind not in _OWN_KINDS and (kind == "news" or plural < max(2.0, _OWN_SHARE * len(sentences))):
        return
    for sentence, who in own:
        past = who.head.tag_ == "VBD" and who.lower_ != "our"
        told = past if cue is None and kind in _WRITTEN else not _performs(who.head, words)
        if told and not (cue is not None and kind in _WRITTEN):
            continue  # "Sorry, I was late.", "We gathered here a year ago."
        yield Voice(sentence, cue, who if cue is None else source)


def _performs(verb: Token, words: Reporting) -> bool:
    """Whether a first-person clause does something by saying it: "we condemn", "I am grateful"."""
    if verb.tag_ not in ("VBP", "VB", "VBG") or any(c.dep_ == "neg" for c in verb.children):
        return False
    if verb.lemma_ == "be":
        return any(c.dep_ == "acomp" and c.lemma_ in words.performed for c in verb.children)
    if verb.lemma_ in words.expressing:
        return any(c.dep_ == "dobj" and c.lemma_.lower() in words.expressed for c in verb.children)
    cue = words.verbs.get(verb.lemma_)
    return verb.lemma_ in words.performed or (cue is not None and cue.weak and not cue.attitude)


def _joint(sentence: Tokens, quoted: frozenset[int]) -> Token | None:
    """The "we" or "our", or the names before "will", that make a sentence of a joint statement its authors'."""
    ours = (t for t in sentence if t.lower_ == "our" and t.i not in quoted)
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "shall") for c in sentence.root.lefts)
    named = (c for c in sentence.root.lefts if will and c.dep_ == "nsubj" and c.ent_type_ == "GPE" and c.n_rights)
    return _first_person_subject(sentence, quoted) or next(ours, None) or next(named, None)


def _first_person_subject(sentence: Tokens, quoted: frozenset[int]) -> Token | None:
    """The "we" or "I" that a main verb of the sentence has for subject."""
    root = sentence.root
    for verb in (root, *(c for c in root.conjuncts if c.pos_ in ("VERB", "AUX"))):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("we", "i") and child.i not in quoted:
                return child
    return None
