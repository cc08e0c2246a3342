"""At-least-once delivery sends some messages twice, so the consumer has to be idempotent."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.deployables import remote_relationships
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Async, Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for relationship in remote_relationships(model):
        for messages in relationship.asyncs:
            is_idempotent = messages.is_idempotent or messages.idempotent_by
            consumers = "" if is_idempotent else _consumers(model, messages)
            if messages.delivery == "AT_LEAST_ONCE" and consumers:
                yield finding(
                    messages.place("delivery"),
                    f"messages may be delivered twice, but {consumers} is not declared idempotent",
                    hint="add `idempotent by` and the message attribute that identifies duplicates",
                    fix=unsafe("add `idempotent`", AddMember(messages.at, "idempotent")),
                )


def _consumers(model: Model, messages: Async) -> str:
    """Who receives the messages; "" if all of them are external and can't be changed here."""
    of_events = messages.consumer if messages.events or not messages.commands else ""
    of_commands = messages.command_receiver if messages.commands else ""
    names = list(dict.fromkeys(filter(None, (of_events, of_commands))))
    ours = [name for name in names if not (name in contexts(model) and contexts(model)[name].type == "EXTERNAL")]
    if names and not ours:
        return ""
    return listed(ours) if ours else "the consumer"
