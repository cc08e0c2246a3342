"""Findings → an output format: one file each, found by walking this folder.

A report is a module with one public function `render(diagnostics, sources, *, color=False, pages={})` that gives the
text to print; its name is the module's. `pages` are those of rules that aren't ctxmap's own. It knows nothing of
terminals, files or exit codes. A module whose name begins with `_` is no report but a part of one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol

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


class Render(Protocol):
    """What every report is: findings and the texts they were found in, as one text with a line end behind it."""

    def __call__(
        self,
        diagnostics: Sequence[Diagnostic],
        sources: Mapping[str, Source],
        *,
        color: bool = False,
        pages: Pages = NO_PAGES,
    ) -> str:
        """Render the findings."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The names of all reports, sorted; none is imported for it."""
    return modules_in(__path__)


def load(name: str) -> Render:
    """The `render` function of a report, imported now."""
    return import_module(f"{__name__}.{name}").render


def load_statistics(name: str) -> Render | None:
    """A report's `render_statistics`, which shows numbers in place of findings; None where it has none."""
    return getattr(import_module(f"{__name__}.{name}"), "render_statistics", None)


def statistics(diagnostics: Iterable[Diagnostic]) -> list[Statistic]:
    """How many findings of each rule there are: the worst first, of equal severity those with the most findings."""
    found = Counter((-each.severity, each.rule) for each in diagnostics)
    order = sorted(found, key=lambda key: (key[0], -found[key], key[1]))
    return [Statistic(rule, Severity(-severity), found[severity, rule]) for severity, rule in order]


def counts(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first; 0 where there is none."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    return {severity: found.count(severity) for severity in sorted(Severity, reverse=True)}
