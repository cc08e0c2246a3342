"""The caller no longer waits: it publishes an event, and the called context reacts to it by the same operation.

Only a call whose answer nobody needs can become an event, so the operation must not return anything. The event has the
parameters of the operation as its attributes.
"""

from __future__ import annotations

from typing import Annotated

from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, DomainObject, Operation, Property, Relationship, Sync
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.refactorings._maps import map_of
from ctxmap.writer import write
from ctxmap.writer.words import name


@refactoring("Turn a call of {relationship.upstream} into an event")
def make(
    draft: Draft,
    relationship: Relationship,
    operation: str,
    *,
    event: Annotated[str, "the name of the event, such as OrderPlaced"] = "",
) -> None:
    """Turn a synchronous call into an event that the caller publishes."""
    sync, called = _call(draft, relationship, operation)
    if called.returns:
        raise RefactoringError(f'the caller needs what "{called.name}" returns; an event brings no answer')
    caller, callee = (_context(draft, each) for each in (sync.caller, sync.callee))
    label = event or f"{called.name[:1].upper()}{called.name[1:]}Requested"
    draft.drop(each.at for each in sync.operations if each.target == called.qualified_name)
    if len(sync.operations) == 1:
        draft.remove(relationship if _says_nothing_else(relationship) else sync)
    properties = tuple(Property(kind="ATTRIBUTE", name=each.name, type=each.type) for each in called.parameters)
    published = DomainObject(kind="DOMAIN_EVENT", name=label, qualified_name=label, properties=properties)
    draft.append(next(iter(caller.own_aggregates), caller), write(published).strip())
    on = map_of(draft, relationship)
    draft.append(
        on,
        f"{name(caller.name)} [U,PL] -> [D] {name(callee.name)} {{\n"
        f"async {{ events = {name(label)}  delivery = AT_LEAST_ONCE  outbox  idempotent }}\n}}",
    )
    rule = f"{called.name[:1].upper()}{called.name[1:]}When{label}"
    draft.append(callee, f"Policy {name(rule)} {{ on = {name(label)}  invokes = {name(called.name)} }}")


def _call(draft: Draft, relationship: Relationship, wanted: str) -> tuple[Sync, Operation]:
    known = {one: each for model in draft.models for one, each in index.operations(model).items()}
    word = wanted.replace(".", "::").rpartition("::")[2]
    for sync in relationship.syncs:
        for reference in sync.operations:
            found = known.get(reference.target or "")
            if found and found.name == word:
                return sync, found
    names = [reference.name for sync in relationship.syncs for reference in sync.operations]
    hint = f"; it calls {', '.join(names)}" if names else ""
    raise RefactoringError(f'the relationship does not call "{wanted}"{hint}')


def _context(draft: Draft, context: str) -> BoundedContext:
    for model in draft.models:
        if found := index.contexts(model).get(context):
            return found
    raise RefactoringError("the relationship does not say who calls whom")


def _says_nothing_else(each: Relationship) -> bool:
    return len(each.syncs) == 1 and not (each.asyncs or each.batches or each.exposed_aggregates)
