"""Tags: the aggregate whose messages they are, or the context, where they are another's or no aggregate's."""

from __future__ import annotations

from ctxmap.backends._contracts.keys import ever_longer
from ctxmap.backends._contracts.names import distinct, key
from ctxmap.backends._contracts.prose import prose
from ctxmap.backends.asyncapi.channels import Channel, Message
from ctxmap.backends.asyncapi.document import Reference, Tag
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, BoundedContext, Model


class Tags:
    """The tags of the document of a context; each is there because something has it."""

    def __init__(self, model: Model, context: BoundedContext) -> None:
        self._model = model
        self._context = context
        self._names = distinct({each.qualified_name: ever_longer(each.qualified_name) for each in context.aggregates})
        self.described: dict[str, Tag] = {}

    def of(self, channel: Channel, message: Message) -> Reference:
        """The tag of a message and of what is done with it."""
        thing = self._group(channel, message)
        is_aggregate = isinstance(thing, Aggregate)
        what = "Aggregate" if is_aggregate else "Bounded context"
        found = self._names[thing.qualified_name] if is_aggregate else self._of_context(thing)
        if found not in self.described:
            is_bare = found == key(thing.name)
            name = thing.name if is_bare else found if is_aggregate else f"{thing.name} ({what.lower()})"
            self.described[found] = {"name": name, "description": prose(f"{what} {thing.title}.", thing.doc)}
        return {"$ref": f"#/components/tags/{found}"}

    def _of_context(self, context: BoundedContext) -> str:
        """A context gives way to the aggregates that this one declares, with a tag or without."""
        name = key(context.name)
        is_taken = any(name.casefold() == each.casefold() for each in self._names.values())
        return f"{name}BoundedContext" if is_taken else name

    def _group(self, channel: Channel, message: Message) -> Aggregate | BoundedContext:
        owner = index.contexts(self._model)[channel.owner]
        declared = message.declaration
        if channel.owner != self._context.qualified_name or not declared:
            return owner
        return index.aggregate_of(self._model, declared.qualified_name) or owner
