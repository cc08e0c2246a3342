"""Names that look the same and are not, and characters that show a line in another order than it is read in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import name as name_of_character

from ctxmap.findings.finding import Finding, Related, Severity
from ctxmap.model.link.declare import Names
from ctxmap.model.link.scope import Declared
from ctxmap.syntax.tree import File
from ctxmap.text.source import Span

_RULE = "look-alike-name"
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates (Unicode Standard Annex 9); marks such as U+200E only help to show a text."""


def look_alikes(names: Names) -> Iterator[Finding]:
    """The names that look like another one, and those that mix letters which can't be told apart."""
    known = {**names.problem.names, **names.solution.names}
    if all(map(str.isascii, known)):
        return
    from ctxmap.text.look_alikes import difference, is_disguised, skeleton  # noqa: PLC0415 — few maps need it

    first: dict[str, Declared] = {}
    for name, declared in sorted(known.items(), key=lambda each: not each[0].isascii()):
        looks, at = skeleton(name), declared[0].at
        twin = first.setdefault(looks, declared[0])
        if twin.name != name:
            message = f'"{name}" looks like "{twin.name}", and is another name: {difference(name, twin.name)}'
            related = (Related(f'"{twin.name}" is declared here', twin.at),)
            yield Finding(at, message, "write both alike, or rename one of them", related, _RULE, Severity.WARNING)
        elif is_disguised(name):
            message = f'"{name}" mixes letters that look alike: {difference(name, looks)}'
            yield Finding(at, message, f"write `{looks}`, with Latin letters only", (), _RULE, Severity.WARNING)


def reordering_characters(files: Iterable[File]) -> Iterator[Finding]:
    """The first of the characters on a line that change the order in which it is shown."""
    for file in files:
        text = file.source.text
        if text.isascii():
            continue
        line_end = 0
        for match in _REORDERING.finditer(text):
            if match.start() < line_end:
                continue
            line_end = text.find("\n", match.start()) % (len(text) + 1)  # -1 behind the last line: its end
            kind = f"U+{ord(match[0]):04X} ({name_of_character(match[0]).lower()})"
            at = Span(file.source.path, match.start(), match.end())
            message = f"hidden character {kind} changes the order in which this line is shown"
            hint = "remove it, so that people read what ctxmap reads"
            yield Finding(at, message, hint, (), "hidden-character", Severity.WARNING)
