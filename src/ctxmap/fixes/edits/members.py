"""Members of bodies: settings, declarations, relationships; and comments, where one is to go."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ctxmap.fixes.edits.layout import Edit, Holder, Layout
from ctxmap.syntax.tree import Comment, Declaration, Member, Relationship, Setting
from ctxmap.text.source import Span

_GAP = "  "
"""What stands between two members of one line."""


def without_member(layout: Layout, at: Span) -> list[Edit]:
    """Without the comment, setting or relationship that a place is in; with its lines if nothing else stands there."""
    found = layout.comment_round(at) or [None, *layout.members_round(at)][-1]
    if not isinstance(found, Comment | Setting | Relationship):
        return []
    text, start, end = layout.text, found.start, found.end
    blanks, stop = layout.blanks_end(end), layout.line_stop(end)
    if blanks == stop and layout.begins_line(start):
        return [_without_lines(layout, layout.line_start(start), layout.behind_line(end))]
    if blanks in (end, stop):
        return [layout.edit(len(text[:start].rstrip(" \t")), end)]
    return [layout.edit(start, blanks)]


def _without_lines(layout: Layout, start: int, stop: int) -> Edit:
    """Without some lines; of blank lines on both sides one is enough."""
    following = layout.behind_line(stop)
    if layout.is_blank(layout.line_start(max(0, start - 1)), start) and layout.is_blank(stop, following):
        return layout.edit(start, following)
    return layout.edit(start, stop)


def with_member(layout: Layout, to: Span, member: str, *, at_end: bool = False) -> list[Edit]:
    """With a member more in the body of what is named at a place; with a body, if it has none."""
    holder = layout.holder_round(to)
    if holder is None:
        return []
    opened = _opened(layout, holder)
    if opened is None:
        has_body = isinstance(holder, Declaration) and holder.has_body
        return [] if has_body or holder.members else [layout.edit(holder.end, holder.end, f" {{ {member} }}")]
    if layout.text[holder.end - 1] != "}":
        return []
    if not holder.members:
        return _in_empty_body(layout, holder, opened, member)
    leading = list(takewhile(lambda each: isinstance(each, Setting), holder.members))
    anchors = holder.members if at_end else leading
    place = anchors[-1].end if anchors else opened + 1
    following = [each.start for each in holder.members[len(anchors) :]] or [holder.end - 1]
    if layout.next_word(place) != following[0]:
        return []  # something stands there that could not be read
    return _behind(layout, anchors, opened, member) if anchors else _before(layout, holder.members[0], opened, member)


def _opened(layout: Layout, holder: Holder) -> int | None:
    """Where the brace is that opens a body."""
    if isinstance(holder, Declaration):
        parts = (holder.keyword, holder.name, *holder.head)
    else:
        parts = (holder.right, *holder.right_roles, holder.name)
    at = max(part.end for part in parts if part)
    limit = holder.members[0].start if holder.members else holder.end
    while (at := layout.next_word(at)) < limit:
        if layout.text[at] == "{":
            return at
        at += 1
    return None


def _in_empty_body(layout: Layout, holder: Holder, opened: int, member: str) -> list[Edit]:
    close = holder.end - 1
    if comments := layout.comments_between(opened, close):
        last = comments[-1].end
        needs_line = layout.ends_line(last) or comments[-1].text.startswith("//")
        return [layout.edit(last, last, _line(layout, opened, member) if needs_line else f"{_GAP}{member}")]
    if "\n" in layout.text[opened:close]:
        return [layout.edit(opened + 1, opened + 1, _line(layout, opened, member))]
    return [layout.edit(opened + 1, close, f" {member} ")]


def _behind(layout: Layout, anchors: Sequence[Member], opened: int, member: str) -> list[Edit]:
    """Behind the last of some members: on a line of its own if that ends its line."""
    last = anchors[-1]
    if not layout.ends_line(last.end):
        return [layout.edit(last.end, last.end, _gap(layout, anchors) + member, joins=True)]
    stop = layout.line_stop(last.end)
    shares_line = layout.line_start(opened) == layout.line_start(last.start)
    line = _line(layout, opened, member) if shares_line else f"{layout.line_end}{_own(layout, last)}{member}"
    return [layout.edit(stop, stop, line, joins=True)]


def _before(layout: Layout, first: Member, opened: int, member: str) -> list[Edit]:
    """Before the first member: on a line of its own if the brace ends its line."""
    if not layout.ends_line(opened + 1):
        return [layout.edit(first.start, first.start, member + _GAP, joins=True)]
    stop = layout.line_stop(opened + 1)
    return [layout.edit(stop, stop, f"{layout.line_end}{_own(layout, first)}{member}", joins=True)]


def _own(layout: Layout, member: Member) -> str:
    return layout.indentation(member.start)


def _line(layout: Layout, opened: int, member: str) -> str:
    """A line in the body that is opened there, as far in as this text indents."""
    return f"{layout.line_end}{layout.indentation(opened)}{layout.step}{member}"


def _gap(layout: Layout, members: Sequence[Member]) -> str:
    """What stands between two members of this body's line."""
    between = layout.text[members[-2].end : members[-1].start] if len(members) > 1 else _GAP
    return between if between and not between.strip() and "\n" not in between else _GAP
