"""Resolve: decide who is meant by each mention: one real-world actor is one actor, and the undecided has no name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.cues.faults import faults
from communique.cues.nouns import nouns
from communique.draft import Cast, Mention, Segments, Syntax, coordination
from communique.record import Article, Span
from communique.stages.company import Draft
from communique.stages.frames import objects, subjects
from communique.stages.holder import american_administration, counterpart, office_holder, remits
from communique.stages.home import home_of
from communique.stages.organise import organisations
from communique.stages.persons import cluster
from communique.stages.troupe import Troupe

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Entry, Register

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent", "poss"})
_PLACE_PREPOSITIONS = frozenset("in at near outside around from across inside into via through within to".split())
_HE = frozenset({"he", "him", "his", "she", "her"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their", "both"})
_WE = frozenset({"we", "us", "our", "i", "my"})
_PARTIES = frozenset({"two", "three", "four", "pair", "duo", "trio"})
_TIMES = frozenset({"former", "previous", "last", "then", "current", "incumbent", "new", "incoming", "outgoing"})
_COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom", "emirate", "island", "republic"})
_NUMBERS = frozenset({"both", "two", "three", "four"})
_PLACE_FIRST = 6  # tokens of "In the United States, they"
_REACH = 3  # sentences a pronoun looks back
_ATTRIBUTED = re.compile(r"attributable to (?:the )?(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,5})")


def resolve(
    article: Article, segments: Segments, syntax: Syntax, mentions: tuple[Mention, ...], register: Register
) -> Cast:
    """The actors of the article and which tokens mean them.

    Names and persons are settled first, over the whole article, because the fullest spelling may come last; offices,
    common nouns and pronouns follow in the order of the text, each looking back.
    """
    troupe = Troupe(article, syntax, register)
    settled: dict[int, Draft] = {}
    plain = frozenset(m.entries[0].key for m in mentions if m.entries and len({e.key for e in m.entries}) == 1)
    for m in mentions:
        if m.kind == "name" and m.entries and (actor := _named(m, syntax, troupe, plain)) is not None:
            settled[id(m)] = actor
    unconcerned = remits(mentions, syntax)
    settled = {k: actor for k, actor in settled.items() if k not in unconcerned}
    settled |= organisations(mentions, syntax, troupe)
    settled |= cluster(mentions, troupe, segments)
    settled |= _headed(mentions, syntax, troupe, settled)
    troupe.met = {m.head: settled[id(m)] for m in mentions if m.kind == "person" and id(m) in settled}
    troupe.home = home_of(article, segments, syntax, mentions, settled, register)
    told = faults().homes.get(article.original_language or "") if troupe.home is None else None
    troupe.settle_nations(told)
    troupe.home = troupe.home or told
    if troupe.home is None and article.kind == "readout":
        # A readout names its own side first: "U.S. Special Representative Kim met ...".
        own = next((settled[id(m)].iso3 for m in mentions if m.kind == "person" and id(m) in settled), None)
        troupe.home = own if register.state(own) else None
    troupe.voice = _voice(article, segments, troupe)
    for m in mentions:
        actor = settled.get(id(m))
        if actor is None:
            actor = _reference(m, syntax, troupe)
        if actor is not None:
            troupe.note(m, actor)
    _join(syntax, troupe)
    troupe.speakers = _speakers(article, syntax, mentions, troupe)
    _first_person(syntax, mentions, troupe)
    return troupe.cast()


def _named(m: Mention, syntax: Syntax, troupe: Troupe, plain: frozenset[str]) -> Draft | None:
    head = syntax.doc[m.head]
    entry = _reading(m, plain)
    if entry and all(e.form == "capital" for e in m.entries) and _is_place(head):
        troupe.where[m.head] = troupe.company.entry(entry)
        return None
    return troupe.company.entry(entry) if entry else None


def _is_place(head: Token) -> bool:
    """Whether a capital is only where something happens: "in Seoul", but not "talks with Seoul"."""
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ == "pobj":
        return head.head.lower_ in _PLACE_PREPOSITIONS
    return head.dep_ in {"appos", "npadvmod", "ROOT", "nmod"}


def _reading(m: Mention, plain: frozenset[str]) -> Entry | None:
    """The one thing a name means here; an ambiguous name means what the article names plainly elsewhere."""
    keys = {e.code or e.key for e in m.entries}
    if len(keys) == 1:
        return m.entries[0]
    agreed = [e for e in m.entries if e.key in plain] or [e for e in m.entries if e.valid_to is None]
    return agreed[0] if len({e.key for e in agreed}) == 1 else None


def _headed(
    mentions: tuple[Mention, ...], syntax: Syntax, troupe: Troupe, settled: dict[int, Draft]
) -> dict[int, Draft]:
    """Governments that bear their head's name after a comma: "the former Japanese government, Shinzo Abe, left"."""
    persons = {m.first: m for m in mentions if m.kind == "person"}
    doc = syntax.doc
    found: dict[int, Draft] = {}
    for m in mentions:
        if doc[m.last].lower_ not in {"government", "administration", "cabinet"} or m.last + 2 >= len(doc):
            continue
        whose = persons.get(m.last + 2) if doc[m.last + 1].text == "," else None
        before = {t.lower_ for t in doc[max(0, m.first - 3) : m.last]}
        if whose is None or not before & _TIMES or id(whose) not in settled or whose.last + 1 >= len(doc):
            continue
        after = doc[whose.last + 1]
        if after.text == "," or after.pos_ == "AUX":
            ruling = troupe.company.government_under(settled[id(whose)])
            found |= {id(m): ruling} if ruling is not None else {}
    return found


