"""An aggregate has one owner: what several write, none can keep consistent."""

from __future__ import annotations

from collections.abc import Iterator

from ctxmap.analyses.copies import is_extracted
from ctxmap.analyses.landscapes import landscapes
from ctxmap.analyses.reachable_types import share_a_kernel
from ctxmap.analyses.shared_aggregates import shared_aggregates
from ctxmap.analyses.similarity import Likeness, Sign, in_common
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Element, Model
from ctxmap.model.index import aggregates, context_of
from ctxmap.rules import finding, rule


@rule(Severity.ERROR)
def check(model: Model) -> Iterator[Finding]:
    for context in model.contexts:
        yield from _written_elsewhere(model, context)
    for landscape in landscapes(model):
        for likeness in shared_aggregates(model, landscape):
            yield _maybe_the_same(likeness, likeness.sign) if likeness.sign else _same_thing(likeness)


def _written_elsewhere(model: Model, context: BoundedContext) -> Iterator[Finding]:
    for reference in context.writes:
        owner = context_of(model, reference.target or "")
        if owner and owner is not context and not _is_allowed(model, context, owner):
            aggregate = aggregates(model)[reference.target or ""]
            yield finding(
                reference,
                f'"{context.name}" writes aggregate "{aggregate.name}", which "{owner.name}" owns',
                hint=f'let "{owner.name}" alone write it: call an operation of it, or send it a command or an event',
                related=[("the aggregate is declared here", aggregate)],
            )


def _is_allowed(model: Model, context: BoundedContext, owner: BoundedContext) -> bool:
    """Whether an extraction or a shared kernel explains it; `extracted-shares-legacy-data` judges what is extracted."""
    is_leaving = is_extracted(model, owner, context) and owner.migration != "DONE"
    names = context.qualified_name, owner.qualified_name
    return is_extracted(model, context, owner) or is_leaving or share_a_kernel(model, *names)


def _same_thing(likeness: Likeness) -> Finding:
    here = likeness.occurrence
    both, smaller = in_common(here, likeness.others[0])
    return finding(
        here.aggregate,
        f'aggregate "{here.aggregate.name}" of "{here.context.name}" is the same thing as in {_others(likeness)}',
        hint=f"let one context own it{_owner(likeness)}; the others call it, or keep a `ReadModel`",
        related=_places(likeness, f"first declared here; {both} of {smaller} attributes and operations are the same"),
    )


def _maybe_the_same(likeness: Likeness, sign: Sign) -> Finding:
    here = likeness.occurrence
    both, name = sign
    return finding(
        here.aggregate,
        f'aggregate "{here.aggregate.name}" of "{here.context.name}" may be the same thing as in {_others(likeness)}: '
        f'both contexts {both} "{name.rpartition("::")[2]}"',
        hint=f"if it is, let one context own it{_owner(likeness)}; if not, say in each what the word means: `Term`",
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
