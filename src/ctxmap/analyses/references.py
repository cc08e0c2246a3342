"""References between objects that cross a border: of an aggregate or of a context.

Only contexts are looked at; domain objects of subdomains are sketches, and nothing is deployed of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.model.elements import Aggregate, BoundedContext, DomainObject, Enum, Model, Property, Type
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import aggregates, types


class ObjectReference(msgspec.Struct, frozen=True, eq=False):
    """A reference or association of an object in `context`, and what it refers to.

    `held` is the property as it is written, `type` what it means: of `- List<Item> items` the `Item`. `aggregate` is
    the one that the target stands in, or None; `home` is the name of the target's context.
    """

    context: BoundedContext
    holder: DomainObject
    held: Property
    type: Type
    target: DomainObject | Enum
    aggregate: Aggregate | None
    home: str

    @property
    def is_to_other_context(self) -> bool:
        """Whether the target stands in another context."""
        return self.home != self.context.qualified_name

    @property
    def entity(self) -> DomainObject | None:
        """The target, if it is an entity: what has an identity, and is one thing wherever it is referred to."""
        return self.target if isinstance(self.target, DomainObject) and self.target.kind == "ENTITY" else None

    @property
    def is_sent(self) -> bool:
        """Whether it stands in a data transfer object, which holds on to nothing."""
        return self.holder.kind == "DATA_TRANSFER_OBJECT"


@once_per_model
def references_across(model: Model) -> tuple[ObjectReference, ...]:
    """The references that leave the aggregate, or the context, in which they stand, in the order of the contexts."""
    return tuple(reference for context in model.contexts for reference in _leaving(model, context))


def types_meant(held: Property) -> Iterator[Type]:
    """The types that a reference or association means: its own, and those of a collection; none of an attribute."""
    waiting = [held.type] if held.kind != "ATTRIBUTE" else []
    while waiting:
        each = waiting.pop()
        waiting += reversed(each.arguments)
        if each.target:
            yield each


def _leaving(model: Model, context: BoundedContext) -> Iterator[ObjectReference]:
    for part in context.parts:
        own = part if isinstance(part, Aggregate) else None
        for holder in part.objects:
            for held in holder.properties:
                for each in types_meant(held):
                    reference = _reference(model, context, holder, held, each)
                    if reference and (reference.aggregate is not own or reference.is_to_other_context):
                        yield reference


def _reference(
    model: Model, context: BoundedContext, holder: DomainObject, held: Property, each: Type
) -> ObjectReference | None:
    name = each.target or ""
    target = types(model).get(name)
    if target is None:
        return None
    aggregate = aggregates(model).get(name.rpartition("::")[0])
    return ObjectReference(context, holder, held, each, target, aggregate, name.partition("::")[0])
