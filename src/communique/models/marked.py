"""Sentences in which a pair is marked: `<s>Oslo</s> thanked <t>Riga</t>`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

_MARK = re.compile(r"<(/?)([st])>")

Part = Literal["s", "t"]


class Unmarked(ValueError):
    """The marks of a sentence do not say which pair is meant; the message says why, in the words of a note."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and where source and target stand in it."""

    text: str
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]


def parse(sentence: str) -> Marked:
    """The sentence and its pair.

    A mention may be marked more than once, one may stand within the other ("<s><t>Iraqi</t> rebels</s>"), and either
    side may be absent, as in "<s>Troops</s> remained on alert"; not both.

    >>> parse("<s>Oslo</s> thanked <t>Riga</t>.")
    Marked(text='Oslo thanked Riga.', source=((0, 4),), target=((13, 17),))
    """
    text: list[str] = []
    length = 0
    open_at: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    last = 0
    for mark in _MARK.finditer(sentence):
        text.append(sentence[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        closing, part = mark.groups()
        if bool(closing) != (part in open_at):
            raise Unmarked(f"a mark {mark.group()} has no partner")
        if not closing:
            open_at[part] = length
        elif (start := open_at.pop(part)) < length:
            spans[part].append((start, length))
        else:
            raise Unmarked(f"nothing is marked by <{part}></{part}>")
    if open_at:
        raise Unmarked(f"a mark <{next(iter(open_at))}> has no partner")
    text.append(sentence[last:])
    if not spans["s"] and not spans["t"]:
        raise Unmarked("no pair is marked")
    if set(spans["s"]) & set(spans["t"]):
        raise Unmarked("source and target are the same words")
    return Marked("".join(text), tuple(spans["s"]), tuple(spans["t"]))


@dataclass(frozen=True, slots=True)
class Encoded:
    """A marked sentence as the model takes it: token ids, and which tokens each pooled state averages."""

    ids: list[int]
    source: list[int]
    target: list[int]
    between: list[int]


# [unused0] … [unused3]: four tokens that BERT's vocabulary keeps free, and fine-tuning gives a meaning.
_OPEN = {"s": 1, "t": 3}
_CLOSE = {"s": 2, "t": 4}
_CLS, _SEP = 101, 102
LONGEST = 160  # tokens; of a longer sentence, what surrounds the pair is kept


def encode(marked: Marked, tokenize: Callable[[str], Sequence[int]]) -> Encoded:
    """The tokens of a sentence with its pair between markers; `tokenize` gives the ids of a piece of text."""
    cuts: list[tuple[int, int, int]] = []  # where, closing before opening, which marker
    for part, spans in (("s", marked.source), ("t", marked.target)):
        for start, end in spans:
            cuts += [(start, 1, _OPEN[part]), (end, 0, _CLOSE[part])]
    ids: list[int] = []
    last = 0
    for at, _, marker in sorted(cuts):
        ids += tokenize(marked.text[last:at])
        ids.append(marker)
        last = at
    ids += tokenize(marked.text[last:])
    ids = [_CLS, *_window(ids), _SEP]
    source = [i for i, token in enumerate(ids) if token == _OPEN["s"]]
    target = [i for i, token in enumerate(ids) if token == _OPEN["t"]]
    return Encoded(ids, source, target, _between(ids, source, target))


def _window(ids: list[int]) -> list[int]:
    room = LONGEST - 2
    if len(ids) <= room:
        return ids
    marks = [i for i, token in enumerate(ids) if 1 <= token <= 4]
    centre = (marks[0] + marks[-1]) // 2
    start = min(max(centre - room // 2, 0), len(ids) - room, marks[0])
    return ids[start : start + room]


def _between(ids: list[int], source: list[int], target: list[int]) -> list[int]:
    """The tokens between the pair where it stands closest together; of one participant, what follows it."""
    if not source or not target:
        first = (source or target or [0])[0]
        return list(range(first + 1, len(ids) - 1)) or [first]
    a, b = min(((s, t) for s in source for t in target), key=lambda pair: (abs(pair[0] - pair[1]), pair))
    low, high = min(a, b), max(a, b)
    return list(range(low + 1, high)) or [low]
