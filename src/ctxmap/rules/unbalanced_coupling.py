"""What changes often and belongs to another team should not be coupled strongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.landscapes import relationships
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import Aggregate, BoundedContext, Model, Relationship
from ctxmap.model.index import aggregates, context_of, contexts, subdomains_of, teams_of
from ctxmap.rules import finding, rule

_HINT = "weaken the coupling (a published language, `ACL`, events), let one team own both, or wait until it is stable"


@rule(Severity.INFO)
def check(model: Model) -> Iterator[Finding]:
    for relationship in relationships(model):
        yield from _shared_kernel(model, relationship)
        yield from _conformist(model, relationship)
    for context in model.contexts:
        yield from _data_access(model, context)


def _shared_kernel(model: Model, relationship: Relationship) -> Iterator[Finding]:
    one, other = (contexts(model)[side.context] for side in relationship.sides)
    if relationship.kind == "SHARED_KERNEL" and _are_distant(model, one, other):
        volatile = [(each, why) for each in (one, other) if (why := _volatility(model, each, each.aggregates))]
        if volatile:
            changes = " and ".join(f'"{each.name}" {why}' for each, why in volatile)
            yield finding(
                relationship,
                f'"{one.name}" and "{other.name}" share a kernel across teams, and {changes}',
                hint=_HINT,
                related=_owners(model, one, other),
            )


def _conformist(model: Model, relationship: Relationship) -> Iterator[Finding]:
    """Of a volatile context, what it exposes counts, where the map says so."""
    upstream, downstream = (contexts(model)[side.context] for side in relationship.sides)
    role = relationship.downstream.role("CF")
    has_model = downstream.type not in ("FRONTEND", "BFF")  # these show what others mean, and follow them anyway
    if role and has_model and not relationship.is_symmetric and _are_distant(model, upstream, downstream):
        known = aggregates(model)
        exposed = [
            known[each.target] for each in relationship.exposed_aggregates if each.target and each.target in known
        ]
        if why := _volatility(model, upstream, exposed or upstream.aggregates):
            yield finding(
                role,
                f'"{downstream.name}" conforms to "{upstream.name}", which another team owns and which {why}',
                hint=_HINT,
                related=_owners(model, upstream, downstream),
            )


def _data_access(model: Model, context: BoundedContext) -> Iterator[Finding]:
    for verb, references in (("reads", context.reads), ("writes", context.writes)):
        for reference in references:
            aggregate = aggregates(model).get(reference.target or "")
            owner = context_of(model, reference.target or "")
            if not aggregate or not owner or owner is context or not _are_distant(model, context, owner):
                continue
            if why := _volatility(model, owner, [aggregate]):
                yield finding(
                    reference,
                    f'"{context.name}" {verb} "{aggregate.name}" of "{owner.name}", which another team owns and '
                    f"which {why}",
                    hint=_HINT,
                    related=_owners(model, owner, context),
                )


def _are_distant(model: Model, one: BoundedContext, other: BoundedContext) -> bool:
    """Whether different teams own the two; unknown where one of them has no owner."""
    first, second = teams_of(model, one), teams_of(model, other)
    return bool(first and second) and not any(team in second for team in first)


def _volatility(model: Model, context: BoundedContext, used: Sequence[Aggregate]) -> str:
    """Why a context, or what is used of it, is expected to change; "" where nothing says so."""
    if any(subdomain.type == "CORE_DOMAIN" for subdomain in subdomains_of(model, context)):
        return "implements a core domain"
    if context.evolution == "GENESIS":
        return "is still being discovered (`GENESIS`)"
    often = next((each for each in used if each.structural_volatility == "OFTEN"), None)
    return f'changes the structure of "{often.name}" often' if often else ""


def _owners(model: Model, *owned: BoundedContext) -> list[tuple[str, BoundedContext]]:
    return [(f'{listed(team.name for team in teams_of(model, each))} owns "{each.name}"', each) for each in owned]
