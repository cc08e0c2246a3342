"""A subdomain is a part of the problem; without a context that implements it, nothing solves that part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.index import subdomains
from ctxmap.rules import finding, workspace_rule


@workspace_rule(Severity.INFO)
def check(models: Sequence[Model]) -> Iterator[Finding]:
    contexts = [each for model in models for each in model.contexts]
    implemented = {reference.target for context in contexts for reference in context.implements}
    implemented |= {name for model in models if _may_implement_any(model) for name in subdomains(model)}
    for subdomain in (each for model in models for each in subdomains(model).values()):
        if contexts and implemented.isdisjoint((subdomain.qualified_name, subdomain.domain)):
            yield finding(
                subdomain,
                f'no context implements subdomain "{subdomain.name}"',
                hint=f"add `implements {subdomain.name}` to the context that does, or declare one",
            )


def _may_implement_any(model: Model) -> bool:
    """Whether what a context implements means nothing, and may mean any subdomain."""
    return not model.is_whole or any(each.is_incomplete("implements") for each in model.contexts)
