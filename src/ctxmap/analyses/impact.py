"""Who is affected if something changes, fails or goes away.

Callers are affected at once, and so are theirs, unless a fallback helps: a call without a usable one fails as well
(Nygard, "Release It!", ch. 4). Whoever receives messages learns of things later, and so do those who learn of them by
its policies in turn. Contexts that run as one process fail together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from ctxmap.analyses.communication.availability import has_usable_fallback
from ctxmap.analyses.deployables import runs_together
from ctxmap.analyses.events.triggers import triggers
from ctxmap.analyses.graph.reached import reached
from ctxmap.analyses.landscapes import Landscape
from ctxmap.analyses.uses import Use, uses
from ctxmap.model import index
from ctxmap.model.elements import Model, Sync

Degree = Literal["FAILS", "FALLBACK", "LATER", "USES"]
"""It can't answer either; it goes on with its fallback; it gets or sends its messages later; it uses it somehow."""
_ORDER: tuple[Degree, ...] = ("FAILS", "FALLBACK", "USES", "LATER")


class Affected(msgspec.Struct, frozen=True, eq=False):
    """A context that is affected, how badly, and over which contexts, the nearest to the cause first.

    `what`: the names of what it uses of the last of these.
    """

    context: str
    degree: Degree
    through: tuple[str, ...]
    what: tuple[str, ...] = ()

    @property
    def distance(self) -> int:
        """1 for who uses the cause itself."""
        return len(self.through)


def impact(model: Model, landscape: Landscape, element: str) -> tuple[Affected, ...]:
    """Who is affected by an element (its qualified name), the nearest first, each once and as badly as it gets.

    `model` has the landscape as its only map.
    """
    known = uses(model)
    context = element.partition("::")[0]
    first = [use for use in known if use.provider == context and _concerns(use, element)]
    found = list(_in_one_process(landscape, context)) if element == context else []
    found += _by_calls(landscape, known, context, first)
    found += _by_messages(landscape, known, context, first)
    worst: dict[str, Affected] = {}
    for each in sorted(found, key=lambda each: (_ORDER.index(each.degree), each.distance)):
        if each.context != context:
            worst.setdefault(each.context, each)
    return tuple(sorted(worst.values(), key=lambda each: (each.distance, _ORDER.index(each.degree), each.context)))


def _in_one_process(landscape: Landscape, context: str) -> Iterator[Affected]:
    names = (each.qualified_name for each in landscape.contexts)
    together = (name for name in names if name != context and runs_together(landscape, context, name))
    return (Affected(name, "FAILS", (context,), ("same deployable",)) for name in together)


def _concerns(use: Use, element: str) -> bool:
    """Whether a use is one of the element, or of something in it."""
    return element in (use.provider, use.element) or use.element.startswith(f"{element}::")


def _by_calls(landscape: Landscape, known: Sequence[Use], context: str, first: Sequence[Use]) -> Iterator[Affected]:
    """Callers, and the callers of those that fail, nearest first."""
    waiting: list[tuple[tuple[str, ...], list[Use]]] = [
        ((context,), [use for use in first if use.kind not in ("EVENT", "COMMAND")])
    ]
    seen = {context}
    for path, using in waiting:  # grows while it is walked
        for consumer, several in _by_consumer(using).items():
            degree = _degree(landscape, several)
            yield Affected(consumer, degree, path, _names(several))
            if degree == "FAILS" and consumer not in seen:
                seen.add(consumer)
                callers = [use for use in known if use.provider == consumer and isinstance(use.terms, Sync)]
                waiting.append(((*path, consumer), callers))


def _degree(landscape: Landscape, several: Sequence[Use]) -> Degree:
    syncs = [use.terms for use in several if isinstance(use.terms, Sync)]
    if not syncs:
        return "USES"
    if any(runs_together(landscape, sync.caller, sync.callee) for sync in syncs):
        return "FAILS"
    return "FALLBACK" if all(map(has_usable_fallback, syncs)) else "FAILS"


def _by_messages(landscape: Landscape, known: Sequence[Use], context: str, first: Sequence[Use]) -> Iterator[Affected]:
    """Who receives its events or sends it commands; then who receives what these events trigger elsewhere."""
    effects = _effects(landscape)
    waiting: list[tuple[Use, tuple[str, ...]]] = [
        (use, (context,)) for use in first if use.kind in ("EVENT", "COMMAND")
    ]
    seen = set[str]()
    for use, path in waiting:  # grows while it is walked
        yield Affected(use.consumer, "LATER", path, (use.name,))
        if use.kind == "EVENT" and use.element not in seen:
            seen.add(use.element)
            triggered = reached(effects, use.element)
            further = [each for each in known if each.kind == "EVENT" and each.element in triggered]
            waiting += [(each, (*path, each.provider)) for each in further if each.provider not in path]


def _effects(landscape: Landscape) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in triggers(landscape):
        found.setdefault(each.cause, []).append(each.effect)
    return found


def _by_consumer(several: Iterable[Use]) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for use in several:
        found.setdefault(use.consumer, []).append(use)
    return found


def _names(several: Iterable[Use]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.name for use in several))


def teams_to_tell(model: Model, affected: Iterable[Affected]) -> tuple[str, ...]:
    """The teams that own what is affected, each once."""
    known = index.contexts(model)
    owners = (index.teams_of(model, known[each.context]) for each in affected if each.context in known)
    return tuple(dict.fromkeys(team.name for several in owners for team in several))
