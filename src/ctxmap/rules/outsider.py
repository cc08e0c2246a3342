"""Only the two parties to a relationship communicate over it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model, Relationship
from ctxmap.rules import finding, rule
from ctxmap.text.source import Span


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        parties = {side.context for side in relationship.sides}
        for sync in relationship.syncs:
            if sync.caller and sync.caller not in parties:
                yield _outsider(relationship, "caller", sync.caller, sync.place("caller"))
        for block in (*relationship.asyncs, *relationship.batches):
            if block.publisher and block.publisher not in parties:
                yield _outsider(relationship, "publisher", block.publisher, block.place("publisher"))


def _outsider(relationship: Relationship, role: str, name: str, at: Span) -> Finding:
    left, right = (side.context for side in relationship.sides)
    return finding(
        at,
        f'{role} "{name}" is not a party to the relationship between "{left}" and "{right}"',
        hint=f'name "{left}" or "{right}", or move this to a relationship of "{name}"',
        related=[("the relationship is declared here", relationship)],
    )
