"""The whole: a file and everything it imports, linked."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.model.elements.contexts import BoundedContext
from ctxmap.model.elements.maps import ContextMap, Deployable, Relationship, View
from ctxmap.model.elements.problem_space import Domain, Stakeholders, UserRequirement, ValueRegister
from ctxmap.model.elements.processes import Transaction


class Model(msgspec.Struct, frozen=True, eq=False, kw_only=True, omit_defaults=True, weakref=True):
    """A file and everything it imports, linked.

    Compared by identity; facts that are worked out of it are kept per model (`model.index`, `analyses`).
    """

    name: str
    """The root file without its ending, relative to the workspace's common folder, with `/`; "" for a text."""
    sources: tuple[str, ...] = ()
    """The files it was read from, relative to the root file's folder, the root first."""
    maps: tuple[ContextMap, ...] = ()
    contexts: tuple[BoundedContext, ...] = ()
    domains: tuple[Domain, ...] = ()
    user_requirements: tuple[UserRequirement, ...] = ()
    stakeholders: tuple[Stakeholders, ...] = ()
    value_registers: tuple[ValueRegister, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    """Those at the top level; with those in applications: `all_transactions`."""
    views: tuple[View, ...] = ()
    deployables: tuple[Deployable, ...] = ()
    is_whole: bool = True
    """False where a part of a file can't be read, or a map isn't whole: don't ask who else speaks of something."""

    @property
    def all_transactions(self) -> Iterator[Transaction]:
        """Every transaction, in applications too."""
        yield from self.transactions
        for context in self.contexts:
            if context.application:
                yield from context.application.transactions

    @property
    def relationships(self) -> Iterator[Relationship]:
        """The relationships of all maps."""
        return (relationship for context_map in self.maps for relationship in context_map.relationships)
