"""Troupe: who has been seen where in an article, so that later mentions can look back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Cast, Mention, Syntax, coordination
from communique.ids import make_id
from communique.origin import origin
from communique.record import Actor, Article, Repair
from communique.register import korean
from communique.stages.company import Company, Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register

_CAPITALISED = re.compile(r"\b[A-Z]\w+|\b[RD]-[A-Z]")
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})


class Troupe:
    """Every actor found so far, which token means whom, and where each was last seen."""

    def __init__(self, article: Article, syntax: Syntax, register: Register) -> None:
        self.article = article
        self.syntax = syntax
        self.register = register
        self.company = Company(article, syntax, register)
        self.home: str | None = None
        self.voice: Draft | None = None
        self.meant: dict[int, Draft] = {}
        self.met: dict[int, Draft] = {}  # persons settled before the text is gone through, by their last token
        self.joint: dict[int, Draft] = {}
        self.where: dict[int, Draft] = {}
        self.repairs: list[Repair] = []
        self.speakers: Draft | None = None  # who says "we" in a text of several: "We, the ministers of ..."
        self.seen: list[tuple[int, Draft]] = []  # (token, actor) in the order of the text
        self.officials: dict[str, Draft] = {}  # persons with an office, whoever was named last comes last
        self.by_noun: dict[tuple[str, bool], Draft] = {}  # (noun, plural) -> the actor last meant by it
        self._ministries: dict[str, dict[str, Draft]] = {}  # function -> the ministries named of it
        self._legislature: tuple[int, str | None] | None = None  # how many actors there were, whose lawmakers are meant
        self._parties: frozenset[str] | None = None
        self._saying: list[int] | None = None

    def same_noun(self, m: Mention) -> Draft | None:
        """The actor last meant by the same noun: "the ministry" after "the Russian Foreign Ministry"."""
        assert m.noun is not None
        if m.noun.kind == "ministry" and m.last > m.first:
            organ = self.register.organ(self.syntax.doc[m.first : m.last + 1].text)
            known = self._ministries.get(organ.function or "", {}) if organ is not None else {}
            return next(iter(known.values())) if len(known) == 1 else None
        if m.last > m.first or any(t.dep_ == "compound" for t in self.syntax.doc[m.head].lefts):
            return None  # "the Interior Ministry" is not the ministry named before
        kind = "ministry" if m.noun.kind == "ministry" else m.noun.lemma
        return self.by_noun.get((kind, m.noun.plural))

    def body(self, m: Mention) -> Draft | None:
        """The body that "the council" is short for: the last one named whose name has the word."""
        assert m.noun is not None
        words = nouns().bodies[m.noun.lemma]
        for _, actor in islice(reversed(self.seen), _MOST_SEEN):
            if actor.kind in _BODIES and words & set((actor.name or "").lower().split()):
                return actor
        return None

    def antecedent(self, token: Token, fits: Callable[[Draft], bool], reach: int) -> Draft | None:
        """Who a singular pronoun means: the subject of its or a recent sentence that fits, else the last that fits."""
        doc = self.syntax.doc
        start = token.sent.start
        floor = self._sentence_start(token, reach)
        recent = [(i, a) for i, a in self._recent(floor) if i < token.i and not a.members and fits(a)]
        if not recent:
            return None
        here = [(i, a) for i, a in recent if i >= start]
        for pool in (here, recent):
            subjects = [(i, a) for i, a in pool if doc[i].dep_ in _SUBJECT]
            if subjects and pool is here:
                return subjects[0][1]
            if subjects:
                last = doc[subjects[-1][0]].sent.start
                main = (a for i, a in subjects if i >= last and doc[i].head.dep_ == "ROOT")
                return next(main, subjects[-1][1])
        return recent[-1][1]

    def _recent(self, floor: int) -> list[tuple[int, Draft]]:
        """What was seen from a token on, in the order of the text."""
        found = []
        for i, actor in reversed(self.seen):
            if i < floor - _SLACK:
                break
            if i >= floor:
                found.append((i, actor))
        return found[::-1]

    def he_or_she(self, token: Token, reach: int) -> Draft | None:
        """The person whom "he" or "she" means; nobody of whom the text has said the other."""
        said = "she" if token.lower_ in {"she", "her", "hers"} else "he"
        fitting: dict[str, Draft] = {}

        def fits(actor: Draft) -> bool:
            if actor.kind != "person" or actor.gender not in {None, said}:
                return False
            fitting[actor.key] = actor
            return True

        found = self.antecedent(token, fits, reach)
        if found is not None and len(fitting) == 1:
            found.gender = said
        return found

    def plural_antecedent(self, token: Token) -> Draft | None:
        """Who "they" means: the last coordination, group or plural that was a subject nearby, else the last nearby.

        A plural that nobody can name ("partners") is passed over where it was no subject.
        """
        doc = self.syntax.doc
        best: Draft | None = None
        for i, actor in reversed(self._recent(self._sentence_start(token, 1))):
            if i >= token.i:
                continue
            plural = bool(actor.members) or actor.kind == "group"
            head = doc[i]
            if head.conjuncts and head.dep_ != "conj" and all(c.i < token.i for c in head.conjuncts):
                parts = [t for t in coordination(head, self.differ) if t.i in self.meant and t.i < token.i]
                members = list(dict.fromkeys(self.meant[t.i].key for t in parts))
                if len(members) > 1 and head.dep_ in _SUBJECT:
                    return self.company.gather(members, None, "coordination")
            if plural and head.dep_ in _SUBJECT:
                return actor
            if plural and best is None and (actor.members or actor.code):
                best = actor
        return best

    def _sentence_start(self, token: Token, reach: int) -> int:
        start: int = token.sent.start
        for _ in range(reach):
            if start == 0:
                break
            start = self.syntax.doc[start - 1].sent.start
        return start

    def sides(self, m: Mention, *, as_states: bool) -> Draft | None:
        """ "The two sides": the two parties on stage, as the nearest sentence that has exactly two names them."""
        alone = m.kind == "pronoun" and self.syntax.doc[m.head].lower_ not in _NUMBERS  # "they"
        count = self._count(m)
        persons_only = count is None and not alone and not as_states and self._are_persons(m)
        strict = alone and self.article.kind in _OF_MANY
        parties = self._parties_before(m.head, count, named_together=strict, persons_only=persons_only)
        if parties is None:
            return self.company.nobody(m, "group") if m.kind != "pronoun" else None
        if as_states:
            parties = [self.company.stand_for(a.code) for a in parties if a.code]
        return self.company.gather([a.key for a in parties], None, "sides")

    def everybody(self, token: Token) -> Draft | None:
        """All who are on stage, the text's own side with them: "together we" after the ministers of ten states met."""
        floor = self._sentence_start(token, 3)
        recent = [a for i, a in self._recent(floor) if i < token.i and a.kind == "group" and len(a.members) > 1]
        largest = max(recent, key=lambda a: len(a.members), default=None)
        if largest is None:
            return None
        own = [self.company.state(self.home).key] if self.home else []
        if any(self.company.drafts[k].code == self.home for k in largest.members):
            own = []
        return self.company.gather([*own, *largest.members], None, "sides")

    def first_parties(self) -> Draft | None:
        """Those whom a joint statement names first as a group of several states or bodies."""
        for actor in dict.fromkeys([*(a for _, a in self.seen[:_OPENING]), *self.joint.values()]):
            codes = {self.company.drafts[k].code for k in actor.members} - {None, "NSA"}
            if 1 < len(codes) == len(actor.members):
                return actor
        return None

    def states_nearby(self, m: Mention) -> tuple[str, ...]:
        """The names of the states last on stage: whose ministry it may be."""
        states = [a.iso3 for _, a in reversed(self.seen[-_NEARBY:]) if a.iso3]
        names = (self.company.state(iso3).name for iso3 in dict.fromkeys(states))
        return tuple(name for name in names if name)[:_MOST_CANDIDATES]

    def _count(self, m: Mention) -> int | None:
        words = {t.lower_ for t in self.syntax.doc[m.head].lefts} | {self.syntax.doc[m.head].lower_}
        return next((n for word, n in _NUMBERS.items() if word in words), None)

    def _are_persons(self, m: Mention) -> bool:
        """Whether a noun means persons and never their states: "the leaders", not "the sides"."""
        lemma = m.noun.lemma if m.noun is not None else None
        return m.office is not None or (lemma is not None and lemma not in _SIDES)

    def _parties_before(
        self, token: int, count: int | None, *, named_together: bool, persons_only: bool
    ) -> list[Draft] | None:
        """Those of different states last on stage together, persons first: `count` of them, else two or more.

        Those who did something together come first; with `named_together`, and in news of many, nobody else will do.
        """
        last = list(islice(reversed(self.seen), _MOST_SEEN))[::-1]
        before = [(i, a) for i, a in last if i < token and a.code not in {None, "NSA"} and not a.members]
        near = self._sentence_start(self.syntax.doc[token], _SIDES_REACH)
        crowd = len({a.code for i, a in before if i >= near and a.kind in _PARTIES}) > (count or 2)
        guess = not named_together and not (crowd and self.article.kind in _OF_MANY)
        for linked in (True, False) if guess else (True,):
            for allowed in (_PERSONS,) if persons_only else (_PERSONS, _PARTIES):
                sentences: dict[int, list[tuple[int, Draft]]] = {}
                for i, actor in before:
                    if actor.kind in allowed and (i >= near or not linked):
                        sentences.setdefault(self.syntax.doc[i].sent.start, []).append((i, actor))
                for seen in reversed(sentences.values()):
                    actors = [a for _, a in seen]
                    by_code = {a.code: a for a in reversed(actors)}
                    fits = len(by_code) == (count or 2) or (count is None and 2 < len(by_code) <= _MOST_SIDES)
                    first = {a.code: i for i, a in reversed(seen) if by_code[a.code] is a}
                    if fits and (not linked or self._are_linked(list(first.values()))):
                        return [a for a in dict.fromkeys(actors) if by_code.get(a.code) is a]
        return None

    def _are_linked(self, heads: list[int]) -> bool:
        """Whether one clause puts words side by side: conjuncts, or the subject of a verb and whom it is done with."""
        return len({self._clause_of(self.syntax.doc[i]) for i in heads}) == 1

    def _clause_of(self, token: Token) -> int:
        """The verb or noun on which a party hangs as one of its sides; of a mere modifier or place, the word itself."""
        while token.dep_ in {"conj", "appos"}:
            token = token.head
        if token.dep_ == "pobj":
            by_side = token.head.lower_ in _SIDE_BY_SIDE or (
                token.head.lower_ == "to" and token.head.head.lemma_ in {"speak", "talk"}
            )
            return token.head.head.i if by_side else token.i
        return token.head.i if token.dep_ in _SIDE_OF else token.i

    def own_state(self) -> Draft | None:
        """The state in whose voice the article speaks."""
        return self.company.state(self.home) if self.home else None

    def speaker_near(self, token: Token, *, plural: bool) -> Draft | None:
        """The speaker of the quotation that holds `token`: who says something in its sentence or shortly before."""
        doc = self.syntax.doc
        if self._saying is None:
            self._saying = [word.i for word in doc if word.lemma_ in _SAYING]
        sentence = token.sent
        for _ in range(_SPEAKER_REACH):
            first, last = bisect_left(self._saying, sentence.start), bisect_left(self._saying, sentence.end)
            for word in (doc[i] for i in self._saying[first:last][:_MOST_SAYING]):
                if word.i not in range(token.left_edge.i, token.i + 1):
                    subject = next((c for c in word.children if c.dep_ == "nsubj" and c.i in self.meant), None)
                    if subject is not None and subject.i != token.i:
                        actor = self.meant[subject.i]
                        if plural and actor.iso3 and actor.kind == "person" and token.lower_ != "us":
                            return self.company.state(actor.iso3)
                        return actor
            if sentence.start == 0:
                return None
            sentence = self.syntax.doc[sentence.start - 1].sent
        return None

    def person_at(self, token: int) -> Draft | None:
        """The person that a token means."""
        actor = self.meant.get(token)
        return actor if actor is not None and actor.kind == "person" else None

    def whose(self, noun: Token) -> Draft | None:
        """The person that a noun is somebody of: "*Lind's* sister", "the sister of *Lind*", "aides to *Lind*"."""
        owners = [c for c in noun.children if c.dep_ == "poss"]
        joints = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "to", "for"})
        for token in (*owners, *(t for c in joints for t in c.children if t.dep_ == "pobj")):
            if (person := self.person_at(token.i) or self.met.get(token.i)) is not None:
                return person
        return None

    def differ(self, one: Token, other: Token) -> bool:
        """Whether two words mean two actors that stand for different states."""
        a, b = self.meant.get(one.i), self.meant.get(other.i)
        return a is not None and b is not None and a.code != b.code

    def note(self, m: Mention, actor: Draft) -> None:
        """Remember that a mention means an actor."""
        first = m.left if m.kind in {"office", "noun"} else m.first
        if m.kind == "noun":
            first = self.company.noun_start(m)
        actor.spans.append(self.syntax.span(first, m.last))
        for i in range(m.left if m.kind == "person" else m.first, m.last + 1):
            self.meant.setdefault(i, actor)
        self.meant[m.head] = actor
        self.seen.append((m.head, actor))
        if actor.kind == "person" and actor.office is not None:
            self.officials.pop(actor.key, None)
            self.officials[actor.key] = actor
        if actor.noun is not None:
            plural = m.noun is not None and m.noun.plural
            self.by_noun[actor.noun, plural] = actor
        if actor.kind == "ministry" and actor.name is not None:
            self.by_noun["ministry", False] = actor
            self._ministries.setdefault(actor.key.rsplit(":", 1)[-1], {})[actor.key] = actor
        if m.kind == "person" and m.first > 0 and actor.gender is None:
            actor.gender = _GENDERS.get(self.syntax.doc[m.first - 1].lower_.rstrip("."))

    def join(self, first: int, parts: Sequence[Token], members: list[str]) -> None:
        """Remember that a coordination acts as one group."""
        group = self.company.gather(members, None, "coordination")
        last = max(p.i for p in parts)
        start = min(p.left_edge.i for p in parts)
        if last - start < _LONGEST_COORDINATION:
            group.spans.append(self.syntax.span(start, last))
        self.joint[first] = group

    def replace(self, old: Draft, new: Draft) -> None:
        """Let every word that means one actor mean another."""
        for table in (self.meant, self.joint):
            for i, actor in table.items():
                if actor is old:
                    table[i] = new
        self.seen = [(i, new if actor is old else actor) for i, actor in self.seen]
        new.spans += old.spans

    def legislating(self) -> str | None:
        """The one state whose parliament or parties the article names: its lawmakers are meant."""
        if self._legislature is None or self._legislature[0] != len(self.company.drafts):
            organs = (d for d in self.company.drafts.values() if d.sector in {"LEG", "PTY"} and d.kind != "person")
            states = {d.iso3 for d in organs if d.iso3}
            if len(states) != 1:  # "Rep. King, R-N.Y.", "a Republican senator"
                states = self._partisan()
            self._legislature = len(self.company.drafts), states.pop() if len(states) == 1 else None
        return self._legislature[1]

    def _partisan(self) -> set[str]:
        """The states whose parties the article names in any way."""
        if self._parties is None:
            words = set(_CAPITALISED.findall(self.article.text))
            self._parties = frozenset(iso3 for party, iso3 in nouns().parties.items() if party in words)
        return set(self._parties)

    def settle_nations(self, told: str | None = None) -> None:
        """Give officials without a nation the article's own: "Deputy Secretary Sherman" in a State Department text.

        `told` is the state whose language the article was translated from; only its own names are its officials.
        """
        for draft in self.company.drafts.values():
            titled = draft.office is not None or draft.title is not None
            foreign = draft.office is not None and draft.office.level == "head"  # "President Putin" in a US readout
            if draft.kind == "person" and draft.code is None and titled and self.home and not foreign:
                draft.iso3 = draft.code = self.home
            domestic = told == "KOR" and korean.readings(draft.name or "")
            if draft.kind == "person" and draft.code is None and titled and domestic:
                draft.iso3 = draft.code = told
            if draft.kind == "person" and draft.code is None and draft.office and draft.office.sector == "LEG":
                draft.iso3 = draft.code = self.legislating()
            if draft.kind == "person" and draft.code is None and not titled:
                draft.code = "NSA"

    def cast(self) -> Cast:
        """The finished cast: actors that are mentioned, or are members of one that is."""
        used = {a.key for a in self.meant.values()} | {a.key for a in self.joint.values()}
        used |= {a.key for a in self.where.values()}
        used |= {self.voice.key} if self.voice else set()
        used |= {m for k in list(used) for m in self.company.drafts[k].members}
        used |= {d.part_of for k in list(used) if (d := self.company.drafts[k]).part_of}
        kept = [d for k, d in self.company.drafts.items() if k in used]
        ids = {d.key: make_id("act", *self._content(d)) for d in kept}
        actors = tuple(sorted((_sealed(d, ids) for d in kept), key=lambda a: (a.mentions[:1] == (), _first(a), a.id)))
        return Cast(
            actors=actors,
            meant={i: ids[d.key] for i, d in sorted(self.meant.items())},
            joint={i: ids[d.key] for i, d in sorted(self.joint.items())},
            repairs=tuple(self.repairs),
            by_id={a.id: a for a in actors},
            where={i: (ids[d.key],) for i, d in sorted(self.where.items())},
            voice=ids[self.voice.key] if self.voice else None,
            home=self.home,
        )

    def _content(self, draft: Draft) -> tuple[object, ...]:
        """What an actor's id derives from: the same actor has the same id in every article, the unnamed one has not."""
        if draft.name is None or draft.rule in {"noun:nonstate", "person:printed"} or "?" in draft.key:
            return (draft.key, self.article.id)
        return (draft.key,)


