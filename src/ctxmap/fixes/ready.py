"""Findings whose fixes can be applied, and which of them can be applied together without damaging the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ctxmap.compiler import Compilation
from ctxmap.configuration import ALWAYS_ON
from ctxmap.findings.finding import Diagnostic
from ctxmap.fixes.edits import Edit, applied, clash, edits, trees
from ctxmap.syntax.parse import parse
from ctxmap.text.source import Source


class Ready(msgspec.Struct, frozen=True, eq=False):
    """A finding, and the edits that would fix it."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...]


def fixable(compilation: Compilation, *, unsafe: bool) -> list[Ready]:
    """The findings that can be fixed with the wanted kind of fixes."""
    wanted = [d for d in compilation.diagnostics if d.fix and (unsafe or d.fix.is_safe)]
    files = trees(wanted, compilation.sources)
    return [Ready(diagnostic, made) for diagnostic in wanted if (made := edits(diagnostic, files))]


def paths_of(ready: Iterable[Ready]) -> list[str]:
    """The paths of the files that they change."""
    return sorted({edit.at.path for each in ready for edit in each.edits})


def apart(ready: Iterable[Ready]) -> Iterator[Ready]:
    """The findings whose edits do not conflict with those of an earlier one."""
    taken: dict[str, list[Edit]] = {}
    for each in ready:
        if not any(_clashes(edit, taken.get(edit.at.path, [])) for edit in each.edits):
            for edit in each.edits:
                _take(edit, taken.setdefault(edit.at.path, []))
            yield each


def texts_after(sources: Mapping[str, Source], done: Iterable[Ready]) -> dict[str, str]:
    """The texts after some fixes, by path."""
    return {path: applied(sources[path].text, made) for path, made in edits_by_path(done).items()}


def edits_by_path(ready: Iterable[Ready]) -> dict[str, list[Edit]]:
    """The edits by file, each once: two findings may have the same fix."""
    by_path: dict[str, list[Edit]] = {}
    for edit in {edit: None for each in ready for edit in each.edits}:
        by_path.setdefault(edit.at.path, []).append(edit)
    return by_path


def sound(sources: Mapping[str, Source], ready: Sequence[Ready]) -> Sequence[Ready]:
    """Those after which the texts can be read at least as well as before: all of them, or as many as can be found."""
    if _are_sound(sources, ready):
        return ready
    found: list[Ready] = []
    for each in ready:
        if _are_sound(sources, [*found, each]):
            found.append(each)
    return found


def _are_sound(sources: Mapping[str, Source], ready: Sequence[Ready]) -> bool:
    """Whether every text has fewer mistakes than before, by as many as were fixed in it."""
    fixed = Counter(each.diagnostic.path for each in ready if each.diagnostic.rule == ALWAYS_ON)
    after = texts_after(sources, ready)
    return all(_mistakes(Source(path, text)) <= _mistakes(sources[path]) - fixed[path] for path, text in after.items())


def _mistakes(source: Source) -> int:
    return len(parse(source)[1])


def _order(edit: Edit) -> tuple[int, int]:
    return edit.at.start, edit.at.end


def _clashes(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether an edit clashes with one of those, which are in the order of the text and don't clash."""
    first = bisect_left(taken, (edit.at.start, edit.at.start), key=_order) - 1
    last = bisect_right(taken, (edit.at.end, edit.at.end), key=_order)
    return any(clash(edit, other) for other in taken[max(0, first) : last + 1])


def _take(edit: Edit, taken: list[Edit]) -> None:
    taken.insert(bisect_right(taken, _order(edit), key=_order), edit)
