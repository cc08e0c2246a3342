"""An owner is responsible for a context or an aggregate, so it has to be a team."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Aggregate, BoundedContext, Model, Reference
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for owned in (context, *context.aggregates):
            if owned.owner:
                owner = contexts(model)[owned.owner.target or ""]
                if owner.type != "TEAM" and not owner.has_unread_type:
                    yield _not_a_team(owned, owned.owner, owner)


def _not_a_team(owned: BoundedContext | Aggregate, reference: Reference, owner: BoundedContext) -> Finding:
    said = f"is `{owner.type}`" if owner.type else "is declared here"
    kind = "aggregate" if isinstance(owned, Aggregate) else "context"
    return finding(
        reference,
        f'"{owner.name}" owns {kind} "{owned.name}" but is not a team',
        hint="name the team that is responsible: a context with `type = TEAM`",
        related=[(f'"{owner.name}" {said}', owner.place("type"))],
    )
