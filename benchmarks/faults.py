"""Faults that no broken text may cause: a traceback, a hang, a position outside the file.

Also a model that changes on its way through JSON, and backend output that is not well-formed.
"""

from __future__ import annotations

import signal
import traceback
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from xml.etree import ElementTree

import yaml

from benchmarks.mutate import Mutant
from ctxmap import backends, compile_text
from ctxmap.backends import Artifact, Request
from ctxmap.compiler import Compilation
from ctxmap.findings.finding import Diagnostic
from ctxmap.model.json import from_json, to_json
from ctxmap.text.source import Source

TIME_BOUND = 10
"""Seconds after which a mutant counts as a hang; the slowest text of the corpus takes a hundredth of that."""


def faults(broken: Mutant, backend_names: Sequence[str] = ()) -> list[str]:
    """What went wrong with a mutant that must never go wrong; nothing, if all is well."""
    try:
        with _time_bound(TIME_BOUND):
            compilation = compile_text(broken.text, broken.path)
            return [*_misplaced(compilation), *_lost_in_json(compilation), *_malformed(compilation, backend_names)]
    except _Hang:
        return [f"not done after {TIME_BOUND} s"]
    except Exception:  # the very thing that is looked for
        return [traceback.format_exc()]


def _misplaced(compilation: Compilation) -> Iterator[str]:
    for found in compilation.diagnostics:
        if not _is_inside(found, compilation.sources):
            yield f"a place outside the file: {found}"


def _is_inside(found: Diagnostic, sources: Mapping[str, Source]) -> bool:
    places = [
        (found.path, found.line, found.column),
        (found.path, found.end_line, found.end_column),
        *((related.path, related.line, related.column) for related in found.related),
    ]
    ordered = (found.line, found.column) <= (found.end_line, found.end_column)
    return ordered and all(_exists(sources.get(path), line, column) for path, line, column in places)


def _exists(source: Source | None, line: int, column: int) -> bool:
    """Whether a place is in a text, the one just behind a line's last character included."""
    if source is None or not 1 <= line <= source.line_count:
        return False
    return 1 <= column <= len(source.text.split("\n")[line - 1]) + 1


def _lost_in_json(compilation: Compilation) -> Iterator[str]:
    for model in compilation.models:
        text = to_json(model)
        if to_json(from_json(text)) != text:
            yield "the model does not survive JSON"


def _malformed(compilation: Compilation, backend_names: Sequence[str]) -> Iterator[str]:
    for model in compilation.models:
        request = Request(model, compilation.diagnostics)
        artifacts = [made for name in backend_names for made in backends.load(name).build(request)]
        paths = [artifact.path for artifact in artifacts]
        if len(set(paths)) < len(paths):
            yield f"two artifacts of one path: {sorted(paths)}"
        for artifact in artifacts:
            yield from _ill_formed(artifact)


def _ill_formed(artifact: Artifact) -> Iterator[str]:
    try:
        artifact.text.encode("utf-8")
        if artifact.path.endswith(".svg"):
            ElementTree.fromstring(artifact.text)
        elif artifact.path.endswith(".yaml"):
            yaml.load(artifact.text, yaml.CSafeLoader)
    except (UnicodeEncodeError, ElementTree.ParseError, yaml.YAMLError) as error:
        yield f"{artifact.path}: {error}"


class _Hang(BaseException):
    """The time is up; no `Exception`, so that nothing inside takes it for one of its own."""


@contextmanager
def _time_bound(seconds: int) -> Generator[None]:
    """Raise `_Hang` after so much processor time, however busy the machine is; no bound without such a timer."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _Hang

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
