"""A hotspot is an open question that should be answered before the boundaries around it are fixed."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.map_parts import contexts_on
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Hotspot, Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    in_operation = {
        context.qualified_name
        for context_map in model.maps
        if context_map.state == "AS_IS"
        for context in contexts_on(model, context_map)
    }
    for context in model.contexts:
        severity = Severity.WARNING if context.qualified_name in in_operation else Severity.INFO
        for part in context.parts:
            for hotspot in part.hotspots:
                yield _open(hotspot, severity)


def _open(hotspot: Hotspot, severity: Severity) -> Finding:
    names = list(dict.fromkeys(reference.name for reference in hotspot.on))
    return finding(
        hotspot,
        f'open hotspot "{hotspot.name}"{f" on {listed(names)}" if names else ""}: {hotspot.question}',
        hint="answer it with the people concerned, update the map, and remove the hotspot",
        severity=severity,
    )