def _voice(article: Article, segments: Segments, troupe: Troupe) -> Draft | None:
    """The official to whom the whole text is attributed: "The below is attributable to Spokesperson Ned Price:"."""
    for piece in segments.boilerplate:
        found = _ATTRIBUTED.search(piece.span.exact)
        if found is None:
            continue
        words = found["who"].split(" ")
        cut = next((k for k in range(len(words) - 1, 0, -1) if troupe.register.office(" ".join(words[:k]))), 0)
        title, name = " ".join(words[:cut]), " ".join(words[cut:])
        actor = troupe.company.person(f"person:{name.casefold()}", name, None)
        start = piece.span.start + found.end("who") - len(name)
        actor.spans.append(Span(start, start + len(name), name))
        actor.office = troupe.register.office(title)
        actor.title = title
        actor.office_name, actor.office_basis = (actor.office.name if actor.office else title), "text"
        actor.iso3 = actor.code = troupe.home
        actor.sector = "GOV"
        return actor
    return None


def _reference(m: Mention, syntax: Syntax, troupe: Troupe) -> Draft | None:
    if m.kind == "office":
        return office_holder(m, troupe)
    if m.kind == "noun":
        return _noun(m, syntax, troupe)
    if m.kind == "pronoun":
        return _pronoun(m, syntax, troupe)
    return None


def _noun(m: Mention, syntax: Syntax, troupe: Troupe) -> Draft | None:
    assert m.noun is not None
    table = nouns()
    head = syntax.doc[m.head]
    words = {t.lower_ for t in head.lefts}
    if m.noun.plural and not m.nations and _is_sides(head, words, m.noun.lemma):
        states = m.noun.lemma in table.sides_of_states
        return troupe.sides(m, as_states=states)
    if m.noun.lemma in table.pairs:
        return troupe.company.gather([troupe.company.state(c).key for c in m.nations], None, "sides")
    definite = bool(words & {"the", "this", "that", "its", "their", "his", "her"}) and not m.noun.plural
    if m.noun.lemma in table.bodies and m.noun.sector is None:
        return troupe.body(m) if definite and not m.nations else None
    if m.noun.lemma in table.kin and (whose := troupe.whose(head)) is not None:
        return troupe.company.kin(m, m.noun.lemma, whose)
    if m.noun.kind == "person":
        return troupe.company.kin(m, m.noun.lemma, troupe.company.stand_for(m.nations[0])) if m.nations else None
    if m.noun.lemma in table.vague and not m.nations:
        return troupe.company.nobody(m, "group")
    if m.noun.kind == "government" and (ruling := _administration(m, syntax, troupe)) is not None:
        return ruling
    owner = next(
        (t for t in head.lefts if t.dep_ in {"compound", "poss", "nmod", "amod"} and t.i in troupe.meant), None
    )
    possessor = troupe.meant[owner.i] if owner is not None else None
    if m.noun.lemma in table.peers and not m.noun.plural:
        return counterpart(m, possessor, troupe)
    if m.nations and not (m.noun.lemma in _COUNTRY_NOUNS and m.noun.plural):
        return troupe.company.national(m)
    party = next((table.parties[t.text] for t in head.lefts if t.text in table.parties), None)
    if party is not None and m.noun.sector in {"LEG", "GOV"}:
        return troupe.company.national(m, party)
    person = next((t for t in head.lefts if t.dep_ in {"compound", "poss", "nmod"} and troupe.person_at(t.i)), None)
    if person is not None and m.noun.kind in {"government", "group", "body"}:
        return troupe.company.administration(m, troupe.person_at(person.i))
    if m.noun.lemma in table.others:
        return troupe.company.nobody(m, "group")
    if possessor is not None and not possessor.members:
        whole = m.noun.lemma in _COUNTRY_NOUNS and not m.noun.plural and possessor.iso3
        return troupe.company.state(possessor.iso3 or "") if whole else troupe.company.belonging(m, possessor)
    if definite and m.noun.lemma in _COUNTRY_NOUNS:
        only = table.descriptions.get(m.noun.lemma)
        return troupe.antecedent(head, lambda a: a.kind == "state" and (only is None or a.iso3 in only), 2)
    if definite and m.noun.lemma in table.bodies and (body := troupe.body(m)) is not None:
        return body
    if m.noun.kind == "ministry" and m.last > m.first and troupe.home and troupe.article.original_language:
        return troupe.company.national(m, troupe.home)  # at home "the Ministry of Foreign Affairs" is one's own
    if definite and (earlier := troupe.same_noun(m)) is not None:
        return earlier
    if m.noun.plural and "the" in words and (earlier := troupe.same_noun(m)) is not None:
        return earlier
    if m.noun.kind in {"ministry", "government"} and definite and troupe.home:
        return troupe.company.national(m, troupe.home)
    if m.noun.nonstate:
        return troupe.company.group(m)
    nobody = troupe.company.nobody(m, m.noun.kind)
    nobody.candidates = troupe.states_nearby(m) if definite and m.noun.kind in {"ministry", "government"} else ()
    return nobody


