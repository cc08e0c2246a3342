"""Code actions: fixes of a finding, all safe fixes of a file, missing declarations, and suppressing a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from ctxmap.configuration import ALWAYS_ON
from ctxmap.findings.finding import Diagnostic
from ctxmap.fixes.edits import Edit
from ctxmap.fixes.ready import Ready, apart, edits_by_path, fixable, sound
from ctxmap.lsp.features import refactorings
from ctxmap.lsp.missing import creation
from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.server import Server
from ctxmap.text.source import Source, Span

FIX_ALL = "source.fixAll.ctxmap"


def register(server: Server) -> None:
    """Add the handler."""
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.Refactor, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def _actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        snapshot = await server.snapshot(params.text_document.uri)
        source = server.source(snapshot, params.text_document.uri)
        if not source:
            return []
        wanted = params.context.only
        start = server.units.offset(source, params.range.start)
        end = server.units.offset(source, params.range.end)
        actions: list[types.CodeAction] = []
        if _is_wanted(types.CodeActionKind.QuickFix, wanted):
            here = [each for each in snapshot.found_in(source) if each.at.start <= end and start <= each.at.end]
            ready = {id(each.diagnostic): each for each in fixable(snapshot.compilation, unsafe=True)}
            for found in here:
                actions += _quick_fixes(server, snapshot, found, ready.get(id(found)))
                actions += _creations(server, snapshot, source, found)
            actions += [_suppression(server, snapshot, source, each) for each in here if each.rule != ALWAYS_ON]
        if _is_wanted(FIX_ALL, wanted):
            actions += _fix_all(server, snapshot, source)
        if _is_wanted(types.CodeActionKind.Refactor, wanted):
            actions += refactorings.actions(server, snapshot, source, start, end)
        return actions


def _is_wanted(kind: str, wanted: Iterable[str] | None) -> bool:
    return wanted is None or any(kind == each or kind.startswith(f"{each}.") for each in wanted)


def _quick_fixes(
    server: Server, snapshot: Snapshot, found: Diagnostic, ready: Ready | None
) -> Iterator[types.CodeAction]:
    if found.fix and ready:
        yield types.CodeAction(
            title=found.fix.title[:1].upper() + found.fix.title[1:],
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[server.diagnostic(found, snapshot)],
            is_preferred=found.fix.is_safe,
            edit=server.workspace_edit(snapshot, ready.edits),
        )


def _creations(server: Server, snapshot: Snapshot, source: Source, found: Diagnostic) -> Iterator[types.CodeAction]:
    if made := creation(snapshot, source, found):
        yield types.CodeAction(
            title=made[0],
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[server.diagnostic(found, snapshot)],
            edit=server.workspace_edit(snapshot, made[1]),
        )


def _fix_all(server: Server, snapshot: Snapshot, source: Source) -> Iterator[types.CodeAction]:
    safe = [
        each
        for each in fixable(snapshot.compilation, unsafe=False)
        if all(edit.at.path == source.path for edit in each.edits)
    ]
    done = sound(snapshot.compilation.sources, list(apart(safe)))
    if done:
        edits = edits_by_path(done)[source.path]
        yield types.CodeAction("Fix all safe findings", FIX_ALL, edit=server.workspace_edit(snapshot, edits))


def _suppression(server: Server, snapshot: Snapshot, source: Source, found: Diagnostic) -> types.CodeAction:
    line = source.line(found.line)
    indent = line[: len(line) - len(line.lstrip())]
    at = source.offset(found.line, 1)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    comment = Edit(Span(source.path, at, at), f"{indent}// ctxmap: ignore[{found.rule}]{newline}")
    return types.CodeAction(
        title=f'Suppress "{found.rule}" here',
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[server.diagnostic(found, snapshot)],
        edit=server.workspace_edit(snapshot, [comment]),
    )
