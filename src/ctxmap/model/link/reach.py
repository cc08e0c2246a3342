"""How far a context sees over the map: what its upstream contexts expose, then all that they hold.

Influence flows downstream, so it is downstream that one speaks of upstream's things; equal sides speak of each other's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ctxmap.model.link.arrows import kind_of, sides_of
from ctxmap.model.link.declare import Names, held
from ctxmap.model.link.kinds import AGGREGATE, CONTEXT
from ctxmap.model.link.scope import Neighbours, Scope
from ctxmap.syntax.tree import File, Name, Relationship, Setting


def settle_reach(names: Names, files: Iterable[File]) -> None:
    """Tell every context's scope what it reaches over the maps."""
    exposed: defaultdict[Scope, set[Scope]] = defaultdict(set)
    reached: defaultdict[Scope, set[Scope]] = defaultdict(set)
    for node in _relationships(files):
        (upstream, _), (downstream, _) = sides_of(node)
        above, below = _context(names, upstream), _context(names, downstream)
        if above and below and above is not below:
            reached[below].add(above)
            if kind_of(node) in ("PARTNERSHIP", "SHARED_KERNEL"):
                reached[above].add(below)
            exposed[below].update(_exposed(names, node, above))
    for scope, contexts in reached.items():
        scope.reach = tuple(Neighbours(each, names.solution) for each in (exposed[scope], contexts) if each)


def _relationships(files: Iterable[File]) -> Iterator[Relationship]:
    for file in files:
        for node in held("", file.members):
            if node.keyword.text == "ContextMap":
                yield from (member for member in node.members if isinstance(member, Relationship))


def _context(names: Names, name: Name) -> Scope | None:
    found = names.solution.find(name.parts, CONTEXT)
    return names.inside[found[0].qualified_name] if found else None


def _exposed(names: Names, node: Relationship, upstream: Scope) -> Iterator[Scope]:
    for member in node.members:
        if isinstance(member, Setting) and member.key.text == "exposedAggregates":
            for value in member.values:
                if isinstance(value, Name) and (found := upstream.find(value.parts, AGGREGATE)):
                    yield names.inside[found[0].qualified_name]
