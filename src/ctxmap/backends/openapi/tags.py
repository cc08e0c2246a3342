"""Tags: an aggregate, a service beside the aggregates, or the context itself, by which operations are grouped."""

from __future__ import annotations

from ctxmap.analyses.contracts.calls import Offer, Offered
from ctxmap.backends._contracts import about
from ctxmap.backends._contracts.lifecycle import life
from ctxmap.backends._contracts.names import distinct
from ctxmap.backends._contracts.prose import ended, prose
from ctxmap.backends._contracts.schema import trimmed
from ctxmap.backends.openapi.document import Tag
from ctxmap.model.elements import Aggregate, BoundedContext, Named, Service


class Tags:
    """The tags of one document, aggregates first."""

    def __init__(self, offer: Offer) -> None:
        self._context = offer.context
        things: dict[int, Aggregate | Service | BoundedContext] = {}
        used = {id(thing) for thing in (*offer.aggregates, *map(self._group, offer.operations))}
        declared = [each for each in offer.context.aggregates if id(each) in used]
        for thing in (*declared, *map(self._group, offer.operations)):
            things[id(thing)] = thing
        names = distinct({number: _names(thing) for number, thing in things.items()})
        self._tags = {number: _tag(names[number], thing) for number, thing in things.items()}

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

    def _group(self, offered: Offered) -> Aggregate | Service | BoundedContext:
        owner = offered.owner if isinstance(offered.owner, Service) else None
        return offered.aggregate or owner or self._context


def _tag(name: str, thing: Aggregate | Service | BoundedContext) -> Tag:
    facts: dict[str, object] = {"kind": _kind(thing), "element": thing.qualified_name}
    if isinstance(thing, Aggregate):
        security = {"securityZone": thing.security_zone, "securityAccessGroup": thing.security_access_group}
        facts["security"] = trimmed(security)
    return {
        "name": name,
        "description": _description(thing),
        **about.external_docs(thing),
        "x-ctxmap": trimmed(facts),
    }


def _names(thing: Aggregate | Service | BoundedContext) -> list[str]:
    """Ever longer names; of an aggregate and a service of one name, the aggregate's is the shorter."""
    path = thing.qualified_name.split("::")
    longer = [".".join(path[-length:]) for length in range(1, len(path) + 1)]
    return [*longer, f"{thing.qualified_name} ({_kind(thing)})"]


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
        what = "bounded context" if isinstance(thing, BoundedContext) else thing.kind.lower()
        return ended(thing.doc) or f"{thing.title} is a {what}."
    duties = "\n".join(f"- {ended(each)}" for each in thing.responsibilities)
    return prose(ended(thing.doc) or f"{thing.title} is an aggregate.", duties, life(thing))
