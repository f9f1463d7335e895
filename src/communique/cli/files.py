"""One JSON file per record, whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.record import Record


class Output:
    """A folder that takes one record per input file, named after it."""

    def __init__(self, folder: Path, inputs: Sequence[str]) -> None:
        self._folder = folder
        self._targets = {source: folder / f"{_stem(source)}.json" for source in inputs}
        taken: dict[str, str] = {}
        for source in inputs:
            # Without regard to case, because on some disks a.json and A.json are one file.
            name = self._targets[source].name.casefold()
            if name in taken:
                message = f"{taken[name]} and {source} would both be written to {self._targets[source]}"
                raise typer.BadParameter(message, param_hint="--output")
            taken[name] = source
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _cannot(folder, error) from error
        if not os.access(folder, os.W_OK):
            raise CommuniqueError(f"Cannot write to {folder}: you may not write there.", hint="Choose another folder.")

    def write(self, source: str, record: Record) -> None:
        """Write the record of the input `source`; a reader of the folder never sees half a file."""
        target = self._targets[source]
        unfinished = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with unfinished.open("w", encoding="utf-8", newline="\n") as file:
                json.dump(record.to_dict(), file, ensure_ascii=False, indent=2)
                file.write("\n")
            unfinished.replace(target)
        except OSError as error:
            raise _cannot(target, error) from error
        finally:
            unfinished.unlink(missing_ok=True)


def _stem(source: str) -> str:
    return "stdin" if source == "-" else Path(source).stem


def _cannot(path: Path, error: OSError) -> CommuniqueError:
    reason = "it is a file, not a folder" if isinstance(error, FileExistsError) else error.strerror
    return CommuniqueError(f"Cannot write to {path}: {reason}.", hint="Choose another folder with --output.")