def _administration(m: Mention, syntax: Syntax, troupe: Troupe) -> Draft | None:
    """The government of a head: "the Bush administration", "the administration of Obama", "the administration"."""
    assert m.noun is not None
    if (known := troupe.company.known_administration(m)) is not None:
        return known
    head = syntax.doc[m.head]
    for token in (t for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children):
        if (person := troupe.person_at(token.i)) is not None or (person := troupe.met.get(token.i)) is not None:
            return troupe.company.administration(m, person)
    if m.noun.lemma != "administration" or m.nations or m.noun.plural:
        return None
    plain = all(t.dep_ == "det" and t.lower_ in {"the", "this"} for t in head.lefts)
    return american_administration(troupe) if plain and head.n_lefts else None


def _is_sides(head: Token, words: set[str], lemma: str) -> bool:
    """ "The two sides", "both leaders", "the delegations", "the two South American presidents" is not."""
    table = nouns()
    if lemma not in table.sides_of_persons and lemma not in table.sides_of_states:
        return False
    plain = all(t.dep_ in {"det", "nummod", "predet", "punct"} or t.lower_ in _NUMBERS for t in head.lefts)
    complement = any(t.dep_ in {"prep", "relcl", "acl"} for t in head.rights)
    return plain and not complement and bool(words & {"the", *_NUMBERS})


def _pronoun(m: Mention, syntax: Syntax, troupe: Troupe) -> Draft | None:
    token = syntax.doc[m.head]
    word = token.lower_
    bound = _bound(token, troupe) if token.dep_ == "poss" else _continued(token, troupe)
    if bound is not None:
        return bound
    if word in _HE:
        return troupe.he_or_she(token, _REACH)
    if word in _PARTIES:
        return troupe.sides(m, as_states=False)
    if word in _IT:
        if any(c.dep_ in {"acomp", "ccomp", "csubj"} for c in token.head.children) and token.dep_ == "nsubj":
            expletive = token.head.lemma_ in {"be", "seem", "appear", "remain"}
            if expletive:
                return None
        return troupe.antecedent(
            token, lambda a: a.kind in {"state", "government", "ministry", "body", "organisation", "agency"}, 1
        )
    if word in _THEY:
        if word == "both" and token.dep_ == "det":
            return None
        found = _those_there(token, troupe) or troupe.plural_antecedent(token)
        return found or troupe.sides(m, as_states=False)
    return None


def _those_there(token: Token, troupe: Troupe) -> Draft | None:
    """Who "they" are that a place introduces: "In *Ukraine*, they expect"; the state itself."""
    doc, start = token.doc, token.sent.start
    if token.lower_ != "they" or token.dep_ != "nsubj" or not start + 2 < token.i <= start + _PLACE_FIRST:
        return None
    if doc[start].lower_ != "in" or doc[token.i - 1].text != ",":
        return None
    place = troupe.meant.get(token.i - 2) or troupe.where.get(token.i - 2)
    return place if place is not None and place.kind == "state" else None


def _bound(token: Token, troupe: Troupe) -> Draft | None:
    """Whose "his" or "its" is, by its own clause: "thanked Lind for *her* help", "Lind stressed *her* commitment"."""
    persons = token.lower_ in {"his", "her"}
    if not persons and token.lower_ != "its":
        return None
    noun = token.head
    behind_for = False
    for above in noun.ancestors:
        if above.sent.start != token.sent.start:
            return None
        behind_for |= above.dep_ == "prep" and above.lower_ in {"for", "of", "over"}
        heads = [c for c in above.children if c.dep_ == "nsubj"] if above.pos_ == "ADJ" else []
        if above.pos_ == "VERB":
            things = [o for o in objects(above) if token.i not in {t.i for t in o.subtree}]
            heads = [*(things if behind_for else []), *subjects(above)]
        for head in heads:
            actor = troupe.meant.get(head.i)
            if actor is not None and head.i < token.i and not actor.members and (actor.kind == "person") == persons:
                return actor
        if above.pos_ == "VERB":
            return None
    return None


