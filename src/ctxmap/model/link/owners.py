"""`owner = Team` in a context says what `realizes` says in the team's own declaration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from ctxmap.model.elements import BoundedContext, Reference


def with_owned(contexts: Sequence[BoundedContext]) -> tuple[BoundedContext, ...]:
    """The contexts, each team with the contexts that name it as their owner."""
    owned: defaultdict[str, list[Reference]] = defaultdict(list)
    for context in contexts:
        if context.owner and context.owner.target:
            name = context.qualified_name
            owned[context.owner.target].append(Reference(at=context.owner.at, name=name, target=name))
    if not owned:
        return tuple(contexts)
    return tuple(_with(each, owned[each.qualified_name]) if each.type == "TEAM" else each for each in contexts)


def _with(team: BoundedContext, owned: Sequence[Reference]) -> BoundedContext:
    known = {reference.target for reference in team.realizes}
    further = [reference for reference in owned if reference.target not in known]
    return msgspec.structs.replace(team, realizes=(*team.realizes, *further)) if further else team
