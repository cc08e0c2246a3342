"""Each aggregate runs in one service: in none it isn't there, in two it has two truths."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import AddItem, AddMember, Fix, RemoveItem, unsafe
from ctxmap.model.elements import Aggregate, BoundedContext, Microservice, Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        if context.decomposition == "CUSTOM":
            yield from _claimed_again(context)
            if not any(microservice.leaves_open("aggregates") for microservice in context.microservices):
                yield from _unclaimed(model, context)


def _claimed_again(context: BoundedContext) -> Iterator[Finding]:
    first: dict[str, Microservice] = {}
    for microservice in context.microservices:
        for reference in microservice.aggregates:
            before = first.setdefault(reference.target or "", microservice)
            if before is not microservice:
                yield finding(
                    reference,
                    f'aggregate "{reference.name}" runs in "{before.name}" and in "{microservice.name}"',
                    hint="leave it to one of them; the other asks that one, or listens to it",
                    related=[(f'"{before.name}" has it already', before.place("aggregates"))],
                    fix=unsafe(f"leave it to `{before.name}`", RemoveItem(reference.at)),
                )


def _unclaimed(model: Model, context: BoundedContext) -> Iterator[Finding]:
    claimed = {reference.target for microservice in context.microservices for reference in microservice.aggregates}
    for aggregate in context.aggregates:
        if aggregate.qualified_name not in claimed:
            yield _nowhere(context, aggregate, _fix(model, context, aggregate.name))


def _nowhere(context: BoundedContext, aggregate: Aggregate, fix: Fix | None) -> Finding:
    return finding(
        aggregate,
        f'aggregate "{aggregate.name}" is in no microservice of "{context.name}"',
        hint=f'add it to the `aggregates` of a `Microservice` of "{context.name}"',
        related=[(f'"{context.name}" is cut by hand', context.place("decomposition"))],
        fix=fix,
    )


def _fix(model: Model, context: BoundedContext, aggregate: str) -> Fix | None:
    """To run it in the only microservice; where there are several, or none, in one of its own."""
    if len(context.microservices) == 1:
        only = context.microservices[0]
        return unsafe(f"let it run in `{only.name}`", AddItem(only.at, "aggregates", aggregate))
    if any(microservice.name == aggregate for each in model.contexts for microservice in each.microservices):
        return None
    own = f"Microservice {aggregate} {{ aggregates = {aggregate} }}"
    return unsafe(f"add `Microservice {aggregate}`", AddMember(context.at, own, at_end=True))
