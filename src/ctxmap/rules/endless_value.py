"""A value that requires another value of its own type has no end: no such value can exist."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.graph.cycles import Edge, cycles
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import Replace, unsafe
from ctxmap.model.elements import DomainObject, Model, Property
from ctxmap.model.index import types
from ctxmap.rules import finding, rule
from ctxmap.text.source import Span

_VALUES = ("VALUE_OBJECT", "DATA_TRANSFER_OBJECT")
_MAY_BE_MISSING = ("nullable", "optional", "opposite")


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    objects = (thing for thing in types(model).values() if isinstance(thing, DomainObject))
    values = {thing.qualified_name: thing for thing in objects if thing.kind in _VALUES}
    parts: dict[Edge, Property] = {}
    for thing in values.values():
        for part in thing.properties:
            if part.name and part.type.target in values and not any(map(part.option, _MAY_BE_MISSING)):
                parts.setdefault((thing.qualified_name, part.type.target), part)
    for (name, target), part in parts.items():
        if name == target:
            yield _endless([values[name]], [part])
    position = {edge: number for number, edge in enumerate(parts)}
    for cycle in cycles(list(parts)):
        first = min(range(len(cycle)), key=lambda at: position[cycle[at]])
        edges = (*cycle[first:], *cycle[:first])
        yield _endless([values[name] for name, _ in edges], [parts[edge] for edge in edges])


def _endless(holders: list[DomainObject], parts: list[Property]) -> Finding:
    first, part = holders[0], parts[0]
    names = [holder.name for holder in (*holders[1:], first)]
    steps = ", which requires ".join(f'"{name}"' for name in names)
    others = zip(holders[1:], parts[1:], strict=True)
    end = Span(part.at.path, part.at.end, part.at.end)
    return finding(
        part,
        f'"{first.name}" requires {steps}: no value of it can be finite',
        hint=f"make `{part.name}` `nullable`, or a list",
        related=[(f'"{holder.name}" requires it here', each) for holder, each in others],
        fix=unsafe(f"make `{part.name}` nullable", Replace(end, " nullable")),
    )
