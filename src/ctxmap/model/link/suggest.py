"""What somebody may have meant by a name that means nothing: the nearest name of the right kind.

To compare a name with all others takes time; a text with thousands of unknown names (generated, or cut in the middle)
gets suggestions for as many as that is bearable for.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctxmap.model.link.scope import Kinds, Whole
from ctxmap.text.look_alikes import look_alike
from ctxmap.text.nearest import is_sure, nearest

_BUDGET = 100_000
"""Comparisons for one model: well below a second."""


class Suggestions:
    """Suggests names; its budget lasts for one model."""

    def __init__(self) -> None:
        self._left = _BUDGET
        self._known: dict[tuple[Kinds, Whole], dict[str, None]] = {}

    def nearest(self, parts: Sequence[str], kinds: Kinds, whole: Whole) -> str | None:
        """The name that was meant, as it should be written here; None if none is near."""
        if len(parts) > 1:
            found = whole.find(parts[-1:], kinds)
            return found[0].qualified_name if found else None
        known = self._names(kinds, whole)
        self._left -= len(known)
        if self._left < 0:
            return None
        return look_alike(parts[0], known) or nearest(parts[0], known)

    def is_sure(self, name: str, near: str, kinds: Kinds, whole: Whole) -> bool:
        """Whether nothing else can be meant by a single name."""
        known = self._names(kinds, whole)
        self._left -= len(known)
        return self._left >= 0 and is_sure(name, near, known)

    def _names(self, kinds: Kinds, whole: Whole) -> dict[str, None]:
        key = (kinds, whole)
        if key not in self._known:
            self._known[key] = dict.fromkeys(each.name for each in whole.of_kind(kinds))
        return self._known[key]
