"""A policy does something, and only with what its context can reach."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.related_contexts import are_related
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Policy
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for policy in (policy for part in context.parts for policy in part.policies):
            if not (policy.issues or policy.invokes or policy.says("issues") or policy.says("invokes")):
                yield finding(
                    policy,
                    f'policy "{policy.name}" neither issues a command nor invokes an operation',
                    hint="say what happens: `issues = …` or `invokes = …`",
                )
            yield from _out_of_reach(model, context, policy)


def _out_of_reach(model: Model, context: BoundedContext, policy: Policy) -> Iterator[Finding]:
    for verb, references in (("issues", policy.issues), ("invokes", policy.invokes)):
        for reference in references:
            owner = contexts(model).get((reference.target or "").partition("::")[0])
            if owner and not are_related(model, context.qualified_name, owner.qualified_name):
                yield finding(
                    reference,
                    f'policy "{policy.name}" {verb} "{reference.name}" of "{owner.name}", '
                    f'and no relationship joins "{context.name}" and "{owner.name}"',
                    hint="add the relationship over which this happens, or let the other context react to an event",
                    related=[(f'"{owner.name}" is declared here', owner)],
                )
