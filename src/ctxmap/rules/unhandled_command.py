"""A command that nothing handles has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.events.handled_commands import handled_commands, may_be_handled
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, DomainObject, Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts if model.is_whole else ():
        if context.qualified_name not in may_be_handled(model):
            for command in context.commands:
                if not command.is_abstract and command.qualified_name not in handled_commands(model):
                    yield _unhandled(context, command)


def _unhandled(context: BoundedContext, command: DomainObject) -> Finding:
    return finding(
        command,
        f'no flow, policy, operation or `async` names command "{command.name}" of "{context.name}"',
        hint=f"say what handles it, such as an operation with a parameter `@{command.name}`, or who sends it",
    )
