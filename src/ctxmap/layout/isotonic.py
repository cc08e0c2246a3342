"""Isotonic regression (pool adjacent violators): how things stay in order and yet as near as may be to their wishes."""

from __future__ import annotations

from collections.abc import Iterable


def nondecreasing(values: Iterable[float], weights: Iterable[float]) -> list[float]:
    """The nondecreasing numbers with the least weighted square distance from these."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        mean, total, count = value, weight, 1
        while pools and pools[-1][0] > mean:
            upper, heavy, many = pools.pop()
            mean = (mean * total + upper * heavy) / (total + heavy)
            total, count = total + heavy, count + many
        pools.append((mean, total, count))
    return [mean for mean, _, count in pools for _ in range(count)]
