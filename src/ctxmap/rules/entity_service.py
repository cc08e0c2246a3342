"""A context offers behaviour; one that only stores an entity leaves the behaviour to all of its callers."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.english import words
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed_up_to
from ctxmap.model.elements import BoundedContext, DomainObject, Model
from ctxmap.rules import finding, rule

_READS = frozenset(("count", "exists", "fetch", "find", "get", "list", "load", "lookup", "query", "read", "search"))
_CHANGES = frozenset(("edit", "modify", "patch", "replace", "set", "update"))
_WHOLE = frozenset(("add", "create", "delete", "insert", "new", "persist", "remove", "save", "store", "upsert"))
"""Verbs that are only about storing where they store the entity itself: `addItem` of a cart is behaviour."""
_LISTED = 5


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    seen: set[str] = set()
    for landscape in landscapes(model):
        callers: dict[str, dict[str, Call]] = {}
        for call in stated_calls(landscape):
            callers.setdefault(call.callee, {}).setdefault(call.caller, call)
        for context in landscape.contexts:
            calls = callers.get(context.qualified_name, {})
            is_new = context.is_domain and context.qualified_name not in seen
            if is_new and len(calls) > 1 and (entity := _only_stored(context)):
                seen.add(context.qualified_name)
                yield _stores(context, entity, calls)


def _only_stored(context: BoundedContext) -> DomainObject | None:
    """The only entity of a context that does nothing but store it."""
    entities = [each for each in context.all_objects if each.kind == "ENTITY"]
    if len(entities) != 1 or context.events:
        return None
    names = [words(each.name) for each in (*context.all_operations, *context.commands)]
    things = {words(each.name) for each in (*entities, context, *context.aggregates)}
    changes = any(name and name[0] not in _READS for name in names)  # the map of one that is only read may be a sketch
    return entities[0] if changes and all(_only_stores(name, things) for name in names) else None


def _only_stores(name: tuple[str, ...], things: set[tuple[str, ...]]) -> bool:
    """Whether an operation of that name only creates, reads, updates or deletes one of the things."""
    verb, *others = name or ("",)
    if verb in _READS or verb in _CHANGES:
        return True
    object_ = tuple(others[: others.index("by")] if "by" in others else others)
    return verb in _WHOLE and (not object_ or any(_is_named(object_, thing) for thing in things))


def _is_named(object_: tuple[str, ...], thing: tuple[str, ...]) -> bool:
    if object_ == thing:
        return True
    *start, last = thing or ("",)
    return object_ in ((*start, f"{last}s"), (*start, f"{last.removesuffix('y')}ies"), (*start, last.removesuffix("s")))


def _stores(context: BoundedContext, entity: DomainObject, calls: dict[str, Call]) -> Finding:
    return finding(
        context,
        f'"{context.name}" only creates, reads, updates and deletes "{entity.name}" for {len(calls)} callers: '
        f"{listed_up_to(_LISTED, calls)}",
        hint="move the behaviour that its callers share into it, as operations and events of the business, "
        "or let each caller own its part of the data",
        related=[
            (f'"{caller}" calls it here', call.sync or call.relationship)
            for caller, call in list(calls.items())[:_LISTED]
        ],
    )
