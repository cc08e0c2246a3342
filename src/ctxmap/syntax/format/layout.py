"""Where lines begin, and how deep.

A member begins a line. A body that its author wrote on one line stays there if it fits into `WIDTH`; so does a list.
What doesn't fit is broken before clauses and elements, as late as possible: a greedy fill, since what is broken is rare
and short. A list that its author wrote with one element on each line keeps these lines. Sums of widths from the
beginning of the text make "does it fit?" a subtraction, so the time is linear.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Final

import msgspec

from ctxmap.syntax.format.comments import Line, gap_of_line, inline
from ctxmap.syntax.format.spacing import spaces
from ctxmap.syntax.format.structure import List, Place, Structure
from ctxmap.syntax.format.words import Words

WIDTH: Final = 120
INDENT: Final = 4

Unit = tuple[int, int]
"""The first token of a member or head and the one behind it: what is formatted as a whole."""


class Layout(msgspec.Struct, frozen=True, eq=False):
    """The gap before each token; how many lines at its beginning are a remark at the end of a line; the units."""

    gaps: list[str]
    trailing: dict[int, int]
    units: list[Unit]


def lay_out(words: Words, structure: Structure) -> Layout:
    """The lines of a text."""
    return _Printer(words, structure).whole()


class _Printer:
    def __init__(self, words: Words, structure: Structure) -> None:
        self._words = words
        self._structure = structure
        self._keys = words.tokens.keys
        self._spaces = spaces(words, structure)
        self._inline = [
            inline(words, number, space) if number in words.comments else space
            for number, space in enumerate(self._spaces)
        ]
        self._by_line = {first for first, each in structure.lists.items() if self._is_by_line(each)}
        self._gaps: list[str] = [gap or "" for gap in self._inline]
        self._layout = Layout(self._gaps, {}, [])
        self._widths = [0, *accumulate(len(gap) + len(text) for gap, text in zip(self._gaps, words.texts, strict=True))]
        self._lines = [0, *accumulate(words.lines_before)]
        self._hard_gaps = [0, *accumulate(gap is None for gap in self._inline)]
        self._hard_words = [0, *accumulate("\n" in text for text in words.texts)]
        self._closing, self._opening = self._braces()

    def whole(self) -> Layout:
        end = len(self._keys) - 1
        self._members(0, end, 0)
        self._begin(end, Line(0, 0, is_first=end == 0, is_last=True))
        self._layout.units.append((end, end + 1))
        if end == 0 and not self._words.comments:
            self._gaps[0] = ""
        elif end == 0:
            self._gaps[0] = self._gaps[0].rstrip("\n") + "\n"
        return self._layout

    def _braces(self) -> tuple[dict[int, int], dict[int, int]]:
        closing: dict[int, int] = {}
        open_braces: list[int] = []
        for number, key in enumerate(self._keys):
            if key == "{":
                open_braces.append(number)
            elif key == "}":
                closing[open_braces.pop()] = number
        return closing, {close: brace for brace, close in closing.items()}

    def _is_by_line(self, each: List) -> bool:
        """Whether the author gave each element a line, in a list that can be written so."""
        lines, elements = self._words.lines_before, each.elements
        if each.place is Place.CLAUSE or (each.place is Place.PARENTHESES and not lines[elements[0]]):
            return False
        return all(lines[number] or lines[number - 1] for number in elements[1:])

    # ---- Bodies and members ---------------------------------------------------------------------

    def _members(self, first: int, end: int, indent: int) -> None:
        """Lay out the members from `first` to `end`, which is `}` or the end of the file."""
        number, was_long = first, False
        while number < end:
            behind = self._next_member(number, end)
            depth = indent + INDENT * self._structure.depths.get(number, 0)
            is_long = self._member(number, behind, depth)
            is_apart = indent == 0 and number > first and (is_long or was_long)
            self._begin(number, Line(depth, depth, is_first=number == first, is_apart=is_apart))
            number, was_long = behind, is_long

    def _next_member(self, number: int, end: int) -> int:
        members = self._structure.members
        number = self._closing[number] + 1 if self._keys[number] == "{" else number + 1
        while number < end and number not in members:
            number = self._closing[number] + 1 if self._keys[number] == "{" else number + 1
        return number

    def _member(self, first: int, behind: int, indent: int) -> bool:
        """Lay out a member; returns whether it takes several lines."""
        was_documented = first in self._structure.documented
        if was_documented:
            self._layout.units.append((first, first + 1))
            first += 1
            self._begin(first, Line(indent, indent, most=1))
        self._layout.units.append((first, behind))
        if self._fits_on_line(first, behind, indent):
            return was_documented
        brace = self._opening.get(behind - 1)
        if brace is None:
            self._break(first, behind, indent, indent + INDENT)
            return True
        self._layout.units[-1] = (first, brace + 1)
        self._break(first, brace, indent, indent + 2 * INDENT)
        if self._inline[brace] is None:
            self._begin(brace, Line(indent, indent, most=1))
        self._members(brace + 1, behind - 1, indent + INDENT)
        is_empty = brace + 2 == behind and behind - 1 not in self._words.comments
        if not is_empty:
            self._begin(behind - 1, Line(indent, indent + INDENT, is_first=brace + 2 == behind, is_last=True))
        self._layout.units.append((behind - 1, behind))
        return True

    def _fits_on_line(self, first: int, behind: int, indent: int) -> bool:
        """Whether a member can stay on one line, and its body, if it has one, is on one."""
        brace = self._opening.get(behind - 1)
        if brace is not None and brace + 2 < behind and self._lines[behind] > self._lines[brace + 1]:
            return False
        return self._is_plain(first, behind) and indent + self._width(first, behind) <= WIDTH

    def _is_plain(self, first: int, behind: int) -> bool:
        """Whether nothing in a range of tokens begins a line of its own."""
        return (
            self._hard_gaps[behind] == self._hard_gaps[first + 1]
            and self._hard_words[behind] == self._hard_words[first]
            and not any(number in self._by_line for number in range(first, behind))
        )

    def _width(self, first: int, behind: int) -> int:
        """The width of a range of tokens on one line."""
        return self._widths[behind] - self._widths[first] - len(self._gaps[first])

    def _begin(self, number: int, line: Line) -> None:
        """Let a token begin a line."""
        gap = gap_of_line(self._words, number, line)
        self._gaps[number] = gap.text
        if gap.trailing:
            self._layout.trailing[number] = gap.trailing

    # ---- Members that don't fit on a line -------------------------------------------------------

    def _break(self, first: int, behind: int, indent: int, deeper: int) -> None:
        """Break a member, or the head of one before its `{`, into lines."""
        if self._is_plain(first, behind) and indent + self._width(first, behind) <= WIDTH:
            return
        tail = 2 if behind < len(self._keys) and self._keys[behind] == "{" else 0
        forced, possible = self._places(first, behind, indent, deeper)
        column = indent + self._end_width(first)
        stops = sorted({*forced, *possible, behind})
        following = dict(pairwise(stops))
        inner = possible.keys() - self._structure.clauses
        for number in range(first + 1, behind):
            gap = self._inline[number]
            depth = forced.get(number, possible.get(number, deeper))
            is_broken = gap is None or number in forced
            if not is_broken and number in possible:
                clause = number in self._structure.clauses
                stop = next(at for at in stops if at > number and at not in inner) if clause else following[number]
                width = self._width(number, stop) + len(gap or "") + (tail if stop == behind else 0)
                is_broken = column > depth and column + width > WIDTH
            if is_broken:
                self._begin(number, Line(depth, depth, most=1))
                column = self._column_behind_gap(number)
            else:
                column += len(gap or "")
            text = self._words.texts[number]
            column = self._end_width(number) if "\n" in text else column + len(text)

    def _places(self, first: int, behind: int, indent: int, deeper: int) -> tuple[dict[int, int], dict[int, int]]:
        """Where lines have to begin, and where they may, with their indentation."""
        forced: dict[int, int] = {}
        possible = {number: deeper for number in range(first + 1, behind) if number in self._structure.clauses}
        fits = self._is_plain(first, behind) and indent + self._width(first, behind) <= WIDTH
        for number in range(first, behind):
            each = self._structure.lists.get(number)
            if not each:
                continue
            depth = indent if each.place is Place.BODY else deeper
            is_by_line = number in self._by_line or (each.is_long and not fits)
            elements = dict.fromkeys(each.elements, depth)
            if is_by_line and each.place is not Place.CLAUSE:
                forced |= elements
                if each.place is Place.PARENTHESES:
                    forced[self._closing_parenthesis(each.elements[-1])] = indent
            else:
                if each.place in (Place.CLAUSE, Place.PARENTHESES):
                    del elements[number]
                possible |= elements
        forced.pop(first, None)
        possible.pop(first, None)
        return forced, possible

    def _closing_parenthesis(self, number: int) -> int:
        return next(at for at in range(number, len(self._keys)) if self._keys[at] == ")")

    def _end_width(self, number: int) -> int:
        """The width of the last line of a token."""
        text = self._words.texts[number]
        return len(text) - text.rfind("\n") - 1

    def _column_behind_gap(self, number: int) -> int:
        gap = self._gaps[number]
        return len(gap) - gap.rfind("\n") - 1
