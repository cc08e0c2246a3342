"""Who waits for an event that nothing brings waits for ever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.events.reach import Reach, reaches_of
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import context_of, events
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        maps = reaches_of(model, context)
        for who, event in _waiting(context):
            publisher = context_of(model, event.target or "")
            if publisher and publisher is not context and _is_out_of_reach(event, publisher, context, maps):
                yield _unheard(model, who, event, publisher, context)


def _waiting(context: BoundedContext) -> Iterator[tuple[str, Reference]]:
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


def _is_out_of_reach(
    event: Reference, publisher: BoundedContext, consumer: BoundedContext, maps: Sequence[Reach]
) -> bool:
    """Whether a map that shows both brings it not; if none shows both, none brings it."""
    both = [each for each in maps if publisher.qualified_name in each.contexts]
    if not both:
        return bool(maps) and all(each.is_whole for each in maps)
    pair = (publisher.qualified_name, consumer.qualified_name)
    return not all(each.brings(event.target or "", *pair) for each in both)


def _unheard(model: Model, who: str, event: Reference, publisher: BoundedContext, consumer: BoundedContext) -> Finding:
    declared = events(model).get(event.target or "", publisher)
    return finding(
        event,
        f'{who} waits for "{declared.name}" of "{publisher.name}", and no relationship brings it to "{consumer.name}"',
        hint=f'list it in an `async` from "{publisher.name}" to "{consumer.name}"',
        related=[("the event is declared here", declared)],
    )
