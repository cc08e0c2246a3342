"""First pass: give everything that has a name its qualified name, and put it into the scopes that hold it.

A name that stands twice in one place (an error, reported by `duplicates`) gets a number at the end of its qualified
name, `Cart-2`, so that qualified names stay unique per kind and nobody downstream loses a thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ctxmap.model.link.kinds import HIDDEN, HOLDS, KINDS, OBJECTS
from ctxmap.model.link.scope import REPETITION, Declared, Scope, Whole
from ctxmap.syntax.tree import Declaration, EnumValue, File, Member, Name, Operation, Property, Setting

_SCOPED = frozenset({"BoundedContext", "Module", "Aggregate", "Domain", "Subdomain"})
_NAMELESS = frozenset({"Application", "ContextMap", "Stakeholders"})
_OFFERING = frozenset({"BoundedContext", "Service", "Resource"})
"""What offers its operations to others, wherever it stands; in an aggregate its root and repositories do too."""
_SAME_TABLE = {
    **dict.fromkeys([*OBJECTS.values(), "ENUM"], "TYPE"),
    **dict.fromkeys(["SERVICE", "RESOURCE"], "SERVICE"),
    **dict.fromkeys(["USE_CASE", "USER_STORY"], "REQUIREMENT"),
    **dict.fromkeys(["STAKEHOLDER", "STAKEHOLDER_GROUP"], "STAKEHOLDER"),
    **dict.fromkeys(["VALUE", "VALUE_CLUSTER"], "VALUE"),
}
"""Kinds that are looked up in one table: their qualified names are told apart from each other's too."""


class Names:
    """All names of a model.

    `solution` and `problem` hold all that contexts and domains can see; `scopes` the scope of each context, module,
    aggregate, domain and subdomain; `declared` what each declaration declares. `states` are the names of enum values,
    `references` those of references: both are looked up without regard to where they stand.
    """

    def __init__(self) -> None:
        self.solution = Whole()
        self.problem = Whole()
        self.solution.beyond = self.problem
        self.problem.beyond = self.solution
        self.declared: dict[Declaration, Declared] = {}
        self.scopes: dict[Declaration, Scope] = {}
        self.inside: dict[str, Scope] = {}
        """The scopes of contexts and aggregates by qualified name."""
        self.states: set[str] = set()
        self.references: set[str] = set()
        self._times: dict[tuple[str, str], int] = {}

    def unique(self, kind: str, qualified_name: str) -> str:
        """The qualified name, with a number where another thing of that kind has it already."""
        key = (_SAME_TABLE.get(kind, kind), qualified_name)
        times = self._times[key] = self._times.get(key, 0) + 1
        return qualified_name if times == 1 else f"{qualified_name}{REPETITION}{times}"


class _Spot(msgspec.Struct, frozen=True, eq=False):
    """Where the walk is: the file, the qualified name that encloses it, and the scopes, the nearest first."""

    file: File
    prefix: str
    scopes: tuple[Scope, ...]
    in_problem: bool
    in_aggregate: bool


def declare(files: Iterable[File]) -> Names:
    """All names of a model, read off its files in the order in which they count as its text."""
    names = Names()
    for file in files:
        spot = _Spot(file, "", (), in_problem=False, in_aggregate=False)
        for member in held("", file.members):
            _declare(names, spot, member)
    return names


def held(keyword: str, members: Iterable[Member]) -> Iterator[Declaration]:
    """Those among the members of a declaration that it can hold, each with a name if it needs one."""
    allowed = HOLDS.get(keyword, frozenset[str]())
    for member in members:
        if isinstance(member, Declaration):
            own = member.keyword.text
            if own in allowed and (member.name or own in _NAMELESS):
                yield member


def offers(keyword: str, members: Iterable[Member], *, in_aggregate: bool) -> bool:
    """Whether the operations of a declaration are there for others to call."""
    if not in_aggregate or keyword in _OFFERING:
        return keyword in _OFFERING
    return keyword == "Repository" or (keyword in OBJECTS and any(map(_is_root, members)))


def _declare(names: Names, spot: _Spot, node: Declaration) -> None:
    keyword = node.keyword.text
    spot = _inside_problem(spot) if keyword == "Domain" else spot
    names.declared[node] = declared = _add(
        names, spot, KINDS[keyword], node.name or node.keyword, named=bool(node.name)
    )
    inner = spot if keyword == "Application" else _inner(names, spot, node, declared)
    for member in held(keyword, node.members):
        _declare(names, inner, member)
    _declare_the_rest(names, inner, node)


def _inside_problem(spot: _Spot) -> _Spot:
    return msgspec.structs.replace(spot, in_problem=True)


def _add(names: Names, spot: _Spot, kind: str, name: Name, *, named: bool = True) -> Declared:
    path = "::".join(filter(None, (spot.prefix, name.text if named else "")))
    at = spot.file.span(name)
    unique = path if kind == "OPERATION" else names.unique(kind, path)  # overloads share a name, by right
    declared = Declared(kind, name.text if named else "", unique, at, spot.scopes)
    for scope in spot.scopes:
        scope.add(declared)
    if kind not in HIDDEN or not spot.in_problem:
        names.solution.add(declared)
    if kind not in HIDDEN or spot.in_problem:
        names.problem.add(declared)
    return declared


def _inner(names: Names, spot: _Spot, node: Declaration, declared: Declared) -> _Spot:
    """The spot inside a declaration: with a scope of its own, if it is of those that have one."""
    keyword = node.keyword.text
    scopes = spot.scopes
    if keyword in _SCOPED:
        whole = names.problem if spot.in_problem else names.solution
        scope = Scope(around=spot.scopes[0] if spot.scopes else whole)
        names.scopes[node] = scope
        if keyword in ("BoundedContext", "Aggregate"):
            names.inside[declared.qualified_name] = scope
        scopes = (scope, *spot.scopes)
    return _Spot(
        spot.file,
        declared.qualified_name,
        scopes,
        in_problem=spot.in_problem,
        in_aggregate=spot.in_aggregate or keyword == "Aggregate",
    )


def _declare_the_rest(names: Names, spot: _Spot, node: Declaration) -> None:
    """Operations that others can call; the names of states and references, which stand in no scope."""
    in_reach = offers(node.keyword.text, node.members, in_aggregate=spot.in_aggregate)
    overloads: set[str] = set()
    for member in node.members:
        if isinstance(member, Operation):
            if in_reach and member.name.text not in overloads:
                overloads.add(member.name.text)
                _add(names, spot, "OPERATION", member.name)
        elif isinstance(member, EnumValue):
            names.states.add(member.name.text)
        elif isinstance(member, Property) and member.marker and member.name:
            names.references.add(member.name.text)


def _is_root(member: Member) -> bool:
    return isinstance(member, Setting) and member.key.text == "aggregateRoot" and not member.negated
