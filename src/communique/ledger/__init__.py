"""The ledger: records kept in one file, added once, never changed, searched by who, what and when."""

from communique.ledger.store import Added, Found, Ledger, open_ledger

__all__ = ["Added", "Found", "Ledger", "open_ledger"]
