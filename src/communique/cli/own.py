"""The register with a user's own rows, for every verb that takes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli.speech import tell

if TYPE_CHECKING:
    from communique.register import Register

TOLD = 20  # bad rows; of a file with a wrong column every row is bad


def open_register(path: str | None, *, every: bool = False) -> Register:
    """The register, with the rows of a file or folder laid over it; what is wrong with them is told, or all of it."""
    from communique.register import load

    register = load(Path(path).expanduser() if path else None)
    shown = register.problems if every else register.problems[:TOLD]
    for problem in shown:
        tell(problem)
    if len(register.problems) > len(shown):
        tell(
            f"… and {len(register.problems) - TOLD:,} more bad rows; the good ones are used. `who … --json` tells all."
        )
    return register
