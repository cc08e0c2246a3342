"""Measures time and memory of programs and functions in alternation, and prints Markdown tables.

Programs run as if installed: their bytecode is written beforehand, regardless of the environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import msgspec

PYTHON = sys.executable
CTXMAP = str(Path(sys.executable).with_name("ctxmap"))


class Usage(msgspec.Struct, frozen=True):
    """What a run of a program took: seconds by the clock, and its peak memory in MB."""

    seconds: float
    megabytes: float


def run(command: Sequence[str], bytecode: str) -> Usage:
    """Run a program to its end, its output thrown away; it may find something (exit 1), not fail (2 and above)."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
    begin = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(seconds, usage.ru_maxrss * unit / 1e6)


def in_turn(programs: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Usage]:
    """The medians of several runs of each program, run in turn, A B A B; a first run of each writes its bytecode."""
    runs: dict[str, list[Usage]] = {name: [] for name in programs}
    with TemporaryDirectory() as bytecode:
        for _ in range(1 + rounds):
            for name, command in programs.items():
                runs[name].append(run(command, bytecode))
    return {
        name: Usage(median(use.seconds for use in warm), median(use.megabytes for use in warm))
        for name, (_, *warm) in runs.items()
    }


def calls_in_turn(functions: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of several calls of each function, called in turn."""
    times: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            begin = perf_counter()
            function()
            times[name].append(perf_counter() - begin)
    return {name: median(taken) for name, taken in times.items()}


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table under a heading."""
    lines = [f"## {title}", "", _row(head), _row(["---"] * len(head)), *map(_row, rows), ""]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
