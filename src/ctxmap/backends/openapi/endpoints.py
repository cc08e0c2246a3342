"""Where each operation stands: its method and its path.

An aggregate is a resource: `/payments`, and `/payments/{paymentId}` for one of them. What begins a life is POSTed to
the collection; what changes or reads one that is there stands below its identity; all else below the collection. A
resource's operations say for themselves. What only reads is a GET, if all its arguments fit into a query.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ctxmap.analyses.contracts.calls import Offer, Offered
from ctxmap.backends._contracts.identity import identity
from ctxmap.backends._contracts.names import Names, camel, key, plural, segment
from ctxmap.backends.openapi.arguments import Arguments
from ctxmap.backends.openapi.document import Method
from ctxmap.backends.openapi.paths import Paths, joined, parameters
from ctxmap.model import index
from ctxmap.model.elements import Aggregate, DomainObject, Model, Parameter, Repository, Service
from ctxmap.model.names import kebab_case

_METHODS: dict[str, Method] = {"GET": "get", "POST": "post", "PUT": "put", "DELETE": "delete"}
_BEGINNINGS = frozenset({"create", "add", "register", "place"})
"""Verbs that, before the name of an aggregate or its root, begin a life: `createOrder`, `registerCustomer`."""


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """The place of an operation, and where its arguments go.

    `in_path` gives for each parameter of the path the argument that fills it; None where no argument of the operation
    does, such as the identity of the one whose own operation it is.
    """

    method: Method
    path: str
    in_path: dict[str, Parameter | None]
    rest: tuple[Parameter, ...]
    begins_life: bool = False


class Endpoints:
    """Gives the operations of one document their places."""

    def __init__(self, model: Model, offer: Offer, arguments: Arguments) -> None:
        self._model = model
        self._arguments = arguments
        self._paths = Paths()
        self._collections = _collections(offer)

    def item(self, aggregate: Aggregate) -> str:
        """The path of one of an aggregate's kind; "" where nobody says what one of them would be."""
        root = index.root_of(aggregate)
        return f"{self._collection(aggregate)}/{{{identity(self._model, root).name}}}" if root else ""

    def place_all(self, operations: Sequence[Offered]) -> list[Endpoint]:
        """A place for each; those that say themselves where they stand get there first."""
        places = {number: self._spoken(each) for number, each in enumerate(operations) if _speaks(each)}
        return [places.get(number) or self._derived(each) for number, each in enumerate(operations)]

    def place_look_up(self, aggregate: Aggregate) -> str:
        """The path to read one by its identity; "" where there is none, or an operation does so already."""
        path = self.item(aggregate)
        return self._paths.take("get", path) if path and self._paths.is_free("get", path) else ""

    def _collection(self, aggregate: Aggregate) -> str:
        return self._collections[aggregate.qualified_name]

    def _spoken(self, offered: Offered) -> Endpoint:
        operation, owner = offered.operation, offered.owner
        base = owner.path if isinstance(owner, Service) else ""
        path = joined(base, operation.path) if base or operation.path else self._below(offered)
        method = _METHODS.get(operation.http_method) or self._method(offered, path)
        return self._endpoint(offered, method, path or "/", f"{path.rstrip('/')}/{segment(operation.name)}")

    def _derived(self, offered: Offered) -> Endpoint:
        below = self._below(offered)
        owner = f"/{segment(offered.owner.name)}" if offered.owner else ""
        name = f"/{segment(offered.operation.name)}"
        if _begins_life(offered):
            return self._endpoint(offered, "post", below, below + name, below + owner + name)
        method = self._method(offered, below)
        if method == "get" and self._reads_one(offered):
            return self._endpoint(offered, "get", below, below + name, below + owner + name)
        return self._endpoint(offered, method, below + name, below + owner + name)

    def _endpoint(self, offered: Offered, method: Method, *wanted: str) -> Endpoint:
        path = self._paths.take(method, *wanted)
        filled = self._filled(offered, wanted[0])
        return Endpoint(
            method=method,
            path=path,
            in_path=dict(zip(parameters(path), filled.values(), strict=True)),
            rest=_without(offered.operation.parameters, filled),
            begins_life=_begins_life(offered),
        )

    def _below(self, offered: Offered) -> str:
        """The path of what an operation is about: one of a kind, all of them, or a service."""
        aggregate, owner = offered.aggregate, offered.owner
        if aggregate is None:
            return f"/{segment(owner.name)}" if owner else ""
        if not _begins_life(offered) and self._is_of_one(offered):
            return self.item(aggregate) or self._collection(aggregate)
        return self._collection(aggregate)

    def _is_of_one(self, offered: Offered) -> bool:
        """Whether an operation is about one that is there: its own, or one that is named, or led to another state.

        Where its arguments tell by themselves which one is meant (a command with the number of an order), the caller
        need not know the identity, and the path doesn't ask for it.
        """
        if isinstance(offered.owner, DomainObject) or self._arguments.identity(offered):
            return True
        return offered.operation.transition is not None and not self._arguments.tell_which(offered)

    def _method(self, offered: Offered, path: str) -> Method:
        rest = _without(offered.operation.parameters, self._filled(offered, path))
        return "get" if _reads(offered) and self._arguments.fit_into_query(rest) else "post"

    def _filled(self, offered: Offered, path: str) -> dict[str, Parameter | None]:
        """For each parameter of a path the argument of that name, or the one that is the identity."""
        by_name = {key(each.name): each for each in offered.operation.parameters}
        filled = {name: by_name.get(name) for name in parameters(path)}
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        if root and filled.get(name := identity(self._model, root).name, root) is None:
            filled[name] = self._arguments.identity(offered)
        return filled

    def _reads_one(self, offered: Offered) -> bool:
        """Whether an operation does nothing but read one by its identity."""
        root = index.root_of(offered.aggregate) if offered.aggregate else None
        takes_identity = len(offered.operation.parameters) == 1 and self._arguments.identity(offered)
        returns = offered.operation.returns
        return bool(root and takes_identity and returns and returns.target == root.qualified_name)


