"""The nouns of a record: what is coded from one article.

Field names and values are the contract of `docs/reference/record.md`. Every type is a frozen dataclass; `Span` is the
only way anything points at text, and `text[start:end] == exact` holds for each of them. `None` means that the text
does not say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

SCHEMA: Literal["communique-record/1"] = "communique-record/1"

ArticleKind = Literal["news", "readout", "statement", "joint_statement", "transcript", "other"]
PublishedBasis = Literal["given", "metadata", "dateline", "inferred"]
ActorKind = Literal["person", "government", "state", "ministry", "body", "organisation", "agency", "group"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal[
    "occurred", "ongoing", "scheduled", "expected", "intended", "desired", "conditional", "denied", "past_reference"
]
Channel = Literal[
    "in_person", "visit", "phone", "video", "letter", "written_statement", "speech", "social_media",
    "press_conference", "sidelines", "backchannel",
]  # fmt: skip
Level = Literal["head", "minister", "vice_minister", "director", "ambassador", "envoy", "working", "parliament"]
Role = Literal["host", "visitor", "initiator", "mediator", "addressee", "attendee", "on_behalf_of"]
Precision = Literal["minute", "part_of_day", "day", "week", "month", "quarter", "year", "interval", "open"]
DateBasis = Literal["explicit", "relative", "inherited", "inferred", "published"]
Directness = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "assert", "praise", "criticise", "urge", "demand", "appeal", "promise", "threaten", "deny", "announce", "explain",
    "ask",
]  # fmt: skip
Firmness = Literal["binding", "firm", "soft"]
CommitmentState = Literal["open", "kept", "broken", "lapsed", "superseded"]
Likelihood = Literal["certain", "probable", "possible", "unlikely"]
Stance = Literal["supports", "opposes", "favours", "averse", "concerned", "neutral", "undecided", "silent"]
PositionBasis = Literal["own_words", "act", "reported", "inferred"]
ProcessKind = Literal[
    "policy_review", "negotiation", "session", "resolution", "treaty", "sanctions_regime", "dispute", "exercise"
]
ProcessState = Literal["upcoming", "ongoing", "concluded"]
BoilerplateKind = Literal[
    "caption", "ui", "agency_tag", "copyright", "source_line", "navigation", "advert", "byline", "dateline"
]
RepairKind = Literal[
    "name", "doubled_word", "title", "dyad_compound", "self_dyad", "false_friend", "quotation", "glued_caption"
]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of the article text, counted in Unicode code points.

    >>> Span.of("Seoul and Tokyo agreed.", 10, 15)
    Span(start=10, end=15, exact='Tokyo')
    """

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`, trimmed of white space at both edges."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Origin:
    """Which stage, by which rule or model, in which version, asserts a thing."""

    stage: str
    rule: str | None
    model: str | None
    version: str


@dataclass(frozen=True, slots=True)
class Article:
    """One document as read from its source: its text and what is known about it."""

    id: str
    text: str = field(repr=False)
    text_sha256: str
    text_length: int
    title: str | None = None
    kind: ArticleKind = "other"
    language: str | None = None
    original_language: str | None = None
    original_language_basis: str | None = None
    agency: str | None = None
    publisher: str | None = None
    url: str | None = None
    copyright: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    published_why: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is meant, whatever the spelling. `name` is None where the text does not let us decide."""

    id: str
    kind: ActorKind
    name: str | None
    native_name: str | None
    iso3: str | None
    code: str | None  # what it stands for in event data: ISO 3166 alpha-3, a body's acronym, or NSA
    sector: str | None  # PLOVER sector code
    office: str | None
    office_basis: Literal["text", "register"] | None
    members: tuple[str, ...]
    part_of: str | None
    wikidata: str | None
    mentions: tuple[Span, ...]
    confidence: float
    origin: Origin
    candidates: tuple[str, ...] = ()  # names of those who may be meant, where that is not decided


@dataclass(frozen=True, slots=True)
class When:
    """A date as an interval of ISO dates, with how it was found."""

    start: str | None
    end: str | None
    precision: Precision
    timezone: str | None
    span: Span | None
    basis: DateBasis
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened: the name as printed, and its state."""

    name: str
    iso3: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Topic:
    """What something is about: an issue id, or None, and the words."""

    issue: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Participant:
    """The part an actor plays in an event."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER's terms."""

    id: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    quad_code: int
    intensity: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    participants: tuple[Participant, ...]
    channel: Channel | None
    level: Level | None
    date: When | None
    place: Place | None
    topics: tuple[Topic, ...]
    status: Status
    reported_by: str | None
    hedge: Span | None
    part_of: str | None
    trigger: Span
    evidence: tuple[Span, ...]
    confidence: float
    origin: Origin
    repairs: tuple[str, ...] = ()  # ids of those by which its words are read


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what: source, cue and content, as in PARC and PolNeAR."""

    id: str
    source: str | None
    cue: Span | None
    content: tuple[Span, ...]
    directness: Directness
    act: Act
    addressees: tuple[str, ...]
    channel: Channel | None
    date: When | None
    event: str | None
    verbatim: bool
    confidence: float
    origin: Origin
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who undertook what, by when, on which condition, how firmly."""

    id: str
    parties: tuple[str, ...]
    action: Span
    about: Topic | None
    due: When | None
    condition: Span | None
    firmness: Firmness
    event: str | None
    state: CommitmentState
    evidence: tuple[Span, ...]
    confidence: float
    origin: Origin
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is foreseen, by whom (None: the reporter) and how surely."""

    id: str
    holder: str | None
    hedge: Span | None
    content: Span
    event: str | None
    likelihood: Likelihood
    evidence: tuple[Span, ...]
    confidence: float
    origin: Origin
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue."""

    id: str
    holder: str | None
    issue: Topic
    stance: Stance
    basis: PositionBasis
    as_of: str | None
    evidence: tuple[Span, ...]
    confidence: float
    origin: Origin
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A running affair that the text presupposes."""

    id: str
    name: str
    kind: ProcessKind
    owner: str | None
    state: ProcessState
    dates: When | None
    instrument: str | None
    instrument_basis: str | None
    evidence: tuple[Span, ...]
    confidence: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch that is not article."""

    span: Span
    kind: BoilerplateKind
    origin: Origin


@dataclass(frozen=True, slots=True)
class Repair:
    """A suspected translation or transmission fault. The text itself is never rewritten."""

    id: str
    span: Span
    kind: RepairKind
    reading: str | None
    why: str
    confidence: float
    used: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Issue:
    """What the reader could not do."""

    stage: str
    slug: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """The record of one article: immutable, every item with its span and its origin."""

    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    positions: tuple[Position, ...] = ()
    processes: tuple[Process, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    repairs: tuple[Repair, ...] = ()
    issues: tuple[Issue, ...] = ()
    schema: Literal["communique-record/1"] = SCHEMA

    def to_dict(self, *, text: bool = False) -> dict[str, Any]:
        """The record as plain JSON values; with `text=True` the article's text too, which makes it self-contained."""
        plain: dict[str, Any] = {"schema": self.schema}
        plain |= {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name != "schema"}
        if not text:
            del plain["article"]["text"]
        return plain

    def to_json(self, *, text: bool = False, indent: int | None = None) -> str:
        """The record as JSON, readable by `Record.from_dict(json.loads(...))`."""
        return json.dumps(self.to_dict(text=text), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Record:
        """The record that `to_dict` made `plain`. Raises CommuniqueError, naming the fault, when it is none."""
        from communique.schema import parse_record

        return parse_record(plain)

    def __repr__(self) -> str:
        found = ", ".join(
            f"{len(items)} {name}"
            for name in ("events", "statements", "commitments", "expectations", "positions")
            if (items := getattr(self, name))
        )
        return f"<Record {self.article.id}: {found or 'nothing coded'}>"

    def __rich__(self) -> str:
        """The brief, for `rich.print(record)`."""
        import shutil

        from communique.brief import render

        # Rich reads "[…]" in a string as markup; the brief has none.
        plain = render(self, width=shutil.get_terminal_size().columns, colour=False)
        return plain.replace("\\", "\\\\").replace("[", "\\[")

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """The brief, as IPython shows it in a terminal."""
        import shutil

        from communique.brief import render

        printer.text(repr(self) if cycle else render(self, width=shutil.get_terminal_size().columns, colour=False))

    def _repr_html_(self) -> str:
        """The text with what was coded marked in it, for notebooks."""
        from communique.brief import to_html

        return to_html(self)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
