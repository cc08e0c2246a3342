"""What is said of each slip that was fixed: what is wrong with it, and how to write what was meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ctxmap.findings.finding import Finding, Related
from ctxmap.findings.fix import Fix, Replace, safe, unsafe, write
from ctxmap.syntax.automaton import automaton
from ctxmap.syntax.recovery.candidates import Edit
from ctxmap.syntax.recovery.messages import tell_misplaced, tell_unexpected
from ctxmap.syntax.recovery.surroundings import Scene
from ctxmap.syntax.tables import END, UNKNOWN
from ctxmap.syntax.wording import a_kind, kind_of, quoted, several, syntax_finding
from ctxmap.text.nearest import is_sure
from ctxmap.text.source import Span

_ARROWS: Final = ("->", "<-", "<->")
_EQUALS: Final = ("P", "SK")
_CLOSE_TO_WORDS: Final = (";", ",", "]", ")", ">")


def tell_fixed(scene: Scene, edit: Edit) -> Finding:
    """The mistake of which `edit` is the fixing."""
    return _SLIPS[edit.slip](scene, edit)


def _misspelt(scene: Scene, edit: Edit) -> Finding:
    written = quoted(" ".join(scene.tokens.texts[edit.start : edit.end]))
    meant = quoted(edit.keys[0])
    at = scene.span(edit.start, edit.end - 1)
    fix = write(edit.keys[0], at, sure=_is_sure(scene, edit))
    is_attribute = edit.start == scene.error and scene.is_between_members and edit.keys[0][0].islower() and scene.scopes
    if is_attribute and scene.tokens.keys[edit.end] != "{":
        return syntax_finding(
            at, f"{a_kind(scene.scopes[-1].keyword)} has no attribute {written}: did you mean {meant}?", fix=fix
        )
    return syntax_finding(at, f"unknown word {written}: did you mean {meant}?", fix=fix)


def _is_sure(scene: Scene, edit: Edit) -> bool:
    """Whether no other keyword can be meant; one that is written in two words, or with another case, is clear."""
    word, meant = "".join(scene.tokens.texts[edit.start : edit.end]), edit.keys[0]
    known = scene.expected if edit.start == scene.error else automaton().keywords
    return word.casefold() == meant.casefold() or is_sure(word, meant, known)


def _missing_quotes(scene: Scene, edit: Edit) -> Finding:
    word = scene.written(edit.start)
    at, meant = scene.span(edit.start), f'"{word}"'
    message = f"{quoted(word)} is a text and needs quotes"
    return syntax_finding(at, message, f"write `{meant}`", fix=write(meant, at, sure=True))


def _needless_quotes(scene: Scene, edit: Edit) -> Finding:
    at, word = scene.span(edit.start), scene.tokens.texts[edit.start]
    message, meant = f"{quoted(word)} is a name and stands without quotes", word[1:-1]
    return syntax_finding(at, message, f"write `{meant}`", fix=write(meant, at, sure=True))


def _lookalike(scene: Scene, edit: Edit) -> Finding:
    written, meant = quoted(scene.written(edit.start)), quoted(edit.keys[0])
    at = scene.span(edit.start)
    fix = write(edit.keys[0], at, sure=True)
    if edit.keys[0] in _ARROWS and "Upstream-Downstream" in scene.expected:
        hint = f"write {meant}; it points from upstream to downstream, and roles stand in brackets at its sides"
        return syntax_finding(at, f"{written} is no arrow of a context map", hint, fix=fix)
    return syntax_finding(at, f"expected {meant} instead of {written}", fix=fix)


def _instead(scene: Scene, edit: Edit) -> Finding:
    at, meant = scene.span(edit.start), edit.keys[0]
    message = f"expected {quoted(meant)} instead of {quoted(scene.written(edit.start))}"
    return syntax_finding(at, message, fix=write(meant, at, sure=False))


def _missing_def(scene: Scene, edit: Edit) -> Finding:
    owner = scene.scopes[-1].keyword if scene.scopes else "Entity"
    last = scene.tokens.keys.index("(", edit.start) - 1
    written = " ".join(scene.written(edit.start, last).split())
    return syntax_finding(
        scene.span(edit.start, last),
        f"an operation of {a_kind(owner)} begins with `def` or `*`",
        f"write `def {written}`, or remove the parentheses if it is an attribute",
        fix=_with_def(scene, edit, written),
    )


def _with_def(scene: Scene, edit: Edit, written: str) -> Fix | None:
    """Where the operation begins for sure; behind another word that may be a part of it."""
    begins = scene.begins_line(edit.start) or scene.tokens.keys[edit.start - 1] in ("{", ";")
    return safe(f"write `def {written}`", Replace(scene.before(edit.start), "def ")) if begins else None


def _reference_without_mark(scene: Scene, edit: Edit) -> Finding:
    return syntax_finding(
        scene.span(edit.start, edit.start + 1),
        "the type of an attribute stands without `@`",
        "put `-` before it for a reference to a domain object, or leave the `@` out for an attribute",
        fix=unsafe("make it a reference: put `-` before it", Replace(_mark(scene, edit), "- ")),
    )


def _mark(scene: Scene, edit: Edit) -> Span:
    """The place of the mark that another is read for, or, where one is missing, the place for it."""
    return scene.span(edit.start) if edit.end > edit.start else scene.before(edit.start)


def _nameless_parameter(scene: Scene, edit: Edit) -> Finding:
    first = edit.start + (scene.tokens.keys[edit.start] == ",")
    last = edit.end - 1 - (scene.tokens.keys[edit.end - 1] == ",")
    written = scene.written(first, last)
    at, name = scene.span(first, last), scene.tokens.texts[last]
    named = f"{written} {name[:1].lower()}{name[1:]}"
    message = f"the parameter {quoted(written)} needs a name"
    return syntax_finding(at, message, f"write `{named}`", fix=write(named, at, sure=False))


def _one_sided_brackets(scene: Scene, edit: Edit) -> Finding:
    return syntax_finding(
        scene.span(edit.start - 1),
        "where `<->` has brackets on one side, it needs them on the other side too",
        "write `A [P] <-> [P] B` for a partnership, `A [SK] <-> [SK] B` for a shared kernel",
        fix=_same_brackets(scene, edit.start - 1),
    )


def _same_brackets(scene: Scene, right: int) -> Fix | None:
    """The left context's brackets, as they stand behind it, before the right one too."""
    keys = scene.tokens.keys[max(0, right - 4) : right]
    if len(keys) < 4 or [keys[0], *keys[2:]] != ["[", "]", "<->"] or scene.tokens.texts[right - 3] not in _EQUALS:
        return None
    brackets = scene.written(right - 4, right - 2)
    return safe(f"put `{brackets}` before the right context, too", Replace(scene.before(right), f"{brackets} "))