_MOST_SEEN = 300  # mentions that "the council" and "the two sides" look back over
_MOST_SAYING = 50  # verbs of one sentence whose subjects "we" may be; a sentence of more is no sentence
_MOST_CANDIDATES = 5
_OPENING = 60  # mentions in which a joint statement has named its parties
_NEARBY = 12  # mentions: about two sentences
_SLACK = 80  # tokens by which heads may stand out of the order of their mentions
_BODIES = frozenset({"body", "organisation", "agency"})
_GENDERS = dict.fromkeys(["mr", "sir", "lord", "king", "prince", "sheikh"], "he") | dict.fromkeys(
    ["mrs", "ms", "miss", "lady", "madam", "madame", "queen", "princess", "dame"], "she"
)
_NUMBERS = {"both": 2, "pair": 2, "duo": 2, "two": 2, "three": 3, "four": 4}
_SIDE_BY_SIDE = frozenset({"with", "between", "by", "among", "alongside", "of"})
_SIDE_OF = frozenset({"nsubj", "nsubjpass", "dobj", "dative"})
_SIDES_REACH = 8  # sentences in which those who did something together come before those only named together
_OF_MANY = frozenset({"news", "other"})  # kinds of article that tell of more than those who met
_PERSONS = frozenset({"person"})
_PARTIES = frozenset({"person", "state", "government", "ministry", "body"})
_SIDES = frozenset({"side", "party", "delegation", "team", "counterpart", "negotiator", "representative"})
_MOST_SIDES = 4  # "the leaders" after a list of ten states means nobody in particular
_LONGEST_COORDINATION = 60  # tokens; beyond it the parser has most likely lost its way
_SPEAKER_REACH = 3
_SAYING = frozenset("say tell add note state declare stress warn urge write explain reply announce insist".split())


def _first(actor: Actor) -> int:
    return actor.mentions[0].start if actor.mentions else 0


def _sealed(draft: Draft, ids: dict[str, str]) -> Actor:
    mentions = sorted({(s.start, s.end): s for s in draft.spans}.values(), key=lambda s: (s.start, s.end))
    return Actor(
        id=ids[draft.key],
        kind=draft.kind,
        name=draft.name,
        native_name=draft.native_name,
        iso3=draft.iso3,
        code=draft.code,
        sector=draft.sector,
        office=draft.office_name,
        office_basis=draft.office_basis,
        members=tuple(ids[m] for m in draft.members),
        part_of=ids.get(draft.part_of) if draft.part_of else None,
        wikidata=draft.wikidata,
        mentions=tuple(mentions),
        confidence=draft.confidence,
        origin=origin("resolve", draft.rule),
        candidates=draft.candidates if draft.name is None or draft.code is None else (),
    )
