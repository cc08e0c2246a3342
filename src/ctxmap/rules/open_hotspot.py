"""A hotspot is a question that somebody has to answer before the border beside it can hold."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Hotspot, Model
from ctxmap.model.index import containers
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    is_there_today = any(context_map.state == "AS_IS" for context_map in model.maps)
    for part in containers(model):
        for hotspot in part.hotspots:
            yield _open(hotspot, Severity.WARNING if is_there_today else Severity.INFO)


def _open(hotspot: Hotspot, severity: Severity) -> Finding:
    names = list(dict.fromkeys(reference.name for reference in hotspot.on))
    return finding(
        hotspot,
        f'hotspot "{hotspot.name}"{f" on {listed(names)}" if names else ""} is open: {hotspot.question}',
        hint="settle it with those whom it concerns, draw what you agreed on, and take the hotspot away",
        severity=severity,
    )
