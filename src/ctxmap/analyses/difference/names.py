"""How names are told: short at home, with the context in front elsewhere; by their names of today where renamed."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

Renames = Mapping[str, str]
"""Qualified names of then → of today. What stands in something renamed has its new name in front."""
NONE: Renames = {}


class Names(msgspec.Struct, frozen=True):
    """The names that a thing uses; `home` is the context that it stands in.

    `is_canonical`: not as the author wrote it, but so that two texts are equal where their meaning is.
    """

    home: str
    renamed: Renames = NONE
    is_canonical: bool = False

    def told(self, qualified_name: str) -> str:
        """`Item` within the context, `Cart.Item` from outside; a context is its name."""
        name = today(qualified_name, self.renamed)
        context, _, inside = name.partition("::")
        last = inside.rpartition("::")[2]
        return last if inside and context == today(self.home, self.renamed) else ".".join(filter(None, (context, last)))


def today(qualified_name: str, renamed: Renames) -> str:
    """The name that something has now."""
    name, inside = qualified_name, ""
    while renamed and name:
        if name in renamed:
            return renamed[name] + inside
        name, separator, last = name.rpartition("::")
        inside = f"{separator}{last}{inside}"
    return qualified_name
