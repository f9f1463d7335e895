from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from communique import _version

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_locked_requirement_has_a_version_and_a_hash_and_comes_from_no_local_place(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", " "))]
    assert len(wanted) > 30
    for at, line in enumerate(lines):
        if line in wanted:
            assert re.match(r"[A-Za-z0-9._-]+==[^ ]+ ", line), line
            assert lines[at + 1].strip().startswith("--hash=sha256:"), line
    assert not re.search(r"file:|https?:|-e |--find-links|--index-url", "\n".join(lines))


def test_what_the_program_needs_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    for dependency in project["dependencies"]:
        found = re.match(r"[A-Za-z0-9._-]+", dependency)
        assert found
        assert re.search(rf"^{re.escape(found[0])}==", locked, re.M), f"{dependency}: run make lock"


def test_the_lock_file_names_no_mirror() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text("utf-8")))
    assert hosts <= {"pypi.org", "files.pythonhosted.org"}


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    assert f"\nversion: {_version.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## [{_version.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
