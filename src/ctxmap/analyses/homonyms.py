"""Things of one name in other contexts: what somebody may have meant who named a thing where it isn't."""

from __future__ import annotations

from collections.abc import Iterable


def context_declaring(qualified_names: Iterable[str], name: str, *, first: str) -> str:
    """The qualified name of a thing that is called `name`, best one of the context `first`; "" if there is none."""
    simple = name.rpartition("::")[2]
    found = [each for each in qualified_names if each.rpartition("::")[2] == simple]
    return next((each for each in found if each.partition("::")[0] == first), found[0] if found else "")
