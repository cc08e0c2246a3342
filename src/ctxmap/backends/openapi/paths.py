"""Paths as OpenAPI wants them, however a map writes them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ctxmap.backends._contracts.names import key

_PARAMETER = re.compile(r"\{([^{}/]+)\}")
_UNSAFE = re.compile(r"[^A-Za-z0-9/._~!$&'()*+,;=:@-]")
"""What stands in no path as it is (RFC 3986, 3.3); `%`, which would spell it, is one of them here: see `names`."""


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
    pieces = _PARAMETER.split(path)
    names = [key(each.partition(":")[0].strip()) for each in pieces[1::2]]
    spelt = [f"{{{name}{'_' * names[:number].count(name)}}}" for number, name in enumerate(names)]
    return "".join(spelt[number // 2] if number % 2 else _text(each) for number, each in enumerate(pieces))


def _text(text: str) -> str:
    return _UNSAFE.sub(lambda found: key(found[0]), unquote(text))


def shape(path: str) -> str:
    """What tells paths apart: templates that differ in the names of parameters only are one path."""
    return _PARAMETER.sub("{}", path)
