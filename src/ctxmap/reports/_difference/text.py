"""The difference for people: a line for each thing, a line for each attribute, and the numbers.

~ context map Shop
    state: AS_IS → TO_BE
    contains: + Payment, - Billing
  + relationship Payment [OHS] -> [ACL] Cart : Authorization
+ bounded context Payment (1 aggregate, 2 domain events)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ctxmap.analyses.difference import Change
from ctxmap.reports._characters import visible
from ctxmap.reports._difference import Between, Told, summary, title, told

_COLORS = {"+": "32", "-": "31", "~": "33", " ": "0"}
_BOLD = "1"

Paint = Callable[[str, str], str]


def render(differences: Sequence[Between], *, color: bool = False) -> str:
    """A line for each thing, and one below it for each attribute that changed."""

    def paint(text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if color else text

    parts = ["".join(f"{line}\n" for line in _lines(each, paint)) for each in differences if each.difference]
    return "\n".join((*parts, f"{paint(summary(differences) or 'no difference', _BOLD)}\n"))


def _lines(between: Between, paint: Paint) -> Iterator[str]:
    if between.model:
        yield paint(visible(f"{between.model}:"), _BOLD)
    for each in told(between.difference):
        yield from _about(each, paint)


def _about(each: Told, paint: Paint) -> Iterator[str]:
    indent = "  " if each.is_inside else ""
    was = f" (was {each.was or 'without a name'})" if each.was else ""
    holds = f" ({each.holds})" if each.holds else ""
    words = f"{each.thing.kind} {title(each.thing)}".rstrip()
    yield indent + paint(f"{each.sign} {visible(words + was + holds)}", _COLORS[each.sign])
    for change in each.changes:
        yield f"{indent}    {visible(change.attribute)}: {_change(change, paint)}"


def _change(change: Change, paint: Paint) -> str:
    if not change.removed and not change.added:
        return "in another order"
    removed = [paint(visible(value), _COLORS["-"]) for value in change.removed]
    added = [paint(visible(value), _COLORS["+"]) for value in change.added]
    if len(removed) == len(added) == 1:
        return f"{removed[0]} → {added[0]}"
    return ", ".join((*(f"- {value}" for value in removed), *(f"+ {value}" for value in added)))
