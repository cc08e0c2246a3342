"""The place of each operation, its id, and where its arguments go.

A path is a function of the aggregate, the operation's name, and whether it takes the root's key. Everything that the
context declares takes part, whether or not a document has it, so no relationship and no order changes a path. A
method or path on the operation itself overrides the table of `methods`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import msgspec

from ctxmap.analyses.contracts.calls import Offered, declared_operations
from ctxmap.backends._contracts.identity import identity
from ctxmap.backends._contracts.names import camel, distinct, key, pascal, plural, segment
from ctxmap.backends.openapi.document import Method
from ctxmap.backends.openapi.keyed import Key
from ctxmap.backends.openapi.methods import Place, place
from ctxmap.backends.openapi.paths import joined, parameters, shape
from ctxmap.backends.openapi.query import fit_into_query
from ctxmap.backends.openapi.verbs import is_read, said
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, BoundedContext, Model, Parameter, Property, Service


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """The place of an operation, and where its arguments go.

    `in_path` gives for each parameter of the path the argument that fills it; None where no argument of the operation
    does, such as the key of the root whose own operation it is. `creates`: it makes a new root.
    """

    operation_id: str
    request_name: str
    method: Method
    path: str
    in_path: dict[str, Key | None]
    query: tuple[Parameter, ...] = ()
    body: tuple[Parameter, ...] = ()
    creates: bool = False

    @property
    def moved(self) -> Property | None:
        """The member of an argument that stands in the path instead of the body."""
        return next((each.member for each in self.in_path.values() if each and each.member), None)


class Endpoints:
    """The places of everything that the contexts of a model declare, worked out once for each context."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[str, Mapping[str, Endpoint]] = {}
        self._collections: dict[str, Mapping[str, str]] = {}

    def of(self, context: BoundedContext, offered: Offered) -> Endpoint:
        """The place of an operation of a context; of one that nobody declares, as its name says."""
        found = self._declared(context).get(offered.operation.qualified_name)
        return found or self._undeclared(context, offered)

    def at(self, context: BoundedContext, method: Method, path: str) -> str:
        """The qualified name of the declared operation that stands at a place; "" for none."""
        places = self._declared(context).items()
        return next((name for name, each in places if (each.method, shape(each.path)) == (method, shape(path))), "")

    def item(self, context: BoundedContext, aggregate: Aggregate) -> str:
        """The path of one root; "" for an aggregate without a root."""
        root = index.root_of(aggregate)
        path = f"{self._collection(context, aggregate)}/{{{identity(self._model, root).name}}}" if root else ""
        same = (each.path for each in self._declared(context).values() if path and shape(each.path) == shape(path))
        return next(same, path)

    def _declared(self, context: BoundedContext) -> Mapping[str, Endpoint]:
        if context.qualified_name not in self._known:
            self._known[context.qualified_name] = {}  # for BFFs that compose each other in a circle
            self._known[context.qualified_name] = self._place_all(context)
        return self._known[context.qualified_name]

    def _place_all(self, context: BoundedContext) -> Mapping[str, Endpoint]:
        operations = {each.operation.qualified_name: each for each in declared_operations(self._model, context)}
        places = {name: self._place(context, each) for name, each in operations.items()}
        wanted = {name: [f"{each.method} {path}" for path in each.paths] for name, each in places.items()}
        by_shape = distinct({name: [shape(each) for each in paths] for name, paths in wanted.items()})
        paths = {
            name: next(path for path in each.paths if shape(f"{each.method} {path}") == by_shape[name])
            for name, each in places.items()
        }
        templates = _templates(operations, paths)
        ids, requests = _ids(operations, places), _requests(operations)
        return {
            name: self._endpoint(each, places[name], templates[shape(paths[name])], ids[name], requests[name])
            for name, each in operations.items()
        }

    def _undeclared(self, context: BoundedContext, offered: Offered) -> Endpoint:
        name = offered.operation.name
        kind = said(name, (), ()).kind
        return Endpoint(
            operation_id=f"{camel(context.name)}.{camel(name)}",
            request_name=f"{pascal(name)}Request",
            method="get" if kind in ("read", "ask") else "post",
            path=f"/{segment(name)}",
            in_path={},
        )

    def _endpoint(self, offered: Offered, taken: Place, path: str, operation_id: str, request: str) -> Endpoint:
        in_path = self._filled(offered, taken, path)
        used = {id(each.parameter) for each in in_path.values() if each and not each.member}
        rest = tuple({each.name: each for each in offered.operation.parameters if id(each) not in used}.values())
        in_query = taken.method == "get" or (taken.method == "delete" and fit_into_query(self._model, rest))
        return Endpoint(
            operation_id=operation_id,
            request_name=request,
            method=taken.method,
            path=path,
            in_path=in_path,
            query=rest if in_query else (),
            body=() if in_query else rest,
            creates=taken.creates,
        )

    def _filled(self, offered: Offered, taken: Place, path: str) -> dict[str, Key | None]:
        by_name = {key(each.name): Key(each) for each in offered.operation.parameters}
        names = parameters(path)
        filled: dict[str, Key | None] = {name: by_name.get(name) for name in names}
        if taken.key and taken.key not in filled.values():
            free = next((name for name in names if filled[name] is None), None)
            if free is not None:
                filled[free] = taken.key
        return filled

    def _place(self, context: BoundedContext, offered: Offered) -> Place:
        operation, owner = offered.operation, offered.owner
        derived = self._derived(context, offered)
        base = owner.path if isinstance(owner, Service) else ""
        method = cast("Method", operation.http_method.lower()) if operation.http_method else derived.method
        if not base and not operation.path:
            return msgspec.structs.replace(derived, method=method)
        path = joined(base, operation.path)
        if not operation.http_method:
            method = "get" if is_read(operation) and fit_into_query(self._model, operation.parameters) else "post"
        longer = f"{path.rstrip('/')}/{segment(operation.name)}"
        return Place(method, (path, longer, f"{longer}/{_owner(offered)}"), derived.key, derived.creates)

    def _derived(self, context: BoundedContext, offered: Offered) -> Place:
        above = group(offered)
        if above is None:
            return Place(self._of_bff(offered), (f"/{segment(offered.operation.name)}",))
        return place(self._model, offered, self._collection(context, above))

    def _of_bff(self, offered: Offered) -> Method:
        operation = offered.operation
        methods = [self._composed(each.target or "") for each in operation.composes]
        is_get = (
            all(each == "get" for each in methods)
            if methods
            else operation.access != "WRITE"
            and (operation.access == "READ_ONLY" or said(operation.name, (), ()).kind in ("read", "ask"))
        )
        return "get" if is_get and fit_into_query(self._model, operation.parameters) else "post"

    def _composed(self, name: str) -> Method | None:
        context = index.context_of(self._model, name)
        found = self._declared(context).get(name) if context else None
        return found.method if found else None

    def _collection(self, context: BoundedContext, thing: Aggregate | Service) -> str:
        own = context.qualified_name
        if own not in self._collections:
            aggregates = {
                f"aggregate {each.qualified_name}": [
                    plural(each.name),
                    segment(each.name),
                    *_path_of(each.qualified_name),
                ]
                for each in context.aggregates
            }
            outside = {
                f"service {each.qualified_name}": [segment(each.name), *_path_of(each.qualified_name)]
                for part in context.parts
                if not isinstance(part, Aggregate)
                for each in part.services
            }
            self._collections[own] = distinct({**aggregates, **outside})
        kind = "aggregate" if isinstance(thing, Aggregate) else "service"
        return f"/{self._collections[own][f'{kind} {thing.qualified_name}']}"


