"""Meaning → findings: one file a rule, found by walking this folder.

`rules/role_on_wrong_side.py` is the rule `role-on-wrong-side`. It holds one function, decorated with `rule`, that
takes a model (and its thresholds, if it has any) and yields findings; it knows nothing about printing, order,
configuration or suppression. A rule that asks what no map of the workspace shows is decorated with `workspace_rule`,
and takes all models at once; one about how a map is written, with `file_rule`, and takes the syntax tree of a file. Its
page, `docs/rules/role-on-wrong-side.md`, is its documentation and its test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, TypeVar, overload

import msgspec

from ctxmap.configuration import Configuration
from ctxmap.findings.finding import Finding, Related, Severity
from ctxmap.findings.fix import Fix
from ctxmap.model.elements import Element, Model
from ctxmap.syntax.tree import File
from ctxmap.text.resources import modules_in
from ctxmap.text.source import Span

__all__ = [
    "Finding",
    "Number",
    "Rule",
    "Severity",
    "all_rules",
    "file_rule",
    "finding",
    "rule",
    "run",
    "run_on_files",
    "run_over",
    "workspace_rule",
]

Limits = TypeVar("Limits", bound=msgspec.Struct)
Check = Callable[[Model], Iterator[Finding]]
CheckWorkspace = Callable[[Sequence[Model]], Iterator[Finding]]
CheckFile = Callable[[File], Iterator[Finding]]
CheckWithin = Callable[[Model, Limits], Iterator[Finding]]
Number = Annotated[int, msgspec.Meta(ge=1)]
"""A threshold that counts things."""


class Rule(msgspec.Struct, frozen=True):
    """A rule: its name, its default severity, its thresholds if it has any, and the function that checks a model.

    `is_over_workspace`: the function takes all models of the workspace instead. `is_on_files`: it takes the syntax tree
    of a file. `is_on_request`: the rule is off unless a team selects it or gives it a severity.
    """

    name: str
    severity: Severity
    check: Callable[..., Iterator[Finding]]
    limits: msgspec.Struct | None = None
    is_over_workspace: bool = False
    is_on_files: bool = False
    is_on_request: bool = False

    @property
    def thresholds(self) -> msgspec.Struct | None:
        """What a team can configure under the rule's name; None for a rule that reads the whole configuration."""
        return None if isinstance(self.limits, Configuration) else self.limits

    def set_up(self, configuration: Configuration) -> Rule:
        """The rule with the thresholds of a configuration."""
        if isinstance(self.limits, Configuration):
            return msgspec.structs.replace(self, limits=configuration)
        settings = configuration.rules.get(self.name)
        return msgspec.structs.replace(self, limits=settings.limits) if settings and settings.limits else self

    def found_in(self, model: Model) -> Iterator[Finding]:
        """Its findings in a model."""
        return self.check(model, self.limits) if self.limits else self.check(model)


@overload
def rule(severity: Severity, *, on_request: bool = False) -> Callable[[Check], Rule]: ...
@overload
def rule(severity: Severity, limits: Limits, *, on_request: bool = False) -> Callable[[CheckWithin[Limits]], Rule]: ...
def rule(
    severity: Severity, limits: msgspec.Struct | None = None, *, on_request: bool = False
) -> Callable[[Callable[..., Iterator[Finding]]], Rule]:
    """Turn a function into a rule, which is named after the module of the function.

    A function with thresholds takes them as its second argument, a frozen struct of plain values: `limits` are the
    defaults. A team configures them by the names of the struct's attributes. A function that takes a `Configuration`
    gets the whole configuration of the team. A rule that is true of few teams runs `on_request` only.
    """

    def decorate(check: Callable[..., Iterator[Finding]]) -> Rule:
        return Rule(_name(check), severity, check, limits, is_on_request=on_request)

    return decorate


def workspace_rule(severity: Severity) -> Callable[[CheckWorkspace], Rule]:
    """Turn a function that takes all models of a workspace into a rule.

    Such a rule asks what no model has: another model's map may show a context that this one's doesn't. What it finds
    is true of the workspace, so its findings name no model.
    """

    def decorate(check: CheckWorkspace) -> Rule:
        return Rule(_name(check), severity, check, is_over_workspace=True)

    return decorate


def file_rule(severity: Severity, *, on_request: bool = False) -> Callable[[CheckFile], Rule]:
    """Turn a function that takes the syntax tree of a file into a rule about how a map is written."""

    def decorate(check: CheckFile) -> Rule:
        return Rule(_name(check), severity, check, is_on_files=True, is_on_request=on_request)

    return decorate


def finding(
    at: Element | Span,
    message: str,
    *,
    hint: str = "",
    related: Iterable[tuple[str, Element | Span]] = (),
    severity: Severity | None = None,
    fix: Fix | None = None,
) -> Finding:
    """A finding at an element or place; `related` pairs messages with other places; `fix` says how to fix it."""
    others = tuple(Related(text, _span(place)) for text, place in related)
    return Finding(at=_span(at), message=message, hint=hint, related=others, severity=severity, fix=fix)


@cache
def all_rules() -> Mapping[str, Rule]:
    """All rules by name, in alphabetical order."""
    rules = [import_module(f"{__name__}.{name}").check for name in modules_in(__path__)]
    return {rule.name: rule for rule in rules}


def run(rules: Iterable[Rule], model: Model) -> Iterator[Finding]:
    """What the rules about models find in one, with each rule's name and severity."""
    for each in rules:
        if not each.is_over_workspace and not each.is_on_files:
            yield from _as_of(each, each.found_in(model))


def run_over(rules: Iterable[Rule], models: Sequence[Model]) -> Iterator[Finding]:
    """What the rules over the workspace find in its models, likewise."""
    for each in rules:
        if each.is_over_workspace:
            yield from _as_of(each, each.check(models))


def run_on_files(rules: Iterable[Rule], files: Iterable[File]) -> Iterator[Finding]:
    """What the rules about files find in syntax trees, likewise."""
    of_files = [each for each in rules if each.is_on_files]
    for file in files if of_files else ():
        for each in of_files:
            yield from _as_of(each, each.check(file))


def _as_of(rule: Rule, findings: Iterable[Finding]) -> Iterator[Finding]:
    for found in findings:
        yield msgspec.structs.replace(found, rule=rule.name, severity=found.severity or rule.severity)


def _name(check: Callable[..., object]) -> str:
    return check.__module__.rpartition(".")[2].replace("_", "-")


def _span(place: Element | Span) -> Span:
    return place.at if isinstance(place, Element) else place
