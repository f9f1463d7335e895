"""Company: the actors of an article as they are made, each kept once under its key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from communique.draft import Mention, Syntax
from communique.record import ActorKind, Article, Span

if TYPE_CHECKING:
    from communique.register import Entry, Office, Person, Register


_BRACKETED = re.compile(r"\(([^()]+)\)$")  # the head in "Obama administration (Barack Obama)"


@dataclass(slots=True, eq=False)
class Draft:
    """An actor being found; sealed into an `Actor` at the end."""

    key: str
    kind: ActorKind
    name: str | None
    iso3: str | None = None
    code: str | None = None
    sector: str | None = None
    native_name: str | None = None
    wikidata: str | None = None
    office: Office | None = None
    title: str | None = None
    office_name: str | None = None
    office_basis: Literal["text", "register"] | None = None
    members: list[str] = field(default_factory=list)
    part_of: str | None = None
    spans: list[Span] = field(default_factory=list)
    confidence: float = 0.9
    rule: str = "name"
    noun: str | None = None
    candidates: tuple[str, ...] = ()  # whom it may be, where that is not decided
    gender: str | None = None  # "he" or "she", once the text has said so


class Company:
    """Makes the actors that mentions call for, and keeps one of each."""

    def __init__(self, article: Article, syntax: Syntax, register: Register) -> None:
        self.article = article
        self.syntax = syntax
        self.register = register
        self.drafts: dict[str, Draft] = {}

    def entry(self, entry: Entry) -> Draft:
        """The actor of a row of the register."""
        if entry.form in {"capital", "demonym", "adjective"} and entry.kind == "state" and entry.iso3:
            return self.state(entry.iso3)
        return self.keep(
            Draft(
                entry.key,
                entry.kind,
                entry.name,
                entry.iso3,
                entry.code or entry.iso3,
                entry.sector,
                entry.native_name,
                entry.wikidata,
                rule=f"register:{entry.form}",
                noun="ministry" if entry.kind == "ministry" else None,
            )
        )

    def state(self, iso3: str) -> Draft:
        """The state with this code, by its usual name."""
        entry = self.register.state(iso3)
        name = entry.name if entry else iso3
        wikidata = entry.wikidata if entry else None
        native = entry.native_name if entry else None
        return self.keep(
            Draft(f"state:{iso3}", "state", name, iso3, iso3, "GOV", native, wikidata, rule="register:state")
        )

    def stand_for(self, code: str) -> Draft:
        """The state or body that a code names."""
        if self.register.state(code):
            return self.state(code)
        return self.keep(Draft(f"body:{code}", "body", self.register.body_name(code), None, code, "GOV"))

    def organisation(self, m: Mention) -> Draft:
        """An organisation that the register does not know, under its printed name."""
        assert m.name is not None
        iso3, code = self.stands_for(m.nations)
        return self.keep(
            Draft(f"org:{m.name.casefold()}", "organisation", m.name, iso3, code or "NSA", confidence=0.5, rule="ner")
        )

    def person(self, key: str, name: str | None, known: Person | None) -> Draft:
        """A person, canonical when the register knows who it is."""
        draft = Draft(key, "person", name, confidence=0.6, rule="person:printed")
        if known is not None:
            draft = Draft(
                f"person:{known.key}",
                "person",
                known.name,
                native_name=known.native_name,
                wikidata=known.wikidata,
                confidence=0.9,
                rule="person:register",
            )
        return self.keep(draft)

    def national(self, m: Mention, *nations: str) -> Draft:
        """ "Japanese officials", "the South Korean government", "Russia's navy"."""
        assert m.noun is not None
        codes = m.nations or nations
        iso3, code = self.stands_for(codes)
        where = self.stand_for(codes[0]) if codes else None
        if m.noun.kind == "state" and where is not None and len(codes) == 1:
            return where
        if m.noun.kind == "government" and iso3 and where is not None:
            return self.keep(
                Draft(
                    f"government:{iso3}",
                    "government",
                    f"Government of {where.name}",
                    iso3,
                    code,
                    "GOV",
                    part_of=where.key,
                    confidence=0.85,
                    rule="noun:government",
                    noun=m.noun.lemma,
                )
            )
        printed = self.printed(m)
        draft = Draft(
            f"{m.noun.kind}:{m.noun.lemma}:{','.join(codes)}",
            m.noun.kind,
            printed,
            iso3,
            code,
            m.noun.sector,
            part_of=where.key if where and len(codes) == 1 else None,
            confidence=0.75,
            rule="noun:national",
            noun=m.noun.lemma,
        )
        if m.noun.kind == "ministry" and iso3:
            organ = self.register.organ_of(self.syntax.doc[m.first : m.last + 1].text, iso3)
            if organ is not None:
                return self.keep(
                    Draft(
                        organ.key,
                        organ.kind,
                        organ.name,
                        iso3,
                        code,
                        organ.sector,
                        organ.native_name,
                        organ.wikidata,
                        confidence=0.85,
                        rule="noun:ministry",
                        noun=m.noun.lemma,
                    )
                )
        if len(codes) > 1:
            draft.kind, draft.members = "group", [self.stand_for(c).key for c in codes]
            draft.iso3 = draft.code = None
        return self.keep(draft)

    def known_administration(self, m: Mention) -> Draft | None:
        """ "The Bush administration", by the register: the one in office on the article's date, or the last before."""
        printed = self.printed(m)
        if printed is None or not printed[0].isupper():
            return None
        iso3 = next((c for c in m.nations if self.register.state(c)), None)
        entries = self.register.administration(printed, iso3=iso3, on=self.article.published)
        if len({e.iso3 for e in entries}) > 1:  # two heads were called Obama: the one whose state the article names
            entries = tuple(e for e in entries if f"state:{e.iso3}" in self.drafts)
        if len({e.iso3 for e in entries}) != 1:
            return None
        return self._government(entries[0].key, entries[0])

    def administration(self, m: Mention, person: Draft | None) -> Draft | None:
        """ "The Biden administration": a government with its head in the name."""
        if person is None or m.noun is None:
            return None
        if m.noun.kind != "government":
            return self.belonging(m, person)
        if (known := self.government_under(person)) is not None:
            return known
        name = f"{person.name} {m.noun.lemma}" if person.name else None
        return self.keep(
            Draft(
                f"administration:{person.key}",
                "government",
                name,
                person.iso3,
                person.code,
                "GOV",
                confidence=0.8,
                rule="noun:administration",
                noun="administration",
            )
        )

    def government_under(self, person: Draft) -> Draft | None:
        """The government that somebody heads or headed on the article's date; None for who never did."""
        if person.name is None or person.iso3 is None:
            return None
        on = self.article.published
        found = self.register.administration(f"{person.name} government", iso3=person.iso3, on=on)
        return self._government(found[0].key, found[0]) if len({e.key for e in found}) == 1 else None

    def administration_of(self, head: Person, iso3: str) -> Draft | None:
        """The government that a person heads on the article's date."""
        found = self.register.administration(f"{head.name} government", iso3=iso3, on=self.article.published)
        return self._government(found[0].key, found[0]) if found else None

    def _government(self, key: str, entry: Entry) -> Draft:
        """An administration as one actor, whatever it is called, with its years: Trump's of 2017 is not his of 2025."""
        inside = _BRACKETED.search(entry.name)
        head = inside[1] if inside else entry.name.rsplit(" ", 1)[0]
        since, until = self._reign(head, entry) if self.article.published else ("", "")
        years = f" ({since[:4]}–{until[:4]})" if since else ""
        name = f"{head} administration{years}"
        draft = Draft(
            f"{key}:{since[:4]}", "government", name, entry.iso3, entry.code, "GOV", confidence=0.85,
            rule="register:administration", noun="administration",
        )  # fmt: skip
        return self.keep(draft)

    def _reign(self, head: str, entry: Entry) -> tuple[str, str]:
        """From when to when somebody headed a government without a break, around one of the terms."""
        since, until = entry.valid_from or "", entry.valid_to or ""
        terms = [t for p in self.register.persons(head, iso3=entry.iso3)[:1] for t in p.terms]
        spells = [(t.start, t.end or "") for t in terms if t.level == "head" and t.iso3 == entry.iso3 and t.start]
        for start, end in sorted(spells, reverse=True):  # a second term begins the day the first ends
            if start < since <= (end or "9999"):
                since, until = start, max(until, end) if until and end else ""
        return since, until

    def belonging(self, m: Mention, owner: Draft) -> Draft:
        """Whoever belongs to an actor: "White House officials", "NATO forces", "its navy"."""
        assert m.noun is not None
        draft = Draft(
            f"{m.noun.kind}:{m.noun.lemma}:{owner.key}",
            m.noun.kind,
            self.printed(m),
            owner.iso3,
            owner.code,
            m.noun.sector,
            part_of=owner.key,
            confidence=0.7,
            rule="noun:of",
            noun=m.noun.lemma,
        )
        return self.keep(draft)

    def kin(self, m: Mention, relation: str, owner: Draft) -> Draft:
        """ "Lind's sister", "aides to the president": another person than Lind, of the same state, and unnamed."""
        many = m.noun is not None and m.noun.plural
        return self.keep(
            Draft(
                f"{'group' if many else 'person'}:{relation}:?:{owner.key}",
                "group" if many else "person",
                self.printed(m) if many else None,
                owner.iso3,
                owner.code,
                confidence=0.4,
                rule="noun:kin",
                noun=relation,
            )
        )

    def group(self, m: Mention) -> Draft:
        """A collective that stands for no state: "the rebels", "17 companies"."""
        assert m.noun is not None
        kind: ActorKind = "group"
        return self.keep(
            Draft(
                f"group:{m.noun.lemma}:{self.place_of(m)}",
                kind,
                self.printed(m),
                None,
                "NSA",
                m.noun.sector,
                confidence=0.6,
                rule="noun:nonstate",
                noun=m.noun.lemma,
            )
        )

    def nobody(self, m: Mention, kind: ActorKind) -> Draft:
        """A phrase that means somebody we cannot name: kept with its words and no name."""
        lemma = m.noun.lemma if m.noun else None
        return self.keep(
            Draft(
                f"{kind}:?:{self.place_of(m)}",
                kind,
                None,
                sector=m.noun.sector if m.noun else None,
                confidence=0.3,
                rule="unresolved",
                noun=lemma,
            )
        )

    def gather(self, members: list[str], name: str | None, rule: str) -> Draft:
        flat = list(dict.fromkeys(k for m in members for k in (self.drafts[m].members or [m])))
        names = [self.drafts[k].name for k in flat]
        if name is None and all(names):
            name = " and ".join(n for n in names if n) if len(names) == 2 else ", ".join(n for n in names if n)
        return self.keep(
            Draft(f"group:{'+'.join(sorted(flat))}", "group", name, members=flat, confidence=0.75, rule=rule)
        )

    def stands_for(self, codes: Sequence[str]) -> tuple[str | None, str | None]:
        states = [c for c in codes if self.register.state(c)]
        if states:
            return states[0], states[0]
        return None, codes[0] if codes else None

    def noun_start(self, m: Mention) -> int:
        head = self.syntax.doc[m.head]
        lefts = [t.left_edge.i for t in head.lefts if t.dep_ not in {"cc", "conj", "punct", "relcl", "prep", "appos"}]
        return min([*lefts, m.first])

    def printed(self, m: Mention) -> str | None:
        doc = self.syntax.doc
        first = m.left if m.kind == "office" else self.noun_start(m)
        if doc[first].pos_ in {"DET", "PRON"} and first < m.last:
            first += 1
        return " ".join(self.syntax.span(first, m.last).exact.split()) or None

    def place_of(self, m: Mention) -> int:
        return self.syntax.doc[m.head].idx

    def keep(self, draft: Draft) -> Draft:
        return self.drafts.setdefault(draft.key, draft)
