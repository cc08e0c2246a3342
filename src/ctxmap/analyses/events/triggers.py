"""Which events, commands and operations necessarily trigger which others.

A step is not forced where a flow has a choice (`X`, `O`), waits for several events at once, or is started by an actor.
A command that several operations accept triggers none of them for certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from ctxmap.analyses.events.subscriptions import operations_inside
from ctxmap.analyses.landscapes import Landscape, once_per_landscape
from ctxmap.model.elements import BoundedContext, Element, Flow, Operation, Policy


class Trigger(msgspec.Struct, frozen=True, eq=False):
    """Cause and effect, by qualified name, and what says so."""

    cause: str
    effect: str
    said_by: Element


@once_per_landscape
def triggers(landscape: Landscape) -> tuple[Trigger, ...]:
    """What is forced in the contexts of a landscape, in the order of the text."""
    return tuple(trigger for context in landscape.contexts for trigger in _triggers(context))


def _triggers(context: BoundedContext) -> Iterator[Trigger]:
    for part in context.parts:
        for policy in part.policies:
            yield from _by_policy(policy)
    for flow in context.application.flows if context.application else ():
        yield from _by_flow(flow)
    yield from _by_publishing(context)


def _by_policy(policy: Policy) -> Iterator[Trigger]:
    for event in policy.on:
        for effect in (*policy.issues, *policy.invokes):
            if event.target and effect.target:
                yield Trigger(event.target, effect.target, policy)


def _by_flow(flow: Flow) -> Iterator[Trigger]:
    for step in flow.steps:
        if step.operator in ("", "AND") and len(step.subjects) == 1 and not step.actor:
            for effect in step.results:
                if step.subjects[0].target and effect.target:
                    yield Trigger(step.subjects[0].target, effect.target, step.subjects[0])


def _by_publishing(context: BoundedContext) -> Iterator[Trigger]:
    """What operations publish, and the commands that reach them; an operation that publishes nothing ends a cycle."""
    operations = list(operations_inside(context))
    published = {each.qualified_name: each.publishes.event for each in operations if each.publishes}
    if published:
        for operation in operations:
            event = published.get(operation.qualified_name)
            if event and event.target:
                yield Trigger(operation.qualified_name, event.target, operation)
        yield from (each for each in _by_commands(operations) if each.effect in published)


def _by_commands(operations: Iterable[Operation]) -> Iterator[Trigger]:
    taking: defaultdict[str, list[Trigger]] = defaultdict(list)
    for operation in operations:
        for command in dict.fromkeys(each.type.target for each in operation.parameters if each.type.target):
            taking[command].append(Trigger(command, operation.qualified_name, operation))
    yield from (only for only, *others in taking.values() if not others)
