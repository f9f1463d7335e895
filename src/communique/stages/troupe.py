"""Troupe: who has been seen where in an article, so that later mentions can look back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from communique.draft import Cast, Mention, Syntax
from communique.ids import make_id
from communique.origin import origin
from communique.record import Actor, Article, Repair
from communique.stages.company import Company, Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register

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
        self.joint: dict[int, Draft] = {}
        self.where: dict[int, Draft] = {}
        self.repairs: list[Repair] = []
        self._seen: list[tuple[int, Draft]] = []  # (token, actor) in the order of the text

    def office_holder(self, m: Mention) -> Draft | None:
        """ "The Foreign Minister of Ukraine", "the Secretary": whoever of the article, or of the register, holds it."""
        assert m.office is not None
        head = self.syntax.doc[m.head]
        if m.office.plural or head.tag_ in {"NNS", "NNPS"}:
            return self._office_holders(m)
        definite = any(t.dep_ in {"det", "poss"} and t.lower_ not in {"a", "an", "any", "some"} for t in head.children)
        matching = [a for _, a in reversed(self._seen) if a.kind == "person" and self._holds(a, m)]
        if matching and (definite or m.nations or head.text[:1].isupper()):
            return matching[0]
        implied = m.office.iso3 or m.office.body
        iso3, code = self.company.stands_for(m.nations or ((implied,) if implied else ()))
        if iso3 and (on := self.article.published):
            held = self.register.holders(m.office.name, iso3, on)
            if len({p.key for p, _ in held}) == 1:
                actor = self.company.person("", None, held[0][0])
                actor.iso3, actor.code, actor.rule = iso3, iso3, "office:register"
                actor.office, actor.office_name, actor.office_basis = m.office, m.office.name, "text"
                return actor
        key = (
            f"holder:{m.office.name}:{code}"
            if code and definite
            else f"holder:{m.office.name}:{self.company.place_of(m)}"
        )
        return self.company.keep(
            Draft(
                key,
                "person",
                None,
                iso3,
                code,
                m.office.sector,
                office=m.office,
                title=m.title,
                office_name=m.office.name,
                office_basis="text",
                confidence=0.4,
                rule="office:unnamed",
            )
        )

    def _office_holders(self, m: Mention) -> Draft | None:
        assert m.office is not None
        if not m.nations:
            return self.sides(m, as_states=False) if self._plain_plural(m) else self._anonymous(m)
        members = [self.company.stand_for(c).key for c in m.nations]
        if len(members) == 1:
            iso3, code = self.company.stands_for(m.nations)
            return self.company.keep(
                Draft(
                    f"group:{m.office.name}:{code}",
                    "group",
                    self.company.printed(m),
                    iso3,
                    code,
                    m.office.sector,
                    confidence=0.7,
                    rule="office:plural",
                )
            )
        return self.company.gather(members, self.company.printed(m), "office:plural")

    def _anonymous(self, m: Mention) -> Draft:
        assert m.office is not None
        return self.company.keep(
            Draft(
                f"group:?:{self.company.place_of(m)}",
                "group",
                None,
                sector=m.office.sector,
                confidence=0.3,
                rule="unresolved",
            )
        )

    def _plain_plural(self, m: Mention) -> bool:
        lefts = list(self.syntax.doc[m.head].lefts)
        plain = all(t.dep_ in {"det", "nummod", "predet"} or t.lower_ in _NUMBERS for t in lefts if t.i < m.first)
        return plain and any(t.lower_ in {"the", *_NUMBERS} for t in lefts)

    def _holds(self, actor: Draft, m: Mention) -> bool:
        """Whether an actor of the article can be meant by an office phrase: same office, no contrary nation."""
        office = m.office
        if office is None or actor.office is None:
            return False
        if m.nations and actor.code not in m.nations:
            return False
        if actor.office.name == office.name:
            return True
        held = f" {(actor.title or actor.office.name).lower()} "
        words = (m.title or office.name).lower()
        return not m.nations and (held.startswith(f" {words} ") or f" {words} " in held) and actor.office.rank(words)

    def same_noun(self, m: Mention) -> Draft | None:
        """The actor last meant by the same noun: "the ministry" after "the Russian Foreign Ministry"."""
        assert m.noun is not None
        if m.last > m.first or any(t.dep_ == "compound" for t in self.syntax.doc[m.head].lefts):
            return None  # "the Interior Ministry" is not the ministry named before
        for _, actor in reversed(self._seen):
            if actor.noun == m.noun.lemma or (actor.kind == m.noun.kind == "ministry"):
                return actor
        return None

    def antecedent(self, token: Token, fits: Callable[[Draft], bool], reach: int) -> Draft | None:
        """Who a singular pronoun means: the subject of its or a recent sentence that fits, else the last that fits."""
        doc = self.syntax.doc
        start = token.sent.start
        floor = self._sentence_start(token, reach)
        recent = [(i, a) for i, a in self._seen if floor <= i < token.i and not a.members and fits(a)]
        if not recent:
            return None
        here = [(i, a) for i, a in recent if i >= start]
        for pool in (here, recent):
            subjects = [(i, a) for i, a in pool if doc[i].dep_ in _SUBJECT]
            if subjects:
                return subjects[-1][1] if pool is recent else subjects[0][1]
        return recent[-1][1]

    def plural_antecedent(self, token: Token) -> Draft | None:
        """Who "they" means: the last coordination, group or plural that was a subject nearby, else the last nearby."""
        doc = self.syntax.doc
        floor = self._sentence_start(token, 1)
        best: Draft | None = None
        for i, actor in reversed(self._seen):
            if i < floor or i >= token.i:
                continue
            plural = bool(actor.members) or actor.kind == "group"
            head = doc[i]
            if head.conjuncts and head.dep_ != "conj" and all(c.i < token.i for c in head.conjuncts):
                parts = [t for t in (head, *head.conjuncts) if t.i in self.meant]
                members = list(dict.fromkeys(self.meant[t.i].key for t in parts))
                if len(members) > 1 and head.dep_ in _SUBJECT:
                    return self.company.gather(members, None, "coordination")
            if plural and head.dep_ in _SUBJECT:
                return actor
            if plural and best is None:
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
        parties = self._parties_before(m.head, self._count(m))
        if parties is None:
            return self.company.nobody(m, "group") if m.kind != "pronoun" else None
        if as_states:
            parties = [self.company.stand_for(a.code) for a in parties if a.code]
        return self.company.gather([a.key for a in parties], None, "sides")

    def _count(self, m: Mention) -> int | None:
        words = {t.lower_ for t in self.syntax.doc[m.head].lefts} | {self.syntax.doc[m.head].lower_}
        return next((n for word, n in _NUMBERS.items() if word in words), None)

    def _parties_before(self, token: int, count: int | None) -> list[Draft] | None:
        """Those of different states last on stage together, persons first: `count` of them, else two or more."""
        before = [(i, a) for i, a in self._seen if i < token and a.code not in {None, "NSA"} and not a.members]
        for kinds in ({"person"}, {"person", "state", "government", "ministry", "body"}):
            sentences: dict[int, list[Draft]] = {}
            for i, actor in before:
                if actor.kind in kinds:
                    sentences.setdefault(self.syntax.doc[i].sent.start, []).append(actor)
            for actors in reversed(sentences.values()):
                by_code = {a.code: a for a in reversed(actors)}
                if len(by_code) == (count or 2) or (count is None and 2 < len(by_code) <= _MOST_SIDES):
                    return [a for a in dict.fromkeys(actors) if by_code.get(a.code) is a]
        return None

    def own_state(self) -> Draft | None:
        """The state in whose voice the article speaks."""
        return self.company.state(self.home) if self.home else None

    def speaker_near(self, token: Token, *, plural: bool) -> Draft | None:
        """The speaker of the quotation that holds `token`: who says something in its sentence or shortly before."""
        sentence = token.sent
        for _ in range(_SPEAKER_REACH):
            for word in sentence:
                if word.lemma_ in _SAYING and word.i not in range(token.left_edge.i, token.i + 1):
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
        self._seen.append((m.head, actor))

    def join(self, first: int, parts: Sequence[Token], members: list[str]) -> None:
        """Remember that a coordination acts as one group."""
        group = self.company.gather(members, None, "coordination")
        last = max(p.i for p in parts)
        start = min(p.left_edge.i for p in parts)
        if last - start < _LONGEST_COORDINATION:
            group.spans.append(self.syntax.span(start, last))
        self.joint[first] = group

    def settle_nations(self) -> None:
        """Give officials without a nation the article's own: "Deputy Secretary Sherman" in a State Department text."""
        for draft in self.company.drafts.values():
            titled = draft.office is not None or draft.title is not None
            foreign = draft.office is not None and draft.office.level == "head"  # "President Putin" in a US readout
            if draft.kind == "person" and draft.code is None and titled and self.home and not foreign:
                draft.iso3 = draft.code = self.home
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


_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
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
    )
