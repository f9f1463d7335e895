"""Parse: from segments to tokens, sentences and dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from communique.draft import Mention, Segments, Syntax
from communique.record import Article
from communique.stages.name import name

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from communique.register import Register

# Equal-length stand-ins: the reading copy must keep every offset of the text.
_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "〝": '"', "〞": '"', "＂": '"',
        "–": "-", "‐": "-", "‑": "-", "\n": " ", "\r": " ", "\t": " ", "\x0b": " ", "\x0c": " ", "\xa0": " ",
        "\u2009": " ", "\u202f": " ", "\u3000": " ", "\u200b": " ", "\ufeff": " ", "\x85": " ", "\u2028": " ",
        "\u2029": " ",
    }
)  # fmt: skip
# The words a name is parsed as. The small model has not met most of the world's surnames and takes them for anything
# (an adverb, a verb); it parses what it knows. "Baerbock will travel" made Baerbock an adverb. No loss on the dev gold.
_STAND_IN = {"person": "Smith", "state": "France"}
_HALVES_OF_A_DAY = frozenset({"a.m.", "p.m."})
_AFTER_A_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "gmt utc est edt et pst pdt cet cest eet msk jst kst ist bst".split()
)

_NO_ZONES = frozenset({"this", "that", "the", "each", "every", "next", "last", "first", "some", "one", "by"})


def parse(article: Article, segments: Segments, nlp: Language, register: Register) -> Syntax:
    """Tokens, sentences and dependencies of the article proper, with `token.idx` an offset in `article.text`.

    A sentence never runs over the edge of a block: a headline without a full stop does not swallow the lead. Each
    titled name is parsed as one word; its own words then hang on its last.
    """
    doc = nlp.make_doc(_reading(article.text, segments))
    for step in ("tok2vec", "tagger", "attribute_ruler", "ner"):
        doc = nlp.get_pipe(step)(doc)
    named = name(doc, register, on=article.published)
    _attach(doc, _runs(doc, named), named, segments, nlp)
    doc = nlp.get_pipe("lemmatizer")(doc)
    sentences = tuple(s for s in doc.sents if not s.text.isspace())
    return Syntax(text=article.text, doc=doc, sentences=sentences, blocks=segments.blocks, named=named)


def _reading(text: str, segments: Segments) -> str:
    """The text with plain signs, and blanks for all that is not article."""
    plain = text.translate(_PLAIN)
    pieces: list[str] = []
    at = 0
    for block in segments.blocks:
        pieces += [" " * (block.start - at), plain[block.start : block.end]]
        at = block.end
    return "".join(pieces)


def _runs(doc: Doc, named: tuple[Mention, ...]) -> list[tuple[int, int]]:
    """First and last token of each stretch to be parsed as one word; white space makes none."""
    last_of: dict[int, int] = {}
    for m in named:
        if m.kind != "office" and m.last > m.left:
            last = _bracketed(doc, m.last)
            last_of[m.left] = max(last_of.get(m.left, 0), last)
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(doc):
        if doc[i].is_space:
            i += 1
            continue
        last = last_of.get(i, i)
        if any(doc[k].is_space and len(doc[k]) > 1 for k in range(i, last)):
            last = i  # a name never runs over a line that was cut out
        runs.append((i, last))
        i = last + 1
    return runs


def _bracketed(doc: Doc, last: int) -> int:
    """The end of a name with its short form in brackets: "the Republic of Korea (ROK)"."""
    if last + 3 < len(doc) and doc[last + 1].text == "(" and doc[last + 2].is_upper and doc[last + 3].text == ")":
        return last + 3
    return last


def _kind(m: Mention) -> str:
    if m.kind == "person":
        return "person"
    plain = m.kind == "name" and m.last > m.first and all(e.kind == "state" and e.form == "name" for e in m.entries)
    return "state" if plain else ""


def _attach(
    doc: Doc, runs: list[tuple[int, int]], named: tuple[Mention, ...], segments: Segments, nlp: Language
) -> None:
    """Parse the runs as words and write heads, labels and sentence starts back to the doc."""
    import numpy
    from spacy.tokens import Doc as NewDoc

    starts = [block.start for block in segments.blocks]
    begins = [False] * len(runs)
    at = 0
    for k, (first, _) in enumerate(runs):
        while at < len(starts) and starts[at] <= doc[first].idx:
            begins[k] = True
            at += 1
    head_word = [_name_end(doc, first, last) for first, last in runs]
    standing = {m.last: _STAND_IN[kind] for m in named if (kind := _kind(m)) in _STAND_IN}
    words = [standing.get(i, doc[i].text) for i in head_word]
    brief = NewDoc(nlp.vocab, words=words, spaces=[bool(doc[last].whitespace_) for _, last in runs])
    for k, begin in enumerate(begins):
        if begin:
            brief[k].is_sent_start = True
        elif k and _goes_on(words, k):
            brief[k].is_sent_start = False
    for step in ("tok2vec", "parser"):
        brief = nlp.get_pipe(step)(brief)
    label = {name: doc.vocab.strings.add(name) for name in ("compound", "dep")}
    heads = numpy.zeros(len(doc), dtype="int64")
    labels = numpy.full(len(doc), label["dep"], dtype="uint64")
    anchor = 0
    for k, (first, last) in enumerate(runs):
        top = head_word[k]
        heads[top] = head_word[brief[k].head.i] - top
        labels[top] = brief[k].dep
        for i in range(first, last + 1):
            if i != top:
                heads[i], labels[i] = top - i, label["compound"]
    for i, token in enumerate(doc):
        if not token.is_space:
            anchor = i
        else:
            heads[i] = anchor - i
    columns: Any = numpy.stack([heads.astype("uint64"), labels], axis=1)
    doc.from_array(["HEAD", "DEP"], columns)


def _goes_on(words: list[str], k: int) -> bool:
    """Whether word `k` goes on after "11:30 a.m.": "*Seoul* time", "*EST*", "*Friday*".

    The model ends a sentence there, as is right in "at 9 a.m. Norway's minister arrived".
    """
    if words[k - 1].lower() not in _HALVES_OF_A_DAY:
        return False
    zone = words[k : k + 4]
    named = next((zone[:n] for n, word in enumerate(zone) if word.lower() == "time"), [])
    local = all(word[0].isupper() or word == "local" for word in named) and bool(named)
    return words[k].lower() in _AFTER_A_TIME or (local and named[0].lower() not in _NO_ZONES)


def _name_end(doc: Doc, first: int, last: int) -> int:
    """The word that stands for a run: its last before a short form in brackets."""
    if doc[last].text == ")" and last > first:
        return next((i - 1 for i in range(last, first, -1) if doc[i].text == "("), last)
    return last
