"""Each entity becomes the root of an aggregate of its own; the root, or else the first entity, stays.

The Context Mapper tool calls the new aggregates `NewAggregate1`, and moves the root. Here they are named after their
entities, and relationships that expose the aggregate expose the new ones, too: what is published stays the same.
"""

from __future__ import annotations

from ctxmap.findings.fix import AddItem, AddMember
from ctxmap.model.elements import Aggregate, DomainObject
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import each_once
from ctxmap.writer.words import name


@refactoring("Split {aggregate} by its entities")
def make(draft: Draft, aggregate: Aggregate) -> None:
    """Split an aggregate: one aggregate for each entity."""
    entities = [each for each in aggregate.objects if each.kind == "ENTITY"]
    if len(entities) < 2:
        raise RefactoringError(f'"{aggregate.name}" has no two entities')
    stays = next((each for each in entities if each.is_root), entities[0])
    taken = {each.name for model in draft.models for one in model.contexts for each in one.aggregates}
    new: list[str] = []
    for entity in entities:
        if not entity.is_root:
            draft.change(AddMember(entity.at, "aggregateRoot"))
        if entity is not stays:
            called = _free(entity, {*taken, *new})
            new.append(called)
            _move(draft, aggregate, entity, called)
    for model in draft.models:
        for relationship in each_once(model.relationships):
            if any(each.target == aggregate.qualified_name for each in relationship.exposed_aggregates):
                draft.change(AddItem(relationship.at, "exposedAggregates", ", ".join(map(name, new))))


def _free(entity: DomainObject, taken: set[str]) -> str:
    """The name of the new aggregate, which no other has: relationships name aggregates without their contexts."""
    names = (entity.name, f"{entity.name}Aggregate", *(f"{entity.name}Aggregate{number}" for number in range(2, 100)))
    return next(each for each in names if each not in taken)


def _move(draft: Draft, aggregate: Aggregate, entity: DomainObject, called: str) -> None:
    block = draft.block(entity)
    draft.take_out(block)
    draft.write_behind(aggregate, f"Aggregate {name(called)} {{\n", block, "\n}")
    holder = aggregate.qualified_name.rpartition("::")[0]
    draft.became[entity.qualified_name] = f"{holder}::{called}::{entity.name}"
