"""Holder: who is meant by an office without a name: "the foreign minister", "his Chinese counterpart"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Mention, Syntax
from communique.stages.company import Draft
from communique.stages.troupe import Troupe

if TYPE_CHECKING:
    from communique.register import Office, Person

_INDEFINITE = frozenset({"a", "an", "any", "some", "another", "each", "every", "no"})
_PAST = frozenset({"former", "ex", "late", "previous", "then", "next", "future"})
_BEFORE_OFFICE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "ADV"})
_LONGEST_APPOSITION = 8  # tokens from a comma to the office: "the former deputy ... minister"
_MOST_OFFICIALS = 200  # distinct officials among whom a bare office looks for its holder
_MOST_CANDIDATES = 5
_NEARBY = 12  # mentions: about two sentences
_OFFICIAL = frozenset({"readout", "statement", "transcript"})  # kinds of text in which a state speaks of its own
_LONGEST_REMIT = 6  # tokens from "for" to a name that the office deals with
_NUMBERS = frozenset({"both", "two", "three", "four"})


def office_holder(m: Mention, troupe: Troupe) -> Draft | None:
    """ "The Foreign Minister of Ukraine", "the Secretary": whoever of the article, or of the register, holds it."""
    office, head = m.office, troupe.syntax.doc[m.head]
    assert office is not None
    relation = (m.title or "").lower()
    if relation in nouns().kin and (whose := troupe.whose(head)) is not None:  # "Lind's deputy" sits in no parliament
        return troupe.company.kin(m, relation, whose)
    if not m.nations:
        m = _owned(m, troupe)
    if office.plural or head.tag_ in {"NNS", "NNPS"}:
        return _office_holders(m, troupe)
    if any(t.lower_ in _PAST for t in head.lefts) and office.modifier is None:  # "the *former* US president"
        office = replace(office, modifier="former")
        m = replace(m, office=office)
    definite = any(t.dep_ in {"det", "poss"} and t.lower_ not in _INDEFINITE for t in head.children)
    apposed = _apposed(m, troupe)
    if apposed is not None:
        return apposed
    if definite or m.nations or head.text[:1].isupper():
        matching = next((a for a in _last_officials(troupe) if _holds(a, m, troupe)), None)
        if own_head := _is_own_head(m, troupe):
            home = troupe.home
            matching = next((a for a in _last_officials(troupe) if a.code == home and _holds(a, m, troupe)), None)
        if matching is not None and not (own_head and matching.code != troupe.home):
            return matching
    implied = office.iso3 or office.body or _implied(m, troupe, definite=definite)
    iso3, code = troupe.company.stands_for(m.nations or ((implied,) if implied else ()))
    if code and office.name in nouns().heads_of_bodies:
        office = troupe.register.office(f"{code} {office.name}") or office
    elif office.name == "secretary" and code:
        office = _secretary(code, troupe) or office
    held = _held(office, iso3 or code, troupe)
    if len(held) == 1:
        actor = troupe.company.person("", None, held[0])
        actor.iso3, actor.code = iso3, code
        actor.rule = actor.rule if actor.spans else "office:register"
        actor.office, actor.office_name, actor.office_basis = office, office.name, "text"
        actor.sector = actor.sector or office.sector
        return actor
    named = code and definite
    return troupe.company.keep(
        Draft(
            f"holder:{office.name}:{code if named else troupe.company.place_of(m)}",
            "person",
            None,
            iso3,
            code,
            office.sector,
            office=office,
            title=m.title,
            office_name=office.name,
            office_basis="text",
            confidence=0.4,
            rule="office:unnamed",
            candidates=tuple(dict.fromkeys(p.name for p in held[:_MOST_CANDIDATES])),
        )
    )


def _is_own_head(m: Mention, troupe: Troupe) -> bool:
    """Whether "*the President*" of an official text is its own state's, whoever of another was named last."""
    doc = troupe.syntax.doc
    official = troupe.home is not None and troupe.article.kind in _OFFICIAL
    named = m.first > 0 and doc[m.first - 1].lower_ == "the" and doc[m.first].text[:1].isupper()
    return official and named and not m.nations and m.office is not None and m.office.level == "head"


