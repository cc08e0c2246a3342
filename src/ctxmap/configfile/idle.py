"""Warnings for selectors in `[[forbid]]` that match no context of any model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctxmap.configfile.read import ConfigFile
from ctxmap.configuration.selectors import Selector, selector
from ctxmap.findings.finding import Finding, Severity
from ctxmap.model.elements import Model
from ctxmap.model.selection import picks_something, values
from ctxmap.text.nearest import nearest
from ctxmap.text.source import Span


def idle_selectors(file: ConfigFile, models: Iterable[Model]) -> Iterator[Finding]:
    """A warning for each, at its position in the file. What the file inherits is for the maps of others, too."""
    several = tuple(models)
    inherited = len(file.base.configuration.forbid) if file.base else 0
    for number, entry in enumerate(file.configuration.forbid):
        if number < inherited:
            continue
        for key, words in (("from", entry.from_), ("to", entry.to)):
            for item, text in enumerate(words):
                if not any(picks_something(model, selector(text)) for model in several):
                    path = ("forbid", number, key)
                    at = file.origin((*path, item)) or file.place(path)
                    yield _idle(at, selector(text), several)


def _idle(at: Span, idle: Selector, models: Iterable[Model]) -> Finding:
    known = {value for model in models for context in model.contexts for value in values(model, idle.kind, context)}
    near = nearest(idle.value, sorted(known))
    hint = f'did you mean "{idle.kind}:{near}"?' if near else f"no context has a {idle.kind} with a similar name"
    return Finding(at, f'no context matches "{idle.kind}:{idle.value}"', hint, severity=Severity.WARNING)
