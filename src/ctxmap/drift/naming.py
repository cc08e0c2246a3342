"""Which name of a running system means which name on a map: `payment-service` is `Payment`, `order_placed.v1` is
`OrderPlaced`, and `OrderController_find` is `find`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")
_OF_SERVICES = frozenset({"service", "svc", "api", "server", "app", "backend", "context", "microservice", "ms"})
_OF_MESSAGES = frozenset({"event", "message", "command", "payload", "dto"})
_VERSION = re.compile(r"v?[0-9]+")
_NUMBERED = re.compile(r"_[0-9]+$")


def service(name: str) -> str:
    """A name of a service or context without what only says that it is one."""
    return _without(_OF_SERVICES, name)


def message(name: str) -> str:
    """A name of a message without its version, and what only says that it is one."""
    return _without(_OF_MESSAGES, name)


def word(name: str) -> str:
    """A name without its spelling: `orderPlaced`, `order_placed` and `ORDER-PLACED` are one."""
    return "".join(_words(name))


def operation_names(operation_id: str, method: str, path: str) -> Sequence[str]:
    """What an operation may be called on a map, by its id in a contract that was made from code.

    FastAPI appends path and method to the name of the function, NestJS writes the controller before the method, and
    springdoc numbers ids that occur twice.
    """
    address = re.sub(r"\W", "_", f"{path}_{method}")
    plain = operation_id.removesuffix(f"_{address}").removesuffix(address)
    plain = _NUMBERED.sub("", plain) or operation_id
    parts = (plain, plain.rpartition("_")[2], plain.rpartition(".")[2])
    return tuple(dict.fromkeys(word(each) for each in parts if each))


def unique(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """What a name stands for, without names that stand for several things."""
    found: dict[str, set[str]] = {}
    for name, thing in names:
        found.setdefault(name, set()).add(thing)
    return {name: next(iter(things)) for name, things in found.items() if len(things) == 1 and name}


def _without(endings: frozenset[str], name: str) -> str:
    words = _words(name)
    while len(words) > 1 and (words[-1] in endings or _is_version(words)):
        words.pop()
    return "".join(words)


def _is_version(words: Sequence[str]) -> bool:
    return bool(_VERSION.fullmatch(words[-1])) or words[-1] == "v"


def _words(name: str) -> list[str]:
    return [each.casefold() for each in _WORD.findall(name)]
