"""What names there are, and how far each can be seen.

A `Scope` holds every name that stands inside one thing (an aggregate, a module, a context, …), however deep, and knows
the rings around it, from the inside out: own aggregate, own module, own context, the contexts reachable over the
map (their exposed aggregates first), the whole model. A name is looked up ring by ring; the first that knows it wins.

There are two wholes, because domain objects of the problem space (domains, subdomains) and of the solution space
(contexts) don't see each other; everything else, and enums, traits and data transfer objects, is in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ctxmap.text.source import Span

REPETITION = "-"
"""What stands before the number in a qualified name that would be another's, and in no name that people give."""


class Declared(msgspec.Struct, frozen=True, eq=False):
    """Something that has a name: what kind of thing, its qualified name, where it is declared, and what holds it."""

    kind: str
    name: str
    qualified_name: str
    at: Span
    within: tuple[Scope, ...]
    """The scopes that hold it, the wholes left out."""

    @property
    def path(self) -> list[str]:
        """The qualified name's parts."""
        return self.qualified_name.split("::")

    @property
    def is_repeated(self) -> bool:
        """Whether it, or what it stands in, was declared before: then its qualified name has a number."""
        return REPETITION in self.qualified_name


class Kinds(msgspec.Struct, frozen=True, eq=False):
    """The kinds of thing that a reference may mean, and what people call them."""

    label: str
    of: frozenset[str]


class Scope:
    """The names inside one thing; `around` is the scope that it stands in, None for a whole."""

    __slots__ = ("_rings", "around", "names", "reach")

    def __init__(self, around: Scope | None = None) -> None:
        self.names: dict[str, list[Declared]] = {}
        self.around = around
        self.reach: tuple[Neighbours, ...] = ()
        """Of a context: what it reaches over the map, the nearest first."""
        self._rings: tuple[Scope | Neighbours, ...] = ()

    @property
    def rings(self) -> tuple[Scope | Neighbours, ...]:
        """Where a name is looked up, from the inside out; `reach` must be settled before the first look."""
        if not self._rings:
            outer = self.around.rings if self.around else ()
            self._rings = (self, *self.reach, *outer)
        return self._rings

    def add(self, declared: Declared) -> None:
        """Make a name known in this scope."""
        self.names.setdefault(declared.name, []).append(declared)

    def find(self, parts: Sequence[str], kinds: Kinds) -> list[Declared]:
        """The things in this scope that a name may mean, in the order of the text; `parts` as in `Name.parts`.

        Of things that are declared twice the first; that there is another is reported elsewhere.
        """
        named = self.names.get(parts[-1])
        if not named:
            return []
        found = [each for each in named if each.kind in kinds.of]
        if len(parts) > 1:
            found = [each for each in found if stand_in_order(parts[:-1], each.path[:-1])]
        return found if len(found) < 2 else [each for each in found if not each.is_repeated] or found[:1]

    def find_nearest(self, parts: Sequence[str], kinds: Kinds) -> list[Declared]:
        """The things of the nearest ring that a name may mean."""
        for ring in self.rings:
            if found := ring.find(parts, kinds):
                return found
        return []

    def find_elsewhere(self, parts: Sequence[str], kinds: Kinds) -> list[Declared]:
        """The things of the nearest ring that a name may mean, those in this scope itself left out."""
        own = self.find(parts, kinds)
        candidates = ([each for each in ring.find(parts, kinds) if each not in own] for ring in self.rings[1:])
        return next(filter(None, candidates), list[Declared]())

    def of_kind(self, kinds: Kinds) -> Iterator[Declared]:
        """Everything of those kinds in this scope."""
        return (each for named in self.names.values() for each in named if each.kind in kinds.of)


class Whole(Scope):
    """Everything that one space can see. Looked into often, and for names that stand in it often: it remembers."""

    __slots__ = ("_found", "beyond")

    def __init__(self) -> None:
        super().__init__()
        self.beyond: Whole | None = None
        """The other one, where only types written with `@` are looked for, and last."""
        self._found: dict[tuple[tuple[str, ...], Kinds], list[Declared]] = {}

    def find(self, parts: Sequence[str], kinds: Kinds) -> list[Declared]:
        """As in any scope; all names must have been added before."""
        key = (tuple(parts), kinds)
        if key not in self._found:
            self._found[key] = super().find(parts, kinds)
        return self._found[key]


class Neighbours:
    """Scopes that are equally near, of which there may be many: what is found in the whole, if it stands in one."""

    __slots__ = ("_scopes", "_whole")

    def __init__(self, scopes: Iterable[Scope], whole: Whole) -> None:
        self._scopes = frozenset(scopes)
        self._whole = whole

    def find(self, parts: Sequence[str], kinds: Kinds) -> list[Declared]:
        """As in a scope."""
        return [each for each in self._whole.find(parts, kinds) if not self._scopes.isdisjoint(each.within)]


def stand_in_order(parts: Sequence[str], path: Sequence[str]) -> bool:
    """Whether all the parts stand on a path, in this order; `Cart::Item` leaves out the aggregate between."""
    rest = iter(path)
    return all(part in rest for part in parts)
