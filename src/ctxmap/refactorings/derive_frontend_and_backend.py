"""A feature or application becomes two systems: a backend, and a frontend that depends on it.

As in the Context Mapper tool, both get the aggregates (those of the frontend as its view model), and the feature stays.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec.structs import replace

from ctxmap.model.elements import BoundedContext
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import refuse_taken, relate, related
from ctxmap.writer import write
from ctxmap.writer.words import name


@refactoring("Derive a frontend and a backend of {context}")
def make(
    draft: Draft,
    context: BoundedContext,
    *,
    frontend: Annotated[str, "the name of the frontend"] = "",
    backend: Annotated[str, "the name of the backend"] = "",
    integration: Annotated[Literal["ACL", "CF"], "the role of the frontend"] = "ACL",
) -> None:
    """Derive a frontend and a backend system of a feature or application."""
    if context.type not in ("FEATURE", "APPLICATION"):
        raise RefactoringError(f'"{context.name}" is neither a FEATURE nor an APPLICATION')
    below, above = frontend or f"{context.name}Frontend", backend or f"{context.name}Backend"
    refuse_taken(draft, below, above)
    for called, suffix in ((above, "Backend"), (below, "ViewModel")):
        draft.write_behind(context, write(_system(context, called, suffix)).strip())
    aggregates = ", ".join(name(f"{each.name}Backend") for each in context.aggregates)
    exposed = f" {{\nexposedAggregates = {aggregates}\n}}" if aggregates else ""
    relate(draft, context, (above, below), related(above, below, "PL", integration) + exposed)


def _system(context: BoundedContext, called: str, suffix: str) -> BoundedContext:
    return replace(
        context,
        name=called,
        qualified_name=called,
        type="SYSTEM",
        doc="",
        own_aggregates=tuple(replace(each, name=f"{each.name}{suffix}") for each in context.own_aggregates),
        modules=tuple(
            replace(
                module,
                name=f"{module.name}{suffix}",
                aggregates=tuple(replace(each, name=f"{each.name}{suffix}") for each in module.aggregates),
            )
            for module in context.modules
        ),
    )