def _brackets_behind(scene: Scene, edit: Edit) -> Finding:
    context, brackets = scene.written(edit.start), scene.written(edit.start + 1, edit.end - 1)
    return syntax_finding(
        scene.span(edit.start + 1, edit.end - 1),
        "the brackets of the right context stand before its name",
        f"write `{brackets} {context}`",
        fix=write(f"{brackets} {context}", scene.span(edit.start, edit.end - 1), sure=True),
    )


def _brackets_before(scene: Scene, edit: Edit) -> Finding:
    context, brackets = scene.written(edit.end - 1), scene.written(edit.start, edit.end - 2)
    return syntax_finding(
        scene.span(edit.start, edit.end - 2),
        "the brackets of the left context stand behind its name",
        f"write `{context} {brackets}`",
        fix=write(f"{context} {brackets}", scene.span(edit.start, edit.end - 1), sure=True),
    )


def _brackets_twice(scene: Scene, edit: Edit) -> Finding:
    return syntax_finding(
        scene.span(edit.start, edit.end - 1),
        "the right context has its brackets before its name",
        "take what stands in these up in those",
    )


def _half_an_attribute(scene: Scene, edit: Edit) -> Finding:
    written = scene.written(edit.start)
    return syntax_finding(
        scene.span(edit.start), f"an attribute has a type and a name, {quoted(written)} is only one of them"
    )


def _doc_of_nothing(scene: Scene, edit: Edit) -> Finding:
    return syntax_finding(
        scene.span(edit.start),
        "this doc string has nothing behind it",
        "a doc string stands before the declaration that it describes",
    )


