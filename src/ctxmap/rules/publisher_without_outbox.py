"""To send again, a publisher has to remember what it wanted to send."""

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
                    f"{_publishers(messages)} promises at least once, and has no outbox to send from again",
                    hint="store messages with the change that they tell of, and add `outbox`",
                    fix=unsafe("add `outbox`", AddMember(messages.at, "outbox")),
                )


def _publishers(messages: Async) -> str:
    of_events = messages.publisher if messages.events or not messages.commands else ""
    of_commands = messages.command_sender if messages.commands else ""
    names = list(dict.fromkeys(filter(None, (of_events, of_commands))))
    return listed(names) if names else "the publisher"
