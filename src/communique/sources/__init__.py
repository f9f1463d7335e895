"""Sources: from bytes to the text of an article."""

from __future__ import annotations

from communique.sources.load import LIMIT, Loaded, article_from_text, load

__all__ = ["LIMIT", "Loaded", "article_from_text", "load"]
