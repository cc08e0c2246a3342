"""What the rules about drift compare: the map, what is observed, and what of the one is what of the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ctxmap.analyses.contracts.messages import Delivery
from ctxmap.breaking.wire import Address, addresses
from ctxmap.drift.messages import Messaging
from ctxmap.drift.observed import Observed
from ctxmap.drift.operations import Operations

_PARAMETER = re.compile(r"\{[^{}]*\}")


class Evidence(Observed):
    """The map, what is observed, and how both match."""

    @cached_property
    def operations(self) -> Operations:
        """Operations over HTTP."""
        return Operations(self)

    @cached_property
    def messages(self) -> Messaging:
        """Events and commands."""
        return Messaging(self)

    def channels_of(self, deliveries: Iterable[Delivery]) -> Sequence[str]:
        """The channels on which a message travels by the map."""
        found: set[str] = set()
        for each in deliveries:
            name = each.message.qualified_name if each.message else f"{each.owner}::{each.name}"
            found |= {address.channel for address in self._addresses.get((name, each.sender, each.receiver), ())}
        return sorted(found)

    @cached_property
    def _addresses(self) -> Mapping[tuple[str, str, str], frozenset[Address]]:
        return addresses(self.model)


def without_parameters(channel: str) -> str:
    """A channel without the names of its parameters."""
    return _PARAMETER.sub("{}", channel)
