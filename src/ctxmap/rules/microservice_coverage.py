"""Each aggregate runs in one service: in none it isn't there, in two it has two truths."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings import Finding, Severity
from ctxmap.model.elements import Aggregate, BoundedContext, Microservice, Model
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        if context.decomposition == "CUSTOM":
            yield from _claimed_again(context)
            yield from _unclaimed(context)


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
                )


def _unclaimed(context: BoundedContext) -> Iterator[Finding]:
    claimed = {reference.target for microservice in context.microservices for reference in microservice.aggregates}
    for aggregate in context.aggregates:
        if aggregate.qualified_name not in claimed:
            yield _nowhere(context, aggregate)


def _nowhere(context: BoundedContext, aggregate: Aggregate) -> Finding:
    return finding(
        aggregate,
        f'aggregate "{aggregate.name}" is in no microservice of "{context.name}"',
        hint=f'add it to the `aggregates` of a `Microservice` of "{context.name}"',
        related=[(f'"{context.name}" is cut by hand', context.place("decomposition"))],
    )
