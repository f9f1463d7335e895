"""Attribute: from syntax to attributions, one construction of reported speech after another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from communique.cues.reporting import Cue, Reporting, reporting
from communique.draft import Segments, Syntax
from communique.record import Act, ArticleKind
from communique.stages import clause
from communique.stages.attribution import Attribution, Offsets, Reading, Speech
from communique.stages.claim import carried, claim
from communique.stages.content import complement, resumes, right_edge, that_clause, trim_end, trim_start, without_gloss
from communique.stages.phrase import by_phrase
from communique.stages.quotation import paragraphs, quotations
from communique.stages.turns import turns
from communique.stages.voice import voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_DASHES = (",", "-", "--", "—", '"', "''", "'")
_COPULAS = ("be", "remain")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_NOBODY = frozenset({"neither", "no", "nobody", "none", "nothing"})
_DEEPEST = 20  # clauses climbed from one word: nobody writes deeper, but a list without full stops may be parsed so


def attribute(syntax: Syntax, segments: Segments, *, kind: ArticleKind = "other") -> tuple[Attribution, ...]:
    """Every attribution of the article, in the order of its content.

    Headlines are left out: they repeat what the article attributes with more care.
    """
    reading = _read(syntax, kind)
    speeches = {speech.verb.i: speech for speech in _speeches(reading)}
    claimed = claim(speeches, reading)
    found = [a for speech in speeches.values() for a in _by_verb(speech, reading)]
    found += _expressed(reading)
    found += _held(reading)
    found += by_phrase(reading)
    found = list(_distinct(found))
    found += carried(found, claimed, reading)
    spoken = list(turns(reading))
    own = [] if spoken else list(_own_voice(reading, segments))
    found = [a for a in found if not _within(a, own)] + own + spoken
    return tuple(sorted(_distinct(found), key=lambda a: (a.content[0], a.cue or (0, 0))))


def _read(syntax: Syntax, kind: ArticleKind) -> Reading:
    paras = paragraphs(syntax.text, syntax.blocks)
    quotes = quotations(syntax.text, paras)
    offsets = tuple(t.idx for t in syntax.doc)
    quoted = frozenset(
        i for q in quotes for i in range(bisect_left(offsets, q.outer_start), bisect_left(offsets, q.outer_end))
    )
    return Reading(syntax, kind, reporting(), paras, quotes, offsets, quoted)


def _verbs(reading: Reading) -> Iterator[Token]:
    """The verbs of the article outside headlines and quotations."""
    for para in reading.paras:
        if para.headline:
            continue
        for i in reading.tokens(para):
            token = reading.syntax.doc[i]
            if token.tag_.startswith("VB") and i not in reading.quoted:
                yield token


# ------------------------------------------------------------------------------------------------ verbs that report


def _speeches(reading: Reading) -> Iterator[Speech]:
    words = reading.words
    for verb in _verbs(reading):
        if verb.lemma_ in words.verbs or verb.lemma_ in words.particles:
            cue = _cue(verb, words)
            if cue is not None and clause.is_realis(verb, words) and not _planned(verb, words) and not _by_nobody(verb):
                yield Speech(verb, cue)


def _planned(verb: Token, words: Reporting) -> bool:
    """Whether a gerund stands below something that has yet to happen: "will focus on *reaffirming* the pact"."""
    above = verb.head.head
    return verb.dep_ == "pcomp" and verb.tag_ == "VBG" and above.pos_ == "VERB" and not clause.is_realis(above, words)


def _by_nobody(verb: Token) -> bool:
    """Whether the subject says that nobody spoke: "*neither side* commented", "*no envoy* said so"."""
    who = clause.subject(verb)
    if who is None:
        return False
    before = (c for c in who.lefts if c.dep_ in ("det", "preconj", "cc") and not c.nbor().like_num)  # "No 10 said"
    return who.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in before)


def _cue(verb: Token, words: Reporting) -> Cue | None:
    particles = words.particles.get(verb.lemma_)
    for child in verb.rights if particles else ():
        if particles and child.lower_ in particles and child.dep_ not in ("dobj", "nsubj", "conj"):
            return words.verbs[f"{verb.lemma_} {child.lower_}"]
    return words.verbs.get(verb.lemma_)


def _by_verb(speech: Speech, reading: Reading) -> Iterator[Attribution]:
    verb, cue, words = speech.verb, speech.cue, reading.words
    if speech.claimed:
        source = _source(speech, reading)
        yield _attribution(speech, source, tuple(speech.claimed), "quote", reading)
        return
    if clause.is_passive(verb) and not _mistaken(verb):
        yield from _passive(speech, reading)
        return
    source = _source(speech, reading)
    if source is None or source.lower_ in ("i", "we", "you") or (cue.weak and not clause.can_speak(source, words)):
        return
    if cue.attitude and source.pos_ == "PRON" and verb.dep_ == "ccomp":
        return  # "officials said they believed …" is one statement
    this = _this(verb)
    if this is not None:
        yield from _back_reference(speech, source, this, reading)
        return
    placed = complement(verb, cue, words)
    if placed is not None:
        start, last, frame = placed
        if frame == "as" and verb.dep_ == "relcl" and verb.left_edge.i and verb.left_edge.nbor(-1).text != ",":
            return  # "the island which Oslo regards as its own" only says which island
        if cue.undertakes and frame == "that" and _undertaking(verb):
            return
        content = _opening(verb, source, frame, reading) + reading.whole(start, last)
        if cue.finding and source.lemma_.lower() not in (words.documents | words.finders):
            return  # "the envoy found that the road was closed"
        yield _attribution(speech, source, content, frame, reading)
    elif "that" in cue.frames:
        content = _around(speech, source, reading)
        if content:
            yield _attribution(speech, source, content, "after", reading)


def _mistaken(verb: Token) -> bool:
    """Whether the verb of a sentence was taken for a participle: "The two *condemned* in strong terms the raid"."""
    if verb.tag_ != "VBN" or not any(c.dep_ == "dobj" for c in verb.rights):
        return False
    if any(c.dep_ in ("aux", "auxpass", "nsubjpass", "agent") for c in verb.children):
        return False
    return _bare_head(verb) is not None or any(c.dep_ == "nsubj" for c in verb.lefts)


def _bare_head(verb: Token) -> Token | None:
    """The noun that a sentence seems to consist of, where `verb` is hung on it."""
    head = verb.head
    bare = verb.dep_ == "acl" and head.dep_ == "ROOT" and head.pos_ in ("NOUN", "PROPN")
    return head if bare else None


def _source(speech: Speech, reading: Reading) -> Token | None:
    verb = speech.verb
    if _mistaken(verb):
        return _bare_head(verb) or clause.subject(verb)
    if clause.is_passive(verb) and not speech.claimed:
        return clause.agent(verb)
    for above in islice(verb.ancestors, _DEEPEST):
        if above.lemma_ in reading.words.verbs and resumes(verb, above, reading.words):
            return clause.subject(above)
    found = clause.subject(verb)
    if found is not None or "quote" not in speech.cue.frames:
        return found
    # The parser often takes the speaker of "…," said Minister Lee for an object.
    speakers = (c for c in verb.rights if c.dep_ in ("dobj", "attr", "npadvmod", "appos", "oprd"))
    return next((c for c in speakers if c.i not in reading.quoted and c.ent_type_ not in ("DATE", "TIME")), None)


def _attribution(
    speech: Speech, source: Token | None, content: tuple[Offsets, ...], rule: str, reading: Reading
) -> Attribution:
    return Attribution(
        anchor=speech.verb,
        cue=reading.chars(speech.verb.i, speech.verb.i),
        source=source,
        hearer=clause.hearer(speech.verb, speech.cue) if rule != "object" else clause.told(speech.verb),
        content=content,
        act=speech.cue.act,
        rule=rule,
    )


def _undertaking(verb: Token) -> bool:
    """Whether "they agreed that they would meet" undertakes something instead of holding something true."""
    that = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if that is None:
        return False
    subject = next((c for c in that.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    modal = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "'d") for c in that.children)
    return modal and subject is not None and subject.pos_ == "PRON"


def _passive(speech: Speech, reading: Reading) -> Iterator[Attribution]:
    """Content of "the launch was condemned by Oslo", "a plan confirmed by Oslo", "this was reported by Oslo"."""
    verb, doc = speech.verb, reading.syntax.doc
    said = clause.passive_subject(verb)
    by = clause.agent(verb)
    if said is not None and said.lower_ in ("this", "it", "that"):
        that = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
        if that is None:
            yield from _back_reference(speech, by or _place_of_speech(verb), said, reading)
        elif by is not None or (said.lower_ == "it" and verb.lemma_ in reading.words.impersonal):
            last = right_edge(verb, that.left_edge.i, reading.words)
            start = trim_start(doc, that.left_edge.i, last)
            yield _attribution(speech, by, reading.whole(start, last), "passive", reading)
        return
    if by is None or not clause.can_speak(by, reading.words) or "object" not in speech.cue.frames:
        return
    if said is None and "quote" in speech.cue.frames and verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
        said = verb.head
    if said is None or said.pos_ == "PRON":
        return
    start = said.left_edge.i
    last = trim_end(doc, start, min(said.right_edge.i, verb.i - 1) if said.i < verb.i else said.right_edge.i)
    yield _attribution(speech, by, (reading.chars(start, last),), "passive", reading)


def _place_of_speech(verb: Token) -> Token | None:
    """What something is said in: "this is stated in a *message* on the site"."""
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in ("in", "on", "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _this(verb: Token) -> Token | None:
    """The object of "he said this on Friday", which means the sentence before."""
    return next((c for c in verb.rights if c.dep_ == "dobj" and c.lower_ == "this" and c.i == c.right_edge.i), None)


def _back_reference(speech: Speech, source: Token | None, this: Token, reading: Reading) -> Iterator[Attribution]:
    """The sentence before "This was reported by the ministry.", as translations from Russian have it."""
    sentences = reading.syntax.sentences
    here = next((n for n, s in enumerate(sentences) if s.start <= this.i < s.end), 0)
    if "that" not in speech.cue.frames or source is None or here == 0 or this.i > this.sent.start + 3:
        return
    before = sentences[here - 1]
    if any(p.headline and p.start <= before.start_char < p.end for p in reading.paras):
        return
    last = before.end - 1
    while last > before.start and reading.syntax.doc[last].is_space:
        last -= 1
    yield _attribution(speech, source, (reading.chars(before.start, last),), "this", reading)


def _first(verb: Token, source: Token) -> int:
    """The first token of the reporting clause "the minister also said" or "said the minister"."""
    first = min(source.left_edge.i, verb.i) if source.i < verb.i else verb.i
    while (
        first > verb.sent.start and verb.doc[first - 1].dep_ in ("aux", "advmod") and verb.doc[first - 1].head == verb
    ):
        first -= 1
    return first


def _opening(verb: Token, source: Token, frame: str, reading: Reading) -> tuple[Offsets, ...]:
    """The subject of the content in "*The risk*, he said, *is a clash*"."""
    doc, first = reading.syntax.doc, _first(verb, source)
    that = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if frame != "that" or that is None or that.left_edge.i >= first or doc[first - 1].text != ",":
        return ()
    start = that.left_edge.i
    return (reading.chars(start, trim_end(doc, start, first - 1)),)


def _around(speech: Speech, source: Token, reading: Reading) -> tuple[Offsets, ...]:
    """What stands before "…, officials said", and on both sides of "…, officials said, …"."""
    verb, doc, sentence = speech.verb, reading.syntax.doc, speech.verb.sent
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.lefts):
        return _as_said(verb, reading)
    first = _first(verb, source)
    said = next((c for c in verb.lefts if c.dep_ in ("ccomp", "parataxis") and c.i < first), None)
    if said is None:
        parted = first > sentence.start and doc[first - 1].lower_ in _DASHES
        if not parted or verb.tag_ not in _FINITE or verb.dep_ in ("relcl", "acl", "advcl", "conj"):
            return ()
        if speech.cue.hearer != "object" and any(c.dep_ in ("dobj", "attr", "oprd") for c in verb.rights):
            return ()
    start = trim_start(doc, said.left_edge.i if said is not None else sentence.start, first - 1)
    before = reading.chars(start, trim_end(doc, start, first - 1))
    if said is not None or any(t.tag_ in _FINITE for t in doc[start:first]):
        return (before,)
    return _rest(verb, source, before, reading)


def _as_said(verb: Token, reading: Reading) -> tuple[Offsets, ...]:
    """The clause in "*As the ministry noted*, the talks had failed": a comma parts the two."""
    doc, sentence = reading.syntax.doc, verb.sent
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "conj", "oprd") for c in verb.rights):
        return ()
    first, last = verb.left_edge.i, verb.right_edge.i
    if first == sentence.start and last + 1 < sentence.end and doc[last + 1].text == ",":
        start = last + 2
        return reading.whole(start, trim_end(doc, start, sentence.end - 1))
    if first > sentence.start and doc[first - 1].text == "," and verb.head.i < first and last >= sentence.end - 2:
        start = trim_start(doc, sentence.start, first - 1)
        return reading.whole(start, trim_end(doc, start, first - 1))
    return ()


def _rest(verb: Token, source: Token, before: Offsets, reading: Reading) -> tuple[Offsets, ...]:
    """Both parts of "The risk, the minister said, is a clash": the parser did not see that it is one clause."""
    doc, sentence = reading.syntax.doc, verb.sent
    at = max(verb.i, source.right_edge.i if source.i > verb.i else verb.i) + 1
    comma = next((i for i in range(at, min(at + 12, sentence.end)) if doc[i].text == ","), None)
    if comma is None or not any(t.tag_ in _FINITE for t in doc[comma : sentence.end]):
        return ()
    start = comma + 1
    if doc[min(start, sentence.end - 1)].tag_ in ("WDT", "WP", "WRB"):
        return ()  # "…, the envoys agreed on a date, which …"
    return (before, reading.chars(start, trim_end(doc, start, sentence.end - 1)))


# ------------------------------------------------------------------------------------------------ other constructions


def _expressed(reading: Reading) -> Iterator[Attribution]:
    """ "Expressed concern about …", "conveyed greetings": a verb that rules a noun of speaking."""
    words, doc = reading.words, reading.syntax.doc
    for verb in _verbs(reading):
        if verb.lemma_ not in words.expressing or not clause.is_realis(verb, words):
            continue
        objects = [c for c in verb.rights if c.dep_ == "dobj"]
        nouns = [n for o in objects for n in (o, *o.conjuncts)]
        noun = next((n for n in nouns if n.lemma_.lower() in words.expressed), None)
        source = clause.subject(verb)
        if noun is None or source is None or not clause.can_speak(source, words) or source.lower_ in ("i", "we"):
            continue
        start = min(o.left_edge.i for o in objects)
        last = without_gloss(doc, start, right_edge(verb, start, words))
        that = that_clause(noun)
        if that is None and (last == start or doc[start].lower_ in ("this", "that", "these", "those")):
            continue  # "voiced concern", "shared this view": no more than that
        if that is not None:
            start = trim_start(doc, that.left_edge.i, last)
        yield Attribution(
            anchor=verb,
            cue=reading.chars(verb.i, noun.i if that is not None else verb.i),
            source=source,
            hearer=clause.told(verb),
            content=reading.whole(start, last),
            act=words.expressed[noun.lemma_.lower()],
            rule="expressed",
        )


def _held(reading: Reading) -> Iterator[Attribution]:
    """ "Was adamant that the border would stay shut": a quality that is a way of speaking."""
    words, doc = reading.words, reading.syntax.doc
    for verb in _verbs(reading):
        quality = next((c for c in verb.rights if c.dep_ == "acomp" and c.lower_ in words.qualities), None)
        if verb.lemma_ not in _COPULAS or quality is None or not clause.is_realis(verb, words):
            continue
        source = clause.subject(verb)
        that = next((c for c in (*quality.rights, *verb.rights) if c.dep_ == "ccomp" and c.i > quality.i), None)
        if that is None or source is None or source.lower_ in ("i", "we", "it") or not clause.can_speak(source, words):
            continue
        start = trim_start(doc, that.left_edge.i, that.right_edge.i)
        content = reading.whole(start, right_edge(verb, start, words))
        yield Attribution(verb, reading.chars(verb.i, quality.i), source, None, content, "assert", "that")


def _own_voice(reading: Reading, segments: Segments) -> Iterator[Attribution]:
    doc = reading.syntax.doc
    for voice in voices(reading.syntax, segments, reading.paras, reading.quoted, reading.kind, reading.words):
        last = voice.sentence.end - 1
        while last > voice.sentence.start and doc[last].is_space:
            last -= 1
        first = next((t.i for t in voice.sentence if not t.is_space and t.text != '"'), voice.sentence.start)
        while last > first and doc[last].text == '"':
            last -= 1
        yield Attribution(
            anchor=voice.sentence.root,
            cue=voice.cue,
            source=voice.source,
            hearer=None,
            content=(reading.chars(first, last),),
            act=_act_of(voice.sentence.root, reading.words),
            rule="own_voice",
        )


def _act_of(verb: Token, words: Reporting) -> Act:
    """The act that a verb in the first person performs: "we condemn" criticises."""
    cue = _cue(verb, words)
    return cue.act if cue is not None else "assert"


# ------------------------------------------------------------------------------------------------ one of each


def _within(item: Attribution, own: Iterable[Attribution]) -> bool:
    """Whether an attribution restates, for the speaker, a sentence in the speaker's own voice."""
    for voice in own:
        start, end = voice.content[0]
        if start <= item.anchor.idx < end and item.anchor.dep_ in ("ROOT", "conj"):
            return True
    return False


def _distinct(found: Iterable[Attribution]) -> Iterator[Attribution]:
    """One attribution for one content; a quotation's own verb goes before a verb around both."""
    items = sorted(found, key=lambda a: (a.content, a.rule == "after", a.anchor.i))
    quoted = [span for a in items if a.rule == "quote" for span in a.content]
    seen: set[tuple[Offsets, ...]] = set()
    for item in items:
        if not item.content or item.content in seen:
            continue
        start, end = item.content[0]
        if item.rule in ("after", "according") and any(s < end and start < e for s, e in quoted):
            continue  # '"…," the ministers said, the agency reported'
        seen.add(item.content)
        yield item
