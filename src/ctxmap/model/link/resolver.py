"""Turns names into references, from one scope of one file, and reports the names that mean nothing.

The builders of elements get a `Resolver` and a node of the syntax tree. An unresolved name is reported where it is
written, and the builder gets None for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctxmap.findings.finding import Finding, Related, Severity
from ctxmap.findings.fix import Fix, write
from ctxmap.model.elements import Reference
from ctxmap.model.link.declare import Names
from ctxmap.model.link.kinds import OPERATION, PROVIDER, label
from ctxmap.model.link.qualified import takes_qualified_name
from ctxmap.model.link.scope import Declared, Kinds, Scope, Whole, stand_in_order
from ctxmap.model.link.suggest import Suggestions
from ctxmap.syntax.tree import Declaration, File, Name, Node, Value
from ctxmap.text.look_alikes import difference, skeleton
from ctxmap.text.source import Span

_LISTED = 3
"""How many of the things that an ambiguous name may mean are listed."""


class Resolver:
    """Resolves the names of a file from one scope, and collects the findings about them."""

    __slots__ = ("_file", "_findings", "_path", "_suggestions", "names", "scope")

    def __init__(self, names: Names, file: File, scope: Scope, findings: list[Finding], known: Suggestions) -> None:
        self.names = names
        self.scope = scope
        self._file = file
        self._path = file.source.path
        self._findings = findings
        self._suggestions = known

    @property
    def _whole(self) -> Whole:
        return self.names.problem if self.scope.rings[-1] is self.names.problem else self.names.solution

    def inside(self, node: Declaration) -> Resolver:
        """The resolver for the scope of a context, module, aggregate, domain or subdomain of this file."""
        return Resolver(self.names, self._file, self.names.scopes[node], self._findings, self._suggestions)

    # -- Places and findings ------------------------------------------------------------------------------------------

    def span(self, node: Node) -> Span:
        """The place of a node."""
        return Span(self._path, node.start, node.end)

    def has_gap(self, node: Node) -> bool:
        """Whether something inside a node could not be read."""
        return any(node.start <= gap.start < node.end for gap in self._file.gaps)

    def parts(self, name: Name) -> list[Name]:
        """The parts of a qualified name as names of their own, each in its place."""
        parts: list[Name] = []
        end = name.start
        for part in name.parts:
            start = max(end, self._file.source.text.find(part, end, name.end))  # -1 where it is written decomposed
            end = min(start + len(part), name.end)
            parts.append(Name(part, start, end))
        return parts

    def report(
        self,
        rule: str,
        at: Node | Span,
        message: str,
        *,
        hint: str = "",
        related: Iterable[tuple[str, Span]] = (),
        severity: Severity = Severity.ERROR,
        fix: Fix | None = None,
    ) -> None:
        """Say something of a place."""
        span = at if isinstance(at, Span) else self.span(at)
        others = tuple(Related(text, place) for text, place in related)
        self._findings.append(Finding(span, message, hint, others, rule, severity, fix))

    def report_second(self, second: Name, first: Name, fix: Fix | None = None) -> None:
        """Say that something stands twice that may stand once."""
        self.report(
            "duplicate-attribute",
            second,
            f"`{second.text}` stands here for the second time",
            hint="it may stand once: keep one of them",
            related=[("first written here", self.span(first))],
            fix=fix,
        )

    def report_unknown(self, name: Name, kinds: Kinds) -> None:
        """Say that a name means nothing, and what may have been meant."""
        others = list(self._others(name.parts))
        near = self._suggestions.nearest(name.parts, kinds, self._whole)
        hint = _meant(name.text, near) if near else "declare it, or import the file that does"
        fix = self._respelt(name, near, kinds, sure=not others) if near else None
        if len(name.parts) == 1 and any(each.kind in kinds.of for each in others):
            fix = None
            hint = "contexts and subdomains don't see each other's domain objects: declare it on this side, too"
        self.report(
            "unknown-reference",
            self._unheard_of(name),
            f'no {kinds.label} is named "{name.text}"',
            hint=hint,
            related=[(f"{label(each.kind)} of that name is declared here", each.at) for each in others[:1]],
            fix=fix,
        )

    # -- References ---------------------------------------------------------------------------------------------------

    def refer(self, value: Value | None, kinds: Kinds, *, across: bool = False) -> Reference | None:
        """What a name means; if nothing, that is reported. `across`: domain objects of the other space count too."""
        if not isinstance(value, Name):
            return None
        reference = self.refer_or_leave(value, kinds, across=across)
        if reference.target is None:
            self.report_unknown(value, kinds)
            return None
        return reference

    def refer_all(self, values: Iterable[Value | None], kinds: Kinds) -> tuple[Reference, ...]:
        """What each of the names means, without those that mean nothing."""
        return tuple(reference for value in values if (reference := self.refer(value, kinds)))

    def refer_or_leave(self, name: Name, kinds: Kinds, *, across: bool = False) -> Reference:
        """What a name means; that it means nothing is left to others to say."""
        return self._chosen(name, self._find(name.parts, kinds, across=across))

    def refer_openly(self, name: Name, kinds: Kinds) -> Reference:
        """What a name means; it may as well stand for something that no map declares."""
        return Reference(at=self.span(name), name=name.text, target=self.seek(name, kinds))

    def refer_within(self, name: Name, kinds: Kinds, scopes: Iterable[Scope]) -> Reference:
        """What a name means inside the first of some scopes that knows it; None is left to others to say."""
        candidates = (scope.find(name.parts, kinds) for scope in scopes)
        return self._chosen(name, next(filter(None, candidates), list[Declared]()))

    def refer_elsewhere(self, values: Iterable[Value | None], kinds: Kinds) -> tuple[Reference, ...]:
        """What names mean in other contexts than this one, or else in this one."""
        names = [value for value in values if isinstance(value, Name)]
        references = [self._chosen(name, self._find_elsewhere(name, kinds)) for name in names]
        found = [each if each.target else self.refer(name, kinds) for each, name in zip(references, names, strict=True)]
        return tuple(reference for reference in found if reference)

    def refer_to_operations(self, values: Iterable[Value | None]) -> tuple[Reference, ...]:
        """The operations that names mean. Of an owner that declares none at all the map just doesn't say."""
        names = [value for value in values if isinstance(value, Name)]
        references = [self._undetailed(name) or self.refer(name, OPERATION) for name in names]
        return tuple(reference for reference in references if reference)

    # -- Looking up without a word ------------------------------------------------------------------------------------

    def seek(self, name: Name, kinds: Kinds) -> str | None:
        """The qualified name of what a name means; None if that is nothing, or several things far away."""
        found = self._find(name.parts, kinds)
        if len(found) > 1 and found == self._whole.find(name.parts, kinds):
            return None
        return found[0].qualified_name if found else None

    def seek_owner(self, operation: Name, kinds: Kinds = PROVIDER) -> Declared | None:
        """What is named before an operation: `Order` in `Order::place`."""
        found = self._find(operation.parts[:-1], kinds) if len(operation.parts) > 1 else []
        return found[0] if found else None

    def exists(self, name: Name, kinds: Kinds) -> bool:
        """Whether anything that can be seen from this scope, however far, has that name."""
        return bool(self._find(name.parts, kinds, across=True))

    def _find(self, parts: Sequence[str], kinds: Kinds, *, across: bool = False) -> list[Declared]:
        found = self.scope.find_nearest(parts, kinds) if len(parts) == 1 else self._find_qualified(parts, kinds)
        return found or (self._whole.beyond.find(parts, kinds) if across and self._whole.beyond else [])

    def _find_qualified(self, parts: Sequence[str], kinds: Kinds) -> list[Declared]:
        """`Context::Name` means that context, whatever else has its name; before an operation stands its owner."""
        if kinds is OPERATION:
            found = self.scope.find_nearest(parts, kinds)
            return [each for each in found if stand_in_order(parts[:-1], each.path[1:-1])] or found
        anchored = [each for each in self._whole.find(parts, kinds) if each.path[0] == parts[0]]
        return anchored or self.scope.find_nearest(parts, kinds)

    def _find_elsewhere(self, name: Name, kinds: Kinds) -> list[Declared]:
        return self.scope.find_elsewhere(name.parts, kinds) if len(name.parts) == 1 else []

    def _chosen(self, name: Name, found: Sequence[Declared]) -> Reference:
        if len(found) > 1:
            self._report_ambiguous(name, found)
        return Reference(at=self.span(name), name=name.text, target=found[0].qualified_name if found else None)

    def _undetailed(self, name: Name) -> Reference | None:
        owner = None if self._find(name.parts, OPERATION) else self.seek_owner(name)
        if owner is None:
            return None
        context = self.names.inside[owner.path[0]]
        declared = (each.qualified_name for each in context.of_kind(OPERATION))
        if any(operation.startswith(f"{owner.qualified_name}::") for operation in declared):
            return None
        return Reference(at=self.span(name), name=name.text, target=None)

    def _unheard_of(self, name: Name) -> Name:
        """The first part of a qualified name that names nothing at all; the name itself if each does."""
        parts = (part for part in self.parts(name) if not any(self._others([part.text])))
        return next(parts, name) if len(name.parts) > 1 else name

    def _others(self, parts: Sequence[str]) -> Iterator[Declared]:
        """Things of that very name that the reference can't mean: of another kind, or beyond the border."""
        for scope in (self._whole, self._whole.beyond):
            if scope:
                yield from scope.names.get(parts[-1], ())

    def _respelt(self, name: Name, near: str, kinds: Kinds, *, sure: bool) -> Fix:
        sure = sure and len(name.parts) == 1 and self._suggestions.is_sure(name.text, near, kinds, self._whole)
        return write(near, self.span(name), sure=sure)

    def _report_ambiguous(self, name: Name, found: Sequence[Declared]) -> None:
        listed = [f'"{each.qualified_name}"' for each in found[:_LISTED]]
        more = [f"{len(found) - _LISTED} more"] if len(found) > _LISTED else []
        qualifies = takes_qualified_name(self._file, name)
        advice = f"write {listed[0]} to say so" if qualifies else "rename one of them"
        self.report(
            "ambiguous-reference",
            name,
            f'"{name.text}" may mean {" or ".join((*listed, *more))}',
            hint=f"the first is taken; {advice}",
            related=[(f"{label(each.kind)} of that name is declared here", each.at) for each in found[:_LISTED]],
            severity=Severity.WARNING,
            fix=write(found[0].qualified_name, self.span(name), sure=False) if qualifies else None,
        )


def _meant(name: str, near: str) -> str:
    """The question whether a name is meant, which may look the same."""
    question = f'did you mean "{near}"?'
    return (
        f"{question} it looks the same, but {difference(name, near)}" if skeleton(name) == skeleton(near) else question
    )
