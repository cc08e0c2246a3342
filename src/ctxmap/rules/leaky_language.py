"""What a context publishes consists of values, identifiers and data made for transfer, not of its entities."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.landscapes import relationships
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import DomainObject, Element, Model, Operation, Relationship, Type
from ctxmap.model.index import aggregates, contexts, events, lineage, operations, types
from ctxmap.rules import finding, rule

_Published = DomainObject | Operation


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    published: dict[str, tuple[_Published, Relationship]] = {}
    for relationship in relationships(model):
        if _is_public(model, relationship):
            for each in _listed(model, relationship) or _exposed(model, relationship):
                published.setdefault(each.qualified_name, (each, relationship))
    for each, relationship in published.values():
        for carried, entity in _entities(model, each):
            yield _leak(each, carried, entity, relationship)


def _is_public(model: Model, relationship: Relationship) -> bool:
    """Whether the upstream side, which is ours, says that it offers a language for others."""
    side = relationship.upstream
    return (
        not relationship.is_symmetric and contexts(model)[side.context].is_ours and (side.has("OHS") or side.has("PL"))
    )


def _listed(model: Model, relationship: Relationship) -> list[_Published]:
    """The operations and events of the upstream side that the relationship names."""
    name = relationship.upstream.context
    called = [each.target for sync in relationship.syncs if sync.callee == name for each in sync.operations]
    sent = [each.target for messages in relationship.asyncs if messages.publisher == name for each in messages.events]
    found = [
        *(operations(model).get(each or "") for each in called),
        *(events(model).get(each or "") for each in sent),
    ]
    return [each for each in found if each]


def _exposed(model: Model, relationship: Relationship) -> list[_Published]:
    """The operations and events of the exposed aggregates, where the relationship names none."""
    blocks = (*relationship.syncs, *relationship.asyncs)
    if any(each.says("operations") or each.says("events") for each in blocks):
        return []
    found: list[_Published] = []
    for reference in relationship.exposed_aggregates:
        if aggregate := aggregates(model).get(reference.target or ""):
            found += aggregate.operations
            found += (each for each in aggregate.objects if each.kind == "DOMAIN_EVENT")
    return found


def _entities(model: Model, published: _Published) -> Iterator[tuple[Element, DomainObject]]:
    """What an event, or a parameter of a writing operation, carries that is an entity."""
    if isinstance(published, Operation):
        parts = published.parameters if published.access == "WRITE" else ()
    else:
        properties = (each for thing in lineage(model, published) for each in thing.properties)
        parts = [each for each in properties if each.kind != "ASSOCIATION" and each.visibility != "private"]
    for part in parts:
        for name in _types(part.type):
            thing = types(model).get(name)
            if isinstance(thing, DomainObject) and thing.kind == "ENTITY":
                yield part, thing


def _types(used: Type) -> Iterator[str]:
    if used.target:
        yield used.target
    for argument in used.arguments:
        yield from _types(argument)


def _leak(published: _Published, carried: Element, entity: DomainObject, relationship: Relationship) -> Finding:
    what = "operation" if isinstance(published, Operation) else "event"
    upstream = relationship.upstream
    return finding(
        carried,
        f'{what} "{published.name}", which "{upstream.context}" offers to others, carries entity "{entity.name}"',
        hint="carry its identifier, a value object or a data transfer object, so that the entity can change",
        related=[("the entity is declared here", entity), ("it is offered here", relationship)],
    )
