"""A backend for several channels fits none of them and becomes a general-purpose API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.communication.calls import Call, served_by_bffs
from ctxmap.analyses.landscapes import landscapes
from ctxmap.findings.finding import Finding, Severity, listed
from ctxmap.model.elements import BoundedContext, Model
from ctxmap.model.index import contexts
from ctxmap.rules import finding, rule


@rule(Severity.WARNING)
def check(model: Model) -> Iterator[Finding]:
    for landscape in landscapes(model):
        for bff, calls in served_by_bffs(landscape).items():
            channels: dict[str, str] = {}
            for channel in filter(None, (contexts(model)[call.caller].channel for call in calls)):
                channels.setdefault(channel.casefold(), channel)
            if len(channels) > 1:
                yield _serves_many(contexts(model)[bff], list(channels.values()), calls)


def _serves_many(bff: BoundedContext, channels: list[str], calls: Sequence[Call]) -> Finding:
    return finding(
        bff,
        f'BFF "{bff.name}" serves frontends of {len(channels)} channels: {listed(channels)}',
        hint="give each channel its own BFF, and move shared logic to a domain context or a library",
        related=[(f'"{call.caller}" calls it here', call.sync or call.relationship) for call in calls],
    )
