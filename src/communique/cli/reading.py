"""From the files named on a command line to records, one bad file not stopping the others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from communique.cli.speech import Progress, described
from communique.errors import ModelMissing, RegisterError, SourceError, UnsupportedFormat

if TYPE_CHECKING:
    from communique.reader import Reader
    from communique.record import Record
    from communique.sources import Loaded

STDIN = "-"
SUFFIXES = frozenset({".txt", ".html", ".htm", ".md"})  # what is taken from a folder
# Issues that mean that an article was not read as it was written. Others are the reader's doubts about single places.
UNREAD = frozenset(
    {
        "language-unread",
        "truncated-text",
        "damaged-text",
        "page-too-complex",
        "no-main-text",
        "no-article",
        "text-too-long",
    }
)
RECORD = b'"communique-record/'


class Reading:
    """One run over files: gives records, and remembers how it went."""

    def __init__(
        self,
        files: Sequence[str],
        *,
        published: str | None,
        title: str | None,
        url: str | None,
        language: str | None,
        repairs: bool = True,
        register: str | None = None,
    ) -> None:
        for option, value in (("--title", title), ("--url", url)):
            if value is not None and len(files) > 1:
                raise typer.BadParameter(f"it names one article, but there are {len(files)} files", param_hint=option)
        if files.count(STDIN) > 1:
            raise typer.BadParameter("standard input can be read only once")
        self.files = tuple(files)
        self._given = {"published": published, "title": title, "url": url, "language": language}
        self._repairs = repairs
        self._register = register
        self._read = 0
        self._failed = 0
        self._flawed = 0

    @property
    def ended(self) -> int:
        """The exit code: 0 done, 1 nothing could be read, 3 something could not be read."""
        if not self._read:
            return 1
        return 3 if self._failed or self._flawed else 0

    def records(self, progress: Progress) -> Iterator[tuple[str, Record]]:
        """Each file that can be read with its record; what cannot be read is told and counted."""
        reader: Reader | None = None
        for file in self.files:
            try:
                loaded = self._load(file)
                reader = reader or _reader(self._register)
                record = reader.read(loaded.article, issues=loaded.issues, repairs=self._repairs)
            except (ModelMissing, RegisterError):  # no article could be read: this ends the run
                raise
            except Exception as error:
                if os.environ.get("COMMUNIQUE_DEBUG") and not isinstance(error, SourceError):
                    raise
                self._failed += 1
                progress.tell(described(error) if isinstance(error, SourceError) else f"{file}: {described(error)}")
            else:
                self._read += 1
                unread = [issue for issue in record.issues if issue.slug in UNREAD]
                self._flawed += bool(unread)
                for issue in unread:
                    progress.tell(f"{_name(file)}: {issue.message}")
                yield file, record
            progress.step()

    def _load(self, file: str) -> Loaded:
        from communique.sources import load

        if file != STDIN:
            _refuse_record(Path(file))
        return load(file if file == STDIN else Path(file), **self._given)


def gather(paths: Sequence[str]) -> list[str]:
    """The files named, and for each folder the articles in it, in order; hidden ones are left out."""
    found: list[str] = []
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            found.append(path)
            continue
        inside = sorted(_inside(path))
        if not inside:
            kinds = ", ".join(sorted(SUFFIXES))
            raise SourceError(f"There is no article in {path}.", hint=f"Of a folder, {kinds} files are read.")
        found += inside
    return found


def _inside(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder, onerror=_cannot_list):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in SUFFIXES:
                yield os.path.join(place, name)


def _cannot_list(error: OSError) -> None:
    raise SourceError(f"Cannot read the folder {error.filename}: {error.strerror}.")


def _refuse_record(path: Path) -> None:
    """Refuse what `read --json` wrote: it would pass for a text, and a record does not carry its article's text."""
    try:
        if not path.is_file():
            return  # of a pipe, what is looked at is gone
        with path.open("rb") as file:
            start = file.read(200)
    except OSError:
        return  # `load` says why
    if start.lstrip().startswith(b"{") and RECORD in start:
        raise UnsupportedFormat(
            f"Cannot read {path}: it is a record, and a record does not carry the text it was made from.",
            hint="Name the file with the article itself.",
        )


def _reader(register: str | None) -> Reader:
    from communique.cli.own import open_register
    from communique.reader import Reader

    return Reader(register=open_register(register) if register else None)


def _name(file: str) -> str:
    return "standard input" if file == STDIN else file
