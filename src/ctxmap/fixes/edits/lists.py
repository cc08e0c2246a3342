"""Items of lists: the words of a setting, the roles in a relationship's brackets, the rules of a suppression."""

from __future__ import annotations

from msgspec.structs import replace

from ctxmap.findings.fix import AddItem
from ctxmap.fixes.edits.layout import Edit, Layout
from ctxmap.fixes.edits.members import with_member, without_member
from ctxmap.syntax.tree import Name, Relationship, Setting, Value
from ctxmap.text.source import Span

_OTHER_SIDE = {"U": "D", "D": "U"}

# ---- Leaving an item out -----------------------------------------------------------------------------------------


def without_item(layout: Layout, at: Span) -> list[Edit]:
    """Without an item and one comma; the only item goes with its brackets or its setting."""
    text = layout.text
    behind, before = layout.next_word(at.end), layout.last_word(at.start)
    if text[behind : behind + 1] == ",":
        return _without_item_before(layout, at, behind)
    if text[before - 1 : before] == ",":
        return _without_last_item(layout, at, before - 1)
    is_only = text[before - 1 : before] == "[" and text[behind : behind + 1] == "]"
    if layout.comment_round(at):
        first = text[before - 1 : before] == "["
        parted = layout.edit(at.start, behind) if first else layout.edit(before, at.end)
        return without_member(layout, at) if is_only else [parted]
    return _without_brackets(layout, before - 1, behind + 1) if is_only else without_member(layout, at)


def _without_item_before(layout: Layout, at: Span, comma: int) -> list[Edit]:
    """An item that has others behind it; with its line if nothing else stands there."""
    blanks = layout.blanks_end(comma + 1)
    if layout.comments_between(at.end, comma) and layout.comment_round(at) is None:
        return [layout.edit(at.start, at.end), layout.edit(comma, blanks)]
    stop = layout.line_stop(comma)
    if layout.begins_line(at.start) and blanks == stop:
        return [layout.edit(layout.line_start(at.start), layout.behind_line(comma))]
    following = layout.next_word(blanks)
    goes_on_below = blanks == stop and not layout.comments_between(blanks, following)
    return [layout.edit(at.start, following if goes_on_below else blanks)]


def _without_last_item(layout: Layout, at: Span, comma: int) -> list[Edit]:
    """The last of several items; comments between the comma and it stay."""
    comments = [] if layout.comment_round(at) else layout.comments_between(comma, at.start)
    if not comments:
        before = layout.last_word(comma)
        return [layout.edit(comma if layout.comments_between(before, comma) else before, at.end)]
    needs_line = comments[-1].text.startswith("//") and layout.line_stop(at.end) != layout.blanks_end(at.end)
    return [layout.edit(comma, comma + 1), layout.edit(at.start if needs_line else comments[-1].end, at.end)]


def _without_brackets(layout: Layout, opened: int, closed: int) -> list[Edit]:
    """Brackets with a single role, and the blank that parted them from their context."""
    begin = opened
    while begin and layout.text[begin - 1] in " \t":
        begin -= 1
    is_parted = layout.text[closed : closed + 1].isspace()
    return [layout.edit(begin if is_parted else opened, closed)]


# ---- Putting one in ------------------------------------------------------------------------------------------------


def with_item(layout: Layout, change: AddItem) -> list[Edit]:
    """With an item more behind the last one of a setting; with the setting, if there is none."""
    holder = layout.holder_round(change.to)
    if holder is None:
        return []
    found = [each for each in holder.members if isinstance(each, Setting) and each.key.text == change.key]
    if not found:
        made = with_member(layout, change.to, f"{change.key}{change.sign}{change.item}")
        return [replace(edit, joins=False) for edit in made]  # the next item belongs into the same list
    values = [value for value in found[-1].values if value]
    return _behind_last(layout, values, change.item) if values else []


def _behind_last(layout: Layout, values: list[Value], item: str) -> list[Edit]:
    """On a line of its own where the last one has one; a comment stays with what it stands behind."""
    last = values[-1]
    if len(values) == 1 or not layout.begins_line(last.start):
        return [layout.edit(last.end, last.end, f", {item}", joins=True)]
    line = f"{layout.line_end}{layout.indentation(last.start)}{item}"
    stop = layout.line_stop(last.end)
    if not layout.comments_between(last.end, stop):
        return [layout.edit(last.end, last.end, f",{line}", joins=True)]
    return [layout.edit(last.end, last.end, ","), layout.edit(stop, stop, line)] if layout.ends_line(last.end) else []


def with_role(layout: Layout, to: Span, role: str) -> list[Edit]:
    """With a role more in the brackets of a relationship's side; with brackets, if it has none."""
    node = layout.holder_round(to)
    if not isinstance(node, Relationship):
        return []
    is_left = to.start == node.left.start
    name, own, others = (
        (node.left, node.left_roles, node.right_roles) if is_left else (node.right, node.right_roles, node.left_roles)
    )
    if own:
        return [layout.edit(own[-1].end, own[-1].end, f"{_separator(layout, own)}{role}", joins=True)]
    stands = [_OTHER_SIDE[other.text] for other in others if other.text in _OTHER_SIDE]
    brackets = f"[{_separator(layout, others).join([*stands[:1], role])}]"
    return _new_brackets(layout, name, brackets, is_left=is_left)


def _new_brackets(layout: Layout, name: Name, brackets: str, *, is_left: bool) -> list[Edit]:
    """Where empty ones stand already, a person should look."""
    if is_left:
        is_taken = layout.text[layout.next_word(name.end) :][:1] == "["
        return [] if is_taken else [layout.edit(name.end, name.end, f" {brackets}")]
    is_taken = layout.text[: layout.last_word(name.start)][-1:] == "]"
    return [] if is_taken else [layout.edit(name.start, name.start, f"{brackets} ")]


def _separator(layout: Layout, roles: tuple[Name, ...]) -> str:
    """What stands between roles here."""
    between = layout.text[roles[0].end : roles[1].start] if len(roles) > 1 else ","
    return between if between.strip() == "," and "\n" not in between else ","
