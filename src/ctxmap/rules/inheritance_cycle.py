"""Nothing is its own base: objects don't extend, and contexts don't refine, each other in a cycle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from ctxmap.analyses.graph.cycles import Edge, cycles
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, DomainObject, Model, Reference
from ctxmap.model.index import types
from ctxmap.rules import finding, rule


class _Base(msgspec.Struct, frozen=True):
    """What extends or refines what, and the word between the two names."""

    derived: DomainObject | BoundedContext
    verb: str
    reference: Reference


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    bases = {(base.derived.qualified_name, base.reference.target or ""): base for base in _bases(model)}
    yield from (_cycle([base]) for (name, target), base in bases.items() if name == target)
    position = {edge: number for number, edge in enumerate(bases)}
    for cycle in cycles(list(bases)):
        yield _cycle(_from_first(cycle, bases, position))


def _bases(model: Model) -> Iterator[_Base]:
    for thing in types(model).values():
        if not isinstance(thing, DomainObject):
            continue
        if thing.extends:
            yield _Base(thing, "extends", thing.extends)
        yield from (_Base(thing, "has the trait", trait) for trait in thing.traits)
    for context in model.contexts:
        if context.refines:
            yield _Base(context, "refines", context.refines)


def _from_first(cycle: tuple[Edge, ...], bases: Mapping[Edge, _Base], position: Mapping[Edge, int]) -> list[_Base]:
    """The steps of a cycle, from the first in the text on."""
    first = min(range(len(cycle)), key=lambda at: position[cycle[at]])
    return [bases[edge] for edge in (*cycle[first:], *cycle[:first])]


def _cycle(cycle: list[_Base]) -> Finding:
    first, *others = cycle
    names = [base.derived.name for base in (*others, first)]
    steps = ", which ".join(f'{base.verb} "{name}"' for base, name in zip(cycle, names, strict=True))
    message = f'"{first.derived.name}" {steps}' if others else f'"{first.derived.name}" {first.verb} itself'
    return finding(
        first.reference,
        f"{message}: a cycle of bases has no beginning" if others else message,
        hint=f"remove one of the {len(cycle)} bases" if others else "remove the base, or name another one",
        related=[
            (f'"{base.derived.name}" {base.verb} "{base.reference.name}" here', base.reference) for base in others
        ],
    )
