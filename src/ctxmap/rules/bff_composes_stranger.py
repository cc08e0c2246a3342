"""A backend for a frontend composes operations of the contexts that it is related to."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.related_contexts import are_related
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for bff in model.contexts:
        for operation in bff.operations if bff.type == "BFF" else ():
            for reference in operation.composes:
                owner = contexts(model).get((reference.target or "").partition("::")[0])
                if owner and not are_related(model, bff.qualified_name, owner.qualified_name):
                    yield finding(
                        reference,
                        f'"{operation.name}" composes "{reference.name}", '
                        f'and no relationship joins "{bff.name}" and "{owner.name}"',
                        hint=f'add the relationship over which "{bff.name}" calls "{owner.name}"',
                        related=[(f'"{owner.name}" is declared here', owner)],
                    )
