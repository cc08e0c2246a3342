"""A large map in parts, each of which can be looked at.

The smallest parts are subdomains, or teams where no subdomains are named. Boxes are what an overview shows: those
parts, and where they are too many, larger ones that hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from ctxmap.model import index
from ctxmap.model.elements import BoundedContext, ContextMap, Domain, Model, Named, Subdomain
from ctxmap.model.facts import once_per_model
from ctxmap.model.names import distinct, kebab_case, map_files

MOST_BOXES = 12
"""So many boxes, with all the lines between them, are seen at a glance."""
_MOST_PIECES = 25
"""So many contexts of a part can be read without zooming."""
DRAWN_WHOLE = 60
"""A map of more contexts isn't drawn in one piece, and cut even if nothing says which of them belong together."""


class Part(msgspec.Struct, frozen=True, eq=False):
    """Contexts of a map that belong together, what they belong to, and the smaller parts that it consists of.

    `home` is None for a context that stands alone, and for what belongs to nothing in particular.
    """

    home: Named | None
    contexts: tuple[BoundedContext, ...]
    parts: tuple[Part, ...] = ()

    @property
    def is_context(self) -> bool:
        """Whether it is a context that stands alone."""
        return self.home is None and len(self.contexts) == 1

    @property
    def title(self) -> str:
        """What it is called: by its home, or else by the first and the last that it consists of."""
        if self.home or len(self.contexts) == 1:
            return (self.home or self.contexts[0]).title
        ends = self.parts or self.contexts
        return f"{ends[0].title} … {ends[-1].title}"

    @property
    def key(self) -> str:
        """Tells it from the other parts of its map, whatever kind of thing it is named after."""
        if self.home:
            return f"part-{self.home.qualified_name}"
        first = f"context-{self.contexts[0].qualified_name}"
        if self.is_context:
            return first
        return f"parts-{len(self.contexts)}-from-{self.parts[0].key if self.parts else first}"

    @property
    def pieces(self) -> Sequence[Part]:
        """What its diagram shows inside: smaller parts, or its contexts, or groups of them where they are too many."""
        pieces = self.parts or tuple(Part(None, (context,)) for context in self.contexts)
        return pieces if len(pieces) <= _MOST_PIECES else in_groups(pieces)


def boxes_of(model: Model, context_map: ContextMap) -> Sequence[Part]:
    """What an overview of a map shows."""
    return boxes_among(model, contexts_on(model, context_map))


def boxes_among(model: Model, contexts: Sequence[BoundedContext]) -> Sequence[Part]:
    """What an overview of these contexts shows, in the order of the first context of each; no more than `MOST_BOXES`.

    Those are its smallest parts, or else teams with their contexts, domains with their subdomains, what has no home
    together, and in the end neighbours in the text. They are all contexts where nothing can be folded.
    """
    parts = _smallest_parts(model, contexts)
    if all(part.home is None for part in parts):
        return in_groups(parts) if len(parts) > DRAWN_WHOLE else parts
    for larger in (_by_team, _by_domain, _homeless_together):
        if len(parts) > MOST_BOXES:
            parts = larger(model, parts)
    return in_groups(parts)


