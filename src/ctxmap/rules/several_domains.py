"""A context that implements several whole domains mixes several languages in one model."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Model
from ctxmap.model.index import domains
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        implemented = {reference.target: reference for reference in reversed(context.implements)}
        wholes = [each for name, each in reversed(implemented.items()) if name in domains(model)]
        if len(wholes) > 1:
            first, second, *others = wholes
            yield finding(
                second,
                f'"{context.name}" implements {len(wholes)} domains: {listed(each.target or "" for each in wholes)}',
                hint="name the subdomains that it implements, or use one context per domain",
                related=[("the first domain is here", first), *(("another one is here", each) for each in others)],
            )
