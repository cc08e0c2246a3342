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
from ctxmap.syntax.recovery.recover import MOST_FINDINGS
from ctxmap.text.source import Source

_NEAR = 200
"""Within how many characters something directly follows, if they are blank."""


class Ready(msgspec.Struct, frozen=True, eq=False):
    """A finding, and the edits that would fix it."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...]


def fixable(compilation: Compilation, *, unsafe: bool) -> list[Ready]:
    """The findings that can be fixed with the wanted kind of fixes."""
    wanted = [d for d in compilation.diagnostics if d.fix and (unsafe or d.fix.is_safe)]
    files = trees(wanted, compilation.sources)
    ready = [Ready(diagnostic, made) for diagnostic in wanted if (made := edits(diagnostic, files))]
    guesses = _guesses(compilation)
    return [each for each in ready if not _follows_guess(each, guesses, compilation.sources)]


def _guesses(compilation: Compilation) -> dict[str, list[Diagnostic]]:
    """The mistakes of syntax of which nobody can be sure what was meant, by path and in the order of the text."""
    guesses: dict[str, list[Diagnostic]] = {}
    for each in compilation.diagnostics:
        if each.rule == ALWAYS_ON and not (each.fix and each.fix.is_safe):
            guesses.setdefault(each.path, []).append(each)
    return guesses


def _follows_guess(ready: Ready, guesses: Mapping[str, Sequence[Diagnostic]], sources: Mapping[str, Source]) -> bool:
    """Whether a fix would change what was read by guessing, or what directly follows that."""
    for edit in ready.edits:
        near = guesses.get(edit.at.path, ())
        last = bisect_right(near, edit.at.start, key=_start)
        for guess in near[max(0, last - 2) : last]:
            between = sources[edit.at.path].text[guess.at.end : min(edit.at.start, guess.at.end + _NEAR)]
            if guess is not ready.diagnostic and not between.strip() and edit.at.start < guess.at.end + _NEAR:
                return True
    return False


def _start(diagnostic: Diagnostic) -> int:
    return diagnostic.at.start


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
    return _sound(sources, [], ready)


def _sound(sources: Mapping[str, Source], found: Sequence[Ready], rest: Sequence[Ready]) -> Sequence[Ready]:
    """Those of the rest that are sound together with what was found. Halves are tried, so that few parses are needed
    where few fixes are unsound.
    """
    if not rest or _are_sound(sources, [*found, *rest]):
        return rest
    if len(rest) == 1:
        return []
    middle = len(rest) // 2
    first = _sound(sources, found, rest[:middle])
    return [*first, *_sound(sources, [*found, *first], rest[middle:])]


def _are_sound(sources: Mapping[str, Source], ready: Sequence[Ready]) -> bool:
    """Whether every text has fewer mistakes than before, by as many as were fixed in it.

    Of a text with more mistakes than are listed, others show up when those are fixed: it may have as many.
    """
    fixed = Counter(each.diagnostic.path for each in ready if each.diagnostic.rule == ALWAYS_ON)
    for path, text in texts_after(sources, ready).items():
        before = _mistakes(sources[path])
        allowed = before if before > MOST_FINDINGS else before - fixed[path]
        if _mistakes(Source(path, text)) > allowed:
            return False
    return True


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
