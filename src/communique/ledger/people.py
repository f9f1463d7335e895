"""What to call the actors of a record, what they stand for, and how their names are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from communique.record import Actor


def fold(name: str) -> str:
    """A name as it is compared: without case, accents and punctuation, each word between two spaces.

    >>> fold("Recep Tayyip ERDOĞAN")
    ' recep tayyip erdogan '
    """
    parts = unicodedata.normalize("NFKD", name.casefold())
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))
    words = "".join(c if c.isalnum() else " " for c in bare).split()
    return f" {' '.join(words)} " if words else ""


class People:
    """The actors of one record: what to call them, what they stand for, who belongs to a group."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.by_id: Mapping[str, Actor] = {actor.id: actor for actor in actors}

    def everyone(self, actor_ids: Iterable[str]) -> list[Actor]:
        """These actors, and after each group its members, each once."""
        found: dict[str, Actor] = {}
        waiting = list(actor_ids)[::-1]
        while waiting:
            actor = self.by_id.get(waiting.pop())
            if actor and actor.id not in found:
                found[actor.id] = actor
                waiting += actor.members[::-1]
        return list(found.values())

    def codes(self, actor_ids: Iterable[str]) -> list[str]:
        """The states and bodies that these actors, or the members of a group, stand for, each once."""
        return list(dict.fromkeys(code for actor in self.everyone(actor_ids) if (code := stands_for(actor))))

    def label(self, actor_id: str) -> str:
        """The name of an actor; without one, its members' names, or the words that mean it."""
        actor = self.by_id.get(actor_id)
        if not actor:
            return actor_id
        if actor.name:
            return actor.name
        members = [member.name for member in self.everyone(actor.members) if member.name]
        return ", ".join(members) or next((mention.exact for mention in actor.mentions), actor_id)

    def labels(self, actor_ids: Iterable[str]) -> list[str]:
        """The labels of these actors, in order."""
        return [self.label(actor_id) for actor_id in actor_ids]

    def side(self, one: str, many: str, actor_ids: tuple[str, ...]) -> dict[str, Any]:
        """The three columns that name the actors on one side of an item."""
        return {many: self.labels(actor_ids), f"{one}_codes": self.codes(actor_ids), f"{one}_ids": list(actor_ids)}

    def only(self, one: str, actor_id: str | None) -> dict[str, Any]:
        """The three columns that name the single actor on one side of an item."""
        return {
            one: self.label(actor_id) if actor_id else None,
            f"{one}_codes": self.codes([actor_id] if actor_id else []),
            f"{one}_id": actor_id,
        }


def stands_for(actor: Actor) -> str | None:
    """The code of the state or body that an actor stands for."""
    return actor.code or actor.iso3


def spellings(actor: Actor) -> list[str]:
    """Every way an actor is called, folded, each once."""
    printed = [actor.name, actor.native_name, *(mention.exact for mention in actor.mentions)]
    return sorted({folded for name in printed if name and (folded := fold(name))})
