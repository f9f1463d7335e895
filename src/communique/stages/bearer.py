"""Bearer: whose commitment, support or concern a noun tells of, and who speaks the clause around a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from communique.draft import Cast, Syntax
from communique.stages import complement
from communique.stages.frames import possessors, subjects, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = ("VERB", "AUX")
_GENITIVE = frozenset({"'s", "'", "’s", "’"})
_BETWEEN = frozenset({"ADJ", "ADV", "PUNCT", "DET", "NUM"})
_CLAUSE = frozenset(
    "ccomp conj xcomp dobj advcl relcl pobj pcomp prep nsubj nsubjpass acl attr acomp appos dep amod poss compound "
    "parataxis agent oprd".split()
)
_REACH = 60  # tokens within which one word can belong to another
_QUOTE = 200  # tokens of a sentence in quotation marks
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OCCASION = frozenset({"after", "as", "when", "while", "before"})


def bearers(noun: Token, cast: Cast, siblings: Collection[str] = (), reach: int = 3) -> tuple[str, ...]:
    """The actors whose thing `noun` is: its possessor, its adjective, or else who expresses it.

    "*their* commitment", "the *U.S.* commitment", "*Both* voiced concern"; in "Oslo's support for the plan and
    commitment to the talks" the commitment, a sibling of support, is Oslo's too.
    """
    if found := _before(noun, cast) or possessors(noun, cast):
        return found
    if reach and not any(c.dep_ in {"det", "poss"} for c in noun.lefts):
        before = (noun.doc[i] for i in range(noun.i - 1, max(noun.sent.start, noun.i - _REACH), -1))
        elder = next((t for t in before if t.lemma_ in siblings), None)
        if elder is not None and any(t.lower_ == "and" for t in noun.doc[elder.i : noun.i]):
            return bearers(elder, cast, siblings, reach - 1)
        if (
            noun.dep_ == "conj"
            and noun.head.pos_ == "NOUN"
            and (found := bearers(noun.head, cast, siblings, reach - 1))
        ):
            return found
    return ()


def _before(noun: Token, cast: Cast) -> tuple[str, ...]:
    """The possessor that stands before the adjectives of `noun`, where the parser hung it elsewhere."""
    doc = noun.doc
    for i in range(noun.i - 1, max(noun.sent.start, noun.i - 6) - 1, -1):
        token = doc[i]
        if token.tag_ == "PRP$" or token.text in _GENITIVE:
            at = token if token.tag_ == "PRP$" else doc[i - 1]
            return _with_conjuncts(at, cast)
        if token.pos_ not in _BETWEEN and token.tag_ not in {"VBN", "VBG"}:
            return ()
    return ()


def _with_conjuncts(token: Token, cast: Cast) -> tuple[str, ...]:
    joint = cast.joint.get(token.i)
    if joint:
        return (joint,)
    if token.dep_ == "conj":
        return cast.among(token.head) or cast.among(token)
    found = cast.among(token)
    edge = next(i for i in range(token.i, -1, -1) if i == 0 or cast.meant.get(i - 1) != cast.meant.get(token.i))
    if edge < 3 or token.doc[edge - 1].lower_ != "and":
        return found
    # "the United States' and Canada's support", "the ROK and Japan's commitment"
    before = token.doc[edge - 3 if token.doc[edge - 2].text in _GENITIVE else edge - 2]
    other = cast.among(before)
    if other and all(cast.actor(a).kind in {"state", "government", "body"} for a in (*other, *found)):
        return tuple(dict.fromkeys((*other, *found)))
    return found


def governor(token: Token) -> Token | None:
    """The nearest verb above `token`: "expressed" for "expressed their strong *support*"."""
    return next((a for a in token.ancestors if a.pos_ in _VERBAL), None)


def doers(verb: Token, cast: Cast) -> tuple[str, ...]:
    """Who does what `verb` says: one group where they act as one, else each."""
    return _joint(subjects(verb) or (surface_subjects(verb) if verb.dep_ != "ROOT" else []), cast)


def copula(word: Token) -> Token | None:
    """The verb that says a quality of its subject: "is" for "is *committed* to", which may look passive and is not."""
    if word.dep_ in {"acomp", "oprd", "attr"} or (word.pos_ == "ADJ" and word.head.pos_ in _VERBAL):
        return word.head
    return word if any(c.dep_ == "auxpass" for c in word.children) else None


def qualified(word: Token, cast: Cast) -> tuple[str, ...]:
    """Of whom a quality is said: "*Oslo* is committed to"."""
    verb = copula(word)
    return _joint(surface_subjects(verb), cast) if verb is not None else ()


def _joint(heads: Iterable[Token], cast: Cast) -> tuple[str, ...]:
    found: list[str] = []
    for subject in heads:
        joint = cast.joint.get(subject.i)
        found += [joint] if joint else list(cast.among(subject))
    return tuple(dict.fromkeys(found))


def asked(verb: Token, askers: Collection[str]) -> bool:
    """Whether what `verb` says is only asked for, doubted or denied by the verb above it, one of `askers`."""
    for _ in range(_REACH):
        if verb.dep_ != "conj" or verb.head.pos_ not in _VERBAL:
            break
        verb = verb.head
    below = verb.dep_ in {"xcomp", "ccomp"} or (
        verb.dep_ in {"acl", "advcl"} and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    )
    return below and verb.head.lemma_.lower() in askers


def one(actor_ids: Collection[str], cast: Cast) -> str | None:
    """The one actor that these are: themselves, or the group they make up; None where there is no such group."""
    ids = tuple(dict.fromkeys(actor_ids))
    if len(ids) < 2:
        return ids[0] if ids else None
    for actor in cast.actors:
        if actor.members and set(actor.members) == set(ids):
            return actor.id
    codes = cast.codes(ids)
    groups = [a.id for a in cast.actors if a.members and cast.codes((a.id,)) == codes]
    if groups:
        return groups[0]
    return ids[0] if len(codes) == 1 else None


def author(cast: Cast) -> str | None:
    """In whose name an official text speaks: that of the official it is attributed to, else of the state it is from."""
    if cast.voice is not None or cast.home is None:
        return cast.voice
    return next((a.id for a in cast.actors if a.kind == "state" and a.code == cast.home), None)


def speaker_of(token: Token, cast: Cast, verbs: Collection[str]) -> tuple[Token, str | None] | None:
    """The reporting verb that `token` stands under and its speaker; None where nobody is said to say it.

    The speaker is None where there is one whom we do not know: "analysts say the talks may fail".
    """
    at = token
    while at.dep_ in _CLAUSE and at.head.i != at.i:
        below, at = at, at.head
        if at.lemma_.lower() in verbs and at.pos_ in _VERBAL and _says(at, below):
            who = doers(at, cast)
            return at, one(who, cast)
    return _inverted(token, cast, verbs)


def _says(verb: Token, below: Token) -> bool:
    """Whether `below` is what `verb` reports, and not who reports it or when."""
    if below.dep_ in {"ccomp", "xcomp", "dobj", "parataxis", "pcomp", "attr"}:
        return True
    if below.dep_ == "prep":
        return below.lower_ in {"of", "about", "on", "for"}
    if below.dep_ == "advcl":
        return not complement.marked(below, _OCCASION)
    return below.dep_ in {"conj", "dep"} and any(c.dep_ == "ccomp" for c in verb.children)


def _inverted(token: Token, cast: Cast, verbs: Collection[str]) -> tuple[Token, str | None] | None:
    """The speaker of a sentence that the parser split from its reporting clause: "…," Lew said."""
    doc, end = token.doc, token.sent.end
    if sum(t.text == '"' for t in doc[max(token.sent.start, token.i - _QUOTE) : token.i]) % 2:
        end = min(end + 8, len(doc))
    for verb in doc[token.i + 1 : min(end, token.i + _QUOTE)]:
        if verb.pos_ not in _VERBAL or verb.tag_ not in _FINITE or verb.lemma_.lower() not in verbs:
            continue
        paused = any(t.text in {",", '"'} for t in doc[max(token.i, verb.i - 8) : verb.i])
        if paused and verb.i > token.i + 1 and not any(c.dep_ == "ccomp" for c in verb.rights):
            late = (c for c in verb.rights if c.dep_ in {"dobj", "nsubj"})
            return verb, one(doers(verb, cast) or tuple(a for c in late for a in cast.among(c)), cast)
    return None


def echoes(syntax: Syntax, token: Token) -> bool:
    """Whether a word stands in a headline, which only repeats what the text tells better."""
    block = syntax.block_of(token.idx)
    return block >= 0 and syntax.blocks[block].kind == "headline"


def quoted(syntax: Syntax) -> frozenset[int]:
    """The tokens inside quotation marks; a mark left open closes with its block."""
    inside: set[int] = set()
    ends = {block.end for block in syntax.blocks}
    depth = False
    for token in syntax.doc:
        if token.text == '"':
            depth = not depth
        elif depth:
            inside.add(token.i)
        if token.idx + len(token) in ends:
            depth = False
    return frozenset(inside)
