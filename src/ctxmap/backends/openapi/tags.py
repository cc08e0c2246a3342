"""Tags: an aggregate, a service beside the aggregates, or the context itself, by which operations are grouped."""

from __future__ import annotations

from ctxmap.analyses.contracts.calls import Offer, Offered
from ctxmap.backends._contracts import about
from ctxmap.backends._contracts.lifecycle import life
from ctxmap.backends._contracts.names import Names, camel
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends.openapi.document import Tag
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, BoundedContext, Named, Service


class Tags:
    """The tags of one document, aggregates first."""

    def __init__(self, offer: Offer) -> None:
        self._context = offer.context
        self._names = Names()
        self._tags: dict[int, Tag] = {}
        for thing in (*offer.aggregates, *map(self._group, offer.operations)):
            if id(thing) not in self._tags:
                self._tags[id(thing)] = self._tag(thing)

    @property
    def described(self) -> list[Tag]:
        """Every tag with its description."""
        return list(self._tags.values())

    def of(self, offered: Offered) -> str:
        """The name of the tag of an operation."""
        return self._tags[id(self._group(offered))].get("name", "")

    def of_aggregate(self, aggregate: Aggregate) -> str:
        """The name of the tag of an aggregate."""
        return self._tags[id(aggregate)].get("name", "")

    def operation_id(self, offered: Offered) -> str:
        """How an operation would be called, were it the only one of that name: `payment.authorize`."""
        return f"{camel(self._group(offered).name)}.{camel(offered.operation.name)}"

    def _group(self, offered: Offered) -> Aggregate | Service | BoundedContext:
        owner = offered.owner if isinstance(offered.owner, Service) else None
        return offered.aggregate or owner or self._context

    def _tag(self, thing: Aggregate | Service | BoundedContext) -> Tag:
        return {
            "name": self._names.take(thing.name),
            "description": _description(thing),
            **about.external_docs(thing),
            "x-ctxmap": {"kind": _kind(thing), "element": thing.qualified_name},
        }


def _kind(thing: Named) -> str:
    match thing:
        case Aggregate():
            return "aggregate"
        case Service():
            return thing.kind.lower()
        case _:
            return "boundedContext"


def _description(thing: Aggregate | Service | BoundedContext) -> str:
    if not isinstance(thing, Aggregate):
        what = "Bounded context" if isinstance(thing, BoundedContext) else thing.kind.capitalize()
        return prose(f"{what} {thing.title}.", thing.doc)
    root = index.root_of(thing)
    rooted = f" Its root is {root.title}." if root else ""
    return prose(f"Aggregate {thing.title}.{rooted}", thing.doc, life(thing))
