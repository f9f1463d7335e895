"""How long the register takes to load, and how much memory it takes, what is built on first use included.

    python -m benchmarks.register [--runs N]

Each run is a fresh process. Time is CPU time; beside it stands how often a fixed piece of plain Python (a dictionary of
200,000 strings) would have run meanwhile, because a busy or a slow machine stretches both alike.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from statistics import median
from time import process_time
from typing import Any

_SECONDS, _MEGABYTES = 0.3, 150  # the aims


def once() -> dict[str, float]:
    """Loads the register in this process and asks it one question of each kind."""
    import psutil

    process = psutil.Process()
    unit = min(_unit() for _ in range(3))
    import communique.register as register_module

    before = process.memory_info().rss
    began = process_time()
    register = register_module.load()
    loaded = process_time()
    _ask(register)
    asked = process_time()
    grown = (process.memory_info().rss - before) / 1e6
    return {"unit": unit, "load": loaded - began, "first": asked - loaded, "memory": grown}


def _unit() -> float:
    began = process_time()
    {str(number): number for number in range(200_000)}
    return process_time() - began


def _ask(register: Any) -> None:
    """One question of each kind, so that every index is built."""
    register.lookup("Seoul")
    register.office("foreign minister")
    register.organ_of("Foreign Ministry", "RUS")
    register.persons("Antony Blinken")
    register.persons("Jeong Ui-yong")  # by its sound
    register.persons("Lavrov", surname_only=True)
    register.holders("foreign minister", "KOR", "2022-06-01")
    register.administration("the Biden administration", on="2021-02-25")
    register.session("UNHRC", 46)
    register.resolutions(symbol="46/17")


def main(argv: list[str] | None = None) -> int:
    """Measures and prints; exit code 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.register", description="The register's load time and memory.")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="fresh processes (5)")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.once:
        print(json.dumps(once()))
        return 0
    command = [sys.executable, "-m", "benchmarks.register", "--once"]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(options.runs)]
    load, first, memory = (median(run[part] for run in runs) for part in ("load", "first", "memory"))
    ratio = median((run["load"] + run["first"]) / run["unit"] for run in runs)
    print(
        f"Register: names and offices {load:.3f} s, persons and all indexes {first:.3f} s of CPU, together "
        f"{load + first:.3f} s (aim: under {_SECONDS}), {ratio:.1f} times the unit; {memory:.0f} MB "
        f"(aim: under {_MEGABYTES})."
    )
    return int(load + first >= _SECONDS or memory >= _MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
