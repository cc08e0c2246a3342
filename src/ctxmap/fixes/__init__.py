"""Fixes made, round by round, until none is left: texts in, texts out. Nothing is written here.

In a round the fixes are made in the order of the text; one that clashes with another waits for the next round, in
which the texts are compiled as they then are. A fix that doesn't settle its finding, or leaves a text harder to read
than it was, isn't made.
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
"""Two or three are the rule. Fixes that undid each other would go on for ever."""

Compile = Callable[[Files], Compilation]
"""Compiles what is to be fixed, wherever the texts come from."""


class Fixed(msgspec.Struct, frozen=True, eq=False):
    """What fixing came to.

    `compilation` is of the texts afterwards: its findings are what is left. `fixed` are those that were fixed, `kept`
    the files that weren't to be touched, and why; `standard_input` what came from there, as it is now, if it was read.
    """

    compilation: Compilation
    files: tuple[FixedFile, ...]
    fixed: tuple[Diagnostic, ...]
    kept: Mapping[str, str]
    standard_input: bytes | None


def apply_fixes(paths: Iterable[str], files: Files, compile_from: Compile, *, unsafe: bool = False) -> Fixed:
    """Make the fixes of the files at some paths: the safe ones, or all. What they only import stays as it is."""
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
"""What a finding is recognised by when the text round it has changed."""


def _unsettled(done: Sequence[Ready], after: Compilation) -> set[_Key]:
    """Those of the fixed findings that are there as they were."""
    there = {(_key(diagnostic), diagnostic.at.start) for diagnostic in after.diagnostics}
    by_path = edits_by_path(done)
    return {
        _key(each.diagnostic)
        for each in done
        if (_key(each.diagnostic), _moved(each.diagnostic.at.start, by_path.get(each.diagnostic.path, ()))) in there
    }


def _moved(offset: int, edits: Iterable[Edit]) -> int:
    """Where what stood at an offset stands afterwards."""
    return offset + sum(len(edit.text) - edit.at.end + edit.at.start for edit in edits if edit.at.end <= offset)


def _key(diagnostic: Diagnostic) -> _Key:
    return diagnostic.path, diagnostic.rule, diagnostic.subject, diagnostic.message
