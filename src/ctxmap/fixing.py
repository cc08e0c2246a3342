"""Mends made, round by round, until none is left: texts in, texts out. Nothing is written here.

In a round the mends are made in the order of the text; one that clashes with another waits for the next round, in
which the texts are compiled as they then are. A mend that doesn't settle its finding, or leaves a text harder to read
than it was, isn't made.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from ctxmap.compiler import Compilation
from ctxmap.decoding import decode, encode
from ctxmap.files import STANDARD_INPUT, Files, Unsaved
from ctxmap.findings import Diagnostic
from ctxmap.mending import Edit, applied, clash, edits, trees
from ctxmap.source import Source
from ctxmap.syntax.parse import parse

_STANDARD_INPUT = "<stdin>"
"""How messages call standard input."""
_MOST_ROUNDS = 100
"""Two or three are the rule. Mends that undid each other would go on for ever."""
_SYNTAX = "syntax"

Compile = Callable[[Files], Compilation]
"""Compiles what is to be mended, wherever the texts come from."""


class FixedFile(msgspec.Struct, frozen=True):
    """A file that mends change: the path under which messages show it, and what it holds before and afterwards."""

    path: str
    before: bytes
    after: bytes

    @property
    def texts(self) -> tuple[str, str]:
        """Both as text."""
        return decode(self.path, self.before)[0].text, decode(self.path, self.after)[0].text


class Fixed(msgspec.Struct, frozen=True, eq=False):
    """What mending came to.

    `compilation` is of the texts afterwards: its findings are what is left. `mended` are those that were mended, `kept`
    the files that weren't to be touched, and why; `standard_input` what came from there, as it is now, if it was read.
    """

    compilation: Compilation
    files: tuple[FixedFile, ...]
    mended: tuple[Diagnostic, ...]
    kept: Mapping[str, str]
    standard_input: bytes | None


def fix(paths: Iterable[str], files: Files, compile_from: Compile, *, unsafe: bool = False) -> Fixed:
    """Make the mends of the files at some paths: the safe ones, or all. What they only import stays as it is."""
    read = _Remembering(files)
    compilation = compile_from(read)
    ours = _given(paths, read)
    texts: dict[str, str] = {}
    mended: list[Diagnostic] = []
    futile: set[_Key] = set()
    kept: dict[str, str] = {}
    for _ in range(_MOST_ROUNDS):
        possible = [each for each in _possible(compilation, unsafe=unsafe) if _key(each.diagnostic) not in futile]
        kept |= {path: why for path in _touched(possible) if (why := read.why_kept(path, ours))}
        ready = [each for each in possible if kept.keys().isdisjoint(_touched([each]))]
        done = _sound(compilation.sources, list(_apart(ready)))
        if not done:
            break
        changed = texts | _changed(compilation.sources, done)
        then = compile_from(Unsaved({_where(path): text for path, text in changed.items()}, read))
        if unsettled := _unsettled(done, then):
            futile |= unsettled
        else:
            texts, compilation = changed, then
            mended += [each.diagnostic for each in done]
    changes = tuple(read.fixed(path, texts[path]) for path in sorted(texts))
    return Fixed(compilation, changes, tuple(mended), kept, read.standard_input(texts))


def _given(paths: Iterable[str], files: Files) -> frozenset[str]:
    """The identities of the files at some paths."""
    several = (files.maps_below(path) if files.is_folder(path) else (path,) for path in paths)
    return frozenset(files.identity(each) for some in several for each in some)


def _where(path: str) -> str:
    """The path to read from what messages show as `path`."""
    return STANDARD_INPUT if path == _STANDARD_INPUT else path


# ---- A round ---------------------------------------------------------------------------------------------------------


class _Ready(msgspec.Struct, frozen=True, eq=False):
    """A finding, and the edits that would mend it."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...]


_Key = tuple[str, str, str, str]
"""What a finding is recognised by when the text round it has changed."""


def _possible(compilation: Compilation, *, unsafe: bool) -> list[_Ready]:
    """The findings that can be mended as it is wanted."""
    wanted = [d for d in compilation.diagnostics if d.mend and (unsafe or d.mend.is_safe)]
    files = trees(wanted, compilation.sources)
    return [_Ready(diagnostic, made) for diagnostic in wanted if (made := edits(diagnostic, files))]


def _touched(ready: Iterable[_Ready]) -> list[str]:
    return sorted({edit.at.path for each in ready for edit in each.edits})


