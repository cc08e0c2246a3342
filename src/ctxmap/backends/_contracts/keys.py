"""The keys of types in documents: a function of the type, never of what else a document has, or of any order.

A context's own types have their bare names. A name that the context declares twice is qualified everywhere, with the
aggregate (or module) that holds it; the types of other contexts are always qualified with their context.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ctxmap.backends._contracts.names import distinct, exact, key
from ctxmap.model import index
from ctxmap.model.elements import Model
from ctxmap.model.facts import once_per_model

_RESERVED = re.compile(r".*(?:Problem|Headers|Request|Response|Page)", re.DOTALL)
"""What generated components are called. A type of such a name is qualified, whether or not there is one."""


def component_key(model: Model, context: str, name: str) -> str:
    """The key of a type, by qualified name, in the documents of a context: `OrderId`, or `Order.OrderId` abroad."""
    return _abroad(context, name, _keys_at_home(model)[name])


def message_key(model: Model, context: str, name: str) -> str:
    """The key of a message, likewise; no name is reserved, since nothing else is kept where messages are."""
    return _abroad(context, name, _messages_at_home(model)[name])


def ever_longer(name: str) -> list[str]:
    """What an element may be called inside its context, by qualified name: each is longer, and the last is its own."""
    home, *path = name.split("::")
    held = [path[-length:] for length in range(1, len(path) + 1)]
    return [*(".".join(map(key, each)) for each in held), ".".join(map(exact, (home, *path)))]


def _abroad(context: str, name: str, own: str) -> str:
    home, _, _ = name.partition("::")
    return own if home == context else f"{key(home)}.{own}"


@once_per_model
def _keys_at_home(model: Model) -> Mapping[str, str]:
    wanted: dict[str, dict[str, list[str]]] = {}
    for name in index.types(model):
        home, *path = name.split("::")
        bare, *longer = ever_longer(name)
        qualified = longer if len(path) > 1 else [f"{key(home)}.{bare}", *longer]
        names = qualified if _RESERVED.fullmatch(path[-1]) else [bare, *qualified]
        wanted.setdefault(home, {})[name] = names
    return {name: found for names in wanted.values() for name, found in distinct(names).items()}


@once_per_model
def _messages_at_home(model: Model) -> Mapping[str, str]:
    wanted: dict[str, dict[str, list[str]]] = {}
    for name in index.types(model):
        wanted.setdefault(name.partition("::")[0], {})[name] = ever_longer(name)
    return {name: found for names in wanted.values() for name, found in distinct(names).items()}
