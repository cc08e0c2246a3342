"""Ideally one context implements one subdomain; if several do, check the boundary between them."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import subdomains
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        first: dict[str, tuple[BoundedContext, Reference]] = {}
        for context in filter(lambda each: each.is_ours, landscape.contexts):
            for reference in context.implements:
                if subdomain := subdomains(model).get(reference.target or ""):
                    before, there = first.setdefault(subdomain.qualified_name, (context, reference))
                    if before is not context:
                        yield _another(reference, context, before, there)


def _another(reference: Reference, context: BoundedContext, before: BoundedContext, there: Reference) -> Finding:
    return finding(
        reference,
        f'"{context.name}" implements subdomain "{reference.name}", but so does "{before.name}"',
        hint="split the subdomain so that each context implements its own part, or merge the contexts",
        related=[("first implemented here", there)],
    )
