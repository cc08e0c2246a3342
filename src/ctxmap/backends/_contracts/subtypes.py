"""What stands where a base type is asked for: its concrete subtypes, and the base itself unless it is abstract."""

from __future__ import annotations

from collections.abc import Mapping

from ctxmap.model import index
from ctxmap.model.elements import DomainObject, Model
from ctxmap.model.facts import once_per_model


@once_per_model
def concrete_types(model: Model) -> Mapping[str, tuple[str, ...]]:
    """For each base with concrete subtypes in its own context, the types it may be, by qualified name, sorted."""
    found: dict[str, set[str]] = {}
    for thing in index.types(model).values():
        if isinstance(thing, DomainObject) and not thing.is_abstract:
            for base in index.lineage(model, thing):
                if base is not thing and base.kind != "TRAIT" and _home(base) == _home(thing):
                    found.setdefault(base.qualified_name, set()).add(thing.qualified_name)
    types = index.types(model)
    for base, concrete in found.items():
        if isinstance(declared := types[base], DomainObject) and not declared.is_abstract:
            concrete.add(base)
    # Types that extend each other in a circle have no base.
    return {
        base: tuple(sorted(concrete))
        for base, concrete in found.items()
        if not any(base in found[each] and each != base for each in concrete if each in found)
    }


def _home(thing: DomainObject) -> str:
    return thing.qualified_name.partition("::")[0]
