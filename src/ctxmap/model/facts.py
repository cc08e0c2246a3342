"""Facts that are computed once, however many rules and backends ask for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from ctxmap.model.elements import Model

Fact = TypeVar("Fact")
Subject = TypeVar("Subject")


def once_per_model(compute: Callable[[Model], Fact]) -> Callable[[Model], Fact]:
    """Make `compute` run once for each model; the result lives as long as the model."""
    return once(compute)


def once(compute: Callable[[Subject], Fact]) -> Callable[[Subject], Fact]:
    """Make `compute` run once for each value that it is given; the result lives as long as that value.

    The result must not refer to the value, or neither is ever freed.
    """
    known: WeakKeyDictionary[Subject, Fact] = WeakKeyDictionary()

    @wraps(compute)
    def fact(subject: Subject) -> Fact:
        if subject not in known:
            known[subject] = compute(subject)
        return known[subject]

    return fact
