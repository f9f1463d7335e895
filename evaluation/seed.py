"""Whether the record of the seed article says who, when and what was meant.

    python -m evaluation.seed

Reads `../shared/seed`: the article without its publication date, and the twenty entities of its inventory, each of
which must be one actor with the right name, state and office (`seed.toml`). Further rows: the publication date with its
reasons, and the three readings on which the sense of the article turns. Exit code 1 when a row is wrong.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.run import ROOT

if TYPE_CHECKING:
    from communique.record import Actor, Record

SEED = ROOT.parent / "shared" / "seed"
_WANTED = Path(__file__).with_name("seed.toml")
_PUBLISHED = "2021-02-25"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing asked of the record: what it is, whether it is there, and what was found."""

    id: str
    asked: str
    right: bool
    found: str


def rows(record: Record, items: list[dict[str, Any]]) -> list[Row]:
    """Every row: the entities in the order of the inventory, the date, the readings."""
    wanted = tomllib.loads(_WANTED.read_text("utf-8"))
    entities = [_entity(item, wanted[item["id"]], record) for item in items if item["kind"] == "entity"]
    return [*entities, _date(record), *_readings(record)]


def _entity(item: dict[str, Any], wanted: dict[str, Any], record: Record) -> Row:
    """One entity: exactly one actor of its name, right in every field asked for, that the evidence means."""
    asked = f"{item['canonical']}"
    places = [(e["start"], e["end"]) for e in item["evidence"]]
    if wanted.get("whole") == "agency":
        return Row(item["id"], asked, record.article.agency in wanted["names"], str(record.article.agency))
    if wanted.get("whole") == "none":
        text = record.article.text
        words = [text.index(asked, start) for start, _ in places]
        touching = [a.name or "?" for a in record.actors if any(_at(a, w, w + len(asked)) for w in words)]
        return Row(item["id"], f"{asked}: a place, no actor", not touching, ", ".join(touching) or "no actor")
    named = [a for a in record.actors if a.kind in wanted["kind"] and a.name in wanted["names"]]
    faults = [] if len(named) == 1 else [f"{len(named)} actors"]
    for actor in named:
        faults += _faults(actor, wanted, places)
    found = "; ".join(f"{a.name} ({', '.join(filter(None, (a.iso3 or a.code, a.office)))})" for a in named)
    return Row(item["id"], asked, not faults, "; ".join([found or "nobody", *faults]))


def _faults(actor: Actor, wanted: dict[str, Any], places: list[tuple[int, int]]) -> Iterator[str]:
    for key in ("iso3", "code"):
        if key in wanted and getattr(actor, key) != wanted[key]:
            yield f"{key} {getattr(actor, key)}"
    if "office" in wanted and not (actor.office or "").lower().startswith(wanted["office"]):
        yield f"office {actor.office}"
    if not any(_at(actor, start, end) for start, end in places):
        yield "no mention where the inventory has one"


def _at(actor: Actor, start: int, end: int) -> bool:
    return any(m.start < end and start < m.end for m in actor.mentions)


def _date(record: Record) -> Row:
    article = record.article
    right = article.published == _PUBLISHED and article.published_basis == "inferred" and bool(article.published_why)
    return Row("date", f"published {_PUBLISHED}, inferred, with reasons", right, f"{article.published}")


def _readings(record: Record) -> Iterator[Row]:
    """The compound of two states, the sentence with one party on both sides, and the false friend."""
    by_id = {a.id: a for a in record.actors}
    for words, codes in (
        ("North America", {"PRK", "USA"}),
        ("the US will closely consult with the US", {"KOR", "USA"}),
    ):
        start = record.article.text.index(words)
        read = [r for r in record.repairs if r.used and r.span.start < start + len(words) and start < r.span.end]
        kinds = {r.kind for r in read} & {"dyad_compound", "self_dyad"}
        if "consult" in words:
            events = [e for e in record.events if e.trigger and start <= e.trigger.start < start + len(words)]
            found = {by_id[a].code for e in events for a in (*e.actors, *e.recipients)}
        else:
            found = {
                by_id[m].code
                for a in record.actors
                if _at(a, start, start + len(words))
                for m in a.members
                if m in by_id
            }
        seen = " and ".join(sorted(code or "?" for code in found)) or "nothing"
        yield Row("reading", f"{words}: {' and '.join(sorted(codes))}", bool(kinds) and found == codes, seen)
    start = record.article.text.index("evaluated")
    praised = [e for e in record.events if e.type == "SUPPORT" and any(s.start <= start < s.end for s in e.evidence)]
    friend = [r for r in record.repairs if r.kind == "false_friend" and r.used and r.span.start == start]
    found_types = ", ".join(e.type for e in praised) or "no praise"
    yield Row("reading", "evaluated: praise", bool(praised and friend), found_types)


def main() -> int:
    """Prints every row, and how many are right."""
    if not SEED.is_dir():
        print(f"seed: {SEED} is not here; nothing to check.", file=sys.stderr)
        return 2
    from communique.reader import Reader
    from communique.sources import article_from_text

    inventory = json.loads((SEED / "inventory.json").read_text("utf-8"))
    text = (SEED / inventory["doc"]["file"]).read_text("utf-8")
    found = rows(Reader().read(article_from_text(text)), inventory["items"])
    for row in found:
        print(f"{'ok  ' if row.right else 'FAIL'} {row.id:8} {row.asked[:72]:72} {row.found}")
    entities = [row for row in found if row.id not in {"date", "reading"}]
    right = sum(row.right for row in entities)
    print(f"\n{right} of {len(entities)} entities, {sum(row.right for row in found)} of {len(found)} rows")
    return int(not all(row.right for row in found))


if __name__ == "__main__":
    sys.exit(main())
