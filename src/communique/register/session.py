"""Sessions and resolutions of UN bodies: what "the 46th session" and "resolution 46/17" mean in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.register.phrase import normalise


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body, with its first and last day as precisely as they are known."""

    body: str
    ordinal: int
    kind: str
    start: str
    end: str
    note: str | None = None

    @classmethod
    def of(cls, row: dict[str, str]) -> Session:
        """The session a row of `sessions.csv` describes."""
        return cls(row["body"], int(row["ordinal"]), row["kind"], row["start"], row["end"], row["note"] or None)


@dataclass(frozen=True, slots=True)
class Presidency:
    """A month in which a state presides over a body: the Republic of Korea over the Security Council in June 2024."""

    body: str
    iso3: str
    month: str  # 2024-06
    source: str

    @classmethod
    def of(cls, row: dict[str, str]) -> Presidency:
        """The presidency a row of `sessions_presidencies.csv` describes."""
        return cls(row["body"], row["iso3"], row["month"], row["source"])


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution: its UN symbol, what it is about, and how it was adopted."""

    symbol: str
    body: str
    session: int
    title: str
    year: int
    date: str | None
    status: str
    adoption: str | None  # "without a vote" or "recorded vote"; None where the source is silent
    yes: int | None
    no: int | None
    abstain: int | None
    note: str | None
    source: str
    licence: str

    @classmethod
    def of(cls, row: dict[str, str]) -> Resolution:
        """The resolution a row of `resolutions.csv` describes."""
        yes, no, abstain = (int(row[column]) if row[column] else None for column in ("yes", "no", "abstain"))
        return cls(
            row["symbol"], row["body"], int(row["session"]), row["title"], int(row["year"]), row["date"] or None,
            row["status"], row["adoption"] or None, yes, no, abstain, row["note"] or None, row["source"],
            row["licence"],
        )  # fmt: skip


def matching(
    resolutions: Iterable[Resolution], *, topic: str | None, year: int | None, body: str | None, symbol: str | None
) -> tuple[Resolution, ...]:
    """Those that meet every condition given, the newest first; `topic` is words of the title."""
    words = normalise(topic).split() if topic else []
    wanted = symbol.casefold().removeprefix("a/hrc/res/").removeprefix("a/res/") if symbol else None
    found = [
        r
        for r in resolutions
        if (year is None or r.year == year)
        and (body is None or r.body == body)
        and (wanted is None or r.symbol.casefold().endswith(f"/{wanted}"))
        and all(word in normalise(r.title) for word in words)
    ]
    return tuple(sorted(found, key=lambda r: (-r.year, -r.session, r.symbol)))
