"""The time of the rules, together and each, relative to linking the same map; and how it grows with the map.

There are two kinds of workspaces: a landscape, one map with thousands of relationships and few findings; and the
examples of all rules, in which each rule has findings. A growth of 1.0 is linear: twice the contexts take twice the
time. Each time is the shortest processor time of several runs, since other processes can only make it longer.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import msgspec

from benchmarks.examples import FORBIDDING, examples
from benchmarks.generate import landscape, write
from benchmarks.measure import table
from ctxmap.findings.finding import Finding
from ctxmap.model.elements import Model
from ctxmap.model.link import link
from ctxmap.rules import Rule, all_rules, run
from ctxmap.text.files import Disk
from ctxmap.workspace.workspace import read_workspace

ROUNDS = 3
SHOWN = 2
"""The size whose times are listed, counted from 0."""
LEAST = 0.002
"""Seconds below which a time says nothing of growth."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of workspace, and of how many contexts it is made."""

    name: str
    workspace: Callable[[int], Mapping[str, str]]
    sizes: tuple[int, ...]


KINDS = (
    Kind("a landscape", landscape, (250, 500, 1000, 2000)),
    Kind("the rules' examples", examples, (1000, 2000, 4000, 8000)),
)
"""A context of a landscape takes about a hundred lines, one of an example about ten."""


class Times(msgspec.Struct, frozen=True):
    """Seconds for a workspace: linking it, all rules, and each alone, on a model that nothing is known of yet."""

    lines: int
    contexts: int
    linking: float
    together: float
    each: Mapping[str, float]
    findings: Mapping[str, int]


def report() -> str:
    """For each kind of workspace, all rules together, and those that take long enough to say how it grows."""
    return "\n".join(map(_of_kind, KINDS))


def _of_kind(kind: Kind) -> str:
    times = [measured(kind.workspace(size)) for size in kind.sizes]
    rows = [
        (
            f"{each.contexts:,}",
            f"{each.lines:,}",
            f"{each.linking:.2f} s",
            f"{each.together:.2f} s",
            f"{each.together / each.linking:.2f}",
            f"{sum(each.findings.values()):,}",
        )
        for each in times
    ]
    head = ("contexts", "lines", "linking", "all rules", "ratio to linking", "findings")
    return f"{table(f'All rules on {kind.name} (the least of {ROUNDS} runs)', head, rows)}\n{_each(kind.name, times)}"


def _each(kind: str, times: Sequence[Times]) -> str:
    shown = times[SHOWN]
    grown = {name: growth({each.contexts: each.each[name] for each in times}) for name in shown.each}
    rows = [
        (
            name,
            f"{shown.each[name] * 1000:.0f} ms",
            f"{shown.each[name] / shown.linking:.3f}",
            f"{grown[name]:.2f}",
            f"{shown.findings[name]:,}",
        )
        for name in sorted(shown.each, key=shown.each.__getitem__, reverse=True)
        if grown[name] is not None
    ]
    others = f"{len(grown) - len(rows)} others take next to nothing"
    title = f"Each rule alone on {kind} of {shown.contexts:,} contexts; {others}"
    return table(title, ("rule", "time", "ratio to linking", "growth", "findings"), rows)


def growth(seconds: Mapping[int, float]) -> float | None:
    """The exponent with which times grow with the contexts, by least squares; None where they are too small."""
    points = [(log(count), log(taken)) for count, taken in seconds.items() if taken >= LEAST]
    if len(points) < 3:
        return None
    across, up = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return sum((x - across) * (y - up) for x, y in points) / sum((x - across) ** 2 for x, _ in points)


def measured(workspace: Mapping[str, str]) -> Times:
    """What linking and the rules take for a workspace of one model."""
    with TemporaryDirectory() as folder:
        lines = write(workspace, Path(folder))
        (parts,) = read_workspace([folder], Disk()).models
    model, _ = link(parts.files, parts.name, parts.sources)
    rules = {name: rule.set_up(FORBIDDING) for name, rule in all_rules().items()}
    each = {name: [judged([rule], model) for _ in range(ROUNDS)] for name, rule in rules.items()}
    return Times(
        lines=lines,
        contexts=len(model.contexts),
        linking=min(_seconds(lambda: link(parts.files, parts.name, parts.sources)) for _ in range(ROUNDS)),
        together=min(judged(rules.values(), model)[0] for _ in range(ROUNDS)),
        each={name: min(seconds for seconds, _ in runs) for name, runs in each.items()},
        findings={name: found for name, ((_, found), *_) in each.items()},
    )


def judged(rules: Iterable[Rule], model: Model) -> tuple[float, int]:
    """How many seconds the rules take, and how much they find; the model is copied, so that it has no facts yet."""
    fresh = msgspec.structs.replace(model)
    found: list[Finding] = []
    seconds = _seconds(lambda: found.extend(run(rules, fresh)))
    return seconds, len(found)


def _seconds(function: Callable[[], object]) -> float:
    """The seconds that a call takes, without looking for garbage, as it is in a compilation."""
    gc.disable()
    begin = process_time()
    function()
    taken = process_time() - begin
    gc.enable()
    return taken
