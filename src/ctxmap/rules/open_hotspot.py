"""A hotspot is an open question that should be answered before the boundaries around it are fixed."""

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
        f'open hotspot "{hotspot.name}"{f" on {listed(names)}" if names else ""}: {hotspot.question}',
        hint="answer it with the people concerned, update the map, and remove the hotspot",
        severity=severity,
    )
