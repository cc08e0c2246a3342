"""A context that no map shows has no stated relationship to anything, so nobody sees what depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctxmap.analyses.landscapes import names_on
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import ContextMap, Model
from ctxmap.rules import finding, workspace_rule


@workspace_rule(Severity.INFO)
def check(models: Sequence[Model]) -> Iterator[Finding]:
    maps = [each for model in models for each in model.maps]
    if not any(map(_shows_systems, maps)):
        return
    shown = {name for each in maps for name in names_on(each)}
    shown |= {each.name for model in models if _may_show_any(model) for each in model.contexts}
    for context in (each for model in models for each in model.contexts):
        if context.name not in shown and context.type != "TEAM" and not context.has_unread_type:
            yield finding(
                context,
                f'"{context.name}" is on no map',
                hint="add it to a map with `contains`, and state its relationships; or remove it",
            )


def _shows_systems(context_map: ContextMap) -> bool:
    """Whether it is a map of systems, as one without a type is; one with a type that nobody can read may be either."""
    return context_map.type == "SYSTEM_LANDSCAPE" or not (context_map.type or context_map.says("type"))


def _may_show_any(model: Model) -> bool:
    """Whether a name on a map means nothing, and may mean any context."""
    return not model.is_whole or any(each.is_incomplete("contains") for each in model.maps)
