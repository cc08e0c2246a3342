"""A team can only know so many models well."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import contexts, subdomains_of
from ctxmap.rules import Number, finding, rule


class Limits(msgspec.Struct, frozen=True):
    """How many contexts a team can own."""

    most: Number = 4
    """The most contexts that one team may own; one that implements a core domain counts twice."""


@rule(Severity.INFO, Limits())
def check(model: Model, limits: Limits) -> Iterator[Finding]:
    for team in model.contexts:
        if team.type == "TEAM":
            owned = [contexts(model)[name] for name in dict.fromkeys(each.target or "" for each in team.realizes)]
            core = [context for context in owned if _is_core(model, context)]
            if len(owned) + len(core) > limits.most:
                yield _overload(team, owned, core, limits)


def _is_core(model: Model, context: BoundedContext) -> bool:
    return any(subdomain.type == "CORE_DOMAIN" for subdomain in subdomains_of(model, context))


def _overload(team: BoundedContext, owned: list[BoundedContext], core: list[BoundedContext], limits: Limits) -> Finding:
    counted = f", of which {len(core)} {'is' if len(core) == 1 else 'are'} core and count twice" if core else ""
    return finding(
        team,
        f'"{team.name}" owns {len(owned)} contexts{counted} (limit {limits.most})',
        hint="let another team own some of them, those first that have the least to do with the others",
        related=[(f'"{context.name}" is core', context) for context in core],
    )
