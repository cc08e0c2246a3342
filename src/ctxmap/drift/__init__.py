"""A map and evidence of what really runs → where they differ: one file a rule in `rules/`, found by walking it.

`rules/operation_not_in_contract.py` is the rule `operation-not-in-contract`. It holds one function, decorated with
`rule`, that takes the `Evidence` and yields findings; it knows nothing about printing, configuration or suppression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module

import msgspec
from msgspec.structs import replace

from ctxmap.drift.evidence import Evidence
from ctxmap.findings.finding import Finding, Severity
from ctxmap.text.resources import modules_in

__all__ = ["Check", "Evidence", "Rule", "all_rules", "names", "rule", "run"]

Check = Callable[[Evidence], Iterator[Finding]]


class Rule(msgspec.Struct, frozen=True):
    """A rule about drift: its name, its default severity, and the function that compares."""

    name: str
    severity: Severity
    check: Check


def rule(severity: Severity) -> Callable[[Check], Rule]:
    """Turn a function into a rule, which is named after the module of the function."""

    def decorate(check: Check) -> Rule:
        return Rule(check.__module__.rpartition(".")[2].replace("_", "-"), severity, check)

    return decorate


@cache
def names() -> tuple[str, ...]:
    """The names of all rules, sorted; imports none of them."""
    return tuple(module.replace("_", "-") for module in modules_in(_folders()))


@cache
def all_rules() -> Mapping[str, Rule]:
    """All rules by name, in alphabetical order."""
    rules = [import_module(f"{__name__}.rules.{module}").check for module in modules_in(_folders())]
    return {each.name: each for each in rules}


def run(rules: Iterable[Rule], evidence: Evidence) -> Iterator[Finding]:
    """The findings of the rules, each with its rule's name and severity."""
    for each in rules:
        for found in each.check(evidence):
            yield replace(found, rule=each.name, severity=found.severity or each.severity)


def _folders() -> list[str]:
    return [f"{path}/rules" for path in __path__]
