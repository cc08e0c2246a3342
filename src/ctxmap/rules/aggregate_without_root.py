"""The root is how an aggregate is spoken to; without one, everybody holds on to any part of it."""

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
            yield finding(
                aggregate,
                f'aggregate "{aggregate.name}" has {_counted(len(entities))} and no root',
                hint=f'say `aggregateRoot` in "{likely.name}"' if is_clear else "say `aggregateRoot` in the right one",
                fix=_fix(likely) if is_clear else None,
            )


def _fix(entity: DomainObject) -> Fix:
    return unsafe(f"make `{entity.name}` the root", AddMember(entity.at, "aggregateRoot"))


def _counted(number: int) -> str:
    return "an entity" if number == 1 else f"{number} entities"
