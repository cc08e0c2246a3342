"""An event without a consumer is either superfluous, or the map misses its consumer."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.events.flow import takers
from ctxmap.analyses.events.subscriptions import subscribed_events
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, DomainObject, Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    if not model.is_whole or any(map(_waits_for_unknown, model.contexts)):
        return
    asked = {name for each in landscapes(model) for name in _taking_part(each)}
    unspecific = {name for each in landscapes(model) for name in _unspecific(each)}
    consumed = {name for each in landscapes(model) for name in _consumed(model, each)}
    for context in model.contexts:
        for event in context.events if context.qualified_name in asked - unspecific else ():
            if event.qualified_name not in consumed and not event.is_abstract:
                yield _without_consumer(context.name, event)


def _waits_for_unknown(context: BoundedContext) -> bool:
    """Whether something consumes an event that is not declared: it may mean one that seems to have no consumer."""
    return (
        any(policy.is_incomplete("on") for part in context.parts for policy in part.policies)
        or any(view.is_incomplete("from") for part in context.parts for view in part.read_models)
        or any(flow.is_incomplete("steps") for flow in (context.application.flows if context.application else ()))
    )


def _taking_part(landscape: Landscape) -> set[str]:
    """The contexts that send or receive messages."""
    return {side.context for each in landscape.relationships if each.asyncs for side in each.sides}


def _unspecific(landscape: Landscape) -> set[str]:
    """The contexts that may publish any event: they do not list events, or list unknown ones."""
    return {
        name
        for relationship in landscape.relationships
        for messages in relationship.asyncs
        if not (messages.events or messages.commands) or any(event.target is None for event in messages.events)
        for name in ([messages.publisher] if messages.consumer else [side.context for side in relationship.sides])
    } | {
        name
        for relationship in landscape.relationships
        for batch in relationship.batches
        if not batch.data or any(each.target is None for each in batch.data)
        for name in ([batch.publisher] if batch.consumer else [side.context for side in relationship.sides])
    }


def _consumed(model: Model, landscape: Landscape) -> Iterator[str]:
    """The events that reach another context, or that policies, read models and flows of the landscape react to."""
    names = {context.qualified_name for context in landscape.contexts}
    yield from subscribed_events(landscape.contexts)
    for relationship in landscape.relationships:
        yield from (event.target for each in relationship.asyncs for event in each.events if event.target)
        yield from (each.target for batch in relationship.batches for each in batch.data if each.target)
    for event, takings in takers(model).items():
        if any(each.by != "RELATIONSHIP" and each.context in names for each in takings):
            yield from [event] if event.partition("::")[0] in names else ()


def _without_consumer(context: str, event: DomainObject) -> Finding:
    return finding(
        event,
        f'event "{event.name}" of "{context}" has no consumer',
        hint="list it in the `async` that sends it, let a policy or read model consume it, or remove it",
    )
