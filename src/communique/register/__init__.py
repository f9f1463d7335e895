"""Who is who in diplomacy: states, bodies, offices and persons, by any of their names, on any date.

>>> register = load()
>>> register.lookup("Seoul")[0].name, register.office("vice foreign minister").level
('South Korea', 'vice_minister')
"""

from __future__ import annotations

from communique.register.gazetteer import Entry, Form
from communique.register.office import Modifier, Office, Organ
from communique.register.register import Register, load

__all__ = ["Entry", "Form", "Modifier", "Office", "Organ", "Register", "load"]
