"""An element gets another name, and everything that refers to it follows, in all files."""

from __future__ import annotations

from ctxmap.model.elements import Application, Named
from ctxmap.refactorings import RefactoringError, refactoring
from ctxmap.refactorings._draft import Draft
from ctxmap.writer.words import name


@refactoring("Rename {element}")
def make(draft: Draft, element: Named, new_name: str) -> None:
    """Rename an element, and all references to it."""
    if draft.text(element.at).lstrip("^") != element.name:
        raise RefactoringError(f'"{element.name}" has no name of its own')
    if not new_name.isidentifier():
        raise RefactoringError(f'"{new_name}" is not a name: use letters, digits and `_`, and begin with a letter')
    draft.rewrite(element.at, name(new_name))
    if isinstance(element, Application):
        return  # nothing refers to it, and what is in it belongs to the context
    above = element.qualified_name.rpartition("::")[0]
    draft.became[element.qualified_name] = f"{above}::{new_name}" if above else new_name