def _continued(token: Token, troupe: Troupe) -> Draft | None:
    """Who "it" is when its clause hangs on another: "Lima warned that *it* would respond" goes on with Lima."""
    verb = token.head
    person = token.lower_ in _HE
    if token.dep_ != "nsubj" or not (person or token.lower_ in _IT) or verb.dep_ not in {"ccomp", "advcl"}:
        return None
    if verb.head.pos_ not in {"VERB", "AUX"}:
        return None
    for head in subjects(verb.head):
        actor = troupe.meant.get(head.i)
        if actor is not None and head.i < token.i and not actor.members and (actor.kind == "person") == person:
            return actor
    return None


def _join(syntax: Syntax, troupe: Troupe) -> None:
    """One actor for a coordination that speaks or acts as one: "Mr. Sullivan and Mr. Suh reaffirmed"."""
    for token in syntax.doc:
        if token.dep_ in {"conj", "compound"} or token.i not in troupe.meant:
            continue
        parts = [t for t in coordination(token, troupe.differ) if t.i in troupe.meant]
        if len(parts) < 2:
            continue
        if (wider := _widened(token, parts, troupe)) is not None:
            troupe.replace(*wider)
        actors = [troupe.meant[t.i] for t in parts]
        members = list(dict.fromkeys(a.key for a in actors))
        if len(members) > 1 and all(a.name or a.code for a in actors):
            troupe.join(token.i, parts, members)


def _widened(token: Token, parts: list[Token], troupe: Troupe) -> tuple[Draft, Draft] | None:
    """The group that "ministers of Peru, Chile and the High Representative of the Union" means, and the one it seemed.

    The parser hangs the last of the list on the states; an official there is one of those who met.
    """
    holder = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    group = troupe.meant.get(holder.i) if holder is not None else None
    if group is None or group.rule != "office:plural" or not group.members:
        return None
    more = [a for t in parts if (a := troupe.meant[t.i]).kind == "person" and a.code and a.key not in group.members]
    if not more:
        return None
    return group, troupe.company.gather([*group.members, *(a.key for a in more)], group.name, group.rule)


def _first_person(syntax: Syntax, mentions: tuple[Mention, ...], troupe: Troupe) -> None:
    """ "We" is the speaker: of the quotation it stands in, else the office whose text this is."""
    doc = syntax.doc
    inside: set[int] = set()
    ends = {b.end for b in syntax.blocks}
    quoted = False
    for token in doc:
        mark = syntax.text[token.idx]
        if mark in '“”"«»„':
            quoted = mark in "“«„" or (mark == '"' and not quoted)
        if quoted:
            inside.add(token.i)
        if token.idx + len(token) in ends:
            quoted = False
    together: tuple[int, Draft] | None = None  # block, who "together we" are in it
    for m in mentions:
        token = doc[m.head]
        if m.kind != "pronoun" or token.lower_ not in _WE:
            continue
        plural = token.lower_ in {"we", "us", "our"}
        if m.head not in inside:
            block = syntax.block_of(token.idx)
            if plural and _is_together(token) and (parties := troupe.everybody(token)) is not None:
                together = block, parties
            same = plural and together is not None and together[0] == block
            speaker = together[1] if same and together else (plural and troupe.speakers) or troupe.own_state()
        else:
            speaker = troupe.speaker_near(token, plural=plural)
        if speaker is not None:
            troupe.note(m, speaker)


def _is_together(token: Token) -> bool:
    """Whether "we" are all who met: "*Together* we are supporting", "we both"."""
    return any(c.lower_ in {"together", "jointly", "both", "all"} for c in (*token.children, *token.head.children))


def _speakers(article: Article, syntax: Syntax, mentions: tuple[Mention, ...], troupe: Troupe) -> Draft | None:
    """Who "we" are in a text of several: those it names with "we", else whom a joint statement names first together."""
    for m in mentions:
        token = syntax.doc[m.head]
        if m.kind == "pronoun" and token.lower_ == "we":
            for child in (*token.children, *token.head.children):
                actor = troupe.meant.get(child.i) if child.dep_ == "appos" and child.i > token.i else None
                if actor is not None and actor.members:
                    return actor
    if article.kind != "joint_statement":
        return None
    return troupe.first_parties()
