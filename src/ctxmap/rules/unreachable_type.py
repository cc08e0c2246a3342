"""A context that uses another context's types depends on it, so the map should show a relationship."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.reachable_types import is_reached, reached
from ctxmap.analyses.references import ObjectReference, references_across
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for reference in references_across(model) if model.is_whole else ():
        is_foreign = reference.held.kind == "REFERENCE" and reference.is_to_other_context
        if is_foreign and not is_reached(model, reference.context.qualified_name, reference.target.qualified_name):
            yield _unreachable(model, reference)


def _unreachable(model: Model, reference: ObjectReference) -> Finding:
    here, there = reference.context.name, reference.home
    if there in reached(model).get(reference.context.qualified_name, {}) and reference.aggregate:
        message = f'which no relationship with "{here}" exposes'
        hint = (
            f'expose it with `exposedAggregates = {reference.aggregate.name}`, or declare a type of its own in "{here}"'
        )
    else:
        message = f'but no relationship leads from there to "{here}"'
        hint = f'add the relationship `{there} -> {here}`, or declare a type of its own in "{here}"'
    return finding(
        reference.type,
        f'"{reference.holder.name}" refers to "{reference.target.name}" of "{there}", {message}',
        hint=hint,
        related=[(f'"{reference.target.name}" is declared here', reference.target)],
    )
