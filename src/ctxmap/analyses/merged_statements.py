"""Two statements of one relationship, on two maps, as one: what either map leaves out, the other may say.

Where the two contradict each other, the first one wins; the rule `relationship-contradicted` reports it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar, cast

import msgspec

from ctxmap.model.elements import Element, Reference, Relationship

Block = TypeVar("Block", bound=Element)
Whole = TypeVar("Whole", bound=Element)

_PLACES = ("at", "places", "incomplete")
_PARTIES = ("caller", "callee", "publisher", "consumer", "command_sender", "command_receiver")
_SUBJECTS = ("operations", "events", "commands", "data")


def merged(first: Relationship, second: Relationship) -> Relationship:
    """One relationship that says what the first or the second says, at the place of the first."""
    one, other = second.sides
    if first.is_symmetric and first.upstream.context != one.context:
        one, other = other, one
    return _filled(
        first,
        second,
        kind="CUSTOMER_SUPPLIER" if "CUSTOMER_SUPPLIER" in (first.kind, second.kind) else first.kind,
        upstream=_filled(first.upstream, one),
        downstream=_filled(first.downstream, other),
        **{
            name: tuple(_merged_blocks(getattr(first, name), getattr(second, name)))
            for name in Relationship.__struct_fields__
            if name in ("syncs", "asyncs", "batches")
        },
    )


def subjects(block: Element) -> frozenset[str]:
    """What a `sync` calls, or an `async` or `batch` carries, by qualified name; nothing where it does not say."""
    references = (each for name in _SUBJECTS for each in cast("Sequence[Reference]", getattr(block, name, ())))
    return frozenset(each.target or each.name for each in references)


def _merged_blocks(first: Sequence[Block], second: Sequence[Block]) -> Iterator[Block]:
    """The blocks of both: two about the same subjects are one, and one about more than another completes it."""
    blocks = list(first)
    for added in second:
        block, is_new = added, True
        for number, known in enumerate(blocks):
            if _parties(known) != _parties(added):
                continue
            here, there = subjects(known), subjects(added)
            if here == there or not here or not there:
                blocks[number], is_new = _filled(known, added), False
            elif here < there:
                blocks[number] = _completed(known, added)
            elif here > there:
                block = _completed(added, known)
        if is_new:
            blocks.append(block)
    yield from blocks


def _parties(block: Element) -> Sequence[object]:
    return [getattr(block, name, None) for name in _PARTIES]


def _completed(block: Block, by: Block) -> Block:
    """A block with what another one says, apart from its subjects."""
    return _filled(block, by, **{name: getattr(block, name) for name in _SUBJECTS if hasattr(block, name)})


def _filled(first: Whole, second: Whole, **known: object) -> Whole:
    """An element with the second one's value for each attribute that the first leaves out; collections are joined."""
    others = [name for name in first.__struct_fields__ if name != "at" and name not in known]
    return msgspec.structs.replace(
        first, **known, **{name: _both(getattr(first, name), getattr(second, name)) for name in others}
    )


def _both(first: object, second: object) -> object:
    if first is None or first is False or first == "":
        return second
    if isinstance(first, tuple) and isinstance(second, tuple):
        found: dict[Hashable, object] = {}
        for each in cast("tuple[object, ...]", (*first, *second)):
            found.setdefault(_meaning(each), each)
        return tuple(found.values())
    if isinstance(first, dict) and isinstance(second, dict):
        return {**cast("dict[object, object]", second), **cast("dict[object, object]", first)}
    if isinstance(first, frozenset) and isinstance(second, frozenset):
        return cast("frozenset[object]", first | second)
    return cast("object", first)


def _meaning(value: object) -> Hashable:
    """What a value means, wherever it is written."""
    if isinstance(value, Reference):
        return value.target or value.name
    if isinstance(value, Element):
        names = (name for name in value.__struct_fields__ if name not in _PLACES)
        return (type(value), *(_meaning(getattr(value, name)) for name in names))
    if isinstance(value, tuple):
        return tuple(map(_meaning, cast("tuple[object, ...]", value)))
    return value
