"""A context can only publish events that it declares."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.homonyms import context_declaring
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import write_last
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import contexts, events
from ctxmap.rules import finding, rule
from ctxmap.text.nearest import nearest


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        for messages in relationship.asyncs:
            publisher = contexts(model).get(messages.publisher)
            if publisher and messages.consumer and publisher.events:
                for event in messages.events:
                    if event.target is None:
                        yield _not_published(model, publisher, messages.consumer, event)


def _not_published(model: Model, publisher: BoundedContext, consumer: str, event: Reference) -> Finding:
    elsewhere = context_declaring(events(model), event.name, first=consumer)
    names = [each.name for each in publisher.events]
    near = None if elsewhere else nearest(event.name, names)
    return finding(
        event,
        f'"{publisher.name}" publishes event "{event.name}" but does not declare it',
        hint=_hint(publisher, consumer, elsewhere.partition("::")[0], event, near),
        related=[("an event with this name is declared here", events(model)[elsewhere])] if elsewhere else [],
        fix=write_last(near, event.at, event.name, names) if near else None,
    )


def _hint(publisher: BoundedContext, consumer: str, declarer: str, event: Reference, near: str | None) -> str:
    if declarer == consumer:
        return f'add `publisher = {consumer}` if "{consumer}" publishes it'
    if declarer:
        return f'let "{declarer}" publish it in a relationship of its own'
    return f'did you mean "{near}"?' if near else f'declare it in "{publisher.name}": `DomainEvent {event.name}`'
