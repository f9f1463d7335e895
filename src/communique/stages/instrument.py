"""Instrument: which numbered session or resolution of a UN body a phrase means, where text and register leave one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.cues.processes import affairs
from communique.draft import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register
    from communique.register.session import Session

_NUMBER = re.compile(r"\b(\d{1,4}(?:/\d{1,4})?)\b(?:\s*\((\d{4})\))?")  # "46th" is a session, no number
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
_SUBJECT_STATE = re.compile(r"\bin (?:the )?(.+)$")


def session_of(noun: Token, cast: Cast, register: Register) -> Session | None:
    """The regular session that "the 46th session of the Human Rights Council" is."""
    ordinal = next((m for t in noun.subtree if (m := _ORDINAL.fullmatch(t.text))), None)
    if ordinal is None:
        return None
    found = (register.session(body, int(ordinal[1])) for body in sorted(_codes(noun, cast)))
    return next((s for s in found if s is not None), None)


def symbol_of(noun: Token, exact: str, cast: Cast, register: Register) -> tuple[str | None, str | None]:
    """The UN symbol of a resolution and how we know it; nothing where more than one could be meant."""
    number = _NUMBER.search(exact)
    if number is not None:
        return _by_number(number, exact)
    session = session_of(noun, cast, register)
    states = {c for c in _codes(noun, cast) if register.state(c)}
    if session is None or len(states) != 1 or "rights" not in {t.lower_ for t in noun.subtree}:
        return None, None
    state = states.pop()
    adopted = (r for r in register.resolutions("human rights", body=session.body) if r.session == session.ordinal)
    found = [r for r in adopted if (m := _SUBJECT_STATE.search(r.title)) and _is(m[1], state, register)]
    if len(found) != 1:
        return None, None
    return found[0].symbol, f"the register has one such resolution of session {session.ordinal}: {found[0].title}"


def _by_number(number: re.Match[str], exact: str) -> tuple[str | None, str | None]:
    """The symbol made of a number and a body that the text gives: "UNSCR 1718", "General Assembly resolution 60/1"."""
    plain = " ".join(exact.lower().split())
    pattern = next((p for body, p in affairs().bodies.items() if body in plain), None)
    if pattern is None or ("/" in number[1]) != pattern.startswith("A/"):
        return None, None
    year = f" ({number[2]})" if number[2] else ""
    return pattern.format(number=number[1]) + year, "the text gives the body and the number"


def _codes(noun: Token, cast: Cast) -> frozenset[str]:
    """The states and bodies named in the phrase of a noun, its relative clauses included."""
    return cast.codes(tuple(dict.fromkeys(cast.meant[t.i] for t in noun.subtree if t.i in cast.meant)))


def _is(name: str, state: str, register: Register) -> bool:
    return any(entry.iso3 == state for entry in register.lookup(name)[:1])
