"""Renamed files: imports follow, those of the renamed file and those of files that import it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from lsprotocol import types

from ctxmap.fixes.edits import Edit
from ctxmap.lsp.features.structure import imports_of
from ctxmap.lsp.places import path_of
from ctxmap.lsp.projects import Snapshot
from ctxmap.lsp.server import Server
from ctxmap.syntax.tree import File
from ctxmap.text.source import Span


def register(server: Server) -> None:
    """Add the handler."""
    maps = types.FileOperationFilter(types.FileOperationPattern("**/*.cml"), scheme="file")
    folders = types.FileOperationFilter(
        types.FileOperationPattern("**/*", matches=types.FileOperationPatternKind.Folder), scheme="file"
    )
    options = types.FileOperationRegistrationOptions([maps, folders])

    @server.feature(types.WORKSPACE_WILL_RENAME_FILES, options)
    async def _rename(params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
        moved = {path_of(each.old_uri): path_of(each.new_uri) for each in params.files}
        changes: dict[str, list[types.TextEdit]] = {}
        snapshots = await server.snapshots() or [await server.snapshot(each.old_uri) for each in params.files]
        for snapshot in snapshots:
            edits = list(dict.fromkeys(_edits(snapshot, moved)))
            made = server.workspace_edit(snapshot, edits).changes or {}
            changes |= {uri: list(some) for uri, some in made.items()}
        return types.WorkspaceEdit(changes=changes) if changes else None


def _edits(snapshot: Snapshot, moved: Mapping[str, str]) -> Iterator[Edit]:
    """The edits of all imports that lead elsewhere after the move."""
    for file in snapshot.compilation.files.values():
        yield from _edits_in(file, moved)


def _edits_in(file: File, moved: Mapping[str, str]) -> Iterator[Edit]:
    old = Path(file.source.path).absolute().as_posix()
    new = _after(old, moved)
    for text in imports_of(file):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(old), text.value))
        after = _after(target, moved)
        if (new, after) == (old, target):
            continue
        written = posixpath.relpath(after, posixpath.dirname(new))
        if posixpath.dirname(new) == posixpath.dirname(old) and after == target:
            continue
        written = written if written.startswith(".") else f"./{written}"
        if written != text.value:
            yield Edit(Span(file.source.path, text.start + 1, text.end - 1), written)


def _after(path: str, moved: Mapping[str, str]) -> str:
    """The path of a file after the move, of itself or of a folder that it is in."""
    for old, new in moved.items():
        if path == old:
            return new
        if path.startswith(f"{old}/"):
            return new + path[len(old) :]
    return path
