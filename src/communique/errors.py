"""What can go wrong, as a tree.

CommuniqueError
├── SourceError           an article could not be obtained or decoded
│   ├── NotAnArticle      there is no text to read
│   └── UnsupportedFormat neither text nor HTML
├── RegisterError         the register's data, ours or the user's, is malformed
├── ModelMissing          the language pipeline is not installed
└── LedgerError           the ledger cannot be opened, read or written
    └── LedgerVersion     it was made by another version
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Something a caller can act on. `hint` says what to try; `slug` is stable, for the documentation."""

    slug = "error"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SourceError(CommuniqueError):
    """An article could not be obtained or decoded."""

    slug = "source"


class NotAnArticle(SourceError):
    """The source holds no text to read."""

    slug = "not-an-article"


class UnsupportedFormat(SourceError):
    """The source is neither text nor HTML."""

    slug = "unsupported-format"


class RegisterError(CommuniqueError):
    """A row of the register, ours or the user's, is malformed."""

    slug = "register"


class ModelMissing(CommuniqueError):
    """The language pipeline is not installed."""

    slug = "model-missing"


class LedgerError(CommuniqueError):
    """The ledger cannot be opened, read or written."""

    slug = "ledger"


class LedgerVersion(LedgerError):
    """The ledger was made by another version of Communiqué."""

    slug = "ledger-version"
