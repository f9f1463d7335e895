"""Counts the translation faults that are found where they are, and those that are found where there are none.

    python -m evaluation.repairs [--articles N]

Needs the texts of `../shared`: the seed with its inventory of 35 faults, the texts of the White House and the State
Department, and the news that the WMT competition had machines and people translate. Exit code 1: a target missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_SEED = SHARED / "seed"
_TEXTS = SHARED / "corpora"
_WMT = SHARED / "benchmarks" / "wmt_mt_news_docs.jsonl.gz"
_CLEAN = range(1, 93)  # documents of the White House and the State Department
_PER_TEXT = 1 / 20  # proposals allowed in good English
_FOUND = 25  # of the 35 artefacts
_SYSTEM = "Online-G"
_SHORTEST = 500  # characters of an article

# What a class of the inventory is in a record: the kinds of repair that name it, or the list that holds it instead.
# A class that is missing here is none that the record has a place for, and counts as not found.
CLASSES: dict[str, tuple[str, ...]] = {
    "name_variant": ("name",),
    "name_transliteration": ("name",),
    "name_back_transliteration": ("name",),
    "title": ("title",),
    "duplicate+title": ("title", "doubled_word"),
    "organisation_title": ("title",),
    "apposition_scramble": ("title",),
    "plural_sessions": ("title",),
    "duplicate_phrase": ("doubled_word",),
    "coordination_ellipsis": ("doubled_word",),
    "duplicate_line": ("doubled_word",),
    "false_friend": ("false_friend",),
    "lexical": ("false_friend", "title"),
    "predicate_sense": ("false_friend",),
    "idiom": ("false_friend",),
    "calque": ("false_friend",),
    "noun_compound": ("dyad_compound", "false_friend"),
    "ambiguous_compound": ("dyad_compound",),
    "self_dyad / zero_subject": ("self_dyad",),
    "quote_segmentation": ("quotation",),
    "argument_shift": ("quotation", "false_friend"),
    "boilerplate_glue": ("glued_caption",),
    "untranslated": ("name", "boilerplate:agency_tag"),
    "boilerplate": ("boilerplate:ui", "boilerplate:copyright", "boilerplate:source_line"),
}


def main(argv: list[str] | None = None) -> int:
    """Prints the three counts."""
    parser = argparse.ArgumentParser(prog="evaluation.repairs", description="Count repairs, right and wrong.")
    parser.add_argument("--articles", type=int, default=120, help="articles of the WMT news to read (120)")
    options = parser.parse_args(argv)
    if not _SEED.is_dir():
        print(f"{SHARED} is not here; nothing can be counted.", file=sys.stderr)
        return 2

    from communique.reader import Reader

    reader = Reader()
    missed = not _seed(reader)
    missed |= not _clean_english(reader)
    _machines_and_people(reader, options.articles)
    return int(missed)


def _record(reader: Any, text: str, *, published: str | None = None) -> dict[str, Any]:
    from communique.sources import article_from_text

    record: dict[str, Any] = reader.read(article_from_text(text, published=published)).to_dict()
    return record


# ---- the seed


def _seed(reader: Any) -> bool:
    text = next(_SEED.glob("*.txt")).read_text("utf-8")
    record = _record(reader, text)
    items = json.loads((_SEED / "inventory.json").read_text("utf-8"))["items"]
    artefacts = [item for item in items if item["kind"] == "mt_artefact"]
    found = {item["id"]: _found(item, record) for item in artefacts}
    print(f"The seed: {len(artefacts)} artefacts")
    for item in artefacts:
        said = "; ".join(found[item["id"]]) or "-"
        print(f"  {item['id']:5} {item['artefact_class']:26} {item['evidence'][0]['quote'][:44]!r:48} {said}")
    repaired = sum(any(not said.startswith("boilerplate") for said in found[i["id"]]) for i in artefacts)
    total = sum(bool(found[item["id"]]) for item in artefacts)
    print(f"Found with the right class: {total} of {len(artefacts)} (target {_FOUND}), {repaired} of them as repairs")
    readings = _three_readings(record)
    for what, right in readings.items():
        print(f"  {'right' if right else 'WRONG'}: {what}")
    print()
    return total >= _FOUND and all(readings.values())


def _found(item: dict[str, Any], record: dict[str, Any]) -> list[str]:
    """What the record says where an artefact is, of the kinds that its class is."""
    kinds = CLASSES.get(item["artefact_class"], ())
    here = [(e["start"], e["end"]) for e in item["evidence"]]
    said = []
    for repair in record["repairs"]:
        if repair["kind"] in kinds and _overlaps(repair["span"], here):
            said.append(f"{repair['kind']} → {repair['reading']}")
    for label in record["boilerplate"]:
        if f"boilerplate:{label['kind']}" in kinds and _overlaps(label["span"], here):
            said.append(f"boilerplate: {label['kind']}")
    return list(dict.fromkeys(said))


def _overlaps(span: dict[str, Any], places: Iterable[tuple[int, int]]) -> bool:
    return any(span["start"] < end and start < span["end"] for start, end in places)


def _three_readings(record: dict[str, Any]) -> dict[str, bool]:
    """The readings that the issue asks for, as the record uses them."""
    actors = {actor["id"]: actor for actor in record["actors"]}
    consulting = [
        {actors[a]["iso3"] for a in (*event["actors"], *event["recipients"])}
        for event in record["events"]
        if event["trigger"]["exact"] == "consult"
    ]
    return {
        "North America is North Korea and the United States": any(
            r["kind"] == "dyad_compound" and r["used"] and r["reading"] == "North Korea and the United States"
            for r in record["repairs"]
        ),
        "the US that consults with the US is South Korea": consulting == [{"KOR", "USA"}],
        "to evaluate cooperation is to praise it": any(
            event["type"] == "SUPPORT" and event["trigger"]["exact"] == "evaluated" for event in record["events"]
        ),
    }


# ---- good English


def _clean_english(reader: Any) -> bool:
    described = (json.loads(line) for line in (_TEXTS / "texts_meta.jsonl").read_text("utf-8").splitlines())
    texts = [d for d in described if int(d["id"]) in _CLEAN]
    proposed: Counter[str] = Counter()
    used = 0
    print(f"Good English: {len(texts)} texts of the White House and the State Department")
    for described_text in texts:
        text = (_TEXTS / "texts" / described_text["file"]).read_text("utf-8")
        record = _record(reader, text, published=described_text["date"] or None)
        for repair in record["repairs"]:
            proposed[described_text["id"]] += 1
            used += repair["used"]
            print(f"  {described_text['id']} {_line(repair)}")
    total = sum(proposed.values())
    print(f"Used: {used} (target 0); proposed: {total}, at most {len(texts) * _PER_TEXT:.1f} allowed\n")
    return used == 0 and total <= len(texts) * _PER_TEXT


def _line(repair: dict[str, Any]) -> str:
    mark = "used" if repair["used"] else "    "
    exact = " ".join(repair["span"]["exact"].split())[:60]
    return f"{mark} {repair['kind']:14} {exact!r} → {(repair['reading'] or '?')[:60]!r} ({repair['origin']['rule']})"


# ---- machines and people


def _machines_and_people(reader: Any, articles: int) -> None:
    counts = {side: Counter[str]() for side in ("machine", "people")}
    chosen = list(_sample(articles))
    for document in chosen:
        for side, lines in (("machine", document["hyps"][_SYSTEM]), ("people", document["ref"])):
            for repair in _record(reader, "\n".join(lines))["repairs"]:
                counts[side][repair["kind"]] += 1
                counts[side]["used"] += repair["used"]
                if side == "people":
                    print(f"  {document['doc']} {_line(repair)}")
    print(f"WMT news, {len(chosen)} articles, translated by a machine ({_SYSTEM}) and by people: repairs per article")
    for side, found in counts.items():
        total = sum(n for kind, n in found.items() if kind != "used")
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(found.items()) if kind != "used")
        print(f"  {side:8} {total / max(len(chosen), 1):.2f} proposed, {found['used']} used in all ({kinds or 'none'})")


def _sample(articles: int) -> Iterator[dict[str, Any]]:
    """Articles of all languages in turn, the same ones every time."""
    with gzip.open(_WMT, "rt", encoding="utf-8") as lines:
        whole = [json.loads(line) for line in lines]
    long = [d for d in whole if _SYSTEM in d["hyps"] and len("\n".join(d["ref"])) >= _SHORTEST]
    long.sort(key=lambda d: d["doc"])
    return iter(long[:: max(1, len(long) // max(articles, 1))][:articles])


if __name__ == "__main__":
    sys.exit(main())
