"""Findings → an output format: one file each, found by walking this folder.

`reports/sarif.py` is the report `sarif`. It holds one function, `render`, decorated with `report`, that takes
`Findings` and gives the text to print; it knows nothing of terminals, files or exit codes. A module whose name begins
with `_` is not a report but shared by several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module

import msgspec

from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.findings.rulebook import NO_PAGES, Pages
from ctxmap.text.resources import modules_in
from ctxmap.text.source import Source


class Statistic(msgspec.Struct, frozen=True):
    """How many findings of a rule there are, of those with one severity."""

    rule: str
    severity: Severity
    count: int


class Findings(msgspec.Struct, frozen=True, eq=False):
    """What a report shows: findings, and the texts they were found in, by path.

    `color`: whether the reader shows ANSI colours. `pages` are those of rules that plug-ins bring. `path_in_repository`
    is by what CI servers find a file.
    """

    diagnostics: Sequence[Diagnostic]
    sources: Mapping[str, Source]
    color: bool = False
    pages: Pages = NO_PAGES
    path_in_repository: Callable[[str], str] = str


class Report(msgspec.Struct, frozen=True):
    """A report: its name, and what it prints. The text ends with a line end, or is empty."""

    name: str
    render: Callable[[Findings], str]
    render_statistics: Callable[[Findings], str] | None = None
    """Prints how many findings there are of each rule; None where the format has no place for numbers."""
    has_commands: bool = False
    """Whether its lines are meant as commands to a CI server."""


def report(
    *, statistics: Callable[[Findings], str] | None = None, has_commands: bool = False
) -> Callable[[Callable[[Findings], str]], Report]:
    """Make a report of a function called `render`; the report is named after the module of the function."""

    def decorate(render: Callable[[Findings], str]) -> Report:
        return Report(render.__module__.rpartition(".")[2], render, statistics, has_commands)

    return decorate


@cache
def names() -> tuple[str, ...]:
    """The names of all reports, sorted; imports none of them."""
    return modules_in(__path__)


def load(name: str) -> Report:
    """The report of that name, imported now."""
    return import_module(f"{__name__}.{name}").render


def statistics(diagnostics: Iterable[Diagnostic]) -> list[Statistic]:
    """How many findings of each rule there are: the worst first, of equal severity those with the most findings."""
    found = Counter((-each.severity, each.rule) for each in diagnostics)
    order = sorted(found, key=lambda key: (key[0], -found[key], key[1]))
    return [Statistic(rule, Severity(-severity), found[severity, rule]) for severity, rule in order]


def counts(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first; 0 where there is none."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    return {severity: found.count(severity) for severity in sorted(Severity, reverse=True)}
