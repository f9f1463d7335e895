"""`communique who`: look up who someone is."""

from __future__ import annotations


def who() -> None:
    """Look up who someone is."""
