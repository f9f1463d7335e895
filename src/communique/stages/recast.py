"""Recast: amend who is meant, and which word is read, by the repairs that a record relies on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.draft import Cast
from communique.ids import make_id
from communique.origin import origin
from communique.record import Actor, Repair, Span
from communique.stages.faults import Fault, Matter

_BETWEEN = frozenset({",", "the", "The", "(", "'s", "’s"})  # what stands between a name and its title
_REACH = 3
_NOBODY_AS_PRINTED = frozenset({"administration", "dyad"})
_NAMING = frozenset({"PROPN", "ADJ"})


class Recast:
    """The cast of an article while repairs are laid over it; the old one stays as it is."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        self._old = matter.cast
        self._actors = dict(matter.cast.by_id) or {a.id: a for a in matter.cast.actors}
        self._meant = dict(matter.cast.meant)
        self._reads = dict(matter.cast.reads)
        self._repaired = dict(matter.cast.repaired)
        self._merged: dict[str, str] = {}  # actor -> the one it turned out to be
        self._gained: dict[str, set[Span]] = {}  # actor -> what means it now
        self._names: dict[tuple[str, str], str] = {}
        self._lost: dict[str, list[Span]] = {}  # actor -> where no word means it any more
        self._open: set[int] = set()  # tokens that mean nobody as they are printed
        self._doubted = tuple(r.span for r in matter.cast.repairs if r.kind == "name")

    def apply(self, fault: Fault, repair_id: str) -> bool:
        """Whether the cast now relies on the reading of a fault: who is meant, a lemma, an office, a name."""
        rule = fault.rule
        if fault.reading is None or (fault.target is None and not fault.reads):
            return False
        used = bool(fault.reads)
        for token, lemma in fault.reads.items():
            self._reads[token] = lemma
            self._repaired[token] = repair_id
        if rule.method == "administration":
            return self._administration(fault, repair_id)
        if fault.actor or fault.states:
            actor = fault.actor or self._party(fault)
            return self._mean(fault, actor, repair_id) or used
        if rule.office:
            return self._office(fault) or used
        if rule.named:
            return self._name(fault) or used
        if rule.respell or rule.method == "glued":
            return self._respell(fault, repair_id) or used
        return used

    def leave_open(self, fault: Fault) -> None:
        """Let the words of a fault that we do not rely on mean nobody, where only its reading says whom they mean.

        In "Korea-US" the Korea is anybody's, and of "the administration, NAME" none is printed that bears the name.
        """
        if fault.target is None or fault.rule.method not in _NOBODY_AS_PRINTED:
            return
        words = [i for i in range(fault.target[0], fault.target[1] + 1) if i in self._meant]
        read = {self._actors[self._meant[i]].code for i in words}
        if fault.rule.method == "administration":
            words = [i for i in words if self._meant[i] != fault.actor]
        elif read <= set(fault.states):
            return  # as printed they mean no other state
        for i in words:
            old = self._meant.pop(i)
            self._lost.setdefault(old, []).append(self._matter.syntax.span(i, i))
            self._open.add(i)
            left = [j for j, meant in self._meant.items() if meant == old]
            if all(self._matter.syntax.doc[j].pos_ == "PRON" for j in left):  # "it" stands for what is nobody now
                for j in left:
                    del self._meant[j]

    def rest(self, repair: Repair) -> None:
        """Note that the words of a repair made earlier rest on it."""
        found = self._matter.tokens(repair.span.start, repair.span.end)
        if repair.used and found is not None:
            self._repaired |= dict.fromkeys(range(found[0], found[1] + 1), repair.id)

    def undo(self, repair: Repair) -> Repair:
        """Take back a repair of a name: whoever was read by it is called as printed, and nothing more is known of him.

        Who is printed by his own name elsewhere stays himself, and the words mean somebody else.
        """
        found = self._matter.tokens(repair.span.start, repair.span.end)
        words = range(found[0], found[1] + 1) if found else range(0)
        actor = next((self._actors[self._meant[i]] for i in words if i in self._meant), None)
        if not repair.used or actor is None or actor.kind != "person" or actor.name is None:
            return replace(repair, used=False)
        printed = repair.span.exact
        known = any(
            set(_folded(m.exact).split()) & set(_folded(actor.name).split())
            for m in actor.mentions
            if not any(m.overlaps(other) for other in self._doubted)
        )
        new = Actor(
            make_id("act", f"person:{printed.casefold()}"), "person", printed, None, None, None, None, None, None, (),
            None, None, (), actor.confidence, actor.origin,
        )  # fmt: skip
        if not known and actor.office_basis == "text":
            new = replace(new, iso3=actor.iso3, code=actor.code, sector=actor.sector, office=actor.office,
                          office_basis="text")  # fmt: skip
        self._add(new)
        if known:
            self._meant |= dict.fromkeys(words, new.id)
            self._lost.setdefault(actor.id, []).append(repair.span)
            self._gained.setdefault(new.id, set()).add(repair.span)
        elif actor.id != new.id:
            self._merge(actor, new.id)
        return replace(repair, used=False)

    def cast(self, repairs: Iterable[Repair]) -> Cast:
        """The amended cast, without the actors that no word means any more."""
        kept = set(self._meant.values()) | {self._now(a) for a in (*self._old.joint.values(), self._old.voice) if a}
        kept |= set(self._actors) - set(self._old.meant.values()) - set(self._gained)  # never meant by a word at all
        while more := {m for a in kept if a in self._actors for m in self._belongs(self._actors[a])} - kept:
            kept |= more
        actors = [self._with_mentions(a) for a in self._actors.values() if a.id in kept]
        self._carry()
        repairs = tuple(repairs)
        sure = {repair.id: repair.confidence for repair in repairs}
        actors.sort(key=lambda a: (not a.mentions, a.mentions[0].start if a.mentions else 0, a.id))
        return replace(
            self._old,
            actors=tuple(actors),
            by_id={a.id: a for a in actors},
            meant=dict(sorted(self._meant.items())),
            reads=dict(sorted(self._reads.items())),
            repaired=dict(sorted(self._repaired.items())),
            ceilings={i: sure[repair] for i, repair in sorted(self._repaired.items()) if repair in sure},
            repairs=repairs,
            joint={token: self._now(a) for token, a in self._old.joint.items() if token not in self._open},
            voice=self._now(self._old.voice) if self._old.voice else None,
        )

    def _carry(self) -> None:
        """Let "he" and "the minister" rest on a repair too, where nobody would be known but for it."""
        doc, resting, known = self._matter.syntax.doc, dict[str, str](), set[str]()
        for actor, first, last in self._phrases():
            repair = next((self._repaired[i] for i in range(first, last + 1) if i in self._repaired), None)
            person = self._actors[actor].kind == "person"
            if repair is not None:
                resting.setdefault(actor, repair)
            elif any(doc[i].pos_ in _NAMING or (doc[i].pos_ == "NOUN" and not person) for i in range(first, last + 1)):
                known.add(actor)
        for i, actor in self._meant.items():
            if actor in resting and actor not in known:
                self._repaired.setdefault(i, resting[actor])

    def _phrases(self) -> Iterator[tuple[str, int, int]]:
        """Each run of tokens that mean one actor: the actor, the first and the last."""
        run: tuple[str, int, int] | None = None
        for i, actor in sorted(self._meant.items()):
            if run is not None and run[0] == actor and run[2] == i - 1:
                run = (actor, run[1], i)
                continue
            if run is not None:
                yield run
            run = (actor, i, i)
        if run is not None:
            yield run

    def _with_mentions(self, actor: Actor) -> Actor:
        lost = sorted((s.start, s.end) for s in self._lost.get(actor.id, ()))
        gained = self._gained.get(actor.id, set())
        if self._merged:
            members = tuple(dict.fromkeys(self._now(m) for m in actor.members))
            actor = replace(actor, members=members, part_of=self._now(actor.part_of) if actor.part_of else None)
        if not lost and not gained:
            return actor
        kept = {m for m in actor.mentions if not _touches(m, lost)}
        mentions = tuple(sorted(kept | gained, key=lambda m: (m.start, m.end)))
        return replace(actor, mentions=mentions)

    def _belongs(self, actor: Actor) -> set[str]:
        return {self._now(a) for a in (*actor.members, actor.part_of) if a}

    def _now(self, actor_id: str) -> str:
        while actor_id in self._merged:
            actor_id = self._merged[actor_id]
        return actor_id

    # Who is meant

    def _party(self, fault: Fault) -> str:
        """The actor for the states that the words mean: one state, or the group of several."""
        states = [self._state(code, fault) for code in fault.states]
        if len(states) == 1:
            return states[0].id
        members = tuple(s.id for s in states)
        for actor in self._actors.values():
            if actor.kind == "group" and set(actor.members) == set(members):
                return actor.id
        keys = "+".join(sorted(f"state:{code}" for code in fault.states))
        names = [s.name or "" for s in states]
        name = " and ".join(names) if len(names) == 2 else ", ".join(names)
        return self._add(
            Actor(make_id("act", f"group:{keys}"), "group", name, None, None, None, None, None, None, members, None,
                  None, (), fault.confidence, origin("repair", fault.rule.id))
        )  # fmt: skip

    def _state(self, code: str, fault: Fault) -> Actor:
        for actor in self._actors.values():
            if actor.kind == "state" and actor.code == code:
                return actor
        entry = self._matter.register.state(code)
        name, native, wikidata = (entry.name, entry.native_name, entry.wikidata) if entry else (code, None, None)
        actor = Actor(
            make_id("act", f"state:{code}"), "state", name, native, code, code, "GOV", None, None, (), None, wikidata,
            (), fault.confidence, origin("repair", fault.rule.id),
        )  # fmt: skip
        self._add(actor)
        return actor

    def _add(self, actor: Actor) -> str:
        self._actors.setdefault(actor.id, actor)
        return actor.id

    def _mean(self, fault: Fault, actor_id: str, repair_id: str) -> bool:
        """Let the words of a fault mean another actor."""
        assert fault.target is not None
        doc = self._matter.syntax.doc
        first, last = fault.target
        while first < last and doc[first].pos_ in {"DET", "PUNCT", "SPACE"}:
            first += 1
        span = self._matter.syntax.span(first, last)
        for i in range(first, last + 1):
            if (old := self._meant.get(i)) is not None and old != actor_id:
                self._lost.setdefault(old, []).append(span)
            self._meant[i] = actor_id
            self._repaired[i] = repair_id
        self._gained.setdefault(actor_id, set()).add(span)
        return True

    def _administration(self, fault: Fault, repair_id: str) -> bool:
        """ "The former US administration, Donald Trump": a government with its head in the name."""
        assert fault.target is not None
        head = self._actors.get(fault.actor or "")
        if head is None or head.kind != "person" or head.name is None:
            return False
        doc = self._matter.syntax.doc
        comma = next((i for i in range(fault.target[0], fault.target[1] + 1) if doc[i].text == ","), None)
        if comma is None:
            return False
        held = self._actors.get(self._meant.get(comma - 1, ""))
        if held is not None and held.kind == "government" and (held.name or "").startswith(head.name):
            return self._mean(replace(fault, target=(fault.target[0], comma - 1)), held.id, repair_id)
        noun = doc[comma - 1].lower_
        name = f"{head.name} {noun}"
        actor = next((a for a in self._actors.values() if a.kind == "government" and a.name == name), None)
        said = (self._actors.get(self._meant.get(i, "")) for i in range(fault.target[0], comma))
        iso3 = head.iso3 or next((a.iso3 for a in said if a is not None and a.iso3), None)
        if actor is None:
            actor = Actor(
                make_id("act", f"administration:{head.id}"), "government", name, None, iso3, iso3, "GOV", None, None,
                (), None, None, (), fault.confidence, origin("repair", fault.rule.id),
            )  # fmt: skip
            self._add(actor)
        return self._mean(replace(fault, target=(fault.target[0], comma - 1)), actor.id, repair_id)

    # What an actor is called

    def _office(self, fault: Fault) -> bool:
        """Give the person beside a title the office that the title means, unless the register knows better."""
        person = self._beside(fault)
        if person is None or fault.reading is None:
            return False
        self._unite(fault, person)
        person = self._actors[person.id]
        if person.office_basis == "register":
            return False
        if person.office is not None and person.office.startswith(fault.reading):
            return person.office_basis == "text"
        state = fault.rule.state if person.iso3 is None else person.iso3
        self._actors[person.id] = replace(
            person, office=fault.reading, office_basis="text", iso3=state, code=person.code or state,
            sector=person.sector or "GOV",
        )  # fmt: skip
        return True

    def _unite(self, fault: Fault, person: Actor) -> None:
        """Let a title that was taken for some unnamed holder of it mean the person it stands beside."""
        assert fault.target is not None
        for i in range(fault.target[0], fault.target[1] + 1):
            actor = self._actors.get(self._meant.get(i, ""))
            if actor is not None and actor.kind == "person" and actor.name is None:
                first, last = self._phrase(i)
                for j in range(first, last + 1):
                    self._meant[j] = person.id
                self._lost.setdefault(actor.id, []).append(self._matter.syntax.span(first, last))

    def _beside(self, fault: Fault) -> Actor | None:
        """The person whom a title names: a word of it means him, or only a comma stands between."""
        assert fault.target is not None
        doc = self._matter.syntax.doc
        first, last = fault.target
        for step, edge in ((-1, first - 1), (1, last + 1)):
            for i in range(edge, edge + step * _REACH, step):
                if not 0 <= i < len(doc) or (doc[i].is_sent_start and step > 0):
                    break
                actor = self._actors.get(self._meant.get(i, ""))
                if actor is not None and actor.kind == "person" and actor.name:
                    return actor
                if doc[i].text not in _BETWEEN:
                    break
        held = (self._actors.get(self._meant.get(i, "")) for i in range(first, last + 1))
        return next((a for a in held if a is not None and a.kind == "person"), None)

    def _name(self, fault: Fault) -> bool:
        """Give an organisation that was named after its literal rendering the name that is meant."""
        assert fault.target is not None
        assert fault.reading is not None
        for i in range(fault.target[0], fault.target[1] + 1):
            actor = self._actors.get(self._meant.get(i, ""))
            if actor is not None and actor.kind == "organisation" and actor.name:
                state = actor.iso3 or fault.rule.state
                code = state if actor.code in {None, "NSA"} else actor.code
                self._actors[actor.id] = replace(actor, name=fault.reading, iso3=state, code=code or actor.code)
                return True
        return False

    def _respell(self, fault: Fault, repair_id: str) -> bool:
        """Take a name with a word run into it for the name alone: the actor so called, or this one, called so."""
        assert fault.target is not None
        assert fault.reading is not None
        text = self._matter.article.text
        glued = text[fault.start : fault.end]
        for i in range(fault.target[0], fault.target[1] + 1):
            actor = self._actors.get(self._meant.get(i, ""))
            if actor is None or actor.name is None or glued not in actor.name.split():
                continue
            words = [w for w in actor.name.replace(glued, fault.reading).split() if w[:1].isupper()]
            name = " ".join(words[1:] if words[0] == fault.reading.split()[0] and len(words) > 2 else words)
            other = self._called(name, actor.kind)
            if other is not None and other != actor.id:
                first, last = self._phrase(i)
                self._repaired |= dict.fromkeys(range(first, last + 1), repair_id)
                self._merge(actor, other)
                return True
            self._actors[actor.id] = replace(actor, name=name)
            return True
        return False

    def _merge(self, actor: Actor, other: str) -> None:
        """Let all that means an actor, pronouns too, mean another: the two are one."""
        for i, meant in self._meant.items():
            if meant == actor.id:
                self._meant[i] = other
        self._lost.setdefault(actor.id, []).extend(actor.mentions)
        self._gained.setdefault(other, set()).update(actor.mentions)
        self._merged[actor.id] = other

    def _called(self, name: str, kind: str) -> str | None:
        """The actor of this kind who has the name, or is printed by it."""
        if not self._names:
            for actor in self._old.actors:
                for spelling in (actor.name, *(m.exact for m in actor.mentions)):
                    if spelling:
                        self._names.setdefault((actor.kind, _folded(spelling)), actor.id)
        found = self._names.get((kind, _folded(name)))
        return self._now(found) if found else None

    def _phrase(self, token: int) -> tuple[int, int]:
        """The tokens around one that mean the same actor."""
        actor, first, last = self._meant[token], token, token
        while self._meant.get(first - 1) == actor:
            first -= 1
        while self._meant.get(last + 1) == actor:
            last += 1
        return first, last


def _folded(name: str) -> str:
    return " ".join(name.replace("-", " ").casefold().split())


def _touches(span: Span, stretches: list[tuple[int, int]]) -> bool:
    """Whether a span shares a character with one of these, which are in order and each about as long as a name."""
    at = bisect_left(stretches, (span.end, 0))
    return any(span.start < end for _, end in stretches[max(0, at - 3) : at])


def as_repair(fault: Fault, matter: Matter, *, repair_id: str, used: bool) -> Repair:
    """A fault as the record keeps it."""
    span = Span(fault.start, fault.end, matter.article.text[fault.start : fault.end])
    rule = fault.rule
    made_by = origin("repair", rule.id)
    return Repair(repair_id, span, rule.kind, fault.reading, rule.why, fault.confidence, used, made_by)
