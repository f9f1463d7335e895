"""What it takes for something predicted to be the thing the gold record means: spans, codes, names."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Extent = tuple[int, int]

_LIKE_A_STATE = frozenset({"state", "government", "ministry"})


@cache
def _body_codes() -> dict[str, str]:
    listed = tomllib.loads(Path(__file__).with_name("bodies.toml").read_text("utf-8"))
    return {name: code for code, names in listed.items() for name in names}


def quoted_extents(text: str, quotes: Iterable[Json | str | None]) -> list[Extent]:
    """Where gold quotes stand: one place for a quote with an `occurrence`, every place for a bare string."""
    found: list[Extent] = []
    for quote in quotes:
        if isinstance(quote, dict):
            places = _places(text, quote["quote"])
            nth = quote.get("occurrence", 1)
            found += places[nth - 1 : nth]
        elif quote:
            found += _places(text, quote)
    return found


def _places(text: str, words: str) -> list[Extent]:
    found: list[Extent] = []
    at = text.find(words) if words else -1
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def extents(spans: Json | Sequence[Json | None] | None) -> list[Extent]:
    """Where the spans of a record stand; one span or several."""
    several = [spans] if isinstance(spans, dict) else spans or []
    return [(span["start"], span["end"]) for span in several if span]


def characters(places: Iterable[Extent]) -> set[int]:
    """The offsets that the places cover."""
    return {offset for start, end in places for offset in range(start, end)}


def touch(some: Iterable[Extent], others: Sequence[Extent]) -> bool:
    """Whether any of the one shares a character with any of the other."""
    return any(start < other_end and other_start < end for start, end in some for other_start, other_end in others)


def jaccard(some: Iterable[Extent], others: Iterable[Extent]) -> float:
    """Shared characters over all characters."""
    left, right = characters(some), characters(others)
    return len(left & right) / len(left | right) if left | right else 0.0


def actor_code(actor: Json) -> str | None:
    """The state or body that one actor stands for; NSA for anyone else who has a name."""
    if actor.get("iso3"):
        return str(actor["iso3"])
    for name in (actor.get("name"), *(actor.get("aliases") or ())):
        body = _body_codes().get(name.lower().removeprefix("the ")) if name else None
        if body:
            return body
    if actor.get("code"):
        return str(actor["code"])
    return "NSA" if actor.get("name") else None


def codes(wanted: Iterable[str] | None, actors: Mapping[str, Json]) -> frozenset[str]:
    """The states and bodies that actors stand for; a group with known members stands for them."""
    found: set[str | None] = set()
    for key in wanted or ():
        actor = actors.get(key)
        if actor is None:
            continue
        members = [m for m in actor.get("members") or () if m in actors and m != key]
        if members:
            found |= codes(members, {k: a for k, a in actors.items() if k != key})
        else:
            found.add(actor_code(actor))
    return frozenset(code for code in found if code is not None)


class Parties:
    """The actors of a gold record and of a predicted one, to be held against each other."""

    def __init__(self, gold: Json, record: Json) -> None:
        self.gold = {actor["key"]: actor for actor in gold["actors"]}
        self.predicted = {actor["id"]: actor for actor in record.get("actors", ())}

    def same_actor(self, key: str | None, actor_id: str | None) -> bool:
        """Whether both mean the same actor: a name or mention in common, or one state and its government."""
        if key is None or actor_id is None:
            return key is None and actor_id is None
        if key not in self.gold or actor_id not in self.predicted:
            return False
        gold, predicted = self.gold[key], self.predicted[actor_id]
        if _names(gold) & _names(predicted):
            return True
        if "group" in (gold["kind"], predicted.get("kind")):
            return codes([key], self.gold) == codes([actor_id], self.predicted)
        official = gold["kind"] in _LIKE_A_STATE and predicted.get("kind") in _LIKE_A_STATE
        return official and actor_code(gold) == actor_code(predicted)

    def same_code(self, key: str | None, actor_id: str | None) -> bool:
        """Whether both stand for the same states and bodies."""
        if key is None or actor_id is None:
            return key is None and actor_id is None
        if key not in self.gold or actor_id not in self.predicted:
            return False
        return codes([key], self.gold) == codes([actor_id], self.predicted)

    def same_codes(self, keys: Iterable[str], actor_ids: Iterable[str] | None) -> bool:
        """Whether both lists together stand for the same states and bodies."""
        return codes(keys, self.gold) == codes(actor_ids, self.predicted)


def _names(actor: Json) -> set[str]:
    names = {str(actor.get("name") or "").lower()}
    for mention in actor.get("mentions") or ():
        names.add((mention if isinstance(mention, str) else mention["exact"]).lower())
    return names - {""}


def pair_off(
    gold: Sequence[Json], predicted: Sequence[Json], worth: Callable[[Json, Json], float]
) -> list[tuple[Json, Json]]:
    """One predicted thing for each gold thing, the best pairs first; what is worth nothing stays alone."""
    candidates = [(worth(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)]
    candidates = sorted((c for c in candidates if c[0] > 0), key=lambda c: (-c[0], c[1], c[2]))
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs: list[tuple[Json, Json]] = []
    for _, i, j in candidates:
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            pairs.append((gold[i], predicted[j]))
    return pairs
