"""The brief: what a desk officer wants from a record in ten seconds, on a terminal or in a notebook."""

from __future__ import annotations

from communique.brief.notebook import to_html
from communique.brief.outline import Item, Outline, Section, outline
from communique.brief.terminal import render

__all__ = ["Item", "Outline", "Section", "outline", "render", "to_html"]
