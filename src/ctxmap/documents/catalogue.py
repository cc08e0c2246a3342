"""The events that contexts publish: what each carries, who takes it, over which channel, and what is promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ctxmap.analyses.events.flow import Taking, takers
from ctxmap.documents.communication import promises, topic
from ctxmap.documents.links import Links
from ctxmap.documents.page import BREAK, Blocks, Inline, Text, code, join, strong, table, text, words
from ctxmap.model.elements import Async, BoundedContext, DomainObject, Model, Property
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import lineage

_BY = {"RELATIONSHIP": "", "POLICY": "policy", "READ_MODEL": "read model", "FLOW": "flow"}
_Sending = tuple[str, Async]
"""The technology of a relationship, and what is sent over it."""


def event_catalogue(links: Links) -> Blocks:
    """Every event that a context declares, in the order of the text."""
    rows = (
        (_event(event), links.context(context.qualified_name), *_row(links, event))
        for context in links.model.contexts
        for event in _published(context)
    )
    return table(("Event", "Published by", "Carries", "Taken by", "Over", "Promised"), rows)


def events_of(links: Links, context: BoundedContext) -> Blocks:
    """The events that one context declares."""
    rows = ((_event(event), *_row(links, event)) for event in _published(context))
    return table(("Event", "Carries", "Taken by", "Over", "Promised"), rows)


def taken_by(links: Links, event: DomainObject) -> Text:
    """The contexts that take an event, and with which policies, read models and flows."""
    takings = takers(links.model).get(event.qualified_name, ())
    contexts = dict.fromkeys(taking.context for taking in takings)
    return join(
        BREAK,
        (text(links.context(name), _by([each for each in takings if each.context == name])) for name in contexts),
    )


def _published(context: BoundedContext) -> Iterator[DomainObject]:
    """Its events, without those that are only there for others to extend."""
    return (event for event in context.events if not event.is_abstract)


def _event(event: DomainObject) -> Text:
    return join(BREAK, (strong(words(event.title)), words(event.doc)))


def _row(links: Links, event: DomainObject) -> tuple[Text, ...]:
    sent = _sendings(links.model).get(event.qualified_name, ())
    over = dict.fromkeys(join(", ", (words(technology), topic(each))) for technology, each in sent)
    promised = dict.fromkeys(join("; ", promises(each)) for _, each in sent)
    return (
        join(BREAK, (_attribute(each) for thing in lineage(links.model, event) for each in thing.properties)),
        taken_by(links, event),
        join(BREAK, over),
        join(BREAK, promised),
    )


@once_per_model
def _sendings(model: Model) -> Mapping[str, Sequence[_Sending]]:
    """How each event is sent, by its qualified name, once for each `async` that has it."""
    found: defaultdict[str, list[_Sending]] = defaultdict(list)
    for relationship in model.relationships:
        for message in relationship.asyncs:
            for event in message.events:
                if event.target:
                    found[event.target].append((relationship.implementation_technology, message))
    return found


def _attribute(given: Property) -> Inline:
    return code(f"{given.name}: {given.type}" if given.name else str(given.type))


def _by(takings: Sequence[Taking]) -> str:
    named: Iterator[str] = (
        f"{_BY[taking.by]} {words(taking.name)}".strip() for taking in takings if taking.by != "RELATIONSHIP"
    )
    by = ", ".join(named)
    return f" ({by})" if by else ""
