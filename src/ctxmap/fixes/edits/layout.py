"""How a text is laid out: lines, indentation, and where the next word stands, comments passed over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

import msgspec

from ctxmap.syntax.tree import Comment, Declaration, File, Member, Operation, Property, Relationship
from ctxmap.text.source import Span

Holder = Declaration | Relationship
"""What has a body."""

_INDENTED = re.compile(r"\n([ \t]+)[^\s*/]")
_WHITE, _BLANKS = re.compile(r"\s*"), re.compile(r"[ \t]*")
_end = attrgetter("end")


class Edit(msgspec.Struct, frozen=True):
    """Write `text` instead of what stands at a place, which may be empty.

    `joins`: another edit may put something in at the same place.
    """

    at: Span
    text: str
    joins: bool = False


class Layout:
    """A file as a text with lines."""

    def __init__(self, file: File) -> None:
        self.text = file.source.text
        self._file = file
        self.line_end = "\r\n" if "\r\n" in self.text[: self.text.find("\n") + 1] else "\n"

    def edit(self, start: int, end: int, text: str = "", *, joins: bool = False) -> Edit:
        """An edit of the characters from `start` to before `end`."""
        return Edit(Span(self._file.source.path, start, end), text, joins)

    # -- What stands where ------------------------------------------------------------------------------------------

    def members_round(self, at: Span) -> Iterator[Member]:
        """The members that a place is in, from the outermost to the innermost."""
        members = self._file.members
        while members:
            member = next((each for each in members if each.start <= at.start and at.end <= each.end), None)
            if member is None:
                return
            yield member
            members = _inside(member)

    def holder_round(self, at: Span) -> Holder | None:
        """The innermost declaration or relationship that a place is in."""
        holders = [each for each in self.members_round(at) if isinstance(each, Declaration | Relationship)]
        return holders[-1] if holders else None

    def comment_round(self, at: Span) -> Comment | None:
        """The comment that a place is in."""
        comments = self._file.comments
        found = comments[bisect_right(comments, at.start, key=_end) :][:1]
        return next((each for each in found if each.start <= at.start and at.end <= each.end), None)

    def comments_between(self, start: int, end: int) -> list[Comment]:
        """The comments that stand in a range, whole or in part."""
        comments = self._file.comments
        first = bisect_right(comments, start, key=_end)
        found: list[Comment] = []
        for comment in comments[first:]:
            if comment.start >= end:
                break
            found.append(comment)
        return found

    def loses_comment(self, edit: Edit, *, besides: Comment | None = None) -> bool:
        """Whether an edit takes a comment away, or a part of one that isn't a word in it."""
        at = edit.at
        return any(
            comment is not besides and not (comment.start < at.start and at.end <= comment.end)
            for comment in self.comments_between(at.start, at.end)
        )

    # -- Words, comments passed over --------------------------------------------------------------------------------

    def next_word(self, offset: int) -> int:
        """Where the next word or mark begins at or behind an offset; the text's end if there is none."""
        while True:
            offset = self.blanks_end(offset, _WHITE)
            comment = next(iter(self.comments_between(offset, offset + 1)), None)
            if comment is None or comment.start != offset:
                return offset
            offset = comment.end

    def last_word(self, offset: int) -> int:
        """Where the last word or mark before an offset ends; 0 if there is none."""
        while True:
            while offset and self.text[offset - 1].isspace():
                offset -= 1
            comment = next(iter(self.comments_between(max(0, offset - 1), offset)), None)
            if comment is None or comment.end != offset:
                return offset
            offset = comment.start

    def blanks_end(self, offset: int, blanks: re.Pattern[str] = _BLANKS) -> int:
        """Where the blanks behind an offset end, on its line."""
        found = blanks.match(self.text, offset)
        return found.end() if found else offset

    # -- Lines ------------------------------------------------------------------------------------------------------

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_stop(self, offset: int) -> int:
        """Where the line of an offset ends, before its line end; of a comment that goes on below, behind that."""
        at = self.text.find("\n", offset)
        stop = len(self.text) if at < 0 else at - (self.text[at - 1 : at] == "\r")
        comments = self.comments_between(offset, stop)
        return self.line_stop(comments[-1].end) if comments and comments[-1].end > stop else stop

    def behind_line(self, offset: int) -> int:
        """Where the line behind that of an offset begins; the text's end if there is none."""
        at = self.text.find("\n", offset)
        return len(self.text) if at < 0 else at + 1

    def is_blank(self, start: int, stop: int) -> bool:
        """Whether nothing but blanks stands in a range."""
        return not self.text[start:stop].strip()

    def begins_line(self, offset: int) -> bool:
        """Whether nothing but blanks stands before an offset in its line."""
        return not self.text[self.line_start(offset) : offset].strip()

    def ends_line(self, offset: int) -> bool:
        """Whether nothing but blanks and comments stands behind an offset in its line."""
        return "\n" in self.text[offset : self.next_word(offset)] or self.next_word(offset) == len(self.text)

    def indentation(self, offset: int) -> str:
        """The blanks that the line of an offset begins with."""
        line = self.text[self.line_start(offset) : offset]
        return line[: len(line) - len(line.lstrip())]

    @property
    def step(self) -> str:
        """By how much this text indents what stands in a body."""
        found = _INDENTED.search(self.text)
        return found[1] if found else "    "


def _inside(member: Member) -> tuple[Member, ...]:
    match member:
        case Declaration():
            return (*member.head, *member.members)
        case Relationship():
            return member.members
        case Property() | Operation():
            return member.options
        case _:
            return ()
