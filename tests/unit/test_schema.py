from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from communique.errors import CommuniqueError
from communique.record import Record
from communique.schema import json_schema, parse_record
from tests.factories import a_record


def _validate(plain: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(plain)


def test_the_schema_is_itself_a_valid_schema_and_plain_json() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("text", [True, False])
def test_a_record_validates_with_and_without_its_text(text: bool) -> None:
    _validate(a_record().to_dict(text=text))


def _set(path: str, value: Any) -> dict[str, Any]:
    plain: Any = a_record().to_dict()
    *steps, last = path.split(".")
    node = plain
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else node[step]
    node[last] = value
    return dict(plain)


WRONG = [
    ("schema", "communique-record/2"),  # another contract
    ("events.0.type", "MEET"),  # not a PLOVER type
    ("events.0.status", None),  # every event has a status
    ("events.0.channel", ""),  # an empty string is not null
    ("events.0.trigger.start", -1),  # offsets count from 0
    ("events.0.confidence", 1.5),
    ("events.0.colour", "red"),  # a key the record does not have
    ("statements.0.content", None),  # a list may be empty, not absent
    ("article.text_sha256", "abc"),
    ("positions.0.stance", "for"),  # the word of the brief is not the value of the record
]


@pytest.mark.parametrize(("path", "value"), WRONG, ids=[path for path, _ in WRONG])
def test_a_wrong_value_does_not_validate(path: str, value: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        _validate(_set(path, value))


def test_a_missing_key_does_not_validate() -> None:
    plain = a_record().to_dict()
    del plain["processes"]
    with pytest.raises(jsonschema.ValidationError):
        _validate(plain)


def test_every_field_of_every_noun_is_in_the_schema() -> None:
    record = a_record().to_dict(text=True)
    schema = json_schema()
    assert set(record) == set(schema["properties"])
    assert set(record["article"]) == set(schema["$defs"]["Article"]["properties"])
    assert set(record["events"][0]) == set(schema["$defs"]["Event"]["properties"])


def test_a_record_comes_back_from_json_as_it_was() -> None:
    record = a_record()
    assert parse_record(json.loads(json.dumps(record.to_dict(text=True)))) == record


def test_a_record_without_text_comes_back_with_an_empty_text() -> None:
    back = parse_record(a_record().to_dict())
    assert isinstance(back, Record)
    assert back.article.text == ""
    assert back.events == a_record().events


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("events.0.type", "MEET", "events.0.type"),
        ("events.0.quad_code", "1", "events.0.quad_code"),  # a number in quotation marks is not a number
        ("statements.0.verbatim", 1, "statements.0.verbatim"),
    ],
)
def test_a_fault_is_named_with_its_place(path: str, value: Any, named: str) -> None:
    with pytest.raises(CommuniqueError, match=named):
        parse_record(_set(path, value))


def test_many_faults_are_counted_not_listed() -> None:
    with pytest.raises(CommuniqueError, match=r"and \d+ more"):
        parse_record({"schema": "communique-record/2", "article": {}, "events": [{}]})
