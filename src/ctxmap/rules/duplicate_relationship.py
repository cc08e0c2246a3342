"""Two relationships that say the same will be edited separately and then contradict each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import Remove, unsafe
from ctxmap.model.elements import Async, Batch, Model, Relationship, Side, Sync
from ctxmap.rules import finding, rule

_ROLES = ("OHS", "PL", "ACL", "CF")
"""What brackets say beyond the kind of the relationship."""


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context_map in model.maps:
        joining: dict[Hashable, list[Relationship]] = {}
        for relationship in context_map.relationships:
            joining.setdefault(_ends(relationship), []).append(relationship)
        for relationships in joining.values():
            if len(relationships) > 1:
                yield from _duplicates(relationships)


def _duplicates(relationships: Iterable[Relationship]) -> Iterator[Finding]:
    said: dict[Hashable, Relationship] = {}
    for relationship in relationships:
        first = said.setdefault(_statement(relationship), relationship)
        if first is not relationship:
            yield _duplicate(relationship, first)


def _ends(relationship: Relationship) -> Hashable:
    """What it joins, without the order in which equals are named."""
    ends = (relationship.upstream.context, relationship.downstream.context)
    return (relationship.kind, min(ends), max(ends)) if relationship.is_symmetric else (relationship.kind, *ends)


def _statement(relationship: Relationship) -> Hashable:
    """What it says beyond that."""
    return (
        relationship.name,
        frozenset(map(_side, relationship.sides)),
        relationship.implementation_technology,
        relationship.downstream_rights,
        frozenset(reference.target for reference in relationship.exposed_aggregates),
        frozenset(map(_call, relationship.syncs)),
        frozenset(map(_message, relationship.asyncs)),
        frozenset(map(_batch, relationship.batches)),
    )


def _side(side: Side) -> Hashable:
    return (side.context, frozenset(role.kind for role in side.roles if role.kind in _ROLES))


def _call(sync: Sync) -> Hashable:
    return (sync.caller, frozenset(operation.name for operation in sync.operations))


def _message(message: Async) -> Hashable:
    sent = frozenset(reference.name for reference in (*message.events, *message.commands))
    return (message.publisher, message.command_sender, message.topic, sent)


def _batch(batch: Batch) -> Hashable:
    return (batch.publisher, batch.by, frozenset(reference.name for reference in batch.data))


def _duplicate(relationship: Relationship, first: Relationship) -> Finding:
    one, other = (side.context for side in relationship.sides)
    return finding(
        relationship,
        f'duplicate relationship between "{one}" and "{other}"',
        hint="keep one of them; if they differ, name them or say what each is used for",
        related=[("first declared here", first)],
        fix=unsafe("remove the second one", Remove(relationship.at)),
    )
