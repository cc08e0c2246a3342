"""A consumer of an event that no relationship delivers waits forever."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.events.reach import reach
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import context_of, events
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for consumer, event in _consumers(context):
            publisher = context_of(model, event.target or "")
            if publisher and publisher is not context and _is_out_of_reach(model, event, publisher, context):
                yield _out_of_reach(model, consumer, event, publisher, context)


def _consumers(context: BoundedContext) -> Iterator[tuple[str, Reference]]:
    """The events that something in a context waits for, and what it is."""
    for part in context.parts:
        for policy in part.policies:
            yield from ((f'policy "{policy.name}"', event) for event in policy.on)
        for view in part.read_models:
            yield from ((f'read model "{view.name}"', event) for event in view.sources)
    for flow in context.application.flows if context.application else ():
        for step in flow.steps:
            if step.kind == "EVENT":
                yield from ((f'flow "{flow.name}"', event) for event in step.subjects)


def _is_out_of_reach(model: Model, event: Reference, publisher: BoundedContext, consumer: BoundedContext) -> bool:
    """Whether the consumer is on a map, and no landscape delivers the event to it."""
    sent = (event.target or "", publisher.qualified_name, consumer.qualified_name)
    showing = [reach(each) for each in landscapes(model) if consumer.qualified_name in each.on_maps]
    return bool(showing) and not any(each.delivers(*sent) for each in showing)


def _out_of_reach(
    model: Model, who: str, event: Reference, publisher: BoundedContext, consumer: BoundedContext
) -> Finding:
    declared = events(model).get(event.target or "", publisher)
    return finding(
        event,
        f'{who} waits for "{declared.name}" of "{publisher.name}", but no relationship delivers it to '
        f'"{consumer.name}"',
        hint=f'list it in an `async` from "{publisher.name}" to "{consumer.name}"',
        related=[("the event is declared here", declared)],
    )
