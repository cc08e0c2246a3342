"""The contexts with the fewest dependencies should be extracted first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.analyses.migration.coupling import Coupling, couplings
from ctxmap.analyses.migration.stages import legacy_of
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model) if model.is_whole else ():
        coupling = couplings(model, landscape)
        loosest = _loosest_planned(model, landscape, coupling)
        for context in landscape.contexts:
            planned = loosest.get(_legacy_name(model, context)) if context.migration == "STRANGLING" else None
            if planned and _ties(coupling, planned) < _ties(coupling, context):
                yield _too_early(coupling, context, planned)


def _loosest_planned(
    model: Model, landscape: Landscape, coupling: Mapping[str, Coupling]
) -> Mapping[str, BoundedContext]:
    """For each legacy system, by name, the least coupled of the contexts that are still to come out of it."""
    planned: defaultdict[str, list[BoundedContext]] = defaultdict(list)
    for context in landscape.contexts:
        if context.migration == "PLANNED":
            planned[_legacy_name(model, context)].append(context)
    return {legacy: min(each, key=lambda one: _ties(coupling, one)) for legacy, each in planned.items()}


def _legacy_name(model: Model, context: BoundedContext) -> str:
    legacy = legacy_of(model, context)
    return legacy.qualified_name if legacy else ""


def _ties(coupling: Mapping[str, Coupling], context: BoundedContext) -> int:
    return coupling[context.qualified_name].total


def _too_early(coupling: Mapping[str, Coupling], context: BoundedContext, planned: BoundedContext) -> Finding:
    tied, loose = coupling[context.qualified_name], coupling[planned.qualified_name]
    return finding(
        context.place("migration"),
        f'"{context.name}" is being extracted with {_counted(tied)}, '
        f'while "{planned.name}", with {_counted(loose)}, is still planned',
        hint=f'extract "{planned.name}" first: fewer contexts have to change, and the team learns with less risk',
        related=[(f'"{planned.name}" is planned here', planned.place("migration"))],
    )


def _counted(coupling: Coupling) -> str:
    relationships = f"{coupling.relationships} relationship{'' if coupling.relationships == 1 else 's'}"
    if not coupling.data:
        return relationships
    return f"{relationships} and {coupling.data} direct data access{'' if coupling.data == 1 else 'es'}"