def _secretary(iso3: str, troupe: Troupe) -> Office | None:
    """Which secretary "the Secretary" is in a text of one department: that department's."""
    kept = [k for k, d in troupe.company.drafts.items() if d.kind == "ministry" and d.iso3 == iso3]
    names = {n for k in kept if (n := nouns().secretaries.get(k.rsplit(":", 1)[-1]))}
    return troupe.register.office(names.pop()) if iso3 == "USA" and len(names) == 1 else None


def _held(office: Office, code: str | None, troupe: Troupe) -> list[Person]:
    """Who held an office on the article's date; nobody where several people hold such an office at once."""
    on = troupe.article.published
    many = office.name in nouns().many or office.modifier in {"former", "designate"}
    if code is None or on is None or many:
        return []
    return list({p.key: p for p, _ in troupe.register.holders(office.name, code, on)}.values())


def _apposed(m: Mention, troupe: Troupe) -> Draft | None:
    """The person before a comma whom an office describes: "Ann Lee, the former *president* of the bank"."""
    doc = troupe.syntax.doc
    i = m.first - 1
    while i > 0 and m.first - i < _LONGEST_APPOSITION and doc[i].pos_ in _BEFORE_OFFICE:
        i -= 1
    if i < 1 or doc[i].text != ",":
        return None
    actor = troupe.person_at(i - 1)
    if actor is None or actor.office is None or m.office is None or (m.nations and actor.code not in m.nations):
        return None
    return actor if actor.office.name == m.office.name else None


def _owned(m: Mention, troupe: Troupe) -> Mention:
    """An office with the state of whoever stands before it: "*Trump's* aides", "*Obama* administration"."""
    doc = troupe.syntax.doc
    i = m.first - 1
    while i > 0 and doc[i].tag_ in {"POS", "JJ", "JJS"}:
        i -= 1
    owner = troupe.meant.get(i) if i >= 0 and doc[i].sent.start == doc[m.first].sent.start else None
    if owner is None or owner.code in {None, "NSA"} or owner.members or doc[i].pos_ == "PRON":
        return m
    return replace(m, nations=(owner.code,))


def _implied(m: Mention, troupe: Troupe, *, definite: bool) -> str | None:
    """The state or body whose office is meant where none is named: the text's own, or the only one."""
    assert m.office is not None
    if m.office.name in nouns().heads_of_bodies:
        named = {d.code for d in troupe.company.drafts.values() if d.kind == "body" and d.iso3 is None and d.code}
        return next(iter(named)) if len(named) == 1 else ("UN" if "UN" in named and definite else None)
    if "administration" in (m.title or "").lower():
        ruling = american_administration(troupe)
        return ruling.iso3 if ruling is not None else None
    if m.office.sector == "LEG":
        return troupe.legislating()
    own = troupe.home is not None and (definite or troupe.syntax.doc[m.head].text[:1].isupper())
    return troupe.home if own and m.office.level in {"head", "minister"} else None


def _last_officials(troupe: Troupe) -> Iterator[Draft]:
    """Persons with an office, whoever was named last first."""
    yield from islice(reversed(troupe.officials.values()), _MOST_OFFICIALS)


def _office_holders(m: Mention, troupe: Troupe) -> Draft | None:
    assert m.office is not None
    if not m.nations:
        return troupe.sides(m, as_states=False) if _plain_plural(m, troupe) else _anonymous(m, troupe)
    members = [troupe.company.stand_for(c).key for c in m.nations]
    if len(members) == 1:
        iso3, code = troupe.company.stands_for(m.nations)
        return troupe.company.keep(
            Draft(
                f"group:{(m.title or m.office.name).casefold()}:{code}",
                "group",
                troupe.company.printed(m),
                iso3,
                code,
                m.office.sector,
                confidence=0.7,
                rule="office:plural",
            )
        )
    return troupe.company.gather(members, troupe.company.printed(m), "office:plural")


def _anonymous(m: Mention, troupe: Troupe) -> Draft:
    assert m.office is not None
    return troupe.company.keep(
        Draft(
            f"group:?:{troupe.company.place_of(m)}",
            "group",
            None,
            sector=m.office.sector,
            confidence=0.3,
            rule="unresolved",
        )
    )


def _plain_plural(m: Mention, troupe: Troupe) -> bool:
    lefts = list(troupe.syntax.doc[m.head].lefts)
    plain = all(t.dep_ in {"det", "nummod", "predet"} or t.lower_ in _NUMBERS for t in lefts if t.i < m.first)
    return plain and any(t.lower_ in {"the", *_NUMBERS} for t in lefts)


