"""Paths: each method and template once, however the operations are called."""

from __future__ import annotations

import re
from itertools import chain, count
from urllib.parse import unquote

from ctxmap.backends._contracts.names import Names, key
from ctxmap.backends.openapi.document import Method

_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_UNSAFE = re.compile(r"[^A-Za-z0-9/._~!$&'()*+,;=:@-]")
"""What stands in no path as it is (RFC 3986, 3.3); `%`, which would spell it, is one of them here: see `names`."""


class Paths:
    """Gives out places for operations. Two templates that differ in the names of parameters only are one path."""

    def __init__(self) -> None:
        self._templates: dict[str, str] = {}
        self._taken: set[tuple[Method, str]] = set()

    def is_free(self, method: Method, path: str) -> bool:
        """Whether no operation stands there."""
        return (method, _shape(path)) not in self._taken

    def take(self, method: Method, *wanted: str) -> str:
        """The first wanted path that is free; where none is, the last with a number.

        Its parameters are called as in the operation that was there first.
        """
        numbered = (f"{wanted[-1].rstrip('/')}-{number}" for number in count(2))
        path = next(path for path in chain(wanted, numbered) if self.is_free(method, path))
        self._taken.add((method, _shape(path)))
        return self._templates.setdefault(_shape(path), path)


def parameters(path: str) -> list[str]:
    """The names of a path's parameters."""
    return _PARAMETER.findall(path)


def joined(base: str, rest: str) -> str:
    """A path below another, unless it says so itself already; as templates that every tool can read."""
    base, rest = template(base), template(rest)
    if base == "/" or rest.startswith(base + "/") or rest == base:
        return rest
    return base if rest == "/" else template(base + rest)


def template(path: str) -> str:
    """A path as somebody wrote it, as OpenAPI wants it: `customers/{id:[0-9]+}/` as `/customers/{id}`."""
    path = re.sub(r"/+", "/", "/" + re.split(r"[?#]", path)[0].strip()).rstrip("/") or "/"
    names = Names()
    pieces = _PARAMETER.split(path)
    return "".join(_piece(piece, names, is_parameter=number % 2 == 1) for number, piece in enumerate(pieces))


def _piece(piece: str, names: Names, *, is_parameter: bool) -> str:
    if is_parameter:
        return f"{{{names.take(key(piece.partition(':')[0].strip()))}}}"
    return _UNSAFE.sub(lambda found: key(found[0]), unquote(piece))


def _shape(path: str) -> str:
    return _PARAMETER.sub("{}", path)
