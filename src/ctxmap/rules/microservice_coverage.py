"""With `decomposition = CUSTOM`, every aggregate belongs to exactly one microservice."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddItem, AddMember, Fix, RemoveItem, unsafe
from ctxmap.model.elements import Aggregate, BoundedContext, Microservice, Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        yield from _deployed_twice(model, context)
        if context.decomposition == "CUSTOM":
            yield from _in_several(context)
            if not any(microservice.is_incomplete("aggregates") for microservice in context.microservices):
                yield from _in_none(context)


def _deployed_twice(model: Model, context: BoundedContext) -> Iterator[Finding]:
    """A context that is split into services can't run as a part of one process."""
    for deployable in model.deployables:
        for reference in deployable.contexts:
            if reference.target == context.qualified_name and context.microservices:
                yield finding(
                    reference,
                    f'"{context.name}" is split into microservices and is also in deployable "{deployable.name}"',
                    hint=f'remove it from "{deployable.name}", or remove its microservices',
                    related=[("a microservice is declared here", context.microservices[0])],
                )


def _in_several(context: BoundedContext) -> Iterator[Finding]:
    first: dict[str, Microservice] = {}
    for microservice in context.microservices:
        for reference in microservice.aggregates:
            before = first.setdefault(reference.target or "", microservice)
            if before is not microservice:
                yield finding(
                    reference,
                    f'aggregate "{reference.name}" is in microservices "{before.name}" and "{microservice.name}"',
                    hint="keep it in one of them; the other one calls it or consumes its events",
                    related=[(f'already in "{before.name}"', before.place("aggregates"))],
                    fix=unsafe(f"keep it in `{before.name}`", RemoveItem(reference.at)),
                )


def _in_none(context: BoundedContext) -> Iterator[Finding]:
    covered = {reference.target for microservice in context.microservices for reference in microservice.aggregates}
    for aggregate in context.aggregates:
        if aggregate.qualified_name not in covered:
            yield _uncovered(context, aggregate, _fix(context, aggregate.name))


def _uncovered(context: BoundedContext, aggregate: Aggregate, fix: Fix | None) -> Finding:
    return finding(
        aggregate,
        f'aggregate "{aggregate.name}" is in no microservice of "{context.name}"',
        hint=f'add it to the `aggregates` of a `Microservice` of "{context.name}"',
        related=[("the microservices are declared by hand", context.place("decomposition"))],
        fix=fix,
    )


def _fix(context: BoundedContext, aggregate: str) -> Fix | None:
    """Add it to the only microservice; if there are several or none, add one for it."""
    if len(context.microservices) == 1:
        only = context.microservices[0]
        return unsafe(f"add it to `{only.name}`", AddItem(only.at, "aggregates", aggregate))
    if any(microservice.name == aggregate for microservice in context.microservices):
        return None
    own = f"Microservice {aggregate} {{ aggregates = {aggregate} }}"
    return unsafe(f"add `Microservice {aggregate}`", AddMember(context.at, own, at_end=True))
