"""Meaning → findings: one file a rule, found by walking this folder.

`rules/role_on_wrong_side.py` is the rule `role-on-wrong-side`. It holds one function, decorated with `rule`, that
takes a model and yields findings; it knows nothing of printing, order, configuration or suppression. Its page,
`docs/rules/role-on-wrong-side.md`, is its documentation and its test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import msgspec

from ctxmap.findings import Finding, Related, Severity
from ctxmap.model.elements import Element, Model
from ctxmap.source import Span

Check = Callable[[Model], Iterator[Finding]]


class Rule(msgspec.Struct, frozen=True):
    """A rule: its name, its default severity, and the function that looks for it."""

    name: str
    severity: Severity
    check: Check


def rule(severity: Severity) -> Callable[[Check], Rule]:
    """Make a rule of a function; the rule is named after the module that the function stands in."""

    def decorate(check: Check) -> Rule:
        return Rule(name=check.__module__.rpartition(".")[2].replace("_", "-"), severity=severity, check=check)

    return decorate


def finding(
    at: Element | Span,
    message: str,
    *,
    hint: str = "",
    related: Iterable[tuple[str, Element | Span]] = (),
    severity: Severity | None = None,
) -> Finding:
    """A finding at an element or place; `related` pairs a message with another."""
    others = tuple(Related(text, _span(place)) for text, place in related)
    return Finding(at=_span(at), message=message, hint=hint, related=others, severity=severity)


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by name, in the order of the names."""
    names = sorted(module.name for module in iter_modules(__path__))
    rules = [import_module(f"{__name__}.{name}").check for name in names]
    return {rule.name: rule for rule in rules}


def run(rules: Iterable[Rule], model: Model) -> Iterator[Finding]:
    """What the rules find in a model, each finding with its rule's name and severity."""
    for each in rules:
        for found in each.check(model):
            yield msgspec.structs.replace(found, rule=each.name, severity=found.severity or each.severity)


def _span(place: Element | Span) -> Span:
    return place.at if isinstance(place, Element) else place