def _collections(offer: Offer) -> dict[str, str]:
    names = Names()
    called = (offered.aggregate for offered in offer.operations if offered.aggregate)
    aggregates = {each.qualified_name: each for each in (*offer.aggregates, *called)}
    return {name: f"/{names.take(plural(aggregate.name))}" for name, aggregate in aggregates.items()}


def _speaks(offered: Offered) -> bool:
    """Whether the map says where an operation stands, or by which method it is called."""
    base = offered.owner.path if isinstance(offered.owner, Service) else ""
    return bool(offered.operation.http_method or offered.operation.path or base)


def _begins_life(offered: Offered) -> bool:
    """Whether an operation makes a new one of an aggregate's kind: by its transition, or else by its name."""
    if offered.aggregate is None or offered.operation.access == "READ_ONLY":
        return False
    if transition := offered.operation.transition:
        return not transition.sources
    verb, _, rest = kebab_case(offered.operation.name).partition("-")
    root = index.root_of(offered.aggregate)
    made = {kebab_case(offered.aggregate.name), kebab_case(root.name) if root else ""}
    return (verb == "create" and not rest) or (verb in _BEGINNINGS and bool(rest) and rest in made)


def _reads(offered: Offered) -> bool:
    """Whether an operation changes nothing: it says so, or it is a repository's and gives something back."""
    operation = offered.operation
    selects = isinstance(offered.owner, Repository) and operation.returns is not None
    return operation.access == "READ_ONLY" or (selects and not operation.access)


def _without(arguments: Sequence[Parameter], filled: dict[str, Parameter | None]) -> tuple[Parameter, ...]:
    """The arguments that fill no parameter of the path; of two of one name the first."""
    used = {id(each) for each in filled.values()}
    rest: dict[str, Parameter] = {}
    for each in arguments:
        if id(each) not in used:
            rest.setdefault(each.name or camel(each.type.name), each)
    return tuple(rest.values())
