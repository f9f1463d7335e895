"""What the reader does when a stage cannot cope with a text."""

from __future__ import annotations

from typing import Any

import pytest

from communique import reader as line
from communique.reader import Reader
from communique.sources import article_from_text
from tests.conftest import Read

_TANGLE = "Peru met Chile and urged Bolivia to sign and met Chile and urged Bolivia to sign."
_PLAIN = "Oslo condemned the raid by Togo on Monday."


def _climbing(monkeypatch: pytest.MonkeyPatch, stage: str, word: str) -> None:
    """Make a stage fail as it does on a tangle: whenever the text it is given holds `word`."""
    whole = getattr(line, stage)

    def fails(*given: Any, **named: Any) -> Any:
        syntax = next(g for g in given if hasattr(g, "sentences"))
        if any(token.text == word for token in syntax.doc):
            raise RecursionError
        return whole(*given, **named)

    monkeypatch.setattr(line, stage, fails)


@pytest.mark.parametrize("stage", ["resolve", "code", "say", "position"])
def test_a_tangled_paragraph_is_an_issue_and_the_rest_is_read(
    stage: str, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    _climbing(monkeypatch, stage, "Bolivia")
    text = f"OSLO, May 14 (NTB) -- {_PLAIN}\n\n{_TANGLE}\n\nRiga thanked Oslo for its help."
    record = reader.read(article_from_text(text, published="2024-05-15"))
    assert [(i.slug, i.span.exact if i.span else None) for i in record.issues] == [("too-tangled", _TANGLE)]
    assert {"ACCUSE", "SUPPORT"} <= {e.type for e in record.events}
    assert record.boilerplate


def test_a_text_that_no_stage_can_read_is_kept_with_its_boilerplate(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    _climbing(monkeypatch, "code", "Togo")
    record = reader.read(article_from_text(f"OSLO, May 14 (NTB) -- {_PLAIN}", published="2024-05-15"))
    assert [i.slug for i in record.issues] == ["too-tangled"]
    assert (record.events, bool(record.boilerplate)) == ((), True)


def test_a_plain_text_has_no_issues(read: Read) -> None:
    assert read(_PLAIN).issues == ()
