"""An event that nobody takes is either superfluous, or somebody doesn't hear what he should."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ctxmap.analyses.events.flow import takers
from ctxmap.analyses.events.subscriptions import subscribed_events
from ctxmap.analyses.landscapes import Landscape, landscapes
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, DomainObject, Model
from ctxmap.model.facts import once_per_model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model) if model.is_whole else ():
        if any(map(_waits_for_unknown, landscape.contexts)):
            continue
        taken = _sent(landscape) | _taken(model, landscape) | subscribed_events(landscape.contexts)
        asked = _taking_part(landscape) - _unspecific(landscape)
        for context in landscape.contexts:
            for event in context.events if context.qualified_name in asked else ():
                if event.qualified_name not in taken and not event.is_abstract:
                    yield _not_taken(context.name, event)


def _waits_for_unknown(context: BoundedContext) -> bool:
    """Whether something takes an event that there isn't: one of those that nobody takes may be meant."""
    return (
        any(policy.is_incomplete("on") for part in context.parts for policy in part.policies)
        or any(view.is_incomplete("from") for part in context.parts for view in part.read_models)
        or any(flow.is_incomplete("steps") for flow in (context.application.flows if context.application else ()))
    )


def _taking_part(landscape: Landscape) -> set[str]:
    """The contexts that send or get messages."""
    return {side.context for each in landscape.relationships if each.asyncs for side in each.sides}


def _unspecific(landscape: Landscape) -> set[str]:
    """The contexts that may publish anything: they don't say what, or nobody knows what they mean."""
    return {
        name
        for relationship in landscape.relationships
        for messages in relationship.asyncs
        if not (messages.events or messages.commands) or any(event.target is None for event in messages.events)
        for name in ([messages.publisher] if messages.consumer else [side.context for side in relationship.sides])
    }


def _sent(landscape: Landscape) -> set[str]:
    sent = (event for each in landscape.relationships for messages in each.asyncs for event in messages.events)
    return {event.target for event in sent if event.target}


def _taken(model: Model, landscape: Landscape) -> set[str]:
    """What policies, read models and flows take."""
    taken = _taken_by(model)
    return {event for context in landscape.contexts for event in taken.get(context.qualified_name, ())}


@once_per_model
def _taken_by(model: Model) -> Mapping[str, Sequence[str]]:
    """The events that a context takes, by its name."""
    taken: defaultdict[str, list[str]] = defaultdict(list)
    for event, takings in takers(model).items():
        for taking in takings:
            if taking.by != "RELATIONSHIP":
                taken[taking.context].append(event)
    return taken


def _not_taken(context: str, event: DomainObject) -> Finding:
    return finding(
        event,
        f'nobody takes event "{event.name}" of "{context}"',
        hint="list it in the `async` over which it goes, let a policy or read model take it, or leave it out",
    )