def _apart(possible: Iterable[_Ready]) -> Iterator[_Ready]:
    """Those of the findings whose edits don't clash with one before."""
    taken: dict[str, list[Edit]] = {}
    for each in possible:
        if not any(_clashes(edit, taken.get(edit.at.path, [])) for edit in each.edits):
            for edit in each.edits:
                _take(edit, taken.setdefault(edit.at.path, []))
            yield each


def _order(edit: Edit) -> tuple[int, int]:
    return edit.at.start, edit.at.end


def _clashes(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether an edit clashes with one of those, which are in the order of the text and don't clash."""
    first = bisect_left(taken, (edit.at.start, edit.at.start), key=_order) - 1
    last = bisect_right(taken, (edit.at.end, edit.at.end), key=_order)
    return any(clash(edit, other) for other in taken[max(0, first) : last + 1])


def _take(edit: Edit, taken: list[Edit]) -> None:
    taken.insert(bisect_right(taken, _order(edit), key=_order), edit)


def _changed(sources: Mapping[str, Source], done: Iterable[_Ready]) -> dict[str, str]:
    """The texts after some mends, by path."""
    by_path: dict[str, list[Edit]] = {}
    for edit in (edit for each in done for edit in each.edits):
        by_path.setdefault(edit.at.path, []).append(edit)
    return {path: applied(sources[path].text, made) for path, made in by_path.items()}


# ---- What isn't worth it ---------------------------------------------------------------------------------------------


def _sound(sources: Mapping[str, Source], ready: Sequence[_Ready]) -> Sequence[_Ready]:
    """Those after which the texts can be read at least as well as before: all of them, or as many as can be found."""
    if _are_sound(sources, ready):
        return ready
    sound: list[_Ready] = []
    for each in ready:
        if _are_sound(sources, [*sound, each]):
            sound.append(each)
    return sound


def _are_sound(sources: Mapping[str, Source], ready: Sequence[_Ready]) -> bool:
    """Whether every text has fewer mistakes than before, by as many as were mended in it."""
    mended = Counter(each.diagnostic.path for each in ready if each.diagnostic.rule == _SYNTAX)
    changed = _changed(sources, ready)
    return all(
        _mistakes(Source(path, text)) <= _mistakes(sources[path]) - mended[path] for path, text in changed.items()
    )


def _mistakes(source: Source) -> int:
    return len(parse(source)[1])


def _unsettled(done: Sequence[_Ready], after: Compilation) -> set[_Key]:
    """Those of the mended findings that are there as they were."""
    there = {(_key(diagnostic), diagnostic.at.start) for diagnostic in after.diagnostics}
    by_path: dict[str, list[Edit]] = {}
    for edit in {edit: None for each in done for edit in each.edits}:
        by_path.setdefault(edit.at.path, []).append(edit)
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


# ---- Files -----------------------------------------------------------------------------------------------------------


class _Remembering:
    """Files that are read once, so that standard input can be read again, and every file written as it was."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: dict[str, bytes] = {}
        self.is_folder = files.is_folder
        self.is_file = files.is_file
        self.maps_below = files.maps_below
        self.maps_in = files.maps_in
        self.identity = files.identity

    def read(self, path: str) -> bytes:
        """What a file held when it was first read; raises `OSError`."""
        identity = self.identity(path)
        if identity not in self._read:
            self._read[identity] = self._files.read(path)
        return self._read[identity]

    def why_kept(self, path: str, ours: frozenset[str]) -> str:
        """Why a file isn't to be changed; "" if it may be."""
        identity = self.identity(_where(path))
        if identity not in ours or identity not in self._read:
            return "it is not among the paths"
        data = self._read[identity]
        is_text = encode(decode(path, data)[0].text, data) == data
        return "" if is_text else "some of its bytes are no text"

    def fixed(self, path: str, text: str) -> FixedFile:
        """A file with another text, its encoding kept."""
        before = self._read[self.identity(_where(path))]
        return FixedFile(path, before, encode(text, before))

    def standard_input(self, texts: Mapping[str, str]) -> bytes | None:
        """What standard input held, with its new text if it has one; None if it wasn't read."""
        if STANDARD_INPUT not in self._read:
            return None
        before = self._read[STANDARD_INPUT]
        return encode(texts[_STANDARD_INPUT], before) if _STANDARD_INPUT in texts else before
