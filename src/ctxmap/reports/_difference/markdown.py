"""The difference as Markdown, for a comment on a change, or a page: lists, whose names can't be taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctxmap.analyses.difference import Change
from ctxmap.reports._difference import Between, Told, summary, title, told

_WORDS = {"+": "added: ", "-": "removed: ", "~": "changed: ", " ": ""}
_BACKTICKS = re.compile("`+")


def render(differences: Sequence[Between], *, color: bool = False) -> str:
    """A list for each pair of models that differ, with what changed about a thing in the items below it."""
    lines = [line for each in differences if each.difference for line in _lines(each)]
    counts = summary(differences)
    return "\n".join([*lines, *([""] if lines else []), f"{counts}." if counts else "No difference.", ""])


def _lines(between: Between) -> Iterator[str]:
    if between.model:
        yield from ("", f"#### {_code(between.model)}", "")
    for each in told(between.difference):
        indent = "  " if each.is_inside else ""
        yield f"{indent}- {_thing(each)}"
        yield from (f"{indent}  - {_attribute(change)}: {_change(change)}" for change in each.changes)


def _thing(each: Told) -> str:
    words = f"**{_WORDS[each.sign]}**".replace(": **", ":** ").replace("****", "")
    name = _code(title(each.thing))
    was = f", was {_code(each.was)}" if each.was else ""
    return f"{words}{each.thing.kind} {name}{was}{f' ({each.holds})' if each.holds else ''}".rstrip()


def _attribute(change: Change) -> str:
    """Its words; of the signs that Markdown knows, a context's name in it can only have this one."""
    return change.attribute.replace("_", r"\_")


def _change(change: Change) -> str:
    if not change.removed and not change.added:
        return "in another order"
    removed = [_code(value) for value in change.removed]
    added = [_code(value) for value in change.added]
    if len(removed) == len(added) == 1:
        return f"{removed[0]} → {added[0]}"
    return ", ".join((*(f"~~{value}~~" for value in removed), *(f"**{value}**" for value in added)))


def _code(text: str) -> str:
    """Any text as a code span, which nothing in it ends (CommonMark, "Code spans")."""
    words = " ".join(text.split())
    if not words:
        return ""
    fence = "`" * (max(map(len, _BACKTICKS.findall(words)), default=0) + 1)
    gap = " " if "`" in (words[0], words[-1]) else ""
    return f"{fence}{gap}{words}{gap}{fence}"
