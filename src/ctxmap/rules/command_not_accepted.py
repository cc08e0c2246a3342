"""A command has to be declared by the context that receives it."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.homonyms import context_declaring
from ctxmap.findings.finding import Finding, Severity
from ctxmap.findings.fix import write_last
from ctxmap.model.elements import BoundedContext, Model, Reference
from ctxmap.model.index import commands, contexts
from ctxmap.rules import finding, rule
from ctxmap.text.nearest import nearest


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        for messages in relationship.asyncs:
            receiver = contexts(model).get(messages.command_receiver)
            if receiver and receiver.commands:
                for command in messages.commands:
                    if command.target is None:
                        yield _not_accepted(model, receiver, messages.command_sender, command)


def _not_accepted(model: Model, receiver: BoundedContext, sender: str, command: Reference) -> Finding:
    elsewhere = context_declaring(commands(model), command.name, first=sender)
    names = [each.name for each in receiver.commands]
    near = None if elsewhere else nearest(command.name, names)
    return finding(
        command,
        f'"{receiver.name}" receives command "{command.name}" but does not declare it',
        hint=_hint(receiver, sender, elsewhere.partition("::")[0], command, near),
        related=[("a command with this name is declared here", commands(model)[elsewhere])] if elsewhere else [],
        fix=write_last(near, command.at, command.name, names) if near else None,
    )


def _hint(receiver: BoundedContext, sender: str, declarer: str, command: Reference, near: str | None) -> str:
    if declarer == sender:
        return f'add `publisher = {receiver.name}` if "{sender}" receives it'
    if declarer:
        return f'send it to "{declarer}" in a relationship of its own'
    return f'did you mean "{near}"?' if near else f'declare it in "{receiver.name}": `Command {command.name}`'
