"""What to say of a name that isn't one of those there are."""

from __future__ import annotations

from collections.abc import Iterable

from ctxmap.text.nearest import nearest


def unknown(kind: str, name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """`no command is named "chek"; did you mean "check"?`; where none is near, `otherwise`, or all names."""
    names = list(known)
    near = nearest(name, names)
    answer = f'did you mean "{near}"?' if near else otherwise or f"there are {', '.join(names)}"
    return f'no {kind} is named "{name}"; {answer}'
