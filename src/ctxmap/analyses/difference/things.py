"""All things of a model one by one, in the text's order, under keys by which they are known again in another model.

Whatever has a qualified name is a thing, and so is a relationship; the rest is said of things (`facts`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import cast

import msgspec

from ctxmap.analyses.difference.names import NONE, Renames, today
from ctxmap.model.elements import BoundedContext, ContextMap, Element, Model, Named, Relationship

Key = tuple[str, ...]
"""What kind of element it is, what names it, and a number, since overloads and relationships may share these."""
_CAMEL_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Thing(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """An element of a model, apart from what stands in it.

    `kind` is what people call it (`domain event`), `name` its qualified name, a relationship's as in findings
    (`Shop: Payment -> Cart`). `within` is the key of what it stands in, () at the top level; `home` the context that
    it stands in, "" elsewhere.
    """

    kind: str
    name: str
    element: Element
    key: Key
    within: Key = ()
    home: str = ""


def things(model: Model, renamed: Renames, maps: Renames = NONE) -> dict[Key, Thing]:
    """The things of a model by their keys, in which what was renamed goes by its name of today.

    `maps` are the names of today of its maps, which aren't `renamed`: a context may have the name of a map.
    """
    found: dict[Key, Thing] = {}
    seen: Counter[Key] = Counter()
    waiting: list[tuple[Element, Thing | None]] = [(element, None) for element in _backwards(model)]
    while waiting:
        element, owner = waiting.pop()
        within = owner.key if owner else ()
        named = _key(element, within, renamed, maps)
        seen[named] += 1
        thing = Thing(
            kind=kind(element),
            name=_name(element, owner),
            element=element,
            key=(*named, str(seen[named])),
            within=within,
            home=element.qualified_name if isinstance(element, BoundedContext) else owner.home if owner else "",
        )
        found[thing.key] = thing
        waiting += [(part, thing) for part in _backwards(element)]
    return found


def parts(element: Element | Model) -> Iterator[Named | Relationship]:
    """The things that stand directly in an element, attribute by attribute."""
    for attribute in element.__struct_fields__:
        for each in values(element, attribute):
            if isinstance(each, Named | Relationship):
                yield each


def values(element: Element | Model, attribute: str) -> tuple[object, ...]:
    """The values of an attribute, which may be one of several."""
    value: object = getattr(element, attribute)
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)


def kind(element: Element) -> str:
    """What people call it: `bounded context`, `team`, `domain event`, `relationship`."""
    if isinstance(element, BoundedContext) and element.type == "TEAM":
        return "team"
    given = "" if isinstance(element, Relationship) else getattr(element, "kind", "")
    return (given.replace("_", " ") or _CAMEL_CASE.sub(" ", type(element).__name__)).lower()


def _key(element: Element, within: Key, renamed: Renames, maps: Renames) -> Key:
    if isinstance(element, Relationship):
        pair = sorted(today(side.context, renamed) for side in element.sides)
        return ("Relationship", *within[1:], *pair, element.name)
    if isinstance(element, ContextMap):
        return ("ContextMap", maps.get(element.qualified_name, element.qualified_name))
    return (type(element).__name__, today(element.qualified_name, renamed) if isinstance(element, Named) else "")


def _name(element: Element, owner: Thing | None) -> str:
    if isinstance(element, Relationship):
        arrow = "<->" if element.is_symmetric else "->"
        name = f"{element.upstream.context} {arrow} {element.downstream.context}"
        place = f"{owner.name}: " if owner and owner.name else ""
        return f"{place}{name}{f' ({element.name})' if element.name else ''}"
    return element.qualified_name if isinstance(element, Named) else ""


def _backwards(element: Element | Model) -> list[Named | Relationship]:
    return list(parts(element))[::-1]
