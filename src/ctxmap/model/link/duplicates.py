"""Names that are declared twice where they have to be unique; the later declaration is reported."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ctxmap.findings.finding import Finding, Related, Severity
from ctxmap.model.link.declare import held
from ctxmap.model.link.kinds import OBJECTS
from ctxmap.syntax.tree import Declaration, File, Name
from ctxmap.text.source import Span

_IN_MODEL = {
    "BoundedContext": "context",
    "Domain": "domain",
    "UseCase": "user requirement",
    "UserStory": "user requirement",
    "Deployable": "deployable",
    "View": "view",
    "ContextMap": "map",
}
"""Kinds whose names are unique in a model."""
_IN_OWNER = {
    "Subdomain": "subdomain",
    "Module": "module",
    "Flow": "flow",
    "Coordination": "coordination",
    "Microservice": "microservice",
    "Transaction": "transaction",
    "Aggregate": "aggregate",
    "Service": "service",
    "Resource": "service",
}
"""Kinds whose names are unique in a context, a domain or a subdomain, or at the top level."""
_TYPES = frozenset({*OBJECTS, "enum"})
_CLOSED = frozenset({"Aggregate", "Module", "Subdomain"})
"""Where a second domain object with the same name is an error; elsewhere in a context it is a warning."""


class _Spot(msgspec.Struct, frozen=True, eq=False):
    """Where a declaration stands: the file, what holds it, and the context (or domain) that that is part of."""

    file: File
    around: Declaration | None = None
    outermost: Declaration | None = None


class _Seen:
    """The first of each kind, name and surroundings; every later one is reported."""

    def __init__(self) -> None:
        self._first: dict[tuple[object, ...], Span] = {}
        self.findings: list[Finding] = []

    def report(self, message: str, at: Span, first: Span, severity: Severity = Severity.ERROR) -> None:
        """Say that a declaration is the second one."""
        hint = "rename one of them, or merge the two"
        related = (Related("first declared here", first),)
        self.findings.append(Finding(at, message, hint, related, "duplicate-name", severity))

    def first(self, at: Span, *key: object) -> Span | None:
        """The place of the one before, if there is one."""
        first = self._first.setdefault(key, at)
        return None if first is at else first


def duplicates(files: Iterable[File]) -> list[Finding]:
    """Every name of the model that is declared for the second time."""
    seen = _Seen()
    for file in files:
        for node in held("", file.members):
            _look(seen, node, _Spot(file))
    return seen.findings


def _look(seen: _Seen, node: Declaration, spot: _Spot) -> None:
    keyword = node.keyword.text
    if node.name:
        _look_at_name(seen, node, node.name, spot)
    inner = _Spot(spot.file, node, spot.outermost or node)
    for member in held(keyword, node.members):
        _look(seen, member, inner)


def _look_at_name(seen: _Seen, node: Declaration, name: Name, spot: _Spot) -> None:
    keyword, at = node.keyword.text, spot.file.span(name)
    if keyword in _IN_MODEL:
        what = _IN_MODEL[keyword]
        if first := seen.first(at, what, name.text):
            seen.report(f'duplicate {what} "{name.text}"', at, first)
    elif keyword in _IN_OWNER:
        what, owner = _IN_OWNER[keyword], _owner(spot)
        if first := seen.first(at, what, name.text, owner):
            seen.report(f'duplicate {what} "{name.text}"{_inside(owner)}', at, first)
        elif keyword == "Subdomain":
            _look_at_subdomain(seen, name, spot)
    elif keyword in _TYPES:
        _look_at_type(seen, name, spot)


def _look_at_subdomain(seen: _Seen, name: Name, spot: _Spot) -> None:
    domain = spot.around and spot.around.name
    if domain and domain.text == name.text:
        seen.report(
            f'subdomain "{name.text}" has the same name as its domain', spot.file.span(name), spot.file.span(domain)
        )


def _look_at_type(seen: _Seen, name: Name, spot: _Spot) -> None:
    """Twice in one aggregate, module or subdomain is an error, twice in one context a warning."""
    at = spot.file.span(name)
    nearby = seen.first(at, "type", name.text, spot.around)
    anywhere = seen.first(at, "type in context", name.text, _owner(spot))
    if first := nearby or anywhere:
        closed = bool(nearby and spot.around and spot.around.keyword.text in _CLOSED)
        message = f'duplicate domain object "{name.text}"{_inside(spot.around if closed else _owner(spot))}'
        seen.report(message, at, first, Severity.ERROR if closed else Severity.WARNING)


def _owner(spot: _Spot) -> Declaration | None:
    """The context; in the problem space, where subdomains are worlds of their own, what holds it."""
    inside_context = spot.outermost and spot.outermost.keyword.text == "BoundedContext"
    return spot.outermost if inside_context else spot.around


def _inside(node: Declaration | None) -> str:
    if node is None or node.name is None:
        return ""
    return f' in {_IN_MODEL.get(node.keyword.text, node.keyword.text.lower())} "{node.name.text}"'
