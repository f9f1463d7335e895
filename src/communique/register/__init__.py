"""Who is who in diplomacy: states, bodies, offices and persons, by any of their names, on any date.

>>> register = load()
>>> register.lookup("Seoul")[0].name, register.office("vice foreign minister").level
('South Korea', 'vice_minister')
"""

from __future__ import annotations

from communique.register.city import City
from communique.register.gazetteer import Entry, Form
from communique.register.office import Modifier, Office, Organ
from communique.register.people import Person, Term
from communique.register.register import Register, load
from communique.register.same_name import Match, same_name
from communique.register.session import Resolution, Session
from communique.register.who import Answer, unanswered, who

__all__ = [
    "Answer", "City", "Entry", "Form", "Match", "Modifier", "Office", "Organ", "Person", "Register", "Resolution",
    "Session", "Term", "load", "same_name", "unanswered", "who",
]  # fmt: skip
