"""The tables of the ledger.

`articles`, `runs` and `records` hold what was read and are only ever added to: of the records of one article, the last
one added is current, the others are its history. The rest is derived from `records` so that it can be searched: `items`
says in which record an id is, `actors` and `names` who is meant, `involved` who takes part in what, and the five tables
named after the parts of a record hold one flat row per item.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

FORMAT = "communique-ledger"
SCHEMA_VERSION = 1

metadata = MetaData()

# What the file is, so that neither a later version nor another program's database is mistaken for ours.
meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("text_sha256", String, nullable=False),
    Column("text_length", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String, nullable=False),
    Column("started", String, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("sha256", String, nullable=False),
    Column("title", Text),
    Column("kind", String, nullable=False),
    Column("language", String),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", String),
    Column("json", Text, nullable=False),
    Index("records_by_article", "article_id", "id"),
)


def _derived(name: str, *columns: Column[object] | PrimaryKeyConstraint | UniqueConstraint | Index) -> Table:
    return Table(name, metadata, Column("record_id", ForeignKey("records.id"), nullable=False), *columns)


items = _derived(
    "items",
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    PrimaryKeyConstraint("record_id", "id"),
    Index("items_by_id", "id"),
)

actors = _derived(
    "actors",
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", Text),
    Column("code", String),
    Column("iso3", String),
    Column("sector", String),
    Column("office", Text),
    Column("wikidata", String),
    PrimaryKeyConstraint("record_id", "id"),
    Index("actors_by_code", "code"),
)

# Every spelling of an actor, folded for searching: canonical name, native name and mentions.
names = _derived(
    "names",
    Column("actor_id", String, nullable=False),
    Column("folded", Text, nullable=False),
    PrimaryKeyConstraint("record_id", "actor_id", "folded"),
)

# `side` is "actor" (doer, source, party, holder) or "recipient" (recipient, addressee). A group stands beside its
# members, so that what two envoys did together is found under each of them.
involved = _derived(
    "involved",
    Column("item_id", String, nullable=False),
    Column("side", String, nullable=False),
    Column("actor_id", String, nullable=False),
    PrimaryKeyConstraint("record_id", "item_id", "side", "actor_id"),
)


def _listed(name: str, *columns: Column[object]) -> Table:
    """A table of items: `columns`, then the words that say it and the days it is found by."""
    return _derived(
        name,
        Column("n", Integer, nullable=False),
        Column("id", String, nullable=False),
        *columns,
        Column("evidence", Text, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("confidence", Float, nullable=False),
        Column("first_day", String),
        Column("last_day", String),
        PrimaryKeyConstraint("record_id", "n"),
        Index(f"{name}_by_day", "first_day"),
    )


events = _listed(
    "events",
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("contexts", JSON, nullable=False),
    Column("quad_code", Integer, nullable=False),
    Column("intensity", Float, nullable=False),
    Column("status", String, nullable=False),
    Column("date_start", String),
    Column("date_end", String),
    Column("date_precision", String),
    Column("date_basis", String),
    Column("actors", JSON, nullable=False),
    Column("actor_codes", JSON, nullable=False),
    Column("actor_ids", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("recipient_codes", JSON, nullable=False),
    Column("recipient_ids", JSON, nullable=False),
    Column("channel", String),
    Column("level", String),
    Column("place", Text),
    Column("place_iso3", String),
    Column("topics", JSON, nullable=False),
    Column("issues", JSON, nullable=False),
    Column("reported_by", Text),
    Column("hedge", Text),
    Column("part_of", String),
    Column("trigger", Text, nullable=False),
)

statements = _listed(
    "statements",
    Column("act", String, nullable=False),
    Column("directness", String, nullable=False),
    Column("verbatim", Boolean, nullable=False),
    Column("source", Text),
    Column("source_codes", JSON, nullable=False),
    Column("source_id", String),
    Column("addressees", JSON, nullable=False),
    Column("addressee_codes", JSON, nullable=False),
    Column("addressee_ids", JSON, nullable=False),
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("channel", String),
    Column("date_start", String),
    Column("date_end", String),
    Column("date_precision", String),
    Column("date_basis", String),
    Column("event", String),
)

commitments = _listed(
    "commitments",
    Column("firmness", String, nullable=False),
    Column("state", String, nullable=False),
    Column("parties", JSON, nullable=False),
    Column("party_codes", JSON, nullable=False),
    Column("party_ids", JSON, nullable=False),
    Column("action", Text, nullable=False),
    Column("about", Text),
    Column("issue", String),
    Column("due_start", String),
    Column("due_end", String),
    Column("due_precision", String),
    Column("condition", Text),
    Column("event", String),
)

expectations = _listed(
    "expectations",
    Column("likelihood", String, nullable=False),
    Column("holder", Text),
    Column("holder_codes", JSON, nullable=False),
    Column("holder_id", String),
    Column("hedge", Text),
    Column("content", Text, nullable=False),
    Column("event", String),
)

positions = _listed(
    "positions",
    Column("stance", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("holder", Text),
    Column("holder_codes", JSON, nullable=False),
    Column("holder_id", String),
    Column("about", Text, nullable=False),
    Column("issue", String),
    Column("as_of", String),
)

# What `type` and `status` ask of each listed table; None: the question makes no sense there.
TYPE_OF = {
    events: events.c.type,
    statements: statements.c.act,
    commitments: commitments.c.firmness,
    expectations: expectations.c.likelihood,
    positions: positions.c.stance,
}
STATUS_OF = {events: events.c.status, commitments: commitments.c.state}
