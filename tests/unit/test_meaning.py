"""The codebook says what the program does: every code has a meaning, every example is coded as it says."""

from __future__ import annotations

from typing import get_args

import pytest

from communique import record
from communique.codebook import modes
from communique.codebook.meaning import Meaning, NearMiss, explain, meanings
from tests.conftest import Read

TYPES = [m for m in meanings() if m.field == "type"]


def test_every_type_has_a_meaning_and_every_mode_of_it() -> None:
    assert [m.code for m in TYPES] == list(get_args(record.EventType))
    assert {m.code: set(m.modes or ()) for m in TYPES} == {m.code: set(modes(m.code)) for m in TYPES}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("status", record.Status),
        ("channel", record.Channel),
        ("level", record.Level),
        ("act", record.Act),
        ("firmness", record.Firmness),
        ("stance", record.Stance),
        ("likelihood", record.Likelihood),
    ],
)
def test_every_value_of_a_coded_field_has_a_meaning(field: str, values: object) -> None:
    assert [m.code for m in meanings() if m.field == field] == list(get_args(values))


@pytest.mark.parametrize("example", [(m, e) for m in TYPES for e in m.examples], ids=lambda pair: pair[1][:40])
def test_every_example_is_coded_as_its_type(example: tuple[Meaning, str], read: Read) -> None:
    meaning, text = example
    assert meaning.code in {e.type for e in read(text).events}


@pytest.mark.parametrize("near", [(m, n) for m in TYPES for n in m.near], ids=lambda pair: pair[1].text[:40])
def test_every_near_miss_is_coded_as_what_it_is(near: tuple[Meaning, NearMiss], read: Read) -> None:
    meaning, miss = near
    found = {e.type for e in read(miss.text).events}
    assert meaning.code not in found
    assert found == set() if miss.type is None else miss.type in found


def test_a_code_is_found_in_any_letter_case_and_in_every_field_that_has_it() -> None:
    assert [m.code for m in explain("consult")] == ["CONSULT"]
    assert [(m.field, m.of) for m in explain("phone")] == [("mode", "CONSULT"), ("channel", None)]
    assert [m.code for m in explain("past_reference")] == ["past_reference"]
    assert explain("rugby") == ()