def _surplus(scene: Scene, edit: Edit) -> Finding:
    texts, key = scene.tokens.texts, scene.tokens.keys[edit.start]
    at = scene.span(edit.start, edit.end - 1)
    if key == "}":
        return syntax_finding(at, "`}` is one too many", "remove it", fix=unsafe("remove the brace", Replace(at, "")))
    if edit.start == scene.error and scene.is_between_members and edit.end > edit.start + 1:
        return tell_misplaced(scene)
    if key == UNKNOWN:
        written = quoted(texts[edit.start])
        fix = unsafe(f"remove {written}", Replace(at, ""))
        return syntax_finding(at, f"{written} means nothing here", "remove it", fix=fix)
    if edit.start == scene.error and not scene.is_between_members and key not in (";", ","):
        return tell_unexpected(scene, edit.start, edit.end - 1)
    written = quoted(scene.written(edit.start, edit.end - 1))
    is_mark = edit.end == edit.start + 1 and key in (";", ",")
    fix = Fix(f"remove {written}", (Replace(at, ""),), is_safe=is_mark)
    return syntax_finding(at, f"{written} doesn't belong here", "remove it", fix=fix)


def _missing(scene: Scene, edit: Edit) -> Finding:
    mark, before = edit.keys[0], edit.start - 1
    at = scene.span(before)
    put = Replace(Span(at.path, at.end, at.end), mark if mark in _CLOSE_TO_WORDS else f" {mark}")
    fix = Fix(f"write {quoted(mark)} behind {quoted(scene.written(before))}", (put,), is_safe=mark in (";", ","))
    return syntax_finding(at, f"{quoted(mark)} is missing {_where_missing(scene, edit)}", fix=fix)


def _where_missing(scene: Scene, edit: Edit) -> str:
    mark, before = edit.keys[0], quoted(scene.written(edit.start - 1))
    if mark == ";":
        what = "step" if scene.scopes and scene.scopes[-1].keyword == "Coordination" else "operation"
        return f"at the end of this {what}"
    if mark == "{":
        return f"behind {before}"
    if scene.tokens.keys[edit.start] == END:
        return "at the end of the file"
    return f"between {before} and {quoted(scene.written(edit.start))}"


def _missing_braces(scene: Scene, edit: Edit) -> Finding:
    scopes = scene.scopes[-len(edit.keys) :]
    named = several(
        [
            f"{kind_of(scope.keyword)} {quoted(scope.name)}" if scope.name else f"this {kind_of(scope.keyword)}"
            for scope in reversed(scopes)
        ]
    )
    last = edit.start - 1 if scene.tokens.keys[edit.start] == END else edit.start
    missing = "`}` is missing" if len(edit.keys) == 1 else f"{len(edit.keys)} `}}` are missing"
    still = "is" if len(scopes) == 1 else "are"
    related = tuple(Related("opened here", scene.span(scope.opened)) for scope in scopes)
    return syntax_finding(scene.span(last), f"{missing}: {named} {still} still open here", related=related)


def _surplus_brace(scene: Scene, edit: Edit) -> Finding:
    return syntax_finding(
        scene.span(edit.start),
        "`}` is one too many",
        f"remove it, so that {quoted(scene.written(scene.error))} stands in the body before it",
        fix=unsafe("remove the brace", Replace(scene.span(edit.start), "")),
    )


_SLIPS: Final[dict[str, Callable[[Scene, Edit], Finding]]] = {
    "misspelt": _misspelt,
    "missing quotes": _missing_quotes,
    "needless quotes": _needless_quotes,
    "lookalike": _lookalike,
    "instead": _instead,
    "missing def": _missing_def,
    "reference without -": _reference_without_mark,
    "nameless parameter": _nameless_parameter,
    "one-sided brackets": _one_sided_brackets,
    "brackets behind": _brackets_behind,
    "brackets before": _brackets_before,
    "brackets twice": _brackets_twice,
    "half an attribute": _half_an_attribute,
    "doc of nothing": _doc_of_nothing,
    "surplus": _surplus,
    "missing": _missing,
    "missing braces": _missing_braces,
    "surplus brace": _surplus_brace,
}
