"""Mends made, round by round, until none is left: texts in, texts out. Nothing is written here.

In a round the mends are made in the order of the text; one that clashes with another waits for the next round, in
which the texts are compiled as they then are. A mend that would leave a text harder to read than it was isn't made.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from ctxmap.compiler import Compilation
from ctxmap.decoding import decode, encode
from ctxmap.files import STANDARD_INPUT, Files, Unsaved
from ctxmap.mending import Edit, applied, clash, edits, trees
from ctxmap.source import Source
from ctxmap.syntax.parse import parse

_STANDARD_INPUT = "<stdin>"
"""How messages call standard input."""
_MOST_ROUNDS = 100
"""Two or three are the rule. Mends that undid each other would go on for ever."""

Compile = Callable[[Files], Compilation]
"""Compiles what is to be mended, wherever the texts come from."""
_Mends = Sequence[tuple[Edit, ...]]


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

    `compilation` is of the texts afterwards: its findings are what is left. `count` is how many were mended, `kept` the
    files that weren't to be touched, and why; `standard_input` what came from there, as it is now, if it was read.
    """

    compilation: Compilation
    files: tuple[FixedFile, ...]
    count: int
    kept: Mapping[str, str]
    standard_input: bytes | None


def fix(paths: Iterable[str], files: Files, compile_from: Compile, *, unsafe: bool = False) -> Fixed:
    """Make the mends of the files at some paths: the safe ones, or all. What they only import stays as it is."""
    read = _Remembering(files)
    compilation = compile_from(read)
    ours = _given(paths, read)
    texts: dict[str, str] = {}
    kept: dict[str, str] = {}
    count = 0
    for _ in range(_MOST_ROUNDS):
        possible = _possible(compilation, unsafe=unsafe)
        touched = {edit.at.path for made in possible for edit in made}
        kept |= {path: why for path in sorted(touched) if (why := read.why_kept(path, ours))}
        ready = [made for made in possible if not any(edit.at.path in kept for edit in made)]
        mends = _sound(compilation.sources, list(_apart(ready)))
        if not mends:
            break
        count += len(mends)
        texts |= _changed(compilation.sources, mends)
        compilation = compile_from(Unsaved({_where(path): text for path, text in texts.items()}, read))
    changed = tuple(read.fixed(path, texts[path]) for path in sorted(texts))
    return Fixed(compilation, changed, count, kept, read.standard_input(texts))


def _given(paths: Iterable[str], files: Files) -> frozenset[str]:
    """The identities of the files at some paths."""
    several = (files.maps_below(path) if files.is_folder(path) else (path,) for path in paths)
    return frozenset(files.identity(each) for some in several for each in some)


def _where(path: str) -> str:
    """The path to read from what messages show as `path`."""
    return STANDARD_INPUT if path == _STANDARD_INPUT else path


# ---- A round ---------------------------------------------------------------------------------------------------------


def _possible(compilation: Compilation, *, unsafe: bool) -> _Mends:
    """The edits of each mend that can be made and is wanted, in the order of the findings."""
    wanted = [d for d in compilation.diagnostics if d.mend and (unsafe or d.mend.is_safe)]
    files = trees(wanted, compilation.sources)
    return [made for diagnostic in wanted if (made := edits(diagnostic, files))]


def _apart(mends: _Mends) -> Iterator[tuple[Edit, ...]]:
    """The mends that don't clash with one before."""
    taken: dict[str, list[Edit]] = {}
    for made in mends:
        if not any(_clashes(edit, taken.get(edit.at.path, [])) for edit in made):
            for edit in made:
                _take(edit, taken.setdefault(edit.at.path, []))
            yield made


def _order(edit: Edit) -> tuple[int, int]:
    return edit.at.start, edit.at.end


def _clashes(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether an edit clashes with one of those, which are in the order of the text and don't clash."""
    first = bisect_left(taken, (edit.at.start, edit.at.start), key=_order) - 1
    last = bisect_right(taken, (edit.at.end, edit.at.end), key=_order)
    return any(clash(edit, other) for other in taken[max(0, first) : last + 1])


def _take(edit: Edit, taken: list[Edit]) -> None:
    taken.insert(bisect_right(taken, _order(edit), key=_order), edit)


def _changed(sources: Mapping[str, Source], mends: _Mends) -> dict[str, str]:
    """The texts after some mends, by path."""
    by_path: dict[str, list[Edit]] = {}
    for edit in (edit for made in mends for edit in made):
        by_path.setdefault(edit.at.path, []).append(edit)
    return {path: applied(sources[path].text, made) for path, made in by_path.items()}


def _sound(sources: Mapping[str, Source], mends: _Mends) -> _Mends:
    """Those of some mends after which the texts can be read at least as well as before."""
    if _are_sound(sources, mends):
        return mends
    sound: list[tuple[Edit, ...]] = []
    for made in mends:
        if _are_sound(sources, [*sound, made]):
            sound.append(made)
    return sound


def _are_sound(sources: Mapping[str, Source], mends: _Mends) -> bool:
    changed = _changed(sources, mends).items()
    return all(_mistakes(Source(path, text)) <= _mistakes(sources[path]) for path, text in changed)


def _mistakes(source: Source) -> int:
    return len(parse(source)[1])


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
