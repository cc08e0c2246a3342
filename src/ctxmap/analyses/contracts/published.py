"""What contexts publish: the operations and messages that others count on, and every type that these carry along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ctxmap.analyses.contracts.calls import call_contracts
from ctxmap.analyses.contracts.messages import deliveries
from ctxmap.model.elements import Aggregate, DomainObject, Model, Operation, Property, Type
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import aggregate_of, context_of, operations, types


class Published(msgspec.Struct, frozen=True, eq=False):
    """A type as it is written somewhere in a contract, and the context (by name) in which it is written."""

    type: Type
    context: str


@once_per_model
def published_types(model: Model) -> tuple[Published, ...]:
    """Every type that is written in a published contract, with those inside of it (`List<Item>`, then `Item`).

    Published are the operations and aggregates of `call_contracts`, and the messages that are sent. What they hold is
    followed to the root of another aggregate, which contracts carry by its identity only. External contexts publish
    theirs, and nobody of ours can declare it.
    """
    return tuple(_Walk(model).types())


class _Walk:
    def __init__(self, model: Model) -> None:
        self._model = model
        self._seen: set[str] = set()
        self._waiting: list[DomainObject] = []

    def types(self) -> Iterator[Published]:
        for offer in call_contracts(self._model):
            for offered in offer.operations:
                if operation := operations(self._model).get(offered.operation.qualified_name):
                    yield from self._written(operation.qualified_name, _of_operation(operation))
            for root in (root for aggregate in offer.aggregates for root in aggregate.roots):
                self._enter(root.qualified_name)
        for delivery in deliveries(self._model):
            if delivery.message:
                self._enter(delivery.message.qualified_name)
        while self._waiting:
            thing = self._waiting.pop()
            yield from self._written(thing.qualified_name, _of_properties(thing.properties))

    def _written(self, owner: str, written: Iterable[Type]) -> Iterator[Published]:
        context = context_of(self._model, owner)
        if context is None or context.type == "EXTERNAL":
            return
        for each in written:
            yield Published(each, context.qualified_name)
            if not self._is_other_root(owner, each):
                self._enter(each.target)

    def _enter(self, name: str | None) -> None:
        thing = types(self._model).get(name or "")
        if isinstance(thing, DomainObject) and thing.qualified_name not in self._seen:
            self._seen.add(thing.qualified_name)
            self._waiting.append(thing)

    def _is_other_root(self, owner: str, used: Type) -> bool:
        aggregate = aggregate_of(self._model, used.target or "")
        roots = aggregate.roots if isinstance(aggregate, Aggregate) else ()
        is_root = any(root.qualified_name == used.target for root in roots)
        return is_root and aggregate is not aggregate_of(self._model, owner)


def _of_operation(operation: Operation) -> Iterator[Type]:
    written = [parameter.type for parameter in operation.parameters]
    yield from _with_arguments([*written, *([operation.returns] if operation.returns else [])])


def _of_properties(properties: Sequence[Property]) -> Iterator[Type]:
    """References that mean nothing aren't among them: that they do was reported."""
    for each in properties:
        if each.visibility != "private":
            written = _with_arguments([each.type])
            yield from written if each.kind == "ATTRIBUTE" else (used for used in written if used.target)


def _with_arguments(written: Iterable[Type]) -> Iterator[Type]:
    for each in written:
        yield each
        yield from _with_arguments(each.arguments)
