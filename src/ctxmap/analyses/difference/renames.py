"""Which things were moved under their name, or renamed in their place, as far as that is evident.

It is where what is known of one that has gone is known of one that has come, and of no other: the same body, or nearly
the same, and for a context the same neighbours. Little that is known proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from ctxmap.analyses.difference.facts import facts
from ctxmap.analyses.difference.names import Renames, today
from ctxmap.analyses.difference.things import Key, Thing, parts, things
from ctxmap.model.elements import BoundedContext, ContextMap, Element, Model, Named

_SELF = "·"
"""Stands for the thing's own name in what is known of it; no name of a map has such a sign."""
_ALIKE = 0.4
"""The share of what is known of two that is the same, from which on one is the other, renamed."""
_AHEAD = 1.5
"""How many times as alike as the next best pair they must be."""
_ENOUGH = 1.0
"""How much must be the same at least: a line of a body, two neighbours, four values of enumerations; half of it where
nothing is another."""
_MOST = 20
"""What is known of more things than these tells none of them from another."""


def renames(old: Model, new: Model) -> Renames:
    """The qualified names that are gone, each with the one that has come in its place.

    One that is found may make others evident: a body that speaks of something renamed is as it was.
    """
    found: dict[str, str] = {}
    after = things(new, {})
    kept = {thing.name for thing in after.values()} & {thing.name for thing in things(old, {}).values()}
    while True:
        before = things(old, found)
        gone = [thing for key, thing in before.items() if key not in after and _has_name(thing)]
        come = [thing for key, thing in after.items() if key not in before and _has_name(thing)]
        if not gone or not come:
            return found
        fresh = _fresh(_as_it_was(gone, come, found), kept, found)
        fresh = fresh or _fresh(_alike(_known(old, gone, found), _known(new, come, {})), kept, found)
        if not fresh:
            return found
        kept |= {*fresh, *fresh.values()}
        found |= fresh
        found = {one: other for one, other in found.items() if not _follows(one, other, found)}


def _has_name(thing: Thing) -> bool:
    return isinstance(thing.element, Named) and not isinstance(thing.element, ContextMap)


def _fresh(pairs: Iterable[tuple[str, str]], kept: set[str], found: Renames) -> Mapping[str, str]:
    return {one: other for one, other in pairs if not {one, other} & kept and today(one, found) != other}


def _follows(one: str, other: str, pairs: Renames) -> bool:
    """Whether a name is another merely because what it stands in has another."""
    holder, _, last = one.rpartition("::")
    return bool(holder) and f"{today(holder, pairs)}::{last}" == other


# ---------------------------------------------------------------------------------------------------------------
# By a body that is as it was
# ---------------------------------------------------------------------------------------------------------------


def _as_it_was(gone: Iterable[Thing], come: Iterable[Thing], renamed: Renames) -> Iterator[tuple[str, str]]:
    before, after = _by_body(gone, renamed), _by_body(come, {})
    yield from ((before[body], after[body]) for body in before if before[body] and after.get(body))


def _by_body(candidates: Iterable[Thing], renamed: Renames) -> Mapping[Key, str]:
    """The names of things by what is in them with the last name, and with the place; "" where two are alike."""
    found: dict[Key, str] = {}
    for thing in candidates:
        body = tuple(_body(thing.element, {**renamed, thing.name: _SELF}))
        is_proof = sum(_weight(line) for line in body) >= _ENOUGH
        for told in (("named", _last(thing)), ("in", *thing.within)) if is_proof else ():
            key = (type(thing.element).__name__, *told, *body)
            found[key] = "" if key in found else thing.name
    return found


def _last(thing: Thing) -> str:
    return thing.element.name if isinstance(thing.element, Named) else ""


def _body(element: Element, renamed: Renames) -> Iterator[str]:
    """What is said of an element, and the same of what stands in it, in any order."""
    yield from sorted(f"{fact.attribute}: {fact.meanings}" for fact in facts(element, _SELF, renamed))
    for part in sorted((type(each).__name__, each.name, *_body(each, renamed)) for each in parts(element)):
        yield str(part)


# ---------------------------------------------------------------------------------------------------------------
# By a body and neighbours that are nearly as they were
# ---------------------------------------------------------------------------------------------------------------