def group(offered: Offered) -> Aggregate | Service | None:
    """What an operation is grouped with: its aggregate, or the service beside the aggregates; None for the context."""
    owner = offered.owner if isinstance(offered.owner, Service) else None
    return offered.aggregate or owner


def look_up_id(aggregate: Aggregate) -> str:
    """The operation id of the look-up by key, declared or generated."""
    return f"{camel(aggregate.name)}.get"


def _templates(operations: Mapping[str, Offered], paths: Mapping[str, str]) -> Mapping[str, str]:
    """For each shape of a path its template: as an operation says itself, otherwise as derived."""
    by_shape: dict[str, list[tuple[bool, str]]] = {}
    for name, path in paths.items():
        owner = operations[name].owner
        speaks = bool(operations[name].operation.path or (isinstance(owner, Service) and owner.path))
        by_shape.setdefault(shape(path), []).append((not speaks, path))
    return {each: min(found)[1] for each, found in by_shape.items()}


def _ids(operations: Mapping[str, Offered], places: Mapping[str, Place]) -> Mapping[str, str]:
    wanted: dict[str, list[str]] = {}
    for name, each in operations.items():
        above = group(each)
        first = camel(above.name) if above else camel(name.partition("::")[0])
        bare = f"{first}.{camel(each.operation.name)}"
        is_look_up = places[name].method == "get" and places[name].paths[0].endswith("}")
        is_reserved = each.aggregate is not None and bare == look_up_id(each.aggregate) and not is_look_up
        longer = [f"{first}.{camel(each.owner.name)}.{camel(each.operation.name)}" if each.owner else bare]
        last = ".".join(map(camel, name.split("::")))
        wanted[name] = [*([] if is_reserved else [bare]), *longer, last]
    return distinct(wanted)


def _requests(operations: Mapping[str, Offered]) -> Mapping[str, str]:
    """`CreateOrderRequest`; with its aggregate in front where two operations of a context have one name."""
    wanted: dict[str, list[str]] = {}
    for name, each in operations.items():
        bare = f"{pascal(each.operation.name)}Request"
        above = group(each)
        parts = [key(part.name) for part in (above, each.owner) if part]
        wanted[name] = [bare, *(".".join((*parts[:length], bare)) for length in range(1, len(parts) + 1))]
    return distinct(wanted)


def _owner(offered: Offered) -> str:
    return segment(offered.owner.name) if offered.owner else segment(offered.operation.qualified_name)


def _path_of(name: str) -> list[str]:
    """Ever longer paths for a qualified name, each beginning further outside."""
    parts = [segment(each) for each in name.split("::")]
    return ["/".join(parts[-length:]) for length in range(2, len(parts) + 1)]
