"""Remarks at the ends of consecutive lines: below each other where their author wrote them so, else after one space."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ctxmap.syntax.format.comments import TAB_WIDTHS, visual_columns
from ctxmap.syntax.format.layout import Layout
from ctxmap.syntax.format.words import Words


class _Remark(msgspec.Struct, frozen=True):
    number: int
    """The token that the comment stands before."""
    line: int
    indent: int
    column: int
    """Where the code ends."""
    height: int


def align(words: Words, layout: Layout) -> list[str]:
    """The gaps of a layout with the remarks in their columns."""
    gaps = layout.gaps.copy()
    if not layout.trailing:
        return gaps
    for run in _runs(list(_remarks(words, layout))):
        written = [visual_columns(words, words.comments[remark.number][0]) for remark in run]
        is_aligned = any(len({columns[kind] for columns in written}) == 1 for kind in range(len(TAB_WIDTHS)))
        widest = max(remark.column for remark in run)
        for remark in run:
            column = (widest if is_aligned else remark.column) + 1
            lines = gaps[remark.number].split("\n")
            lines[0] = " " * (column - remark.column) + lines[0].lstrip()
            for below in range(1, remark.height):
                lines[below] = " " * column + lines[below].lstrip()
            gaps[remark.number] = "\n".join(lines)
    return gaps


def _remarks(words: Words, layout: Layout) -> Iterator[_Remark]:
    line, indent, column = 0, 0, 0
    for number, (gap, text) in enumerate(zip(layout.gaps, words.texts, strict=True)):
        if height := layout.trailing.get(number):
            yield _Remark(number, line, indent, column, height)
        if "\n" in gap:
            line += gap.count("\n")
            indent = column = len(gap) - gap.rfind("\n") - 1
        else:
            column += len(gap)
        if "\n" in text:
            line += text.count("\n")
            column = len(text) - text.rfind("\n") - 1
        else:
            column += len(text)


def _runs(remarks: list[_Remark]) -> Iterator[list[_Remark]]:
    """Remarks on consecutive lines that begin in the same column."""
    run: list[_Remark] = []
    for remark in remarks:
        if run and (remark.line != run[-1].line + run[-1].height or remark.indent != run[-1].indent):
            yield run
            run = []
        run.append(remark)
    if run:
        yield run
