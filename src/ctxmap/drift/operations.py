"""The contracts over HTTP beside the map: which promises they keep, and what else they offer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from ctxmap.backends.openapi.endpoints import Endpoints
from ctxmap.breaking.wire import Wire, wire_of
from ctxmap.drift.matching import Matching, is_infrastructure
from ctxmap.drift.observed import Contract, Observed
from ctxmap.drift.promises import Promise, promised
from ctxmap.foreign.document import Document
from ctxmap.foreign.openapi import Served, served
from ctxmap.model import index
from ctxmap.model.elements import BoundedContext


class Kept(msgspec.Struct, frozen=True, eq=False):
    """A promise, and what of a contract keeps it: several, if it has several versions; none if it is broken."""

    promise: Promise
    served: tuple[Served, ...]
    contract: Contract

    @property
    def document(self) -> Document:
        """The document of the contract."""
        return self.contract.document

    def wire(self, one: Served) -> Wire:
        """An operation of the contract on the wire."""
        return wire_of(self.document.value, one.method, one.path, one.described)


class Operations:
    """The contracts over HTTP compared with the map; a context may have several documents, and a document several."""

    def __init__(self, observed: Observed) -> None:
        self._observed = observed
        self._endpoints = Endpoints(observed.model)

    @cached_property
    def kept(self) -> Sequence[Kept]:
        """Every promise of the contexts that have a contract, in the order of the text."""
        by_context: dict[str, list[Contract]] = {}
        for contract in self._observed.http:
            if contract.context:
                by_context.setdefault(contract.context.qualified_name, []).append(contract)
        return [
            kept
            for name, contracts in by_context.items()
            for kept in self._matched(index.contexts(self._observed.model)[name], contracts)
        ]

    @cached_property
    def surplus(self) -> Sequence[tuple[Contract, Served]]:
        """What contracts offer and the map doesn't declare; what runs beside every service is left out."""
        known = {id(one.described) for kept in self.kept for one in kept.served}
        found: list[tuple[Contract, Served]] = []
        for contract in {id(each.document): each for each in self._observed.http if each.context}.values():
            for one in self._served[id(contract.document)]:
                is_ignored = self._observed.is_ignored(one.address) or is_infrastructure(one.path)
                if id(one.described) not in known and not is_ignored:
                    found.append((contract, one))
        return found

    @cached_property
    def _served(self) -> Mapping[int, Sequence[Served]]:
        return {id(each.document): list(served(each.document)) for each in self._observed.http}

    def _matched(self, context: BoundedContext, contracts: Sequence[Contract]) -> Iterator[Kept]:
        promises = promised(self._observed, self._endpoints, context)
        offered = [(contract, one) for contract in contracts for one in self._served[id(contract.document)]]
        matching = Matching(promises, [one for _, one in offered], self._observed.verification.operations)
        home = {id(one): contract for contract, one in offered}
        for promise in promises:
            found = matching.found.get(promise.operation_id, ())
            contract = home[id(found[0])] if found else contracts[0]
            yield Kept(promise, tuple(one for one in found if home[id(one)] is contract), contract)
