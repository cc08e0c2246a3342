"""A policy does something, and only with what its context can reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.related_contexts import between
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model, Policy, Reference, Relationship
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        for policy in (policy for part in context.parts for policy in part.policies):
            if not (policy.issues or policy.invokes or policy.says("issues") or policy.says("invokes")):
                yield finding(
                    policy,
                    f'policy "{policy.name}" neither issues a command nor invokes an operation',
                    hint="say what happens: `issues = …` or `invokes = …`",
                )
            yield from _out_of_reach(model, context, policy)


def _out_of_reach(model: Model, context: BoundedContext, policy: Policy) -> Iterator[Finding]:
    for verb, references in (("issues", policy.issues), ("invokes", policy.invokes)):
        for reference in references:
            owner = contexts(model).get((reference.target or "").partition("::")[0])
            if not owner or owner is context or not model.maps or not model.is_whole:
                continue
            related = between(model, context.qualified_name, owner.qualified_name)
            does = f'policy "{policy.name}" {verb} "{reference.name}" of "{owner.name}"'
            if not related:
                yield finding(
                    reference,
                    f'{does}, and no relationship joins "{context.name}" and "{owner.name}"',
                    hint="add the relationship over which this happens, or let the other context react to an event",
                    related=[(f'"{owner.name}" is declared here', owner)],
                )
            elif not any(_offers(each, owner, policy, reference) for each in related):
                kind, block = ("commands", "async") if verb == "issues" else ("operations", "sync")
                yield finding(
                    reference,
                    f'{does}, but no relationship makes it available to "{context.name}"',
                    hint=f"list it among the `{kind}` of the `{block}` over which this happens",
                    related=[("this is what they exchange", each) for each in related[:1]],
                )


def _offers(relationship: Relationship, owner: BoundedContext, policy: Policy, wanted: Reference) -> bool:
    """Whether it may carry what the policy wants: it says nothing, doesn't list what is exchanged, or lists it.

    For a command any call is enough, as it may carry it; and the event that the policy reacts to, if the owner gets it.
    """
    calls = [sync for sync in relationship.syncs if sync.callee in (owner.qualified_name, "")]
    sent = [messages for messages in relationship.asyncs if messages.consumer in (owner.qualified_name, "")]
    events = {event.target for messages in sent for event in messages.events}
    if not relationship.says_how or any(event.target in events for event in policy.on):
        return True
    if wanted in policy.invokes:
        return any(_lists(sync.operations, wanted) for sync in calls)
    return bool(calls) or any(_lists((*each.events, *each.commands), wanted) for each in relationship.asyncs)


def _lists(named: Sequence[Reference], wanted: Reference) -> bool:
    return not named or any(each.target in (wanted.target, None) for each in named)
