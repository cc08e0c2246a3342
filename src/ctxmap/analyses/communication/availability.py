"""How available a context can be, given that it answers only while everything that it needs answers.

Dependencies in series multiply (Nygard, "Release It!", ch. 4). A context needs what it calls without a usable fallback;
`FAIL_FAST` is not one. A context that it needs counts with what that context `promises`, otherwise with its own
availability and with everything that it needs in turn. What is needed along two paths is multiplied once, and so is a
deployable: its contexts are up and down together, and calls inside it cost nothing. Of a context and the backup service
that takes over from it one has to be up: 1 - (1 - a)(1 - b). Where a number is missing, the product of the known ones
is an upper bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from math import prod

import msgspec

from ctxmap.analyses.communication.calls import Call, stated_calls
from ctxmap.analyses.deployables import place, runs_together
from ctxmap.analyses.landscapes import Landscape, once_per_landscape
from ctxmap.model.elements import BoundedContext, Sync

HOURS_A_YEAR = 8_760
LISTED = 8
"""How many numbers or names are written out; of more, the first ones and the last."""

_ROUNDING = 1e-9
_DEEPEST = 3
"""Backup services of backup services are followed this far; from there on, nothing is known of them."""

_Calls = Mapping[str, Sequence[Call]]


class Need(msgspec.Struct, frozen=True, eq=False):
    """What has to be up for a context to answer: another context or, if given, its backup service.

    `percent`: how available it is, None if unknown; with `is_exact` False, at most that. `call`: the first that
    needs it.
    """

    context: BoundedContext
    call: Call
    percent: float | None
    is_exact: bool = True
    backup: BoundedContext | None = None


class Availability(msgspec.Struct, frozen=True, eq=False):
    """A context and everything that it needs to answer, the nearest first, each process once.

    `calls`: all calls that make it need them.
    """

    context: BoundedContext
    needs: tuple[Need, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def factors(self) -> tuple[float, ...]:
        """The known numbers, in percent, its own first."""
        own = self.context.availability
        return (*([own.value] if own else []), *(need.percent for need in self.needs if need.percent is not None))

    @property
    def is_exact(self) -> bool:
        """Whether all numbers are known; if not, it is at most that available."""
        return self.context.availability is not None and all(need.is_exact for need in self.needs)

    @property
    def percent(self) -> float:
        """The product of what is known."""
        return product(self.factors)

    @property
    def is_met(self) -> bool:
        """Whether it may be as available as it promises, as far as is known."""
        promised = self.context.promises
        return promised is None or not self.factors or promised.value <= self.percent + _ROUNDING

    @property
    def shown(self) -> str:
        """The product as every message and diagram shows it, with enough digits to show that a promise is not met."""
        promised = self.context.promises
        return shown(self.percent, below=promised.value if promised and not self.is_met else 100)


def availability(landscape: Landscape, name: str) -> Availability:
    """The availability of a context of the landscape, its own promise aside."""
    return _availability(landscape, name, frozenset())


@once_per_landscape
def promised_availabilities(landscape: Landscape) -> tuple[Availability, ...]:
    """The availability of every context that promises one, if a number is known."""
    found = (availability(landscape, each.qualified_name) for each in landscape.contexts if each.promises)
    return tuple(each for each in found if each.factors)


def has_usable_fallback(sync: Sync | None) -> bool:
    """Whether the caller can go on when the called context is down; None is a call that no map states.

    Also where a fallback is stated that can't be read: nothing is concluded from it.
    """
    if sync and sync.fallback:
        return sync.fallback.kind != "FAIL_FAST"
    return sync is not None and sync.says("fallback")


def product(factors: Iterable[float]) -> float:
    """The product of percentages, in percent."""
    return 100 * prod(each / 100 for each in factors)


def in_series(names: Iterable[str]) -> str:
    """Names of contexts, each of which waits for the next one, as a message shows them: `"Cart" → "Order"`."""
    return " → ".join(_some([f'"{name}"' for name in names]))


def arithmetic(availability: Availability) -> str:
    """How the product is computed, and what it means: `99.9 % × 99.5 % = at most 99.4 %, down at least 52 h a year`."""
    numbers = availability.factors
    at_most, at_least = ("", "") if availability.is_exact else ("at most ", "at least ")
    result = f"{at_most}{availability.shown}, down {at_least}{downtime(availability.percent)} a year"
    if len(numbers) == 1:
        return result
    return f"{' × '.join(_some([percentage(each) for each in numbers]))} = {result}"


def shown(percent: float, *, below: float = 100) -> str:
    """A computed percentage as a message shows it, with as many digits as show that it is less than `below`."""
    texts = (f"{percent:.{digits}f}" for digits in range(2, 12))
    text = next((text for text in texts if float(text) < below), f"{percent:.12f}")
    return f"{text.rstrip('0').rstrip('.')} %"


def percentage(value: float) -> str:
    """A percentage as a message shows it: `99.95 %`."""
    return f"{value:.8g} %"


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
def _needed_calls(landscape: Landscape) -> _Calls:
    """The calls without a usable fallback, by caller."""
    return _by_caller(call for call in stated_calls(landscape) if _is_needed(landscape, call))


@once_per_landscape
def _backed_up_calls(landscape: Landscape) -> _Calls:
    """The calls with a backup service, by caller."""
    return _by_caller(call for call in stated_calls(landscape) if _backup(call) and not _is_needed(landscape, call))


def _by_caller(calls: Iterable[Call]) -> _Calls:
    found: defaultdict[str, list[Call]] = defaultdict(list)
    for call in calls:
        found[call.caller].append(call)
    return found


def _is_needed(landscape: Landscape, call: Call) -> bool:
    """Whether the caller can't go on without the callee: a backup service in the same process is down with it."""
    backup = _backup(call)
    return not has_usable_fallback(call.sync) or bool(backup and runs_together(landscape, backup, call.callee))


