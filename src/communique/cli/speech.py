"""Talk on standard error: complaints and progress. Nothing here is data."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

MANY = 20  # files from which progress is told where there is no terminal to show it on


def tell(message: str) -> None:
    """Say something to the person, on standard error."""
    print(_safe(message), file=sys.stderr)


def complain(error: Exception) -> None:
    """Say what went wrong and what to try."""
    tell(described(error))


def described(error: Exception) -> str:
    """An error in a sentence, with its hint on a line of its own."""
    if isinstance(error, CommuniqueError):
        return f"{error}\n{error.hint}" if error.hint else str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else f"{error.strerror}."
    said = " ".join(str(error).split())[:200]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"Something failed inside Communiqué ({what}).\nSet COMMUNIQUE_DEBUG=1 to see where, and please report it."


class Progress:
    """How far a run over several files is: a bar on a terminal, now and then a line elsewhere."""

    def __init__(self, total: int, *, doing: str) -> None:
        self._total = total
        self._doing = doing
        self._done = 0
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if self._total > 1 and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.add_task(self._doing, total=self._total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def step(self) -> None:
        """One more file is done."""
        self._done += 1
        if self._bar:
            self._bar.advance(self._bar.task_ids[0])
        elif self._total >= MANY and (self._done == self._total or self._done % max(self._total // 10, 1) == 0):
            tell(f"{self._doing}: {self._done} of {self._total}")

    def tell(self, message: str) -> None:
        """Say something without breaking the bar."""
        if self._bar:
            self._bar.console.print(_safe(message), markup=False, highlight=False, soft_wrap=True)
        else:
            tell(message)


def colour() -> bool:
    """Whether standard output shows colour: a terminal, and nobody has asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal; 80 where there is none."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def _safe(message: str) -> str:
    """The message without characters that could steer a terminal: a file name may hold any."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in message)
