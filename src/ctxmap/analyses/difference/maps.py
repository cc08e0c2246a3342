"""Which maps, and which models, are the same: those of one name, and others that show the same contexts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from ctxmap.analyses.difference.names import Renames, today
from ctxmap.model.elements import Model

_ALIKE = 0.5
"""The share of the contexts of two maps that both must show, where their names differ."""


def same_maps(old: Model, new: Model, renamed: Renames) -> Renames:
    """The names of the old maps, each with that of the new map that it became.

    The only map of each model is the same map, whatever it is called.
    """
    before = {
        each.qualified_name: {today(one.target or one.name, renamed) for one in each.contains} for each in old.maps
    }
    after = {each.qualified_name: {one.target or one.name for one in each.contains} for each in new.maps}
    if len(before) == len(after) == 1:
        return dict(zip(before, after, strict=True))
    return _paired(
        {name: before[name] for name in before.keys() - after}, {name: after[name] for name in after.keys() - before}
    )


def same_models(old: Sequence[Model], new: Sequence[Model]) -> Mapping[str, str]:
    """The names of new models, each with that of the old model with the same contexts."""
    before, after = ({model.name: {each.name for each in model.contexts} for model in models} for models in (old, new))
    return {other: one for one, other in _paired(before, after).items()}


def _paired(old: Mapping[str, Set[str]], new: Mapping[str, Set[str]]) -> dict[str, str]:
    """The names of the most alike, and never one twice."""
    ranked = sorted((-_likeness(old[one], new[other]), one, other) for one in old for other in new)
    found: dict[str, str] = {}
    for likeness, one, other in ranked:
        if -likeness >= _ALIKE and one not in found and other not in found.values():
            found[one] = other
    return found


def _likeness(old: Set[str], new: Set[str]) -> float:
    """The share of all of them that both have, 0 to 1."""
    return len(old & new) / max(len(old | new), 1)
