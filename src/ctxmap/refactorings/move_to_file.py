"""A declaration goes to another file, new or not; the file that it comes from imports that one."""

from __future__ import annotations

import os

from ctxmap.model.elements import Named
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft


@refactoring("Move {element} to a file of its own")
def make(draft: Draft, element: Named, file: str) -> None:
    """Move a declaration of the top level to another file, and import that file."""
    if not file.casefold().endswith(".cml"):
        raise RefactoringError(f'"{file}" is not the name of a map: it has to end with .cml')
    node = draft.node(element)
    if all(member is not node for member in draft.file(element).members):
        raise RefactoringError(f'"{element.name}" is a part of another declaration; only whole declarations can move')
    known = {_absolute(each.source.path): each for each in draft.files()}
    there = known.get(_absolute(file))
    if there is None and os.path.exists(file):  # noqa: PTH110
        raise RefactoringError(f'"{file}" exists, but is not one of the maps: name it as a path, too')
    origin = element.at.path
    if there and there.source.path == origin:
        raise RefactoringError(f'"{element.name}" is in "{file}" already')
    block = draft.block(element)
    draft.take_out(block)
    if there:
        draft.write_at_end(there.source.path, block)
    else:
        draft.write_file(file, block)
    if all(_absolute(os.path.join(os.path.dirname(origin), each)) != _absolute(file) for each in draft.imports(origin)):  # noqa: PTH118, PTH120
        target = os.path.relpath(file, os.path.dirname(origin) or ".").replace(os.sep, "/")  # noqa: PTH120
        draft.add_import(origin, target if target.startswith("..") else f"./{target}")


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100
