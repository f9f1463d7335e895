"""What the stages hand one another before the record is sealed.

A stage takes what came before and returns what it adds. These types never reach the ledger or a user.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from communique.record import Actor, ActorKind, Boilerplate, Repair, Span, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from communique.register import Entry, Office


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article proper, between boilerplate and blank lines, in code points of the text."""

    start: int
    end: int
    kind: Literal["headline", "paragraph"]


@dataclass(frozen=True, slots=True)
class Segments:
    """The article cut into what is article (`blocks`, in order) and what is not (`boilerplate`)."""

    blocks: tuple[Block, ...]
    boilerplate: tuple[Boilerplate, ...]


@dataclass(frozen=True, slots=True)
class Syntax:
    """The article as one spaCy `Doc` whose `token.idx` **is** the offset in the article text.

    The doc is made of a reading copy of equal length: boilerplate and line breaks inside a paragraph are blanked,
    typographic quotation marks and spaces are made plain. Take words for display from `text`, never from the doc.
    """

    text: str
    doc: Doc
    sentences: tuple[Tokens, ...]
    blocks: tuple[Block, ...]
    named: tuple[Mention, ...] = ()  # names, titled persons and offices, found before parsing

    def span(self, first: int, last: int) -> Span:
        """The text span from token index `first` to token index `last`, both included.

        A run of white space is a token too, and where something was cut out it stands for that: it is no edge.
        """
        while last > first and self.doc[last].is_space:
            last -= 1
        while first < last and self.doc[first].is_space:
            first += 1
        end = self.doc[last]
        return Span.of(self.text, self.doc[first].idx, end.idx + len(end))

    def sentence_at(self, token: Token) -> int:
        """The index of the sentence that holds `token` (-1: it stands before the first)."""
        return bisect_right(self.sentences, token.i, key=lambda sentence: sentence.start) - 1

    def block_of(self, offset: int) -> int:
        """The index of the block that holds the character at `offset` (-1: none)."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return at if at >= 0 and offset < self.blocks[at].end else -1


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun that can stand for a political actor: "officials", "government", "sides"."""

    lemma: str
    kind: ActorKind
    sector: str | None
    nonstate: bool  # stands for nobody's state unless a nation is named ("militants")
    plural: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that refers to somebody. Finding never decides who: that is `resolve`'s."""

    kind: Literal["name", "person", "office", "noun", "pronoun"]
    first: int  # token range of the name proper, or of the noun
    last: int
    head: int  # the token by which the syntax reaches the phrase
    left: int  # first token of the phrase with its title and adjectives
    entries: tuple[Entry, ...] = ()  # name: what the register says it can mean
    name: str | None = None  # person, or an organisation the register does not know: the name as printed
    office: Office | None = None
    title: str | None = None  # the office as printed
    nations: tuple[str, ...] = ()  # iso3 said of it: by adjective, possessor or "of ..."
    noun: Noun | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of an article and which tokens mean them."""

    actors: tuple[Actor, ...]
    meant: Mapping[int, str]  # token index of a word of a mention -> actor id
    joint: Mapping[int, str] = field(default_factory=dict)  # first conjunct of "A and B" -> id of the group
    repairs: tuple[Repair, ...] = ()  # name variants that a resolution relied on
    by_id: Mapping[str, Actor] = field(default_factory=dict)
    where: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # a capital that is a place -> its state
    voice: str | None = None  # the official to whom the whole text is attributed ("attributable to Spokesperson …")
    home: str | None = None  # iso3 of the state in whose voice the article speaks
    reads: Mapping[int, str] = field(default_factory=dict)  # token index -> lemma to read instead, by a repair
    repaired: Mapping[int, str] = field(default_factory=dict)  # token index -> id of the repair it rests on
    ceilings: Mapping[int, float] = field(default_factory=dict)  # token index -> confidence of that repair

    def at(self, token: Token) -> str | None:
        """The id of the actor that the phrase headed by `token` means, if we know."""
        return self.meant.get(token.i)

    def among(self, token: Token) -> tuple[str, ...]:
        """The ids of the actors of a phrase with its conjuncts: "Seoul, Tokyo and *Washington*" gives three."""
        found = (self.at(head) for head in coordination(token, self._differ))
        return tuple(dict.fromkeys(actor for actor in found if actor))

    def _differ(self, one: Token, other: Token) -> bool:
        a, b = self.at(one), self.at(other)
        return a is not None and b is not None and self.by_id[a].code != self.by_id[b].code

    def speaker(self, token: Token) -> str | None:
        """The one actor who speaks when the phrase headed by `token` is a subject: a group for "A and B"."""
        return self.joint.get(token.i) or self.at(token)

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id."""
        return self.by_id[actor_id]

    def ceiling(self, words: Iterable[int]) -> float:
        """How sure anything can be that rests on these tokens: as sure as the least sure repair they are read by."""
        return min((self.ceilings[i] for i in words if i in self.ceilings), default=1.0)

    def rests_on(self, words: Iterable[int]) -> tuple[str, ...]:
        """The ids of the repairs by which these tokens are read, in the order of the text."""
        return tuple(dict.fromkeys(self.repaired[i] for i in sorted(set(words)) if i in self.ceilings))

    def codes(self, actor_ids: tuple[str, ...]) -> frozenset[str]:
        """The states and bodies that these actors stand for; a group stands for its members."""
        found: set[str] = set()
        for actor_id in actor_ids:
            actor = self.by_id[actor_id]
            if actor.members:
                found |= self.codes(tuple(m for m in actor.members if m != actor_id))
            elif actor.code:
                found.add(actor.code)
        return frozenset(found)


def coordination(head: Token, differ: Callable[[Token, Token], bool]) -> list[Token]:
    """The heads of a coordination, in order: "Oslo, Riga and Bern".

    The parser often takes the second of three names for an apposition of the first; when `differ` says that they are
    two actors, and more follow, it is one of the list.
    """
    if head.dep_ == "conj":
        return [head]
    heads = [head, *head.conjuncts]
    for each in list(heads):
        for child in each.children:
            if child.dep_ in {"appos", "npadvmod"} and (len(heads) > 1 or child.conjuncts) and differ(child, each):
                heads += [child, *child.conjuncts]
    return sorted(set(heads), key=lambda token: token.i)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every date expression of an article, resolved, by the index of its first token."""

    whens: tuple[tuple[int, int, When], ...] = ()  # first token, last token, date

    def __iter__(self) -> Iterator[When]:
        return (when for _, _, when in self.whens)

    def within(self, first: int, last: int) -> tuple[When, ...]:
        """The dates mentioned between two token indices, both included, in order."""
        return tuple(w for i, j, w in self.whens if first <= i and j <= last)
