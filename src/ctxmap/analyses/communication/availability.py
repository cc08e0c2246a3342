"""How available a context can be, given that it answers only while everything that it needs answers.

Dependencies in series multiply (Nygard, "Release It!", ch. 4). A context needs what it calls without a usable fallback;
`FAIL_FAST` is not one. A context that it needs counts with what that context `promises`, otherwise with its own
availability and with everything that it needs in turn. What is needed along two paths is multiplied once. Where a
number is missing, the product of the known ones is an upper bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import prod

import msgspec

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.landscapes import Landscape, once_per_landscape
from ctxmap.model.elements import BoundedContext

HOURS_A_YEAR = 8_760
LISTED = 8
"""How many numbers or names are written out; of more, the first ones and the last."""

_Needs = Mapping[str, Sequence[Call]]


class Availability(msgspec.Struct, frozen=True, eq=False):
    """A context and everything that it needs to answer, itself first, then the nearest.

    `calls` are those that make it need the others, in the same order. `factors` are the known numbers, in percent;
    `is_exact` tells whether all of them are known.
    """

    contexts: tuple[BoundedContext, ...]
    calls: tuple[Call, ...]
    factors: tuple[float, ...]
    is_exact: bool

    @property
    def percent(self) -> float:
        """The product of what is known."""
        return product(self.factors)


def availability(landscape: Landscape, name: str) -> Availability:
    """The availability of a context of the landscape, its own promise aside."""
    contexts = _contexts(landscape)
    names, calls = _needed(landscape, name)
    found = tuple(contexts[each] for each in names)
    numbers = [found[0].availability, *(each.promises or each.availability for each in found[1:])]
    factors = tuple(each.value for each in numbers if each)
    return Availability(found, tuple(calls), factors, is_exact=len(factors) == len(found))


@once_per_landscape
def promised_availabilities(landscape: Landscape) -> tuple[Availability, ...]:
    """The availability of every context that promises one, if a number is known."""
    found = (availability(landscape, each.qualified_name) for each in landscape.contexts if each.promises)
    return tuple(each for each in found if each.factors)


def has_usable_fallback(call: Call) -> bool:
    """Whether the caller can go on when the called context is down.

    Also where a fallback is stated that can't be read: nothing is concluded from it.
    """
    if call.sync and call.sync.fallback:
        return call.sync.fallback.kind != "FAIL_FAST"
    return call.sync is not None and call.sync.says("fallback")


def product(factors: Iterable[float]) -> float:
    """The product of percentages, in percent."""
    return 100 * prod(each / 100 for each in factors)


def in_series(names: Iterable[str]) -> str:
    """Names of contexts, each of which waits for the next one, as a message shows them: `"Cart" → "Order"`."""
    return " → ".join(_some([f'"{name}"' for name in names]))


def arithmetic(availability: Availability, *, below: float = 100) -> str:
    """How the product is computed, and what it means: `99.9 % × 99.5 % = at most 99.4 %, down 52 h a year`.

    The result has as many digits as show that it is less than `below`.
    """
    numbers = availability.factors
    percent = product(numbers)
    at_most, at_least = ("", "") if availability.is_exact else ("at most ", "at least ")
    result = f"{at_most}{_shown(percent, below)}, down {at_least}{downtime(percent)} a year"
    if len(numbers) == 1:
        return result
    return f"{' × '.join(_some([percentage(each) for each in numbers]))} = {result}"


def percentage(value: float) -> str:
    """A percentage as a message shows it: `99.95 %`."""
    return f"{value:.10g} %"


def downtime(percent: float) -> str:
    """How long something is down in a year of 8,760 hours: `66 h`, `8.8 h`, `53 min`."""
    hours = (1 - percent / 100) * HOURS_A_YEAR
    if hours >= 10:
        return f"{hours:,.0f} h"
    return f"{hours:.1f} h" if hours >= 1 else f"{hours * 60:.0f} min"


@once_per_landscape
def _contexts(landscape: Landscape) -> Mapping[str, BoundedContext]:
    return {context.qualified_name: context for context in landscape.contexts}


@once_per_landscape
def _needs(landscape: Landscape) -> _Needs:
    """The calls without a usable fallback, by caller."""
    needs: defaultdict[str, list[Call]] = defaultdict(list)
    for call in stated_calls(landscape):
        if not has_usable_fallback(call):
            needs[call.caller].append(call)
    return needs


def _needed(landscape: Landscape, name: str) -> tuple[list[str], list[Call]]:
    """What a context needs, itself first; a promise of another context covers what that one needs."""
    contexts, needs = _contexts(landscape), _needs(landscape)
    needed = [name]
    seen = {name}
    calls: list[Call] = []
    for each in needed:  # grows while it is walked: breadth-first
        for call in needs.get(each, ()) if each == name or not contexts[each].promises else ():
            calls.append(call)
            if call.callee not in seen:
                seen.add(call.callee)
                needed.append(call.callee)
    return needed, calls


def _shown(percent: float, below: float) -> str:
    texts = (f"{percent:.{digits}f}" for digits in range(2, 12))
    shown = next((text for text in texts if float(text) < below), f"{percent:.12f}")
    return f"{shown.rstrip('0').rstrip('.')} %"


def _some(texts: list[str]) -> list[str]:
    return texts if len(texts) <= LISTED else [*texts[: LISTED - 2], "…", texts[-1]]
