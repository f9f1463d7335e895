"""Claim: give each quotation to the verb that attributes it, by the words that stand between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.stages import clause
from communique.stages.attribution import Attribution, Reading, Speech
from communique.stages.content import complement
from communique.stages.quotation import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAD = 15  # words of a sentence that a quotation finishes
_WINDOW = 45  # tokens between a quotation and its verb; the longest apposition seen in PolNeAR needs 38

_SPOKEN = frozenset({"quote", "that", "after", "according", "this", "on", "about", "of"})


def claim(speeches: Mapping[int, Speech], reading: Reading) -> frozenset[int]:
    """Hand every quotation that has a verb to it, and say which quotations (by number) found one.

    In '"A," she said. "B."' both belong to the one "said"; in '"A," she said. "B," he replied.' each has its own.
    """
    claimed: set[int] = set()
    previous: Speech | None = None
    for number, quote in enumerate(reading.quotes):
        speech = _verb_of(quote, speeches, reading)
        if speech is None and previous is not None and _goes_on(number, reading):
            speech = previous
        if speech is not None:
            claimed.add(number)
            speech.claimed.append((_begin(quote, reading), quote.end))
        previous = speech
    _claim_backwards(claimed, speeches, reading)
    return frozenset(claimed)


def carried(found: Sequence[Attribution], claimed: frozenset[int], reading: Reading) -> Iterator[Attribution]:
    """Quotations that fill their sentence and have no verb: whoever spoke last, here or a paragraph ago, goes on."""
    said = sorted((a for a in found if a.source is not None and a.rule in _SPOKEN), key=lambda a: a.content[-1])
    carriers: dict[int, Attribution] = {}
    for number, quote in enumerate(reading.quotes):
        if number in claimed or not _fills_sentence(quote, reading):
            continue
        if any(start < quote.end and quote.start < end for a in found for start, end in a.content):
            continue
        near = reading.paras[max(quote.paragraph - 1, 0)].start
        last = next((a for a in reversed(said) if near <= a.anchor.idx < quote.start), None)
        earlier = carriers.get(quote.paragraph - 1)
        if earlier is not None and (last is None or last.anchor.idx < earlier.content[0][0]):
            last = earlier
        if last is not None:
            carriers[quote.paragraph] = replace(
                last, content=((quote.start, quote.end),), rule="carried", hearer=None, act="assert"
            )
            yield carriers[quote.paragraph]


def _claim_backwards(claimed: set[int], speeches: Mapping[int, Speech], reading: Reading) -> None:
    """A verb that attributes the end of a quotation attributes the paragraphs before: '"A. ¶ B," she said'."""
    owners = {end: s for s in speeches.values() for _, end in s.claimed}
    for number in range(len(reading.quotes) - 2, -1, -1):
        quote, following = reading.quotes[number], reading.quotes[number + 1]
        speech = owners.get(following.end)
        if number in claimed or not quote.runs_on or following.paragraph != quote.paragraph + 1:
            continue
        if speech is not None:
            speech.claimed.insert(0, (quote.start, quote.end))
            owners[quote.end] = speech
            claimed.add(number)


def _begin(quote: Quotation, reading: Reading) -> int:
    """Where a claimed content begins: before the quotation in 'The deal is "dead for now," the envoy said'."""
    doc = reading.syntax.doc
    i = reading.token_at(quote.outer_start)
    if i >= len(doc) or not _follows(quote, reading):
        return quote.start
    first = reading.token_at(reading.paras[quote.paragraph].start)
    start = i
    while start > first and doc[start - 1].text not in (".", "!", "?", ";", ":") and start - 1 not in reading.quoted:
        start -= 1
    lead = [t for t in doc[start:i] if t.is_alpha]
    if not 0 < len(lead) <= _LEAD or (start > first and start - 1 in reading.quoted):
        return quote.start
    if doc[i - 1].text in (",", ":") or any(t.pos_ == "VERB" and t.lemma_ in reading.words.verbs for t in lead):
        return quote.start
    return int(reading.offsets[lead[0].i])


def _follows(quote: Quotation, reading: Reading) -> bool:
    """Whether a quotation closes with the comma that its verb follows."""
    return reading.syntax.text[quote.end - 1] == ","


def _verb_of(quote: Quotation, speeches: Mapping[int, Speech], reading: Reading) -> Speech | None:
    if quote.end <= quote.start:
        return None
    after = _verb_after(quote, speeches, reading)
    before = _verb_before(quote, speeches, reading)
    if before is None or (after is not None and reading.syntax.text[quote.end - 1] in ",-–—"):
        return after
    return before


def _verb_after(quote: Quotation, speeches: Mapping[int, Speech], reading: Reading) -> Speech | None:
    """The verb of '"…," said Minister Lee' and '"…," the minister, who is ill, said'."""
    doc, text = reading.syntax.doc, reading.syntax.text
    i, stop = reading.token_at(quote.outer_end), reading.token_at(reading.paras[quote.paragraph].end)
    closed = text[quote.end - 1] in ",.?!…-–—;"
    while i < stop and (doc[i].is_space or doc[i].text in (",", "-", "--", "—")):
        closed = closed or not doc[i].is_space
        i += 1
    if not closed:
        return None
    for token in doc[i : min(i + _WINDOW, stop)]:
        if token.i in reading.quoted or token.text in (".", "!", "?", ";", ":"):
            return None
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("relcl", "acl", "amod", "aux", "auxpass"):
            continue
        speech = speeches.get(token.i)
        if speech is None or "quote" not in speech.cue.frames or clause.is_passive(token):
            return None
        return None if _says_more(speech, reading) else speech
    return None


def _says_more(speech: Speech, reading: Reading) -> bool:
    """Whether the verb has content of its own, so that the quotation before it is not its own."""
    content = complement(speech.verb, speech.cue, reading.words)
    if content is None or content[0] in reading.quoted or content[2] == "to":
        return False
    # In "…," said Minister Lee the parser may take the speaker for an object.
    return not (content[2] == "object" and clause.subject(speech.verb) is None)


def _verb_before(quote: Quotation, speeches: Mapping[int, Speech], reading: Reading) -> Speech | None:
    """The verb of 'he said: "…"', 'she told reporters on Friday, "…"' and 'it said "…"'."""
    doc = reading.syntax.doc
    first = reading.token_at(reading.paras[quote.paragraph].start)
    i = reading.token_at(quote.outer_start) - 1
    while i >= first and doc[i].is_space:
        i -= 1
    if i < first:
        return None
    introduced = doc[i].text in (",", ":")
    between = 0
    for token in reversed(doc[max(first, i - _WINDOW) : i + 1]):
        if token.i in reading.quoted or token.text in (".", "!", "?", ";") or (token.text == ":" and token.i != i):
            return None
        speech = speeches.get(token.i)
        if speech is not None and "quote" in speech.cue.frames and not clause.is_passive(token):
            if not introduced and (between > 0 or not _ends_sentence(quote, reading)):
                return None  # 'said "no" because …': the clause holds the quotation
            content = complement(token, speech.cue, reading.words)
            mixed = content is not None and content[0] <= i and content[2] != "to" and doc[i].text != ":"
            return None if mixed else speech
        if token.pos_ == "VERB" and token.dep_ not in ("acl", "relcl", "amod", "pcomp", "advcl"):
            return None
        idle = token.ent_type_ in ("DATE", "TIME") or token.lower_ == "that" or token.is_punct
        between += not (idle or _in_hearer(token, speeches))
    return None


def _in_hearer(token: Token, speeches: Mapping[int, Speech]) -> bool:
    """Whether a word is of the phrase for those spoken to: "told *the reporters* …"."""
    head = token if token.dep_ in ("dobj", "dative", "prt") else token.head
    speech = speeches.get(head.head.i)
    return speech is not None and (speech.cue.hearer == "object" or head.dep_ == "prt")


def _ends_sentence(quote: Quotation, reading: Reading) -> bool:
    """Whether nothing of the sentence follows a quotation."""
    text = reading.syntax.text
    after = text[quote.outer_end : reading.paras[quote.paragraph].end].lstrip()
    return not after or text[quote.end - 1] in ".!?…" or after[0] in ".!?"


def _goes_on(number: int, reading: Reading) -> bool:
    """Whether a quotation without a verb of its own continues the one before it."""
    quote, last = reading.quotes[number], reading.quotes[number - 1]
    if quote.paragraph != last.paragraph:
        return last.runs_on and quote.paragraph == last.paragraph + 1
    return _fills_sentence(quote, reading)


def _fills_sentence(quote: Quotation, reading: Reading) -> bool:
    """Whether a quotation of three words or more is a sentence of its own, or several."""
    text, para = reading.syntax.text, reading.paras[quote.paragraph]
    before, after = text[para.start : quote.outer_start].rstrip(), text[quote.outer_end : para.end].lstrip()
    if (before and before[-1] not in ".!?\"”»'’:") or len(text[quote.start : quote.end].split()) < 3:
        return False
    return not after or after[0] in '"“«' or (text[quote.end - 1] in ".!?…" and not after[0].islower())
