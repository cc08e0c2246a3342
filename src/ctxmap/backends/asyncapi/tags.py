"""Tags: the aggregate whose messages they are, or the context, where they are another's or no aggregate's."""

from __future__ import annotations

from ctxmap.backends._contracts.names import Names, key
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
        self._free_keys = Names()
        self._free_names = Names()
        self._keys: dict[str, str] = {}
        self.described: dict[str, Tag] = {}

    def of(self, channel: Channel, message: Message) -> Reference:
        """The tag of a message and of what is done with it."""
        thing = self._group(channel, message)
        known = f"{type(thing).__name__} {thing.qualified_name}"
        if known not in self._keys:
            what = "Aggregate" if isinstance(thing, Aggregate) else "Bounded context"
            self._keys[known] = self._free_keys.take(key(thing.name), key(f"{thing.name}{type(thing).__name__}"))
            self.described[self._keys[known]] = {
                "name": self._free_names.take(thing.name, f"{thing.name} ({what.lower()})"),
                "description": prose(f"{what} {thing.title}.", thing.doc),
            }
        return {"$ref": f"#/components/tags/{self._keys[known]}"}

    def _group(self, channel: Channel, message: Message) -> Aggregate | BoundedContext:
        owner = index.contexts(self._model)[channel.owner]
        declared = message.declaration
        if channel.owner != self._context.qualified_name or not declared:
            return owner
        return index.aggregate_of(self._model, declared.qualified_name) or owner
