"""Which operation of a contract keeps which promise of a map.

They are matched by the configuration, then by `x-ctxmap`, then by operationId, then by method and path, and last by a
name that only one operation has on both sides. A path may have a prefix of its own in the contract (`/api/v2`), and
names of parameters don't count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ctxmap.drift import naming
from ctxmap.drift.promises import Promise
from ctxmap.foreign.openapi import Served

_PARAMETER = re.compile(r"\{[^{}]*\}")


class Matching:
    """Each promise (by its operation id) with what keeps it; an operation of a contract keeps one promise only."""

    def __init__(self, promises: Sequence[Promise], offered: Sequence[Served], configured: Mapping[str, str]) -> None:
        self.found: dict[str, list[Served]] = {}
        self._promises = promises
        self._left = list(offered)
        self._prefixes = Counter(
            prefix for one in offered for each in promises if (prefix := _prefix(each, one)) is not None
        )
        self._by(lambda one: _meant(configured, one), lambda each: [each.element, *_ends(each)])
        self._by(lambda one: [one.element], lambda each: [each.element])
        self._by(lambda one: [naming.word(one.operation_id)], lambda each: [naming.word(each.operation_id)])
        self._by_address()
        self._by_name()

    def _by(self, of_served: Callable[[Served], Iterable[str]], of_promise: Callable[[Promise], Iterable[str]]) -> None:
        keys = {key: each for each in self._promises for key in of_promise(each) if key}
        for one in list(self._left):
            promise = next((keys[key] for key in of_served(one) if key in keys), None)
            if promise:
                self._take(promise, one)

    def _by_address(self) -> None:
        for promise in self._promises:
            if promise.operation_id in self.found:
                continue
            fitting = [(one, prefix) for one in self._left if (prefix := _prefix(promise, one)) is not None]
            for one, _ in sorted(fitting, key=lambda each: (-self._prefixes[each[1]], len(each[1]), each[1])):
                self._take(promise, one)

    def _by_name(self) -> None:
        """By a name that only one of the remaining promises and one of the remaining operations has."""
        promises = [each for each in self._promises if each.operation_id not in self.found and not each.is_look_up]
        wanted = naming.unique((name, each.operation_id) for each in promises for name in _names(each))
        numbers = {str(number): one for number, one in enumerate(self._left)}
        offered = naming.unique(
            (name, number)
            for number, one in numbers.items()
            for name in naming.operation_names(one.operation_id, one.method, one.path)
        )
        for name, operation_id in wanted.items():
            is_free = operation_id not in self.found and name in offered and numbers[offered[name]] in self._left
            if is_free:
                self._take(next(each for each in promises if each.operation_id == operation_id), numbers[offered[name]])

    def _take(self, promise: Promise, one: Served) -> None:
        self._left.remove(one)
        self.found.setdefault(promise.operation_id, []).append(one)


def _meant(configured: Mapping[str, str], one: Served) -> Iterator[str]:
    for address, element in configured.items():
        if _template(address) == _template(one.address):
            yield element.replace(".", "::")


def _names(promise: Promise) -> Iterator[str]:
    """What its implementation may be called: `cancel`, or with its context or aggregate, `cancelOrder`."""
    *above, name = promise.element.split("::")
    yield naming.word(name)
    for each in above:
        yield naming.word(name + each)
        yield naming.word(name + each).removesuffix("s")


def _ends(promise: Promise) -> Iterator[str]:
    """Shorter names of an element: `Order::cancel`, `cancel`."""
    first, *others = promise.element.split("::")
    if others:
        yield f"{first}::{others[-1]}"


def _prefix(promise: Promise, one: Served) -> str | None:
    """What a contract's path has before the one on the map; None if they have nothing to do with each other."""
    if promise.method != one.method:
        return None
    return prefix(promise.path, one.path)


def prefix(path: str, longer: str) -> str | None:
    """What the second path has before the first, without parameters; None if it doesn't end with the first."""
    own, other = _template(path), _template(longer)
    if not other.endswith(own):
        return None
    before = other[: len(other) - len(own)]
    return None if "{}" in before else before


def _template(path: str) -> str:
    """A path without the names of its parameters, and without a slash at its end."""
    return _PARAMETER.sub("{}", path).rstrip("/")


_INFRASTRUCTURE = re.compile(
    "health|healthz|healthcheck|livez|readyz|startupz|live|liveness|ready|readiness|alive|ping|metrics|prometheus"
    "|actuator|version|info|status|docs|redoc|openapi|openapi.json|openapi.yaml|swagger|swagger-ui|swagger-ui.html"
    "|swagger.json|api-docs|api-json|favicon.ico|robots.txt|csrf|error"
)
"""Where services tell of themselves, by the conventions of the usual frameworks and platforms."""
_BEFORE = re.compile(r"api|internal|management|_|v[0-9]+(?:\.[0-9]+)*")


def is_infrastructure(path: str) -> bool:
    """Whether a path is for those who run the service."""
    segments = [each for each in path.lower().split("/") if each]
    while segments and _BEFORE.fullmatch(segments[0]):
        segments.pop(0)
    return not segments or bool(_INFRASTRUCTURE.fullmatch(segments[0]))
