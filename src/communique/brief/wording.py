"""The plain English for the parts of a record: who, when, what was done, by which means."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from communique.brief.plain import contrasted, excerpt, plain, quoted
from communique.record import Actor, Article, Event, Record, Repair, Span, Statement, When

NOBODY = "someone not named"
UNKNOWN = "–"  # stands where a code would, of a side whose state is not known
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_AT_LENGTH = 6  # names in one phrase; more are counted
_BEFORE_CUE = 100  # characters before a cue, and after it, among which its speaker may be named
_SPEAKER = r"(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Ss]everal|[Mm]any)\s(?:[^\s,.;:!?“”\"]+\s?){1,9}?"
# "*A senior official* also said", and "…”, said *a senior official* in Oslo": what "is said" has no speaker before it.
_SAYS = re.compile(
    rf"(?:^|[,.;:!?“”\"\n])\s*(?P<who>{_SPEAKER})"
    r"(?<!\bis\s)(?<!\bwas\s)(?<!\bare\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbe\s)"
    r"(?:(?:has|have|had|also|later|earlier|then|further)\s)*$"
)
_SAID_BY = re.compile(rf"\s(?P<who>{_SPEAKER})(?=[,.;:!?“”\"\n]|\b(?:in|on|at|who|told|while|after)\b)")


@cache
def words() -> dict[str, Any]:
    """The word lists of `words.toml`."""
    return tomllib.loads(files("communique.brief").joinpath("words.toml").read_text("utf-8"))


def word(family: str, key: str | None) -> str | None:
    """The word for a value of the record; the value itself, spaced out, where the lists have none."""
    if key is None:
        return None
    found: str = words()[family].get(key, key.replace("_", " "))
    return found


def joined(parts: Sequence[str]) -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def day(iso: str) -> str:
    """An ISO date as a person writes it, to the minute when it has one; anything else unchanged.

    >>> day("2021-02-25T10:30")
    '25 Feb 2021, 10:30'
    """
    date, _, clock = iso.partition("T")
    parts = date.split("-")
    if len(parts) != 3 or not all(p.isdigit() for p in parts) or not 1 <= int(parts[1]) <= 12:
        return plain(iso)
    shown = f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{shown}, {plain(clock[:5])}" if clock else shown


def interval(when: When) -> str | None:
    """The time of a date, as exact as it is known: "Feb 2021", "week of 22 Feb 2021", "until 3 Mar 2021"."""
    start, end = when.start, when.end
    if start is None:
        return f"until {day(end)}" if end else None
    if end is None:
        return f"since {day(start)}" if when.precision == "open" else day(start)
    shown = day(start)
    if when.precision in ("month", "year", "quarter") and len(shown.split()) == 3:
        _, month, year = shown.split()
        quarter = f"{year}, quarter {_MONTHS.index(month) // 3 + 1}"
        return {"month": f"{month} {year}", "year": year, "quarter": quarter}[when.precision]
    if when.precision == "week":
        return f"week of {shown}"
    if when.precision != "interval" or day(end) == shown:
        return shown
    if start.endswith("-01-01") and end.endswith("-12-31"):  # whole years: "2018 and 2019"
        return start[:4] if start[:4] == end[:4] else f"{start[:4]} to {end[:4]}"
    return f"{shown} to {day(end)}"


def due(when: When) -> str | None:
    """The time by which something is to be done: "by 31 May 2024"."""
    time = interval(when)
    return f"by {time.removeprefix('until ')}" if time else None


def dated(when: When | None) -> str | None:
    """A date with how it was found: "24 Feb 2021 (from “the 24th”)"."""
    time = interval(when) if when else None
    if when is None or time is None:
        return f"{quoted(when.span.exact)}, date not found" if when and when.span else None
    if when.basis == "inferred" and when.why:
        how = f"inferred: {plain(when.why)}"
    elif when.span is not None:
        how = words()["date_basis"][when.basis].format(quoted(when.span.exact))
    else:
        how = words()["date_basis_alone"][when.basis]
    zone = f" {plain(when.timezone)}" if when.timezone and "T" in (when.start or "") else ""
    return f"{time}{zone} ({how})" if how else f"{time}{zone}"


def published(article: Article, *, why: bool = True) -> str | None:
    """When the article was published and how that is known, with the reason unless it is told elsewhere."""
    if article.published is None:
        return None
    how = word("published_basis", article.published_basis)
    if article.published_why and why:
        how = f"{how}: {plain(article.published_why)}" if how else plain(article.published_why)
    return f"published {day(article.published)}" + (f" ({how})" if how else "")


def language(article: Article) -> str | None:
    """The language of the text and, where it looks translated, the language it came from."""
    parts = (word("language", article.language), translation(article))
    return ", ".join(part for part in parts if part) or None


def translation(article: Article) -> str | None:
    """That the text looks translated, if it does."""
    source = word("language", article.original_language)
    return f"looks translated from {source}" if source else None


@dataclass(frozen=True, slots=True)
class Teller:
    """Says who and what, in the names of one record."""

    actors: dict[str, Actor]
    repairs: tuple[Repair, ...] = ()  # those that something relies on
    text: str = ""

    @classmethod
    def of(cls, record: Record) -> Teller:
        return cls(
            {actor.id: actor for actor in record.actors},
            tuple(r for r in record.repairs if r.used),
            record.article.text,
        )

    def readings(self, event: Event) -> str | None:
        """How the words of an event were read otherwise than printed: whom they mean, or what was done."""
        read = (
            " for ".join(quoted(text) for text in contrasted(repair.reading, repair.span.exact, limit=60))
            for repair in self.repairs
            if repair.reading and repair.id in event.repairs
        )
        found = list(dict.fromkeys(read))
        return f"reading {joined(found)}" if found else None

    def name(self, actor_id: str | None, *, office: bool = False) -> str:
        """The name of an actor; its first mention where we do not know whom it means."""
        actor = self.actors.get(actor_id or "")
        if actor is None:
            return NOBODY
        if actor.name is None:
            if actor.members:
                return self.names(self.members((actor.id,)), office=office)
            said = quoted(actor.mentions[0].exact) if actor.mentions else NOBODY
            return plain(actor.office) if actor.office and not actor.mentions else said
        post = f" ({plain(actor.office)})" if office and actor.office and actor.kind == "person" else ""
        return plain(actor.name) + post

    def names(self, actor_ids: Iterable[str], *, office: bool = False) -> str:
        """The names of several actors in one phrase."""
        found = list(dict.fromkeys(self.name(actor_id, office=office) for actor_id in actor_ids))
        if len(found) > _AT_LENGTH:
            found = [*found[: _AT_LENGTH - 1], f"{len(found) - _AT_LENGTH + 1} others"]
        return joined(found)

    def members(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """The actors meant, a nameless group standing for its members."""
        found: list[str] = []
        for actor_id in actor_ids:
            actor = self.actors.get(actor_id)
            inside = [m for m in actor.members if m != actor_id] if actor else []
            found += inside or [actor_id]
        return tuple(dict.fromkeys(found))

    def codes(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """The states and bodies that the actors stand for, in order of mention."""
        found = [self.actors[a].code or self.actors[a].iso3 for a in self.members(actor_ids) if a in self.actors]
        return tuple(dict.fromkeys(plain(code) for code in found if code))

    def label(self, actor_ids: Iterable[str]) -> str:
        """The codes of several actors as they stand at the left of a line: "JPN–KOR", "others" for who is no state."""
        return "–".join(self.shown(actor_ids)) or UNKNOWN

    def shown(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """The codes in the form that is printed: a code that names nobody becomes the word for its sort."""
        return tuple(dict.fromkeys(words()["code"].get(code, code) for code in self.codes(actor_ids)))

    def dyad(self, event: Event) -> str:
        """The two sides in codes: "USA → PRK", "JPN–KOR"."""
        doers, others = self.shown(event.actors), self.shown(event.recipients)
        left = "–".join(doers) if len(doers) <= 3 else f"{doers[0]} +{len(doers) - 1}"
        right = "–".join(others) if len(others) <= 3 else f"{others[0]} +{len(others) - 1}"
        return f"{left or UNKNOWN} → {right}" if right else left or UNKNOWN

    def done(self, event: Event) -> str:
        """The event as a headline: who did what to whom.

        What is going on, and what is denied, is told in the -ing form, for its tag says how it stands: "going on:
        Norway moving forces".
        """
        own = words()["mode"].get(event.type, {}).get(event.mode or "")
        forms = own or words()["event"][event.type]
        happened = event.status in ("occurred", "past_reference")
        with_other, *alone = forms["past" if happened else "base"]
        others = self.names(event.recipients)
        single = len(self.members(event.actors)) == 1
        verb = with_other.format(others) if others else alone[-1 if single else 0]
        mode = f" ({plain(event.mode)})" if event.mode and not own else ""
        doers = self.names(event.actors) or NOBODY
        if happened:
            return f"{doers} {verb}{mode}"
        return f"{doers} {_doing(verb) if event.status in ('ongoing', 'denied') else f'to {verb}'}{mode}"

    def sides(self, event: Event) -> str:
        """The two sides of a consultation, with offices."""
        parties = self.members((*event.actors, *event.recipients))
        return self.names(parties, office=True) or NOBODY

    def said(self, statement: Statement) -> str:
        """Who did what by saying it: "Ana Ruiz (Foreign Minister) urged Peru"."""
        return f"{self.speaker(statement)} {self.act(statement)}"

    def act(self, statement: Statement) -> str:
        """What was done by saying it: "urged Peru"."""
        addressed, alone = words()["act"][statement.act]
        others = self.names(statement.addressees)
        found: str = addressed.format(others) if others else alone
        return found

    def speaker(self, statement: Statement) -> str:
        """Who speaks: the source, else the words of the text that tell who, else that nobody is named."""
        if statement.source in self.actors:
            return self.name(statement.source, office=True)
        by_rule = words()["unnamed_speaker"]
        return self._called(statement) or by_rule.get(statement.origin.rule or "", by_rule["other"])

    def _called(self, statement: Statement) -> str | None:
        """What the text calls the speaker right before the cue, or right after it: "a senior official"."""
        cue = statement.cue
        if cue is None or not self.text or statement.origin.rule in words()["unnamed_speaker"]:
            return None
        before = _SAYS.search(self.text[max(0, cue.start - _BEFORE_CUE) : cue.start])
        after = _SAID_BY.match(self.text[cue.end : cue.end + _BEFORE_CUE])
        found = before or (after if any(span.end <= cue.start for span in statement.content) else None)
        return quoted(found["who"]) if found is not None else None


def _doing(verb: str) -> str:
    """The -ing form of a verb phrase: "cut off or sanction Peru" gives "cutting off or sanctioning Peru"."""
    irregular: dict[str, str] = words()["doing"]
    first, space, rest = verb.partition(" ")
    rest = re.sub(r"(?<=\bor )\w+", lambda found: irregular.get(found[0], found[0]), rest)
    return irregular.get(first, f"{first.removesuffix('e')}ing") + space + rest


def about(topics: Iterable[Any]) -> str | None:
    """The topics of an event in the article's words."""
    shown = [excerpt(topic.span, limit=90) for topic in topics]
    return f"on {joined(shown)}" if shown else None


def evidence_of(event: Event, *, limit: int) -> str:
    """The words that say an event happened: the stretch of evidence that holds its trigger."""
    best: Span = next((span for span in event.evidence if event.trigger in span), event.trigger)
    return excerpt(best, focus=event.trigger, limit=limit)
