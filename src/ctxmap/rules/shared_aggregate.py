"""An aggregate has one owner: what several write, none can keep consistent."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.landscapes import landscapes
from ctxmap.analyses.migration.stages import is_out_of
from ctxmap.analyses.similarity import Likeness, in_common, likenesses
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Element, Model
from ctxmap.model.index import aggregates, context_of
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        yield from _written_elsewhere(model, context)
    for landscape in landscapes(model):
        for likeness in likenesses(context for context in landscape.contexts if context.is_ours):
            yield _same_thing(likeness) if likeness.is_certain else _maybe_the_same(likeness)


def _written_elsewhere(model: Model, context: BoundedContext) -> Iterator[Finding]:
    for reference in context.writes:
        owner = context_of(model, reference.target or "")
        if owner and owner is not context and not is_out_of(model, context, owner):
            aggregate = aggregates(model)[reference.target or ""]
            yield finding(
                reference,
                f'"{context.name}" writes aggregate "{aggregate.name}", which "{owner.name}" owns',
                hint=f'let "{owner.name}" alone write it: call an operation of it, or send it a command or an event',
                related=[("the aggregate is declared here", aggregate)],
            )


def _same_thing(likeness: Likeness) -> Finding:
    here = likeness.occurrence
    both, smaller = in_common(here, likeness.others[0])
    return finding(
        here.aggregate,
        f'aggregate "{here.aggregate.name}" of "{here.context.name}" is the same thing as in {_others(likeness)}',
        hint=f"let one context own it{_owner(likeness)}; the others call it or listen to it",
        related=_places(likeness, f"first declared here; {both} of {smaller} attributes and operations are the same"),
    )


def _maybe_the_same(likeness: Likeness) -> Finding:
    here = likeness.occurrence
    return finding(
        here.aggregate,
        f'aggregate "{here.aggregate.name}" of "{here.context.name}" may be the same thing as in {_others(likeness)}',
        hint="if it is, let one context own it; if not, say in each what the word means there: `Term`",
        related=_places(likeness, "first declared here"),
        severity=Severity.WARNING,
    )


def _others(likeness: Likeness) -> str:
    return listed((other.context.name for other in likeness.others), "others" if likeness.has_more else "")


def _places(likeness: Likeness, first: str) -> list[tuple[str, Element]]:
    return [("and here" if number else first, other.aggregate) for number, other in enumerate(likeness.others)]


def _owner(likeness: Likeness) -> str:
    owner = likeness.most_used
    operations = len(owner.aggregate.operations)
    return f', best "{owner.context.name}", which has most operations on it ({operations})' if operations else ""
