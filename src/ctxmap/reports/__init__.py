"""Findings → an output format: one file each, found by walking this folder.

A report is a module with one public function `render(diagnostics, sources, *, color=False)` that gives the text to
print; its name is the module's. It knows nothing of terminals, files or exit codes. A module whose name begins
with `_` is no report but a part of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from ctxmap.findings import Diagnostic, Severity
from ctxmap.source import Source


class Render(Protocol):
    """What every report is: findings and the texts they were found in, as one text with a line end behind it."""

    def __call__(self, diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source], *, color: bool = False) -> str:
        """Render the findings."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The names of all reports, sorted; none is imported for it."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


def load(name: str) -> Render:
    """The `render` function of a report, imported now."""
    return import_module(f"{__name__}.{name}").render


def counts(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first; 0 where there is none."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    return {severity: found.count(severity) for severity in sorted(Severity, reverse=True)}