def in_groups(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts; where they are more than `MOST_BOXES`, so many groups of neighbours instead."""
    if len(parts) <= MOST_BOXES:
        return parts
    ends = [round(len(parts) * i / MOST_BOXES) for i in range(MOST_BOXES + 1)]
    groups = [tuple(parts[i:j]) for i, j in pairwise(ends)]
    return [group[0] if len(group) == 1 else Part(None, _contexts(group), group) for group in groups]


def walk_parts(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts, each followed by what it consists of."""
    for part in parts:
        yield part
        if not part.is_context:
            yield from walk_parts(part.pieces)


def _smallest_parts(model: Model, contexts: Sequence[BoundedContext]) -> Sequence[Part]:
    """The smallest parts into which the contexts fall, in the order of the first of each."""
    by_subdomain = any(homes(model, context) for context in contexts)
    members: dict[str, list[BoundedContext]] = {}
    owners: dict[str, Named] = {}
    for context in contexts:
        home = next(iter(homes(model, context) if by_subdomain else index.teams_of(model, context)), None)
        key = home.qualified_name if home else f" {context.qualified_name}"
        members.setdefault(key, []).append(context)
        if home:
            owners[key] = home
    return [Part(owners.get(key), tuple(each)) for key, each in members.items()]


def _by_team(model: Model, parts: Sequence[Part]) -> Sequence[Part]:
    """Contexts that stand alone with the others of their team."""
    teams = {part.key: next(iter(index.teams_of(model, part.contexts[0])), None) for part in parts if not part.home}
    return _joined((part, teams.get(part.key)) for part in parts)


def _by_domain(model: Model, parts: Sequence[Part]) -> Sequence[Part]:
    """Subdomains with the others of their domain."""
    domains = {each.qualified_name: domain for domain in model.domains for each in (domain, *domain.subdomains)}
    return _joined((part, domains.get(part.home.qualified_name) if part.home else None) for part in parts)


def _homeless_together(_: Model, parts: Sequence[Part]) -> Sequence[Part]:
    """Everything without a home as one part, the last."""
    homeless = tuple(part for part in parts if part.home is None)
    if len(homeless) < 2:
        return parts
    return [*(part for part in parts if part.home), Part(None, _contexts(homeless), homeless)]


def _joined(parts: Iterable[tuple[Part, Named | None]]) -> Sequence[Part]:
    """The parts with those of one home as one; None joins nothing."""
    together: dict[str, list[Part]] = {}
    owners: dict[str, Named] = {}
    for part, owner in parts:
        key = owner.qualified_name if owner else f" {part.key}"
        # What belongs to a domain but to none of its subdomains stands beside these.
        together.setdefault(key, []).extend(part.pieces if owner and part.home is owner else (part,))
        if owner:
            owners[key] = owner
    return [
        group[0] if len(group) == 1 else Part(owners[key], _contexts(group), tuple(group))
        for key, group in together.items()
    ]


def _contexts(parts: Iterable[Part]) -> tuple[BoundedContext, ...]:
    return tuple(context for part in parts for context in part.contexts)


def contexts_on(model: Model, context_map: ContextMap) -> list[BoundedContext]:
    """The contexts that a map contains, and those that its relationships join without its saying so."""
    contained = [reference.target or "" for reference in context_map.contains]
    joined = [side.context for relationship in context_map.relationships for side in relationship.sides]
    return [
        index.contexts(model)[name] for name in dict.fromkeys((*contained, *joined)) if name in index.contexts(model)
    ]


@once_per_model
def part_files(model: Model) -> Mapping[tuple[str, str], str]:
    """For each map's qualified name and the key of each of its parts and boxes, the name of the part's file."""
    maps = map_files(model)
    slugs = {
        (each.qualified_name, part.key): f"{maps[each.qualified_name]}-{part_slug(part)}"
        for each in model.maps
        for part in walk_parts(boxes_of(model, each))
    }
    files = distinct((" ".join(key), slug) for key, slug in slugs.items())
    return {key: files[" ".join(key)] for key in slugs}


def part_slug(part: Part) -> str:
    """What a part's file is called after; several files may wish for the same name."""
    named = part.home or part.contexts[0]
    return kebab_case(named.name) + ("" if part.home or part.is_context else "-and-others")


def homes(model: Model, context: BoundedContext) -> Sequence[Subdomain | Domain]:
    """Where a context could stand: the subdomains that it implements; if it names none, the domains.

    It stands in the first.
    """
    named = [reference.target or "" for reference in context.implements]
    subdomains = [index.subdomains(model)[name] for name in named if name in index.subdomains(model)]
    return subdomains or [index.domains(model)[name] for name in named if name in index.domains(model)]
