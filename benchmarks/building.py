"""The time of each backend on maps of growing size, and its ratio to checking the same map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import landscape, write
from benchmarks.measure import calls_in_turn, table
from ctxmap import backends, compile_paths
from ctxmap.backends import Request
from ctxmap.backends.svg import forget
from ctxmap.compiler import Compilation

ROUNDS = 3
CONTEXTS = (12, 50, 200)


def report() -> str:
    """A row a backend, a column a size: median time, and its ratio to a warm check."""
    columns = [_times(count) for count in CONTEXTS]
    rows = [(name, *(_cell(times, name) for times in columns)) for name in columns[0]]
    head = ("", *(f"{count} contexts" for count in CONTEXTS))
    return table(f"Building, warm (medians of {ROUNDS} runs; ratio to the check)", head, rows)


def _times(contexts: int) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        write(landscape(contexts), Path(folder))
        compilation = compile_paths([folder])
        check: dict[str, Callable[[], object]] = {"check": partial(compile_paths, [folder])}
        builds = {name: partial(_build, name, compilation) for name in backends.names()}
        return calls_in_turn({**check, **builds}, ROUNDS)


def _build(name: str, compilation: Compilation) -> None:
    forget()  # what another backend drew
    for model in compilation.models:
        for _ in backends.load(name).build(Request(model, compilation.diagnostics)):
            pass


def _cell(times: dict[str, float], name: str) -> str:
    return f"{times[name] * 1000:,.0f} ms ({times[name] / times['check']:.1f})"