Known = Mapping[str, Counter[str]]
"""What is known of things, line by line, by their qualified names."""


class _Pair(msgspec.Struct, frozen=True, order=True):
    likeness: float
    old: str
    new: str


def _known(model: Model, candidates: Iterable[Thing], renamed: Renames) -> Mapping[Key, Known]:
    """What is known of things, apart for those of one kind and place: only among these one is the other."""
    neighbours = _neighbours(model, renamed)
    found: dict[Key, dict[str, Counter[str]]] = {}
    for thing in candidates:
        lines = Counter(_lines(thing.element, {**renamed, thing.name: _SELF}, _last(thing)))
        if isinstance(thing.element, BoundedContext):
            lines.update(neighbours.get(thing.name, ()))
        found.setdefault((type(thing.element).__name__, *thing.within), {})[thing.name] = lines
    return found


def _lines(element: Element, renamed: Renames, own: str, path: str = "") -> Iterator[str]:
    """Lines about an element and all that is in it. What has the element's `own` name changes with it."""
    for fact in facts(element, _SELF, renamed):
        yield from (f"{path}{fact.attribute}: {meaning}" for meaning in fact.meanings if meaning)
    for part in parts(element):
        name = _SELF if part.name == own else part.name
        inside = f"{path}{type(part).__name__} {name}/"
        yield inside
        yield from _lines(part, renamed, own, inside)


def _neighbours(model: Model, renamed: Renames) -> Mapping[str, list[str]]:
    """For each context, lines about its relationships: on which side it stands, who is on the other, and how."""
    found: dict[str, list[str]] = {}
    for each in (relationship for context_map in model.maps for relationship in context_map.relationships):
        sides = (each.upstream.context, each.downstream.context)
        words = ("beside", "beside") if each.is_symmetric else ("upstream of", "downstream of")
        for word, one, other in zip(words, sides, sides[::-1], strict=True):
            line = f"{word} {today(other, renamed)}"
            told = facts(each, _SELF, {**renamed, one: _SELF})
            more = (f"{line}/{fact.attribute}: {meaning}" for fact in told for meaning in fact.meanings if meaning)
            found.setdefault(one, []).extend((line, *more))
    return found


def _alike(before: Mapping[Key, Known], after: Mapping[Key, Known]) -> Iterator[tuple[str, str]]:
    """Pairs that are more alike than either is like any other."""
    for key, old in before.items():
        ranked = sorted(_pairs(old, after.get(key, {})), reverse=True)
        of_old, of_new = _by_name(ranked, "old"), _by_name(ranked, "new")
        for pair in ranked:
            near = (*of_old[pair.old][:2], *of_new[pair.new][:2])
            rival = max((each.likeness for each in near if each is not pair), default=0.0)
            if pair.likeness >= max(_ALIKE, _AHEAD * rival):
                yield pair.old, pair.new


def _by_name(pairs: Iterable[_Pair], end: Literal["old", "new"]) -> Mapping[str, list[_Pair]]:
    found: dict[str, list[_Pair]] = {}
    for pair in pairs:
        found.setdefault(getattr(pair, end), []).append(pair)
    return found


def _pairs(old: Known, new: Known) -> Iterator[_Pair]:
    """Things that have something in common, and how alike they are."""
    holders: dict[str, list[str]] = {}
    for name, lines in new.items():
        for line in lines:
            holders.setdefault(line, []).append(name)
    for name, lines in old.items():
        near = dict.fromkeys(
            each for line in lines if len(holders.get(line, ())) <= _MOST for each in holders.get(line, ())
        )
        for other in near:
            same, either = _total(lines & new[other]), _total(lines | new[other])
            if same >= _ENOUGH or (same == either and same >= _ENOUGH / 2):
                yield _Pair(same / either, name, other)


def _total(lines: Counter[str]) -> float:
    return sum(_weight(line) * number for line, number in lines.items())


def _weight(line: str) -> float:
    """How much a line says of a thing: a value of an enumeration, such as `type: SYSTEM`, says little."""
    if line.startswith(("upstream of ", "downstream of ", "beside ")):
        return 0.25 if "/" in line else 0.5
    value = line.rpartition(": ")[2].strip("(),'")
    return 0.25 if value.isupper() or value == "yes" else 1.0
