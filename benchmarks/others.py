"""The time to draw a context map with ctxmap, and the same map with D2 and LikeC4, if they are installed.

They read the map as our backends write it. D2 draws it with each of its free engines. LikeC4 only lays it out (`export
json`), since its diagrams need a browser. ctxmap also draws the overview and a diagram of each part. A tool that isn't
on the PATH, or that took too long for a smaller map, is skipped.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from time import perf_counter

import msgspec

from benchmarks.generate import landscape
from benchmarks.measure import CTXMAP, table
from ctxmap import backends, compile_paths
from ctxmap.backends import Request

CONTEXTS = (12, 50, 200, 1000)
PATIENCE = 120
"""Seconds after which a program is stopped."""
ROUNDS = 3
"""Of which the quickest counts: others may be at work on the machine."""

_NAMES = re.compile(r"^BoundedContext (\w+)(?: implements (\w+))?", re.MULTILINE)
_DOMAINS = re.compile(r"^Domain .*?^\}", re.MULTILINE | re.DOTALL)
_NOT_DECLARED = re.compile(r"^(import|\s*exposedAggregates).*\n", re.MULTILINE)


class Program(msgspec.Struct, frozen=True):
    """A program that draws `map.cml`, `map.d2` or `c4/` of a folder into a file, and what stands in it if it worked."""

    name: str
    command: Callable[[Path], Sequence[str]]
    output: str
    proof: str = "<svg"


def report() -> str:
    """A row a program, a column a size: seconds, and the ratio to ours."""
    programs = list(_programs())
    columns: list[Mapping[str, float]] = []
    for contexts in CONTEXTS:
        known = columns[-1] if columns else dict[str, float]()
        columns.append({each.name: _time(each, contexts, known.get(each.name, 0)) for each in programs})
    rows = [(each.name, *(_cell(times, each.name) for times in columns)) for each in programs]
    missing = [name for name in ("d2", "likec4") if not which(name)]
    remark = f"\n\nNot on the PATH, so not measured: {', '.join(missing)}." if missing else ""
    head = ("", *(f"{count} contexts" for count in CONTEXTS))
    return table(f"One context map, from start to end (best of {ROUNDS} runs; ratio to ctxmap)", head, rows) + remark


def a_map(contexts: int) -> str:
    """A landscape's map without what is inside its contexts, as one text."""
    workspace = landscape(contexts)
    others = [text for name, text in workspace.items() if name != "landscape.cml"]
    declared = [
        f"BoundedContext {name}{f' implements {subdomain}' if subdomain else ''}\n"
        for text in others
        for name, subdomain in _NAMES.findall(text)
    ]
    domains = [f"{domain}\n" for text in others for domain in _DOMAINS.findall(text)]
    return "".join((_NOT_DECLARED.sub("", workspace["landscape.cml"]), *domains, *declared))


def _programs() -> Iterator[Program]:
    options = ("--only", "svg", "--fail-on", "never", "-o")
    yield Program(
        "ctxmap",
        lambda folder: [CTXMAP, "build", str(folder / "map.cml"), *options, str(folder / "out")],
        "out/maps/landscape.svg",
    )
    if d2 := which("d2"):
        yield Program("D2, dagre", partial(_d2, d2, "dagre"), "map.svg")
        yield Program("D2, elk", partial(_d2, d2, "elk"), "map.svg")
    if likec4 := which("likec4"):
        # Without `--no-use-dot` it wants Graphviz on the PATH, in containers.
        export = (likec4, "export", "json", "--no-use-dot", "-o")
        yield Program(
            "LikeC4", lambda folder: [*export, str(folder / "c4.json"), str(folder / "c4")], "c4.json", '"x":'
        )


def _d2(d2: str, engine: str, folder: Path) -> Sequence[str]:
    return [d2, f"--layout={engine}", str(folder / "map.d2"), str(folder / "map.svg")]


def _time(program: Program, contexts: int, before: float) -> float:
    """Seconds; infinite where it takes longer than anybody waits or makes nothing, or did so for fewer contexts."""
    if before > PATIENCE:
        return before
    with TemporaryDirectory() as name:
        folder = Path(name)
        _write_maps(folder, contexts)
        return min(_run(program, folder) for _ in range(ROUNDS))


def _write_maps(folder: Path, contexts: int) -> None:
    (folder / "map.cml").write_text(a_map(contexts), "utf-8")
    model = compile_paths([folder / "map.cml"]).model
    (d2,) = (each.text for each in backends.load("d2").build(Request(model)) if each.path.startswith("maps/"))
    (folder / "map.d2").write_text(d2, "utf-8")
    (folder / "c4").mkdir()
    for each in backends.load("likec4").build(Request(model)):
        (folder / "c4" / Path(each.path).name).write_text(each.text, "utf-8")


def _run(program: Program, folder: Path) -> float:
    begin = perf_counter()
    try:
        subprocess.run(program.command(folder), check=True, capture_output=True, timeout=PATIENCE)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return inf
    seconds = perf_counter() - begin
    return seconds if program.proof in (folder / program.output).read_text("utf-8") else inf


def _cell(times: Mapping[str, float], name: str) -> str:
    seconds, ours = times[name], times["ctxmap"]
    return f"not in {PATIENCE} s" if seconds > PATIENCE else f"{seconds:.2f} s ({seconds / ours:.1f})"
