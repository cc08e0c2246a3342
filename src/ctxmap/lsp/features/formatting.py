"""Formatting of a document or some of its lines, as `ctxmap fmt` does it; a text with syntax errors stays as it is."""

from __future__ import annotations

from difflib import SequenceMatcher

from lsprotocol import types

from ctxmap.lsp.places import Units
from ctxmap.lsp.server import Server
from ctxmap.syntax.format.format import Lines, formatted
from ctxmap.text.source import Source


def register(server: Server) -> None:
    """Add the handlers."""

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def _format(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        return _edits(server, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    def _format_range(params: types.DocumentRangeFormattingParams) -> list[types.TextEdit]:
        start, end = params.range.start, params.range.end
        ends_before = end.character == 0 and end.line > start.line  # a selection of whole lines ends at the next one
        return _edits(server, params.text_document.uri, (start.line + 1, max(1, end.line + 1 - ends_before)))

    @server.feature(
        types.TEXT_DOCUMENT_ON_TYPE_FORMATTING, types.DocumentOnTypeFormattingOptions(first_trigger_character="}")
    )
    def _format_typed(params: types.DocumentOnTypeFormattingParams) -> list[types.TextEdit]:
        line = params.position.line + 1
        return _edits(server, params.text_document.uri, (line, line))


def _edits(server: Server, uri: str, lines: Lines | None = None) -> list[types.TextEdit]:
    source = server.written(uri)
    if not source:
        return []
    if lines:
        last = min(lines[1], source.line_count)
        lines = (max(1, min(lines[0], last)), last)
    return changes(source, formatted(source, lines)[0], server.units)


def changes(source: Source, text: str, units: Units) -> list[types.TextEdit]:
    """The edits that turn a text into another, line by line, so that the cursor stays where it is."""
    before, after = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    return [
        types.TextEdit(units.range(source, starts[first], starts[last]), "".join(after[begin:end]))
        for kind, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
