"""Facts that are worked out of a model once, however many rules and backends ask for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from ctxmap.model.elements import Model

Fact = TypeVar("Fact")


def once_per_model(compute: Callable[[Model], Fact]) -> Callable[[Model], Fact]:
    """Make `compute` run once for each model; the result lives as long as the model."""
    known: WeakKeyDictionary[Model, Fact] = WeakKeyDictionary()

    @wraps(compute)
    def fact(model: Model) -> Fact:
        if model not in known:
            known[model] = compute(model)
        return known[model]

    return fact
