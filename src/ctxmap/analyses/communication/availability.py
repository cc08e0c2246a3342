"""How available a context can be, given that it answers only while all that it needs answers.

What is needed in series multiplies (Nygard, "Release It!", ch. 4). Needed is what is called, straight or by what is
called, without a way out; `FAIL_FAST` is none. What is needed over two ways is one thing, and multiplied once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import prod

import msgspec

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.landscapes import landscapes
from ctxmap.model.elements import BoundedContext, Model, Percentage
from ctxmap.model.facts import once_per_model

HOURS_A_YEAR = 8_760
LISTED = 8
"""How many numbers or names are written out; of more, the first ones and the last."""

_Calls = Mapping[str, list[Call]]


class Availability(msgspec.Struct, frozen=True, eq=False):
    """The context and all that it needs to answer, itself first, then the nearest; `percent` is their product.

    `calls` are those that make it need the others, in the same order.
    """

    contexts: tuple[BoundedContext, ...]
    calls: tuple[Call, ...]
    percent: float

    @property
    def is_series(self) -> bool:
        """Whether each needs only the next one."""
        names = [context.qualified_name for context in self.contexts]
        return {(call.caller, call.callee) for call in self.calls} == set(pairwise(names))


@once_per_model
def availabilities(model: Model) -> tuple[tuple[Availability, ...], ...]:
    """For each map the availability of every context that promises one, as far as all numbers are known."""
    each_map = zip(landscapes(model), stated_calls(model) or ((),), strict=True)
    return tuple(tuple(_availabilities(landscape.contexts, calls)) for landscape, calls in each_map)


def product(factors: Iterable[Percentage]) -> float:
    """The product of percentages, in percent."""
    return 100 * prod(each.value / 100 for each in factors)


def in_series(names: Iterable[str]) -> str:
    """Names of what waits for the next one, as a message shows them: `"Cart" → "Order"`."""
    return " → ".join(_some([f'"{name}"' for name in names]))


def arithmetic(factors: Iterable[Percentage], *, below: float = 100) -> str:
    """How the product comes about, and what it means: `99.9 % × 99.5 % = 99.4 %, down 52 h a year`.

    The result has as many digits as show that it is less than `below`.
    """
    numbers = list(factors)
    percent = product(numbers)
    result = f"{_shown(percent, below)}, down {downtime(percent)} a year"
    if len(numbers) == 1:
        return result
    return f"{' × '.join(_some([percentage(each.value) for each in numbers]))} = {result}"


def percentage(value: float) -> str:
    """A percentage as a message shows it: `99.95 %`."""
    return f"{value:.10g} %"


def downtime(percent: float) -> str:
    """How long something is down in a year of 8,760 hours: `66 h`, `8.8 h`, `53 min`."""
    hours = (1 - percent / 100) * HOURS_A_YEAR
    if hours >= 10:
        return f"{hours:,.0f} h"
    return f"{hours:.1f} h" if hours >= 1 else f"{hours * 60:.0f} min"


def has_way_out(call: Call) -> bool:
    """Whether the caller goes on when the called side is down.

    Also where one is stated that nobody can read: nothing is worked out of it.
    """
    if call.sync and call.sync.fallback:
        return call.sync.fallback.kind != "FAIL_FAST"
    return call.sync is not None and call.sync.says("fallback")


def _availabilities(contexts: Iterable[BoundedContext], calls: Iterable[Call]) -> Iterator[Availability]:
    by_name = {context.qualified_name: context for context in contexts}
    needs: defaultdict[str, list[Call]] = defaultdict(list)
    for call in calls:
        if not has_way_out(call):
            needs[call.caller].append(call)
    unknown = _unknown(by_name, needs)
    for name, context in by_name.items():
        if context.promises and name not in unknown:
            yield _availability(by_name, context, needs)


def _unknown(contexts: Mapping[str, BoundedContext], needs: _Calls) -> set[str]:
    """The contexts of which, or of something that they need, no number is known."""
    callers: defaultdict[str, list[str]] = defaultdict(list)
    for call in (call for calls in needs.values() for call in calls):
        callers[call.callee].append(call.caller)
    waiting = [name for name, context in contexts.items() if context.availability is None]
    unknown = set(waiting)
    while waiting:
        found = [caller for caller in callers[waiting.pop()] if caller not in unknown]
        unknown.update(found)
        waiting += found
    return unknown


def _availability(contexts: Mapping[str, BoundedContext], context: BoundedContext, needs: _Calls) -> Availability:
    needed = [context.qualified_name]
    seen = set(needed)
    calls: list[Call] = []
    for name in needed:  # grows while it is walked: breadth-first
        for call in needs.get(name, ()):
            calls.append(call)
            if call.callee not in seen:
                seen.add(call.callee)
                needed.append(call.callee)
    found = tuple(contexts[name] for name in needed)
    return Availability(found, tuple(calls), product(each.availability for each in found if each.availability))


def _shown(percent: float, below: float) -> str:
    texts = (f"{percent:.{digits}f}" for digits in range(2, 12))
    shown = next((text for text in texts if float(text) < below), f"{percent:.12f}")
    return f"{shown.rstrip('0').rstrip('.')} %"


def _some(texts: list[str]) -> list[str]:
    return texts if len(texts) <= LISTED else [*texts[: LISTED - 2], "…", texts[-1]]
