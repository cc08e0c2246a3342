"""Which contexts a selector picks, and which conditions a relationship meets."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from ctxmap.configuration.selectors import ANY, Condition, Selector
from ctxmap.model.elements import BoundedContext, Model, Relationship
from ctxmap.model.index import domains_of, subdomains_of, teams_of


def selected(model: Model, selectors: Iterable[Selector]) -> dict[str, Selector]:
    """The contexts that at least one of the selectors picks, by name, each with the first that does."""
    picked: dict[str, Selector] = {}
    for each in selectors:
        for context in model.contexts:
            if selects(model, each, context):
                picked.setdefault(context.name, each)
    return picked


def selects(model: Model, selector: Selector, context: BoundedContext) -> bool:
    """Whether the selector picks the context."""
    return _has(model, selector, context) != selector.is_negated


def picks_something(model: Model, selector: Selector) -> bool:
    """Whether a context of the model has what the selector speaks of, be it to pick or to leave out."""
    return selector.kind == ANY or any(_has(model, selector, context) for context in model.contexts)


def values(model: Model, kind: str, context: BoundedContext) -> tuple[str, ...]:
    """What a selector of that kind compares: a context's tags, its type, its teams, …"""
    match kind:
        case "tag":
            return context.tags
        case "type":
            return (context.type or "UNDEFINED",)
        case "name":
            return (context.name,)
        case "domain":
            return tuple(domain.name for domain in domains_of(model, context))
        case "subdomain":
            parts = subdomains_of(model, context)
            return (*(part.name for part in parts), *(part.qualified_name for part in parts))
        case "team":
            return tuple(team.name for team in teams_of(model, context))
        case _:
            raise ValueError(f"no selector is of kind {kind!r}")


def meets(relationship: Relationship, condition: Condition) -> bool:
    """Whether a relationship is as the condition says; `sync` and `async` mean: it says so, and nothing else."""
    match condition.kind:
        case "role":
            return any(role.kind == condition.value for side in relationship.sides for role in side.roles)
        case "technology":
            return fnmatchcase(relationship.implementation_technology, condition.value)
        case "sync":
            return bool(relationship.syncs) and not relationship.asyncs
        case "async":
            return bool(relationship.asyncs) and not relationship.syncs
        case _:
            raise ValueError(f"no condition is of kind {condition.kind!r}")


def _has(model: Model, selector: Selector, context: BoundedContext) -> bool:
    if selector.kind == ANY:
        return True
    return any(fnmatchcase(value, selector.value) for value in values(model, selector.kind, context))
