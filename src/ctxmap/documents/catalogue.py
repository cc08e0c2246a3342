"""The events that contexts publish: attributes, consumers, channels and delivery."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ctxmap.analyses.events.flow import Taking, takers
from ctxmap.documents import phrases
from ctxmap.documents.communication import guarantees, topic
from ctxmap.documents.links import Links
from ctxmap.documents.page import BREAK, Blocks, Inline, Text, code, join, strong, table, text, words
from ctxmap.model.elements import Async, BoundedContext, DomainObject, Model, Property
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import lineage

_BY = {"RELATIONSHIP": "", "POLICY": "policy", "READ_MODEL": "read model", "FLOW": "flow"}
_Publication = tuple[str, Async]
"""The technology of a relationship, and the `async` block on it."""


def event_catalogue(links: Links) -> Blocks:
    """Every event that a context declares, in the order of the text."""
    rows = (
        (_event(event), links.context(context.qualified_name), *_row(links, event))
        for context in links.model.contexts
        for event in _published(context)
    )
    return table(("Event", "Publisher", "Attributes", "Consumers", "Channel", "Delivery"), rows)


def events_of(links: Links, context: BoundedContext) -> Blocks:
    """The events that one context declares."""
    rows = ((_event(event), *_row(links, event)) for event in _published(context))
    return table(("Event", "Attributes", "Consumers", "Channel", "Delivery"), rows)


def _consumers(links: Links, event: DomainObject) -> Text:
    """The contexts that consume an event, and their policies, read models and flows that use it."""
    takings = takers(links.model).get(event.qualified_name, ())
    contexts = dict.fromkeys(taking.context for taking in takings)
    return join(
        BREAK,
        (text(links.context(name), _uses([each for each in takings if each.context == name])) for name in contexts),
    )


def _published(context: BoundedContext) -> Iterator[DomainObject]:
    """The events of a context, without abstract ones."""
    return (event for event in context.events if not event.is_abstract)


def _event(event: DomainObject) -> Text:
    return join(BREAK, (strong(words(event.title)), phrases.deprecation(event), words(event.doc)))


def _row(links: Links, event: DomainObject) -> tuple[Text, ...]:
    publications = _publications(links.model).get(event.qualified_name, ())
    channels = dict.fromkeys(join(", ", (words(technology), topic(each))) for technology, each in publications)
    delivery = dict.fromkeys(join("; ", guarantees(each)) for _, each in publications)
    return (
        join(BREAK, (_attribute(each) for thing in lineage(links.model, event) for each in thing.properties)),
        _consumers(links, event),
        join(BREAK, channels),
        join(BREAK, delivery),
    )


@once_per_model
def _publications(model: Model) -> Mapping[str, Sequence[_Publication]]:
    """The publications of each event, by its qualified name: one for each `async` block that names it."""
    publications: defaultdict[str, list[_Publication]] = defaultdict(list)
    for relationship in model.relationships:
        for message in relationship.asyncs:
            for event in message.events:
                if event.target:
                    publications[event.target].append((relationship.implementation_technology, message))
    return publications


def _attribute(attribute: Property) -> Inline:
    return code(f"{attribute.name}: {attribute.type}" if attribute.name else str(attribute.type))


def _uses(takings: Sequence[Taking]) -> str:
    uses = (f"{_BY[each.by]} {words(each.name)}".strip() for each in takings if each.by != "RELATIONSHIP")
    shown = ", ".join(uses)
    return f" ({shown})" if shown else ""
