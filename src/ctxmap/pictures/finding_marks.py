"""Where it hurts: which findings belong to which card or connector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctxmap.analyses.extents import places
from ctxmap.drawing.diagram import Mark, MarkTone
from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.model.elements import Element
from ctxmap.text.source import NOWHERE, Span


def marks(element: Element, found: Mapping[Span, Sequence[Diagnostic]]) -> tuple[Mark, ...]:
    """The marks for what was found at an element or anything inside it: one for errors, one for warnings."""
    here = {diagnostic: None for place in places(element) for diagnostic in found.get(place, ())} if found else {}
    errors = [each.message for each in here if each.severity == Severity.ERROR]
    warnings = [each.message for each in here if each.severity == Severity.WARNING]
    kinds: tuple[tuple[MarkTone, list[str]], ...] = (("error", errors), ("warning", warnings))
    return tuple(Mark(severity, "\n".join(messages)) for severity, messages in kinds if messages)


def by_place(diagnostics: Sequence[Diagnostic]) -> dict[Span, list[Diagnostic]]:
    """Errors and warnings by where they are."""
    found: dict[Span, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.severity >= Severity.WARNING and diagnostic.at != NOWHERE:
            found.setdefault(diagnostic.at, []).append(diagnostic)
    return found
