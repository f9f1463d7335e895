"""`communique schema`: print the JSON Schema of a record."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of a record."""
    from communique.cli.printing import print_json
    from communique.schema import json_schema

    print_json(json_schema(), alone=True)
