"""What is added, removed and changed between two models, thing by thing.

Things are the same where kind and qualified name are. Where a name is gone and another has come, and what is inside is
as it was, or nearly so, the thing was renamed or moved. Meanings are compared, not words: `2 s` is `2000 ms`.
Relationships are the same between the same two contexts of a map, whoever is upstream. Places, files and the order of
declarations are no difference; the order of steps and parameters is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from ctxmap.analyses.difference.facts import Fact, facts
from ctxmap.analyses.difference.maps import same_maps, same_models
from ctxmap.analyses.difference.merging import merged
from ctxmap.analyses.difference.names import Renames, today
from ctxmap.analyses.difference.renames import renames
from ctxmap.analyses.difference.things import Key, Thing, things
from ctxmap.model.elements import ContextMap, Model, Relationship

__all__ = [
    "Change",
    "Changed",
    "Difference",
    "Fact",
    "Key",
    "Thing",
    "difference",
    "facts_of",
    "outermost",
    "renames",
    "roots",
    "same_models",
    "today",
]


class Change(msgspec.Struct, frozen=True):
    """What became of an attribute: the values that it lost and got; neither, where only their order is another."""

    attribute: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class Changed(msgspec.Struct, frozen=True):
    """A thing before and after; `is_renamed`: by another name, or in another place."""

    old: Thing
    new: Thing
    changes: tuple[Change, ...]
    is_renamed: bool = False


class Difference(msgspec.Struct, frozen=True):
    """What is only in the new model, what only in the old one, and what is another in both, in the text's order.

    What stands in something added or removed is added or removed, too. `merged` are all things, of both models, in one
    order: each a pair of old and new, one of which may be None.
    """

    added: tuple[Thing, ...]
    removed: tuple[Thing, ...]
    changed: tuple[Changed, ...]
    merged: tuple[tuple[Thing | None, Thing | None], ...]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.added or self.removed or self.changed)


def difference(old: Model, new: Model) -> Difference:
    """What happened from the old model to the new one."""
    renamed = renames(old, new)
    before, after = _matched(things(old, renamed, same_maps(old, new, renamed)), things(new, {}))
    changed = [_changed(before[key], after[key], renamed) for key in after if key in before]
    return Difference(
        added=tuple(thing for key, thing in after.items() if key not in before),
        removed=tuple(thing for key, thing in before.items() if key not in after),
        changed=tuple(each for each in changed if each.changes or each.is_renamed),
        merged=tuple((before.get(key), after.get(key)) for key in merged(list(before), list(after))),
    )


def facts_of(thing: Thing) -> tuple[Fact, ...]:
    """All that a model says of a thing itself."""
    return tuple(facts(thing.element, thing.home))


def outermost(things: Sequence[Thing]) -> dict[Key, list[Thing]]:
    """The things that stand in no other of them, each with itself and all that stands in it."""
    homes: dict[Key, Key] = {}
    found: dict[Key, list[Thing]] = {}
    for thing in things:
        homes[thing.key] = homes.get(thing.within, thing.key)
        found.setdefault(homes[thing.key], []).append(thing)
    return found


def roots(difference: Difference) -> dict[Key, Key]:
    """For each thing of both models, what it stands in at the top level: a context, a map, a domain; or itself."""
    found: dict[Key, Key] = {}
    for old, new in difference.merged:
        if thing := new or old:
            found[thing.key] = found.get(thing.within, thing.key)
    return found


def _matched(before: Mapping[Key, Thing], after: Mapping[Key, Thing]) -> tuple[dict[Key, Thing], Mapping[Key, Thing]]:
    """Both, with a relationship under its new key where two contexts have one left over each, by whatever name."""
    gone = _leftover(before, after)
    come = _leftover(after, before)
    same = {gone[pair][0]: come[pair][0] for pair in gone if len(gone[pair]) == len(come.get(pair, ())) == 1}
    return {same.get(key, key): thing for key, thing in before.items()}, after


def _leftover(here: Mapping[Key, Thing], there: Mapping[Key, Thing]) -> Mapping[Key, list[Key]]:
    pairs: dict[Key, list[Key]] = {}
    for key, thing in here.items():
        if key not in there and isinstance(thing.element, Relationship):
            pairs.setdefault(key[:-2], []).append(key)
    return pairs


def _changed(old: Thing, new: Thing, renamed: Renames) -> Changed:
    """What the old thing lost goes by the names of its time; what it means, by those of today."""
    before = {fact.attribute: fact for fact in facts(old.element, old.home, renamed)}
    after = {fact.attribute: fact for fact in facts_of(new)}
    changes = (_change(name, before.get(name), after.get(name)) for name in merged(list(before), list(after)))
    return Changed(old, new, tuple(change for change in changes if change), _is_renamed(old, new, renamed))


def _is_renamed(old: Thing, new: Thing, renamed: Renames) -> bool:
    """Whether it has another name itself; what stands in something renamed has not."""
    if isinstance(old.element, ContextMap):
        return old.name != new.name
    return renamed.get(old.name) == new.name and new.name not in new.within


def _change(attribute: str, old: Fact | None, new: Fact | None) -> Change | None:
    gone, come = _meanings(old) - _meanings(new), _meanings(new) - _meanings(old)
    removed, added = _words(old, gone), _words(new, come)
    if removed or added:
        return None if removed == added else Change(attribute, removed, added)
    if old and new and new.is_ordered and new.meanings != old.meanings:
        return Change(attribute)
    return None


def _meanings(fact: Fact | None) -> Counter[str]:
    return Counter(meaning for meaning in fact.meanings if meaning) if fact else Counter()


def _words(fact: Fact | None, meanings: Counter[str]) -> tuple[str, ...]:
    """The values with these meanings, as the author wrote them."""
    return (
        tuple(word for word, meaning in zip(fact.values, fact.meanings, strict=True) if _taken(meanings, meaning))
        if fact
        else ()
    )


def _taken(left: Counter[str], value: str) -> bool:
    left[value] -= 1
    return left[value] >= 0
