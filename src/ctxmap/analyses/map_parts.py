"""A large map in parts, each of which can be looked at: by subdomain, or by team where no subdomains are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Domain, Model, Named, Subdomain
from ctxmap.model.facts import once_per_model
from ctxmap.model.names import distinct, kebab_case, map_files


class Part(msgspec.Struct, frozen=True, eq=False):
    """Contexts of a map that belong together, and what they belong to; None for one that stands alone."""

    home: Named | None
    contexts: tuple[BoundedContext, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return (self.home or self.contexts[0]).title

    @property
    def key(self) -> str:
        """Tells it from the other parts of its map, whatever kind of thing it is named after."""
        return f"part-{self.home.qualified_name}" if self.home else f"context-{self.contexts[0].qualified_name}"


def parts_of(model: Model, context_map: ContextMap) -> list[Part]:
    """The parts into which the contexts on a map fall, in the order of the first of each."""
    contexts = contexts_on(model, context_map)
    by_subdomain = any(homes(model, context) for context in contexts)
    members: dict[str, list[BoundedContext]] = {}
    owners: dict[str, Named] = {}
    for context in contexts:
        home = next(iter(homes(model, context) if by_subdomain else index.teams_of(model, context)), None)
        key = home.qualified_name if home else f" {context.qualified_name}"
        members.setdefault(key, []).append(context)
        if home:
            owners[key] = home
    return [Part(owners.get(key), tuple(each)) for key, each in members.items()]


def contexts_on(model: Model, context_map: ContextMap) -> list[BoundedContext]:
    """The contexts that a map contains, and those that its relationships join without its saying so."""
    contained = [reference.target or "" for reference in context_map.contains]
    joined = [side.context for relationship in context_map.relationships for side in relationship.sides]
    return [
        index.contexts(model)[name] for name in dict.fromkeys((*contained, *joined)) if name in index.contexts(model)
    ]


@once_per_model
def part_files(model: Model) -> Mapping[tuple[str, str], str]:
    """For each map's qualified name and the key of each of its parts, the name of the part's file."""
    keys: dict[str, tuple[str, str]] = {}
    slugs: dict[str, str] = {}
    maps = map_files(model)
    for each in model.maps:
        for part in parts_of(model, each):
            key = f"{each.qualified_name} {part.key}"
            keys[key] = each.qualified_name, part.key
            slugs[key] = f"{maps[each.qualified_name]}-{kebab_case((part.home or part.contexts[0]).name)}"
    return {keys[key]: file for key, file in distinct(slugs.items()).items()}


def homes(model: Model, context: BoundedContext) -> Sequence[Subdomain | Domain]:
    """Where a context could stand: the subdomains that it implements; if it names none, the domains.

    It stands in the first.
    """
    named = [reference.target or "" for reference in context.implements]
    subdomains = [index.subdomains(model)[name] for name in named if name in index.subdomains(model)]
    return subdomains or [index.domains(model)[name] for name in named if name in index.domains(model)]
