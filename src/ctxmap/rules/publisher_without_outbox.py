"""At-least-once delivery needs an outbox, or a crash after the change loses the message."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.findings.fix import AddMember, unsafe
from ctxmap.model.elements import Async, Model
from ctxmap.rules import finding, rule


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for relationship in model.relationships:
        for messages in relationship.asyncs:
            if messages.delivery == "AT_LEAST_ONCE" and not messages.has_outbox:
                yield finding(
                    messages.place("delivery"),
                    f"delivery is at least once, but there is no outbox for messages from {_publishers(messages)}",
                    hint="store messages in the same transaction as the change, and add `outbox`",
                    fix=unsafe("add `outbox`", AddMember(messages.at, "outbox")),
                )


def _publishers(messages: Async) -> str:
    of_events = messages.publisher if messages.events or not messages.commands else ""
    of_commands = messages.command_sender if messages.commands else ""
    names = list(dict.fromkeys(filter(None, (of_events, of_commands))))
    return listed(names) if names else "the publisher"
