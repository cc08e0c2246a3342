"""Fixes → edits of the text: only when somebody asks, with the syntax tree of the text at hand.

A fix describes a change in terms of the map (`findings/fix.py`). This package turns it into edits of characters, with
commas, indentation and line ends. Comments are kept: an edit that would remove one is not made. Knows nothing about
rules, files and folders, so that an editor can use it as well as the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ctxmap.findings.finding import Diagnostic
from ctxmap.findings.fix import AddItem, AddMember, AddRole, Change, Remove, RemoveItem, Replace, place_of
from ctxmap.fixes.edits import lists, members
from ctxmap.fixes.edits.layout import Edit, Layout
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import File
from ctxmap.text.source import Source

__all__ = ["Edit", "applied", "clash", "edits", "edits_of", "trees"]


def edits(diagnostic: Diagnostic, files: Mapping[str, File]) -> tuple[Edit, ...]:
    """The edits that make a finding's fix, in the order of the text; none where it has none or can't be made.

    `files` holds the syntax trees by path, at least of the files that the fix touches (`trees`).
    """
    fix = diagnostic.fix
    made = [edits_of(change, files) for change in fix.changes] if fix else []
    if not all(made):
        return ()
    return tuple(sorted((edit for each in made for edit in each), key=lambda edit: (edit.at.path, edit.at.start)))


def trees(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source]) -> dict[str, File]:
    """The syntax trees of the files that the findings' fixes touch, by path."""
    paths = {place.path: None for d in diagnostics if d.fix for place in map(place_of, d.fix.changes)}
    return {path: parse(sources[path])[0] for path in paths if path in sources}


def clash(one: Edit, other: Edit) -> bool:
    """Whether two edits can't both be made; the same edit twice is one."""
    if one == other or one.at.path != other.at.path:
        return False
    a, b = one.at, other.at
    if a.start == a.end == b.start == b.end:
        return not (one.joins and other.joins)
    return a.start < b.end and b.start < a.end


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A text with some edits made, no two of which clash; what is put in at one place stands in the order given."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(dict.fromkeys(edits), key=lambda edit: (edit.at.start, edit.at.end)):
        pieces += text[done : edit.at.start], edit.text
        done = edit.at.end
    return "".join((*pieces, text[done:]))


def edits_of(change: Change, files: Mapping[str, File]) -> list[Edit]:
    """The edits of a change; none if there is no place for it, or a comment would be lost."""
    place = place_of(change)
    if place.path not in files:
        return []
    layout = Layout(files[place.path])
    made = _laid_out(change, layout)
    leaving = layout.comment_round(place) if isinstance(change, Remove | RemoveItem) else None
    return [] if any(layout.loses_comment(edit, besides=leaving) for edit in made) else made


def _laid_out(change: Change, layout: Layout) -> list[Edit]:
    match change:
        case Replace(at, text):
            return [Edit(at, text)]
        case RemoveItem(at):
            return lists.without_item(layout, at)
        case Remove(at):
            return members.without_member(layout, at)
        case AddItem():
            return lists.with_item(layout, change)
        case AddRole(to, role):
            return lists.with_role(layout, to, role)
        case AddMember(to, text, at_end):
            return members.with_member(layout, to, text, at_end=at_end)
