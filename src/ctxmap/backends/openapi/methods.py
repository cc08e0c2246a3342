"""The table of methods: which method and path an operation of an aggregate, or of a service beside them, becomes.

The first row that fits applies; docs/outputs.md shows it with examples.
"""

from __future__ import annotations

import msgspec

from ctxmap.analyses.contracts.calls import Offered
from ctxmap.backends._contracts.identity import identity
from ctxmap.backends._contracts.names import segment
from ctxmap.backends.openapi.document import Method
from ctxmap.backends.openapi.keyed import Key, inner_key, own_key
from ctxmap.backends.openapi.query import fit_into_query
from ctxmap.backends.openapi.verbs import Said, is_read, said
from ctxmap.model import index
from ctxmap.model.elements import DomainObject, Model


class Place(msgspec.Struct, frozen=True):
    """A method, paths to try one after the other until one is free, and the argument that is the key in the path."""

    method: Method
    paths: tuple[str, ...]
    key: Key | None = None
    creates: bool = False


class _Case(msgspec.Struct, frozen=True):
    """What the table asks about an operation. The paths of what it is about are "" where it doesn't take the key."""

    model: Model
    offered: Offered
    collection: str
    item: str
    own: Key | None
    inner: Key | None
    verb: Said

    @property
    def is_of_one(self) -> bool:
        """Whether it says itself which root it is about: it takes the key, or is the root's."""
        return self.own is not None or isinstance(self.offered.owner, DomainObject)

    @property
    def is_birth(self) -> bool:
        """Whether it makes a new root."""
        transition = self.offered.operation.transition
        begins = transition is not None and not transition.sources and self.offered.aggregate is not None
        return not self.is_of_one and (begins or (self.verb.kind == "create" and not self.verb.rest))

    @property
    def takes_root(self) -> bool:
        """Whether it takes the whole root."""
        root = index.root_of(self.offered.aggregate) if self.offered.aggregate else None
        return root is not None and any(
            each.type.target == root.qualified_name for each in self.offered.operation.parameters
        )


def place(model: Model, offered: Offered, collection: str) -> Place:
    """The place of an operation, whose aggregate or service has a collection, by the table."""
    case = _case(model, offered, collection)
    return _read(case) if is_read(offered.operation) else _write(case)


def _read(case: _Case) -> Place:
    own = case.own.parameter if case.own else None
    arguments = (each for each in case.offered.operation.parameters if each is not own)
    above = case.item if case.is_of_one and case.item else case.collection
    name = segment(case.offered.operation.name)
    if not fit_into_query(case.model, arguments):
        return _at(case, "post", above, name)
    return _at(case, "get", above, name if case.verb.kind == "ask" else case.verb.rest)


def _write(case: _Case) -> Place:
    if case.is_birth:
        return Place("post", _paths(case, case.collection, ""), creates=case.offered.aggregate is not None)
    name = segment(case.offered.operation.name)
    if not case.item or not (case.is_of_one or case.inner):
        return _at(case, "post", case.collection, name)
    match case.verb:
        case Said("update", ""):
            return _at(case, "put" if case.takes_root else "patch", case.item, "")
        case Said("update", rest):
            return _at(case, "put", case.item, rest)
        case Said("delete", ""):
            return _at(case, "delete", case.item, "")
        case _:
            return _at(case, "post", case.item, name)


def _at(case: _Case, method: Method, above: str, rest: str) -> Place:
    return Place(method, _paths(case, above, rest), case.own or (case.inner if method != "get" else None))


def _paths(case: _Case, above: str, rest: str) -> tuple[str, ...]:
    name = segment(case.offered.operation.name)
    owner = segment(case.offered.owner.name) if case.offered.owner else ""
    return tuple(dict.fromkeys((f"{above}/{rest}".rstrip("/"), f"{above}/{name}", f"{above}/{owner}/{name}")))


def _case(model: Model, offered: Offered, collection: str) -> _Case:
    root = index.root_of(offered.aggregate) if offered.aggregate else None
    found = identity(model, root) if root else None
    keys = [found.name, *([found.property.name] if found.property else [])] if found else []
    return _Case(
        model=model,
        offered=offered,
        collection=collection,
        item=f"{collection}/{{{found.name}}}" if found else "",
        own=own_key(model, offered),
        inner=inner_key(model, offered),
        verb=said(offered.operation.name, [each.name for each in (root, offered.aggregate) if each], keys),
    )
