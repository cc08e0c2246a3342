"""An event says what has happened; a sender that expects one receiver to act sends a command."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ctxmap.analyses.english import past, singular, words
from ctxmap.analyses.events.flow import Taking, takers
from ctxmap.analyses.events.subscriptions import subscribed_events
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import DomainObject, Model, Policy, Reference
from ctxmap.rules import finding, rule

_REQUESTS = frozenset({"asked", "demanded", "needed", "ordered", "requested", "required"})
"""What the last word of an event says that only asks for something: `ReservationRequested`."""


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    policies = [policy for context in model.contexts for part in context.parts for policy in part.policies]
    if not model.is_whole or any(policy.is_incomplete("on") for policy in policies):
        return  # there may be other consumers
    reacting: defaultdict[str | None, list[Policy]] = defaultdict(list)
    for policy in policies:
        for event in dict.fromkeys(on.target for on in policy.on):
            reacting[event].append(policy)
    subscribed = subscribed_events(model.contexts)
    for event in (event for context in model.contexts for event in context.events):
        if event.qualified_name not in subscribed and _has_one_consumer(takers(model).get(event.qualified_name, ())):
            found = reacting[event.qualified_name]
            command = _only_command(found[0]) if len(found) == 1 else None
            if command and _is_about(event.name, command.name.rpartition("::")[2]):
                yield _disguised(event, found[0], command)


def _has_one_consumer(takings: Sequence[Taking]) -> bool:
    """Whether nothing but policies reacts to the event, and relationships bring it to no other context."""
    reactions = {taking.by for taking in takings} - {"RELATIONSHIP"}
    return reactions == {"POLICY"} and len({taking.context for taking in takings}) == 1


def _only_command(policy: Policy) -> Reference | None:
    """The command that the policy issues, if that is all it does."""
    is_all = len(policy.on) == len(policy.issues) == 1 and not policy.says("invokes") and not policy.invokes
    return policy.issues[0] if is_all else None


def _is_about(event: str, command: str) -> bool:
    """Whether the event speaks of what the command does: `RefundRequested` of `Refund`, `RunOrdered` of `OrderRun`.

    `OrderCancelled` does not speak of `CancelShipment`: what was cancelled is another thing.
    """
    said, (verb, *things) = words(event), words(command) or ("",)
    *before, last = said or ("",)
    if last == past(verb):
        return {singular(thing) for thing in things} <= {singular(word) for word in before}
    stem = verb.removesuffix("e")
    is_request = last in _REQUESTS and len(stem) > 2
    return verb in before or (is_request and any(word.startswith(stem) for word in before))


def _disguised(event: DomainObject, policy: Policy, command: Reference) -> Finding:
    name = command.name.rpartition("::")[2]
    return finding(
        event,
        f'event "{event.name}" is command "{name}" in disguise: its only consumer does nothing else',
        hint=f"send `{name}` as a command; an event says what has happened, and its sender expects nothing",
        related=[(f'policy "{policy.name}" turns it into the command', policy)],
    )
