"""References by the names of what they refer to, however a map spells them.

`events = InvoicePaid` and `events = Billing::Invoices::InvoicePaid` are the same event, so outputs have to be the same:
the key of a message, the label of a line. Findings show what is written; backends get this model.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import is_
from typing import Final, TypeVar, cast

import msgspec

from ctxmap.model.elements import BoundedContext, Model, Reference, Relationship, Type
from ctxmap.model.facts import once_per_model
from ctxmap.model.index import aggregates, operations, types

Part = TypeVar("Part")
_ANY: Final = "*"
"""In a relationship."""


def named_by_elements(model: Model) -> Model:
    """The model with the last part of the qualified name in each reference that is resolved.

    If a map refers to two things of one kind, context and name, their names have as many parts as tell them apart. An
    operation or aggregate of another context has the name of that context too, but not in a relationship, which names
    both contexts.
    """
    return _renamed(model) or model


@once_per_model
def _renamed(model: Model) -> Model | None:
    """None if every reference has that name already."""
    names = _names(model, set(_targets(model)))
    owned = frozenset((*operations(model), *aggregates(model)))
    renamed = _Renaming(names, owned).of(model, "")
    return None if renamed is model else renamed


def _targets(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for each in cast("tuple[object, ...]", part):
            yield from _targets(each)
    elif isinstance(part, msgspec.Struct):
        if isinstance(part, Reference | Type) and part.target:
            yield part.target
        for field in part.__struct_fields__:
            yield from _targets(getattr(part, field))


def _names(model: Model, targets: set[str]) -> dict[str, str]:
    """The name of what each qualified name means, inside its context."""
    same: dict[tuple[str, str, str], list[str]] = {}
    for target in sorted(targets):
        parts = target.split("::")
        kind = "operation" if target in operations(model) else "type" if target in types(model) else ""
        same.setdefault((kind, parts[0] if len(parts) > 1 else "", parts[-1]), []).append(target)
    return {target: _shortest(target, group) for group in same.values() for target in group}


def _shortest(target: str, group: list[str]) -> str:
    """The fewest last parts of a qualified name that none of the others ends with."""
    parts = target.split("::")
    ends = ("::".join(parts[-count:]) for count in range(1, len(parts)))
    return next(
        (end for end in ends if not any(other != target and other.endswith(f"::{end}") for other in group)), target
    )


class _Renaming(msgspec.Struct, frozen=True):
    """The names inside a context, and what has the name of its context outside of it."""

    names: dict[str, str]
    owned: frozenset[str]

    def of(self, part: Part, home: str) -> Part:
        """A part of a model, which is in a context or relationship ("" if in neither); itself if nothing changes."""
        if isinstance(part, tuple):
            before = cast("tuple[object, ...]", part)
            after = tuple(self.of(each, home) for each in before)
            return cast("Part", before if all(map(is_, before, after)) else after)
        if not isinstance(part, msgspec.Struct):
            return part
        home = part.name if isinstance(part, BoundedContext) else _ANY if isinstance(part, Relationship) else home
        changed: dict[str, object] = {}
        for field in part.__struct_fields__:
            value: object = getattr(part, field)
            if (renamed := self.of(value, home)) is not value:
                changed[field] = renamed
        if isinstance(part, Reference | Type) and part.target and (name := self._name(part.target, home)) != part.name:
            changed["name"] = name
        return msgspec.structs.replace(part, **changed) if changed else part

    def _name(self, target: str, home: str) -> str:
        context, _, _ = target.partition("::")
        name = self.names[target]
        is_outside = home not in (_ANY, context) and target in self.owned and name != target
        return f"{context}::{name}" if is_outside else name
