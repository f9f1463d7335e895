"""The record as JSON Schema, made from its types, and the way back from JSON to a `Record`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.record import SCHEMA, Record

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BOUNDS: dict[str, dict[str, Any]] = {  # what the types cannot say
    "start": {"minimum": 0},
    "end": {"minimum": 0},
    "confidence": {"minimum": 0, "maximum": 1},
    "text_length": {"minimum": 0},
    "text_sha256": {"pattern": "^[0-9a-f]{64}$"},
}
_FAULTS_SHOWN = 3


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `Record.to_dict()` gives, with or without the article's text.

    Every key is required, null where the text does not say, and no other key is allowed: a record that validates is
    one that this version wrote or could have written.
    """
    made = _adapter().json_schema(mode="validation")
    definitions = made.pop("$defs")
    for noun in (made, *definitions.values()):
        _tidy(noun)
    definitions["Article"]["required"].remove("text")
    return {
        "$schema": _DIALECT,
        "$id": f"urn:communique:{SCHEMA.replace('/', ':')}",
        "title": "Communiqué record",
        **{key: value for key, value in made.items() if key != "title"},
        "$defs": dict(sorted(definitions.items())),
    }


def parse_record(plain: dict[str, Any]) -> Record:
    """The record that `Record.to_dict()` made `plain`; its article has an empty text where `plain` carries none."""
    from pydantic import ValidationError

    article = plain.get("article")
    if isinstance(article, dict) and "text" not in article:
        plain = {**plain, "article": {**article, "text": ""}}
    try:
        # Through JSON, where strictness still lets a list be a tuple: "3" is not taken for 3, nor 1 for true.
        return _adapter().validate_json(json.dumps(plain), strict=True)
    except ValidationError as error:
        raise CommuniqueError(
            f"Cannot read this as a record: {'; '.join(_faults(error))}.",
            hint="`communique schema` prints what a record must look like.",
        ) from None


@cache
def _adapter() -> TypeAdapter[Record]:
    from pydantic import TypeAdapter

    return TypeAdapter(Record)


def _faults(error: Any) -> Iterator[str]:
    """The first faults, each with where it is: "events.0.type: input should be …"."""
    found = error.errors(include_url=False, include_input=False)
    for fault in found[:_FAULTS_SHOWN]:
        where = ".".join(str(step) for step in fault["loc"]) or "the whole"
        yield f"{where}: {fault['msg'][:1].lower()}{fault['msg'][1:]}"
    if len(found) > _FAULTS_SHOWN:
        yield f"and {len(found) - _FAULTS_SHOWN} more"


def _tidy(noun: dict[str, Any]) -> None:
    """Drops the titles that repeat field names, and says what is required and within which bounds."""
    properties: dict[str, Any] = noun["properties"]
    for name, value in properties.items():
        value.pop("title", None)
        value.pop("default", None)
        value.update(_BOUNDS.get(name, {}))
    noun["required"] = list(properties)
    noun["additionalProperties"] = False
    if "description" in noun:
        noun["description"] = noun["description"].split("\n\n")[0].replace("\n", " ")
