"""The same map with its declarations in another order, for tests that no order matters."""

from __future__ import annotations

from random import Random
from typing import Any, cast

import msgspec

UNORDERED = {
    *("contexts", "maps", "relationships", "own_aggregates", "modules", "aggregates", "objects", "enums", "services"),
    *("operations", "policies", "read_models", "consumers", "syncs", "asyncs", "domains", "subdomains"),
    *("events", "commands"),
}


def shuffled(thing: Any, random: Random) -> Any:
    """A model, or a part of one, with the declarations in it in another order."""
    if isinstance(thing, tuple):
        return tuple(shuffled(each, random) for each in cast("tuple[Any, ...]", thing))
    if not isinstance(thing, msgspec.Struct):
        return thing
    changed: dict[str, Any] = {}
    for name in thing.__struct_fields__:
        value = shuffled(getattr(thing, name), random)
        changed[name] = tuple(random.sample(value, len(value))) if name in UNORDERED else value
    return msgspec.structs.replace(thing, **changed)
