"""The difference of two models → an output format: one file each, found by walking this folder.

A module has one public function `render(differences, *, color=False)`, which gives the text to print; its name is the
format's. What all of them go by stands here: which things are told, in which order, and in which words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, Protocol

import msgspec

from ctxmap.analyses.difference import Change, Changed, Difference, Key, Thing, outermost, roots
from ctxmap.model.elements import Relationship, Side

Sign = Literal["+", "-", "~", " "]
"""Added, removed, changed; only changed inside."""


class Between(msgspec.Struct, frozen=True):
    """Two models, by the name that both go by ("", where there are only these two), and their difference."""

    model: str
    difference: Difference


class Render(Protocol):
    """What every format is."""

    def __call__(self, differences: Sequence[Between], *, color: bool = False) -> str:
        """Render the differences."""
        ...


class Told(msgspec.Struct, frozen=True):
    """A line: a thing, what became of it, and below it the attributes that changed.

    `was`: its name before, where it has another one now. `holds`: what was added or removed with it, in words.
    """

    sign: Sign
    thing: Thing
    is_inside: bool = False
    was: str = ""
    holds: str = ""
    changes: tuple[Change, ...] = ()


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, sorted; none is imported for it."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def load(name: str) -> Render:
    """The `render` function of a format, imported now."""
    return import_module(f"{__name__}.{name}").render


def told(difference: Difference) -> Iterator[Told]:
    """What there is to tell: each map, context or domain, and behind it what is inside it, in the text's order.

    Of what is added or removed, the outermost is told, and what is in it counted.
    """
    for group in _groups(difference):
        lines = [line for line in group if line.sign != " "]
        if lines and lines[0].is_inside:
            yield group[0]
        yield from lines


def title(thing: Thing) -> str:
    """How a thing is called below its map or context: a relationship with its roles, else by its qualified name."""
    element = thing.element
    if not isinstance(element, Relationship):
        return thing.name
    arrow = "<->" if element.is_symmetric else "->"
    left, right = _roles(element.upstream), _roles(element.downstream)
    sides = (element.upstream.context, left, arrow, right, element.downstream.context)
    return " ".join(part for part in sides if part) + (f" : {element.name}" if element.name else "")


def summary(differences: Sequence[Between]) -> str:
    """`5 added, 2 removed, 3 changed`, counting all things."""
    numbers = [
        (sum(len(each.difference.added) for each in differences), "added"),
        (sum(len(each.difference.removed) for each in differences), "removed"),
        (sum(len(each.difference.changed) for each in differences), "changed"),
    ]
    return ", ".join(f"{number} {word}" for number, word in numbers if number)


def counted(things: Sequence[Thing]) -> str:
    """`1 aggregate, 3 domain events`."""
    kinds = Counter(thing.kind for thing in things)
    return ", ".join(f"{number} {kind if number == 1 else _several(kind)}" for kind, number in kinds.items())


def _groups(difference: Difference) -> Iterable[list[Told]]:
    """A list for each thing at the top level: itself, and what is in it, but for what goes with another."""
    changed = {each.new.key: each for each in difference.changed}
    added, removed = outermost(difference.added), outermost(difference.removed)
    homes = roots(difference)
    groups: dict[Key, list[Told]] = {}
    for old, new in difference.merged:
        if thing := new or old:
            group = groups.setdefault(homes[thing.key], [])
            if old and new:
                group += _kept(thing, changed.get(thing.key))
            elif inner := (added if new else removed).get(thing.key):
                group.append(Told("+" if new else "-", thing, bool(thing.within), holds=counted(inner[1:])))
    return groups.values()


def _kept(thing: Thing, changed: Changed | None) -> Iterator[Told]:
    if changed:
        was = changed.old.name if changed.is_renamed else ""
        yield Told("~", thing, bool(thing.within), was=was, changes=changed.changes)
    elif not thing.within:
        yield Told(" ", thing)


def _roles(side: Side) -> str:
    return f"[{','.join(role.kind for role in side.roles)}]" if side.roles else ""


def _several(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
