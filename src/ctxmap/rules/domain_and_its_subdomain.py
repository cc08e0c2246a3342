"""A context that implements a domain implements all its subdomains, so it should not name one of them too."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import domains, subdomains
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        if len(context.implements) > 1:
            yield from _parts_of_wholes(model, context)


def _parts_of_wholes(model: Model, context: BoundedContext) -> Iterator[Finding]:
    wholes = {reference.target: reference for reference in context.implements if reference.target in domains(model)}
    for reference in context.implements:
        subdomain = subdomains(model).get(reference.target or "")
        if subdomain and (whole := wholes.get(subdomain.domain)):
            yield finding(
                reference,
                f'"{context.name}" implements subdomain "{subdomain.name}" and its whole domain "{subdomain.domain}"',
                hint="name either the domain or the subdomains that it implements",
                related=[("the domain is named here", whole)],
            )
