"""At-least-once delivery needs an outbox, or a crash after the change loses the message."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.deployables import remote_relationships
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Async, Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for relationship in remote_relationships(model):
        for messages in relationship.asyncs:
            publishers = "" if messages.has_outbox else _publishers(model, messages)
            if messages.delivery == "AT_LEAST_ONCE" and publishers:
                yield finding(
                    messages.place("delivery"),
                    f"delivery is at least once, but there is no outbox for messages from {publishers}",
                    hint="store messages in the same transaction as the change, and add `outbox`",
                    fix=unsafe("add `outbox`", AddMember(messages.at, "outbox")),
                )


def _publishers(model: Model, messages: Async) -> str:
    """Who sends the messages; "" if all of them are external and can't be changed here."""
    of_events = messages.publisher if messages.events or not messages.commands else ""
    of_commands = messages.command_sender if messages.commands else ""
    names = list(dict.fromkeys(filter(None, (of_events, of_commands))))
    ours = [name for name in names if not (name in contexts(model) and contexts(model)[name].type == "EXTERNAL")]
    if names and not ours:
        return ""
    return listed(ours) if ours else "the publisher"
