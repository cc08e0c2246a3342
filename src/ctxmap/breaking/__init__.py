"""Two models → breaking changes: one file a rule in `rules/`, found by walking that folder.

`rules/operation_removed.py` is the rule `operation-removed`. It holds one function, decorated with `rule`, that takes a
`Comparison` and yields what it finds; it knows nothing about printing, configuration or suppression. Its page is
`docs/rules/operation-removed.md`, as for the rules that judge one model.

After Greg Young, "Versioning in an Event Sourced System" (2016), and the rules of Postel and Fowler for tolerant
readers: a change breaks whoever runs against the old state, not whoever is deployed with the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module

import msgspec

from ctxmap.breaking.comparison import Comparison, Used
from ctxmap.breaking.told import affected
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Element
from ctxmap.text.resources import modules_in
from ctxmap.text.source import Span

__all__ = ["Break", "Breaking", "Check", "Comparison", "Rule", "Used", "all_rules", "broken", "names", "rule", "run"]


class Break(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """What a rule finds: where (in the new state), what, which element of the old state, and whom it hits."""

    at: Element | Span
    message: str
    element: str
    hits: Sequence[str]
    hint: str = ""
    severity: Severity | None = None


class Breaking(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """A finding about a change, the element of the old state, the contexts that it affects, and the teams to tell."""

    finding: Finding
    element: str
    hits: tuple[str, ...]
    teams: tuple[str, ...]


Check = Callable[[Comparison], Iterator[Break]]


class Rule(msgspec.Struct, frozen=True):
    """A rule about changes: its name, its default severity, and the function that compares two states."""

    name: str
    severity: Severity
    check: Check


def rule(severity: Severity) -> Callable[[Check], Rule]:
    """Turn a function into a rule, which is named after the module of the function."""

    def decorate(check: Check) -> Rule:
        return Rule(check.__module__.rpartition(".")[2].replace("_", "-"), severity, check)

    return decorate


def broken(
    used: Used,
    at: Element | Span,
    message: str,
    *,
    hint: str = "",
    severity: Severity | None = None,
    hits: Iterable[str] | None = None,
) -> Break:
    """A break of something that is used; it hits all of its consumers, or only `hits`."""
    affected = tuple(used.consumers if hits is None else hits)
    return Break(at=at, message=message, element=used.element, hits=affected, hint=hint, severity=severity)


@cache
def names() -> tuple[str, ...]:
    """The names of all rules, sorted; imports none of them."""
    return tuple(module.replace("_", "-") for module in modules_in(_folders()))


@cache
def all_rules() -> Mapping[str, Rule]:
    """All rules by name, in alphabetical order."""
    rules = [import_module(f"{__name__}.rules.{module}").check for module in modules_in(_folders())]
    return {each.name: each for each in rules}


def run(rules: Iterable[Rule], comparison: Comparison) -> Iterator[Breaking]:
    """The findings of the rules, each with its rule's name and severity, and whom it hits in its message."""
    for each in rules:
        for found in each.check(comparison):
            hits = tuple(dict.fromkeys(map(comparison.name, found.hits)))
            teams = tuple(dict.fromkeys(team for name in found.hits for team in comparison.teams(name)))
            finding = Finding(
                at=found.at.at if isinstance(found.at, Element) else found.at,
                message=f"{found.message}; {_affected(comparison, found.hits)}",
                hint=found.hint,
                rule=each.name,
                severity=found.severity or each.severity,
                model=comparison.new.name,
            )
            yield Breaking(finding=finding, element=found.element, hits=hits, teams=teams)


def _affected(comparison: Comparison, hits: Sequence[str]) -> str:
    return affected({comparison.name(name): comparison.teams(name) for name in hits})


def _folders() -> list[str]:
    return [f"{path}/rules" for path in __path__]
