"""A system becomes two: tiers, such as logic and database, or subsystems. The existing one keeps its aggregates."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec.structs import replace

from ctxmap.model.elements import BoundedContext
from ctxmap.refactorings import RefactoringError, refactoring, rename
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import refuse_taken, relate, related
from ctxmap.writer import write
from ctxmap.writer.words import name


@refactoring("Split {context} into two systems")
def make(
    draft: Draft,
    context: BoundedContext,
    new_name: str,
    *,
    existing_name: Annotated[str, "another name for the existing system"] = "",
    new_is: Annotated[Literal["downstream", "upstream"], "the side of the new system"] = "downstream",
    integration: Annotated[Literal["CF", "ACL"], "the role of the downstream system"] = "CF",
    domain_model: Annotated[Literal["keep", "copy"], "whether the new system gets copies of the aggregates"] = "keep",
) -> None:
    """Split a system into two, such as logic and database."""
    if context.type != "SYSTEM":
        raise RefactoringError(f'"{context.name}" is not a SYSTEM')
    refuse_taken(draft, new_name)
    called = existing_name or context.name
    if called != context.name:
        refuse_taken(draft, called)
        rename.make.make(draft, context, called)
    new = BoundedContext(name=new_name, qualified_name=new_name, type="SYSTEM")
    if domain_model == "copy":
        copies = tuple(replace(each, name=f"{each.name}_{new_name}") for each in context.own_aggregates)
        new = replace(context, name=new_name, qualified_name=new_name, doc="", own_aggregates=copies)
    draft.write_behind(context, write(new).strip())
    upstream, downstream = (called, new_name) if new_is == "downstream" else (new_name, called)
    exposing = context if new_is == "downstream" else new
    exposed = ", ".join(name(each.name) for each in exposing.aggregates)
    body = f" {{\nexposedAggregates = {exposed}\n}}" if exposed else ""
    relate(draft, context, (new_name,), related(upstream, downstream, "PL", integration) + body)
