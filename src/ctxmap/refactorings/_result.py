"""A draft → texts that say what they should: references follow what has moved, and changed parts are formatted.

The new texts are compiled, and each reference is compared with the old one. One that means nothing or something else is
written in another way: with the new name, with the name of the context before it, or with its whole qualified name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from ctxmap import rules
from ctxmap.compiler import Compilation
from ctxmap.configuration import ALWAYS_ON
from ctxmap.findings.finding import Diagnostic, Severity
from ctxmap.model.walk import references
from ctxmap.refactorings import RefactoringError
from ctxmap.refactorings._draft import Draft, bodies_in
from ctxmap.refactorings._texts import Texts
from ctxmap.syntax.format.format import formatted
from ctxmap.syntax.parse import parse
from ctxmap.syntax.tree import File, Member
from ctxmap.text.source import Source, Span
from ctxmap.writer.words import name

Compile = Callable[[Mapping[str, str]], Compilation]
"""Compiles the workspace with other texts, by path."""


class Refactored(msgspec.Struct, frozen=True, eq=False):
    """The new texts of the files that change, by path, and their compilation."""

    texts: Mapping[str, str]
    compilation: Compilation


def refactored(draft: Draft, compile_with: Compile) -> Refactored:
    """The result of a draft; raises `RefactoringError` if it would not mean what it should."""
    _refuse_broken(draft)
    texts = _followed(draft, compile_with)
    laid_out = {path: _formatted(draft, path, text) for path, text in texts.by_path.items()}
    after = compile_with(laid_out)
    _refuse_errors(draft.compilation, after)
    return Refactored(laid_out, after)


# ---- References ------------------------------------------------------------------------------------------------------


def _followed(draft: Draft, compile_with: Compile) -> Texts:
    before = {at: target for model in draft.models for at, target in references(model)}
    wanted = {at: _now(draft, target) for at, target in before.items()}
    _remove_doubles(draft, before, wanted)
    aligned = {at: _aligned(draft, at, before[at]) for at in wanted}
    ways = {at: _ways(draft, at, aligned[at], target) for at, target in wanted.items()}
    while True:
        texts = draft.texts()
        meant = _meant(compile_with(texts.by_path))
        places = ((at, texts.place(at)) for at in wanted)
        wrong = [(at, place) for at, place in places if place and meant.get(place) != {wanted[at]}]
        # What is only missing may stand beside something wrong: a relationship with an unknown side isn't linked.
        surely = [at for at, place in wrong if place in meant or aligned[at] != _parts(draft, at)]
        others = [at for at, _ in wrong if at not in surely]
        if not _rewritten(draft, surely, ways) and not _rewritten(draft, others, ways):
            for at, _ in wrong:
                raise RefactoringError(f'"{draft.text(at)}" would no longer mean "{before[at]}" in {at.path}')
            return texts


def _rewritten(draft: Draft, several: Iterable[Span], ways: Mapping[Span, Iterator[str]]) -> bool:
    """Write references in their next ways; whether one of them has one."""
    rewritten = False
    for at in several:
        if way := next(ways[at], ""):
            draft.rewrite(at, way)
            rewritten = True
    return rewritten


def _meant(compilation: Compilation) -> Mapping[Span, set[str]]:
    """What is meant in each place, by all models that read it."""
    meant: dict[Span, set[str]] = {}
    for model in compilation.models:
        for at, target in references(model):
            meant.setdefault(at, set()).add(target)
    return meant


def _parts(draft: Draft, at: Span) -> list[str]:
    """The parts of a name as it is written."""
    return [part.strip().lstrip("^@") for part in draft.text(at).split("::")]


def _aligned(draft: Draft, at: Span, target: str) -> list[str]:
    """The parts of a name with the new name of each element that they mean."""
    above = target.split("::")
    parts: list[str] = []
    for part in reversed(_parts(draft, at)):
        while above and above[-1] != part:
            above.pop()
        parts.append(_now(draft, "::".join(above)).rpartition("::")[2] if above else part)
        above = above[:-1]
    return parts[::-1]


def _ways(draft: Draft, at: Span, aligned: list[str], target: str) -> Iterator[str]:
    """How a reference can be written: as it was, with new names; or with other qualifiers."""
    mark = "@" if draft.text(at).startswith("@") else ""
    parts = target.split("::")
    qualified = ["::".join(dict.fromkeys((parts[0], parts[-1]))), target]
    for way in dict.fromkeys(("::".join(aligned), *([parts[-1], *qualified] if len(aligned) == 1 else qualified))):
        if way != "::".join(_parts(draft, at)):
            yield mark + name(way)


def _now(draft: Draft, target: str) -> str:
    """The new qualified name of an element."""
    parts = target.split("::")
    for end in range(len(parts), 0, -1):
        if (new := draft.became.get("::".join(parts[:end]))) is not None:
            return "::".join((new, *parts[end:]))
    return target


def _remove_doubles(draft: Draft, before: Mapping[Span, str], wanted: Mapping[Span, str]) -> None:
    """Names in a list that mean the same as one before them, now that two elements are one."""
    texts = draft.texts()
    doubles: list[Span] = []
    for file in draft.files():
        for body in bodies_in(file.members):
            seen: dict[tuple[str, str], str] = {}
            for setting in body:
                for at in (file.span(value) for value in setting.values if value):
                    if at in wanted and texts.place(at):
                        same = seen.setdefault((setting.key.text, wanted[at]), before[at])
                        doubles += [at] if same != before[at] else []
    draft.drop(doubles)


# ---- Layout ----------------------------------------------------------------------------------------------------------


def _formatted(draft: Draft, path: str, text: str) -> str:
    """The new text, formatted: all of it if it was so before, or else the declarations that have changed.

    Where only names have changed, it stays as it is.
    """
    source = Source(path, text)
    file: File | None = next((each for each in draft.files() if each.source.path == path), None)
    if file is None:
        return formatted(source)[0]
    if path not in draft.changed_paths:
        return text
    if formatted(file.source)[0] == file.source.text:
        return formatted(source)[0]
    before = {_text(file, each) for each in file.members}
    after = parse(source)[0]
    for member in reversed(after.members):
        if _text(after, member) not in before:
            first, last = (source.position(at).line for at in (member.start, member.end - 1))
            text = formatted(Source(path, text), (first, last))[0]
    return text


def _text(file: File, member: Member) -> str:
    return file.source.text[member.start : member.end]


# ---- What is refused -------------------------------------------------------------------------------------------------


def _refuse_broken(draft: Draft) -> None:
    for each in draft.compilation.diagnostics:
        if each.rule == ALWAYS_ON and each.path in draft.changed_paths:
            raise RefactoringError(f"{each.path}:{each.line}: {each.message}; fix the mistakes of syntax first")


def _refuse_errors(before: Compilation, after: Compilation) -> None:
    """Refuse new mistakes of syntax and of names; what rules say about the new map is for its authors to decide."""
    known = Counter(map(_key, _errors(before)))
    new = [each for each in _errors(after) if not known[_key(each)]]
    if new and sum(1 for _ in _errors(after)) > known.total():
        raise RefactoringError(f"the result would have a mistake: {new[0].message}")


def _errors(compilation: Compilation) -> Iterator[Diagnostic]:
    for each in compilation.diagnostics:
        if each.severity is Severity.ERROR and each.rule not in rules.all_rules():
            yield each


def _key(each: Diagnostic) -> tuple[str, str]:
    return each.rule, each.message