def _backup(call: Call) -> str:
    """The name of the context that takes over when the callee is down; "" if the map doesn't say."""
    fallback = call.sync.fallback if call.sync else None
    return (fallback.backup.target or "") if fallback and fallback.kind == "BACKUP_SERVICE" and fallback.backup else ""


def _availability(landscape: Landscape, name: str, counted: Set[str], depth: int = 0) -> Availability:
    """The availability of a context without the processes that are counted already."""
    reached, entries = _reached(landscape, name)
    needs = [_need(landscape, calls) for process, calls in entries.items() if process not in counted]
    up = counted | {place(landscape, name)} | entries.keys()
    backed_up = list(_backed_up(landscape, reached, up, depth)) if depth < _DEEPEST else []
    calls = [*(call for calls in entries.values() for call in calls), *(need.call for need in backed_up)]
    return Availability(_contexts(landscape)[name], (*needs, *backed_up), tuple(calls))


def _reached(landscape: Landscape, name: str) -> tuple[Sequence[str], Mapping[str, Sequence[Call]]]:
    """What a context needs, itself first, and the calls that enter each process that it needs.

    The promise of another process covers what that one needs.
    """
    contexts, calls = _contexts(landscape), _needed_calls(landscape)
    own = place(landscape, name)
    reached, seen = [name], {name}
    entries: defaultdict[str, list[Call]] = defaultdict(list)
    entered: set[str] = set()
    for each in reached:  # grows while it is walked: breadth-first
        if each in entered and contexts[each].promises:
            continue
        for call in calls.get(each, ()):
            process = place(landscape, call.callee)
            if process != own and process != place(landscape, each):
                entries[process].append(call)
                entered.add(call.callee)
            if call.callee not in seen:
                seen.add(call.callee)
                reached.append(call.callee)
    return reached, entries


def _need(landscape: Landscape, calls: Sequence[Call]) -> Need:
    """What is needed of one process: if several of its contexts are called, it is as available as the least of them."""
    contexts = _contexts(landscape)
    called = [(contexts[call.callee], call) for call in calls]
    known = [
        (number.value, context, call)
        for context, call in called
        if (number := context.promises or context.availability)
    ]
    if not known:
        return Need(*called[0], percent=None, is_exact=False)
    percent, context, call = min(known, key=lambda each: each[0])
    return Need(context, call, percent)


def _backed_up(landscape: Landscape, callers: Iterable[str], up: Set[str], depth: int) -> Iterator[Need]:
    """What is needed of contexts with backup services, unless one of the two has to be up anyway."""
    contexts, calls = _contexts(landscape), _backed_up_calls(landscape)
    found: set[tuple[str, str]] = set()
    for call in (call for caller in callers for call in calls.get(caller, ())):
        pair = (call.callee, _backup(call))
        if pair in found or pair[1] not in contexts or not up.isdisjoint(place(landscape, each) for each in pair):
            continue
        found.add(pair)
        (one, one_is_exact), (other, other_is_exact) = (_computed(landscape, each, up, depth + 1) for each in pair)
        percent = None if one is None or other is None else 100 - (100 - one) * (100 - other) / 100
        yield Need(contexts[pair[0]], call, percent, one_is_exact and other_is_exact, contexts[pair[1]])


def _computed(landscape: Landscape, name: str, up: Set[str], depth: int) -> tuple[float | None, bool]:
    """How available a context is for its callers, in percent, and whether that is exact."""
    if promises := _contexts(landscape)[name].promises:
        return promises.value, True
    found = _availability(landscape, name, up, depth)
    return found.percent if found.factors else None, found.is_exact and depth < _DEEPEST


def _some(texts: list[str]) -> list[str]:
    return texts if len(texts) <= LISTED else [*texts[: LISTED - 2], "…", texts[-1]]
