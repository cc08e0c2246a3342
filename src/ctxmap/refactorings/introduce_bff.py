"""A backend stands between a frontend and the contexts that it calls; it offers what the frontend has called.

Each relationship of the frontend becomes one of the backend, with its communication. The backend offers an operation
for each that was called, and composes it of that.
"""

from __future__ import annotations

from typing import Annotated

from msgspec.structs import replace

from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, Operation, Reference, Relationship
from ctxmap.model.walk import references
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import contain, each_once, map_of, refuse_taken
from ctxmap.writer import write
from ctxmap.writer.words import name as written


@refactoring("Put a backend in front of {frontend}")
def make(draft: Draft, frontend: BoundedContext, *, name: Annotated[str, "the name of the backend"] = "") -> None:
    """Put a backend for frontend (BFF) between a frontend and the contexts that it calls."""
    if frontend.type not in ("FRONTEND", "APPLICATION"):
        raise RefactoringError(f'"{frontend.name}" is neither a FRONTEND nor an APPLICATION')
    called = name or f"{frontend.name}Bff"
    refuse_taken(draft, called)
    relationships = [each for each in _relationships(draft) if each.downstream.context == frontend.qualified_name]
    if not relationships or any(each.is_symmetric for each in relationships):
        raise RefactoringError(f'"{frontend.name}" is not downstream of any context')
    for relationship in relationships:
        for at, target in references(relationship):
            if target == frontend.qualified_name:
                draft.replace(at, written(called))
    for on in each_once(map_of(draft, each) for each in relationships):
        contain(draft, on, called)
        draft.append(on, f"{written(called)} -> {written(frontend.name)}")
    backend = BoundedContext(
        name=called,
        qualified_name=called,
        type="BFF",
        channel=frontend.channel,
        operations=_operations(draft, relationships),
    )
    draft.write_behind(frontend, write(backend).strip())


def _relationships(draft: Draft) -> list[Relationship]:
    return each_once(each for model in draft.models for each in model.relationships)


def _operations(draft: Draft, relationships: list[Relationship]) -> tuple[Operation, ...]:
    found: dict[str, Operation] = {}
    for relationship in relationships:
        for reference in (each for sync in relationship.syncs for each in sync.operations):
            operation = next((index.operations(model).get(reference.target or "") for model in draft.models), None)
            if operation and operation.name not in found:
                context = operation.qualified_name.partition("::")[0]
                composed = Reference(name=f"{context}::{operation.name}", target=operation.qualified_name)
                found[operation.name] = replace(
                    Operation(name=operation.name, qualified_name=operation.name),
                    parameters=tuple(replace(each, type=replace(each.type)) for each in operation.parameters),
                    returns=operation.returns,
                    composes=(composed,),
                )
    return tuple(found.values())
