"""Applies fixes round by round until none is left: texts in, texts out. Does not write files.

Each round applies fixes in the order of the text; a fix that conflicts with another one waits for the next round, for
which the texts are compiled again. A fix is not applied if its finding would remain or if it would cause new syntax
errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from ctxmap.compiler import Compilation
from ctxmap.findings.finding import Diagnostic
from ctxmap.fixes.edits import Edit
from ctxmap.fixes.originals import FixedFile, Originals, where
from ctxmap.fixes.ready import Ready, apart, edits_by_path, fixable, paths_of, sound, texts_after
from ctxmap.text.files import Files, Unsaved

__all__ = ["Fixed", "FixedFile", "apply_fixes"]

_MOST_ROUNDS = 100
"""Two or three are usual. The limit is for fixes that undo each other."""

Compile = Callable[[Files], Compilation]
"""Compiles the paths that are to be fixed, reading texts from the given files."""


class Fixed(msgspec.Struct, frozen=True, eq=False):
    """The result of applying fixes.

    `compilation` is of the texts afterwards: its findings remain. `fixed` are the findings that were fixed, `kept` the
    files that must not be changed, and why; `standard_input` is its new contents, if it was read.
    """

    compilation: Compilation
    files: tuple[FixedFile, ...]
    fixed: tuple[Diagnostic, ...]
    kept: Mapping[str, str]
    standard_input: bytes | None


def apply_fixes(paths: Iterable[str], files: Files, compile_from: Compile, *, unsafe: bool = False) -> Fixed:
    """Apply the fixes of the files at some paths: the safe ones, or all. Files that they import are not changed."""
    read = Originals(files)
    compilation = compile_from(read)
    ours = read.given(paths)
    texts: dict[str, str] = {}
    fixed: list[Diagnostic] = []
    futile: set[_Key] = set()
    kept: dict[str, str] = {}
    for _ in range(_MOST_ROUNDS):
        possible = [each for each in fixable(compilation, unsafe=unsafe) if _key(each.diagnostic) not in futile]
        kept |= {path: why for path in paths_of(possible) if (why := read.why_kept(path, ours))}
        ready = [each for each in possible if kept.keys().isdisjoint(paths_of([each]))]
        done = sound(compilation.sources, list(apart(ready)))
        if not done:
            break
        changed = texts | texts_after(compilation.sources, done)
        then = compile_from(Unsaved({where(path): text for path, text in changed.items()}, read))
        if unsettled := _unsettled(done, then):
            futile |= unsettled
        else:
            texts, compilation = changed, then
            fixed += [each.diagnostic for each in done]
    changes = tuple(read.fixed(path, texts[path]) for path in sorted(texts))
    return Fixed(compilation, changes, tuple(fixed), kept, read.standard_input(texts))


_Key = tuple[str, str, str, str]
"""Identifies a finding when the text around it has changed."""


def _unsettled(done: Sequence[Ready], after: Compilation) -> set[_Key]:
    """The findings that are still there after their fixes."""
    there = {(_key(diagnostic), diagnostic.at.start) for diagnostic in after.diagnostics}
    by_path = edits_by_path(done)
    return {
        _key(each.diagnostic)
        for each in done
        if (_key(each.diagnostic), _moved(each.diagnostic.at.start, by_path.get(each.diagnostic.path, ()))) in there
    }


def _moved(offset: int, edits: Iterable[Edit]) -> int:
    """The offset after some edits."""
    return offset + sum(len(edit.text) - edit.at.end + edit.at.start for edit in edits if edit.at.end <= offset)


def _key(diagnostic: Diagnostic) -> _Key:
    return diagnostic.path, diagnostic.rule, diagnostic.subject, diagnostic.message
