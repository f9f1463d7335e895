"""What is asked of the ledger, checked before anything is looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from communique.record import Act, CommitmentState, EventType, Firmness, Likelihood, Stance, Status

Part = Literal["events", "statements", "commitments", "expectations", "positions"]

# What `type` means for each part of a record, and its values.
TYPES: Mapping[Part, tuple[str, tuple[str, ...]]] = {
    "events": ("event type", get_args(EventType)),
    "statements": ("act", get_args(Act)),
    "commitments": ("firmness", get_args(Firmness)),
    "expectations": ("likelihood", get_args(Likelihood)),
    "positions": ("stance", get_args(Stance)),
}
STATUSES: Mapping[Part, tuple[str, tuple[str, ...]]] = {
    "events": ("event status", get_args(Status)),
    "commitments": ("state of a commitment", get_args(CommitmentState)),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Which items of one part are wanted. An empty field asks nothing."""

    part: Part
    actor: str | None = None
    recipient: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


def ask(
    part: Part,
    *,
    actor: str | None = None,
    recipient: str | None = None,
    type: str | Sequence[str] = (),
    status: str | Sequence[str] = (),
    since: str | date | None = None,
    until: str | date | None = None,
) -> Question:
    """The question with every value checked; a `ValueError` says which value is wrong and what is possible.

    >>> ask("events", actor="NOR", type="consult").types
    ('CONSULT',)
    """
    first, last = day(since), day(until)
    if first and last and first > last:
        raise ValueError(f"{first} is later than {last}")
    return Question(
        part,
        actor=_name(actor),
        recipient=_name(recipient),
        types=_among(type, *TYPES[part]),
        statuses=_among(status, *STATUSES[part]) if status else (),
        since=first,
        until=last,
    )


def day(value: str | date | None) -> str | None:
    """An ISO date, checked: `2021-02-25`."""
    if value is None:
        return None
    try:
        checked = value if isinstance(value, date) else date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(f"{value!r} is not a date; write it as 2021-02-25") from None
    return checked.isoformat()[:10]


def _name(value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise ValueError("the name is empty")
    return value.strip() if value else None


def _among(values: str | Sequence[str], what: str, known: tuple[str, ...]) -> tuple[str, ...]:
    by_folded = {value.casefold(): value for value in known}
    given = [values] if isinstance(values, str) else values
    for value in given:
        if value.strip().casefold() not in by_folded:
            raise ValueError(f"{value!r} is no {what}; there are {', '.join(known)}")
    return tuple(by_folded[value.strip().casefold()] for value in given)
