"""Whether a version of ctxmap is one of those that a configuration requires: `>=0.1,<0.3`.

The operators are those of Python packages (PEP 440, "Version specifiers"); a version without one has to be the same.
Only numbers count: `0.2.dev1` is compared as 0.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import zip_longest
from operator import eq, ge, gt, le, lt, ne

_CLAUSE = r"\s*(?P<operator>[<>=!]=|[<>]|~=)?\s*(?P<version>\d{1,9}(?:\.\d{1,9})*)\s*"
_NUMBERS = r"\d+(\.\d+)*"
_OPERATORS: Mapping[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    "==": eq,
    "!=": ne,
    ">=": ge,
    "<=": le,
    ">": gt,
    "<": lt,
}


def is_requirement(text: str) -> bool:
    """Whether a text is a well-formed requirement."""
    return all(re.fullmatch(_CLAUSE, clause) for clause in text.split(","))


def satisfies(version: str, requirement: str) -> bool:
    """Whether a version fulfils all clauses of a requirement, which has to be well-formed."""
    return all(_fulfils(version, clause) for clause in requirement.split(","))


def _fulfils(version: str, clause: str) -> bool:
    found = re.fullmatch(_CLAUSE, clause)
    numbers = re.match(_NUMBERS, version)
    if not found or not numbers:
        return False
    operator = found["operator"] or "=="
    if operator == "~=":  # `~=1.4.2` is `>=1.4.2,==1.4.*`
        series = found["version"].rpartition(".")[0]
        return _fulfils(version, f">={found['version']}") and f"{numbers[0]}.".startswith(f"{series}.")
    pairs = list(zip_longest(*(map(int, each.split(".")) for each in (numbers[0], found["version"])), fillvalue=0))
    return _OPERATORS[operator](*zip(*pairs, strict=True))
