"""Error messages for unknown names."""

from __future__ import annotations

from collections.abc import Iterable

from ctxmap.text.nearest import nearest


def unknown(kind: str, name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """`no command is named "chek"; did you mean "check"?`; without a near name, `otherwise` or all names."""
    names = list(known)
    near = nearest(name, names)
    answer = f'did you mean "{near}"?' if near else otherwise or f"choose from {', '.join(names)}"
    return f'no {kind} is named "{name}"; {answer}'
