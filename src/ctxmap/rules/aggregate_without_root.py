"""Without a root, other code can refer to any part of an aggregate and change it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddMember, Fix, unsafe
from ctxmap.model.elements import DomainObject, Model
from ctxmap.model.index import aggregates
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for aggregate in aggregates(model).values():
        entities = [each for each in aggregate.objects if each.kind == "ENTITY"]
        if entities and not aggregate.roots:
            likely = next((each for each in entities if each.name == aggregate.name), entities[0])
            is_clear = likely.name == aggregate.name or len(entities) == 1
            number = "an entity" if len(entities) == 1 else f"{len(entities)} entities"
            yield finding(
                aggregate,
                f'aggregate "{aggregate.name}" has {number} but no root',
                hint=f'add `aggregateRoot` to "{likely.name}"' if is_clear else "add `aggregateRoot` to one of them",
                fix=_fix(likely) if is_clear else None,
            )


def _fix(entity: DomainObject) -> Fix:
    return unsafe(f"make `{entity.name}` the root", AddMember(entity.at, "aggregateRoot"))
