"""Which things were moved under their name, or renamed in their place, as far as that is evident.

It is where everything inside is as it was, and in no other thing that has gone or come. Nothing inside proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ctxmap.analyses.difference.facts import facts
from ctxmap.analyses.difference.names import Names, Renames, today
from ctxmap.analyses.difference.things import Key, Thing, parts, things
from ctxmap.model.elements import Element, Model, Named

_SELF = "·"
"""Stands for the thing's own name in its body; no name of a map has such a sign."""


def renames(old: Model, new: Model) -> Renames:
    """The qualified names that are gone, each with the one that has come in its place.

    One that is found may make others evident: a body that speaks of something renamed is as it was.
    """
    found: dict[str, str] = {}
    after = things(new, {})
    kept = {thing.name for thing in after.values()} & {thing.name for thing in things(old, {}).values()}
    while True:
        before = things(old, found)
        gone = _by_body([thing for key, thing in before.items() if key not in after], found)
        come = _by_body([thing for key, thing in after.items() if key not in before], {})
        pairs = [(gone[body], come[body]) for body in gone if gone[body] and come.get(body)]
        fresh = {one: other for one, other in pairs if not {one, other} & kept and today(one, found) != other}
        if not fresh:
            return found
        kept |= {*fresh, *fresh.values()}
        found.update((one, other) for one, other in fresh.items() if not _follows(one, other, fresh))


def _follows(one: str, other: str, pairs: Renames) -> bool:
    """Whether a name is another merely because what it stands in has another."""
    holder, _, last = one.rpartition("::")
    return bool(holder) and f"{today(holder, pairs)}::{last}" == other


def _by_body(candidates: Iterable[Thing], renamed: Renames) -> Mapping[Key, str]:
    """The names of things by what is in them with the last name, and with the place; "" where two are alike."""
    found: dict[Key, str] = {}
    for thing in candidates:
        if not isinstance(thing.element, Named):
            continue
        body = tuple(_body(thing.element, Names(_SELF, {**renamed, thing.name: _SELF})))
        for told in (("named", thing.element.name), ("in", *thing.within)) if body else ():
            key = (type(thing.element).__name__, *told, *body)
            found[key] = "" if key in found else thing.name
    return found


def _body(element: Element, names: Names) -> Iterator[str]:
    """What is said of an element, and the same of what stands in it, in any order."""
    yield from sorted(f"{fact.attribute}: {fact.values}" for fact in facts(element, names))
    for part in sorted((type(each).__name__, each.name, *_body(each, names)) for each in parts(element)):
        yield str(part)
