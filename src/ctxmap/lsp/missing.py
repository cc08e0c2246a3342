"""The declaration that an unknown name asks for: a context, or what the upstream context would have to offer."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ctxmap.findings.finding import Diagnostic
from ctxmap.findings.fix import AddMember, Fix, Replace, unsafe
from ctxmap.fixes.edits import Edit, edits, trees
from ctxmap.lsp.cursor import cursor_at
from ctxmap.lsp.expected import takes_context, upstream
from ctxmap.lsp.projects import Snapshot
from ctxmap.model.elements import BoundedContext
from ctxmap.text.source import Source, Span

_NAME = re.compile(r"[^\W\d]\w*")
_OFFERED = {"exposedAggregates": "Aggregate", "events": "DomainEvent", "commands": "Command"}
"""What the upstream context declares, by the attribute of a relationship that names it."""


def creation(snapshot: Snapshot, source: Source, found: Diagnostic) -> tuple[str, tuple[Edit, ...]] | None:
    """The title and the edits of declaring the name that a finding doesn't know; None where that isn't clear."""
    name = source.text[found.at.start : found.at.end]
    fix = _fix(snapshot, source, found, name) if _NAME.fullmatch(name) else None
    if not fix:
        return None
    fixable = replace(found, fix=fix)
    made = edits(fixable, trees([fixable], snapshot.compilation.sources))
    return (fix.title, made) if made else None


def _fix(snapshot: Snapshot, source: Source, found: Diagnostic, name: str) -> Fix | None:
    cursor = cursor_at(source.text, found.at.start)
    if keyword := _OFFERED.get(cursor.setting):
        contexts = upstream(cursor, snapshot.compilation.models)
        if not contexts or any(name in _declared(each) for each in contexts):
            return None
        title = f"Create {keyword} {name} in {contexts[0].name}"
        return unsafe(title, AddMember(contexts[0].at, f"{keyword} {name}", at_end=True))
    if found.rule == "unknown-reference" and takes_context(cursor):
        end = len(source.text)
        line_end = "\r\n" if "\r\n" in source.text else "\n"
        gap = line_end if source.text.endswith("\n") else line_end * 2
        title = f"Create BoundedContext {name}"
        return unsafe(title, Replace(Span(source.path, end, end), f"{gap}BoundedContext {name}{line_end}"))
    return None


def _declared(context: BoundedContext) -> set[str]:
    return {each.name for each in (*context.aggregates, *context.all_objects)}