def _holds(actor: Draft, m: Mention, troupe: Troupe) -> bool:
    """Whether an actor of the article can be meant by an office phrase: same office, no contrary nation."""
    office = m.office
    if office is None or actor.office is None:
        return False
    if m.nations and actor.code not in m.nations:
        return False
    if actor.office.name == office.name:
        return True
    if office.name in nouns().heads_of_bodies:
        return actor.office.name.casefold().endswith(f" {office.name}")
    levels = nouns().levels.get(office.name)
    if levels is not None and actor.office.level in levels and (m.nations or office.name not in nouns().many):
        return True
    held = f" {(actor.title or actor.office.name).lower()} "
    words = (m.title or office.name).lower()
    return not m.nations and (held.startswith(f" {words} ") or f" {words} " in held) and actor.office.rank(words)


def remits(mentions: tuple[Mention, ...], syntax: Syntax) -> frozenset[int]:
    """The names, by `id(mention)`, of what an office deals with: "Director for *Russia* and Asia", "envoy to *Peru*".

    Whom a title names takes no part in what its bearer does.
    """
    doc, sent = syntax.doc, nouns().sent
    ends = {m.last for m in mentions if m.kind == "office" and m.office is not None and m.office.level == "director"}
    found: set[int] = set()
    for m in mentions:
        if m.kind != "name" or not m.entries:
            continue
        i = m.first - 1
        while i > 0 and (i in ends or doc[i].lower_ in {"the", "and", ","} or doc[i].pos_ == "PROPN"):
            if m.first - i > _LONGEST_REMIT:
                break
            i -= 1
        post = doc[i - 1] if i > 0 and doc[i].lower_ in {"for", "to"} else None
        if post is not None and ((post.i in ends and doc[i].lower_ == "for") or post.lower_ in sent):
            found.add(id(m))
    return frozenset(found)


def counterpart(m: Mention, owner: Draft | None, troupe: Troupe) -> Draft:
    """ "His Chinese counterpart": who holds the owner's office in that state, by the article or the register."""
    iso3, code = troupe.company.stands_for(m.nations)
    office = owner.office if owner is not None else None
    for actor in _last_officials(troupe):
        same = actor.code == code and actor.office is not None and office is not None
        if same and code is not None and _same_rank(actor.office, office):
            return actor
    held = _held(office, iso3, troupe) if office is not None and iso3 else []
    if len(held) == 1 and office is not None:
        actor = troupe.company.person("", None, held[0])
        actor.rule, actor.confidence = "office:counterpart", 0.75
        office = _own_office(held[0], office, troupe)
    else:
        named = office is not None and code is not None
        key = f"holder:{office.name}:{code}" if named and office else f"person:?:{troupe.company.place_of(m)}"
        actor = troupe.company.keep(Draft(key, "person", None, confidence=0.4, rule="office:unnamed"))
    actor.iso3, actor.code = actor.iso3 or iso3, actor.code or code
    if office is not None and actor.office is None:
        actor.office, actor.office_name, actor.office_basis = office, office.name, "text"
        actor.sector = actor.sector or office.sector
    return actor


def _own_office(person: Person, like: Office, troupe: Troupe) -> Office:
    """What an office is called where a person holds it: a secretary of state's counterpart is a foreign minister."""
    on = troupe.article.published or ""
    held = (troupe.register.office(t.canonical) for t in person.terms if t.canonical and t.holds_on(on))
    return next((office for office in held if office is not None and _same_rank(office, like)), like)


def american_administration(troupe: Troupe) -> Draft | None:
    """ "The administration": the one named before, else, in news of the United States, that of the day."""
    earlier = troupe.by_noun.get(("administration", False))
    if earlier is not None:
        return earlier
    office, on = troupe.register.office("president"), troupe.article.published
    if office is None or on is None or not any(a.code == "USA" for _, a in troupe.seen[-_NEARBY:]):
        return None
    held = _held(office, "USA", troupe)
    return troupe.company.administration_of(held[0], "USA") if len(held) == 1 else None


def _same_rank(one: Office | None, other: Office | None) -> bool:
    """Whether two offices are counterparts: the same, or of one function and level."""
    if one is None or other is None:
        return False
    alike = one.function is not None and (one.function, one.level) == (other.function, other.level)
    return alike or one.name == other.name
