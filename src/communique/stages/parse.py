"""Parse: from segments to tokens, sentences and dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.draft import Segments, Syntax
from communique.record import Article

if TYPE_CHECKING:
    from spacy.language import Language

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


def parse(article: Article, segments: Segments, nlp: Language) -> Syntax:
    """Tokens, sentences and dependencies of the article proper, with `token.idx` an offset in `article.text`.

    A sentence never runs over the edge of a block: a headline without a full stop does not swallow the lead.
    """
    from spacy.tokens import Doc

    text = article.text
    plain = text.translate(_PLAIN)
    pieces: list[str] = []
    at = 0
    for block in segments.blocks:
        pieces += [" " * (block.start - at), plain[block.start : block.end]]
        at = block.end
    reading = "".join(pieces)
    doc: Doc = nlp.make_doc(reading)
    starts = {block.start for block in segments.blocks}
    pending = False
    for token in doc:
        # A run of white space is a token of its own and may cover the start of a block.
        if any(token.idx <= s < token.idx + len(token) for s in starts) if token.is_space else token.idx in starts:
            pending = True
        if token.is_space:
            token.is_sent_start = False if token.i else None
        elif pending:
            token.is_sent_start, pending = True, False
    for _, component in nlp.pipeline:
        doc = component(doc)
    sentences = tuple(s for s in doc.sents if not s.text.isspace())
    return Syntax(text=text, doc=doc, sentences=sentences, blocks=segments.blocks)
